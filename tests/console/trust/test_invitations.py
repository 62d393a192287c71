"""An invitation opens one place for one seat, while the inviter is away."""

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.trust.errors import Barred, KeyFileFault, Malformed
from console.trust.invitations import invite, join, read, usable, write
from console.trust.issuing import Place
from console.trust.keys import SeatKey, SigningKey
from tests.console.trust.rooms import HOUR, NOW, Room


def test_an_invitation_is_carried_in_a_file_and_joins_one_seat(tmp_path: Path) -> None:
    room = Room()
    path = tmp_path / "siamu.invite"
    write(path, room.invitation())
    joined = join(read(path), NOW + 1)
    assert (joined.place.label, joined.place.agency, joined.place.variant, joined.place.number) == (
        "Siamu 1",
        "SIAMU",
        "desk",
        2,
    )
    assert joined.seat_key.room == room.founded.room
    assert joined.seat_key.room_secret == room.seat_key.room_secret
    assert read(path).addresses == ("10.0.0.1:7400",)
    room.learn(joined.statements[-1], room.welcome(joined))
    assert joined.seat_key.seat in room.trust.seats
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600


def test_each_invitation_takes_the_next_number() -> None:
    room = Room()
    room.invitation("One")
    room.invitation("Two")
    assert sorted(place.number for place in room.trust.invitations.values()) == [2, 3]
    assert room.trust.next_number() == 4


def test_an_expired_invitation_is_refused_with_its_time() -> None:
    room = Room()
    file = room.invitation(expires=NOW + HOUR)
    with pytest.raises(Barred) as refusal:
        join(file, NOW + HOUR + 1)
    assert refusal.value.code == "trust.invitation.expired"
    assert refusal.value.params["expires"] == NOW + HOUR


def test_a_second_use_is_refused_where_the_first_is_known() -> None:
    room = Room()
    file = room.invitation()
    first = join(file, NOW)
    room.learn(first.statements[-1])
    key = bytes(file.key.verify_key)
    assert usable(room.trust, key, NOW, first.seat_key.seat).label == "Siamu 1"
    with pytest.raises(Barred) as refusal:
        usable(room.trust, key, NOW, SeatKey.fresh(room.founded.room, bytes(32)).seat)
    assert refusal.value.code == "trust.invitation.used"


def test_an_invitation_by_somebody_without_power_is_refused() -> None:
    room = Room()
    key, _ = room.someone("Bert", "operator")
    file, _ = invite(room.trust, room.issuer(key), bytes(32), Place("Mine", "SAFE"), NOW + HOUR)
    with pytest.raises(Barred) as refusal:
        join(file, NOW)
    assert refusal.value.code == "trust.invitation.unknown"


def test_an_invitation_without_its_chain_or_with_another_key_is_refused() -> None:
    file = Room().invitation()
    with pytest.raises(Malformed):
        join(replace(file, statements=()), NOW)
    with pytest.raises(Malformed):
        join(replace(file, statements=(*file.statements, b"junk")), NOW)
    with pytest.raises(Barred):
        join(replace(file, statements=file.statements[:1]), NOW)
    with pytest.raises(Barred):
        join(replace(file, seed=bytes(SigningKey.generate())), NOW)


def test_a_torn_or_strange_file_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "x.invite"
    write(path, Room().invitation())
    whole = path.read_bytes()
    for content in (b"", b"\x00" * 4, whole[:-1], whole[:50], b"PK\x03\x04 something else entirely"):
        path.write_bytes(content)
        with pytest.raises(Malformed):
            read(path)
    with pytest.raises(KeyFileFault) as refusal:
        read(tmp_path / "nowhere.invite")
    assert refusal.value.code == "trust.invitation.unreadable"


@pytest.mark.parametrize("label", ["", "   ", "x" * 81, "two\nlines", "left\u202eright", "zero\u200bwidth"])
def test_a_label_that_cannot_be_shown_is_refused(label: str) -> None:
    with pytest.raises(Barred):
        Room().invitation(label)


def test_an_invitation_for_no_known_variant_or_for_yesterday_is_refused() -> None:
    room = Room()
    for place, expires in ((Place("One", "SAFE", "throne"), NOW + HOUR), (Place("One", "SAFE"), NOW)):
        with pytest.raises(Barred):
            invite(room.trust, room.issuer(), bytes(32), place, expires)
