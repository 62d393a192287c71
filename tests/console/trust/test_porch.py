"""Seats that do not know each other meet at the porch."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.trust.boxes import Boxes, make
from console.trust.envelope import sign
from console.trust.errors import Malformed
from console.trust.invitations import invite, join
from console.trust.issuing import Account, Place
from console.trust.keys import SeatKey, new_signing_key
from console.trust.porch import BURST, KNOWN, MAX_ANSWER, MAX_CALL, MAX_CHAIN, WELCOME, Door, Porch, call
from console.trust.roomsecret import DAY, porch_public, tag, tags
from console.trust.statements import KeySucceeded
from console.trust.trust import Trust
from tests.console.trust.rooms import HOUR, NOW, Room


class Seat:
    """A seat as far as the porch is concerned."""

    def __init__(self, folder: Path, key: SeatKey, statements: list[bytes]) -> None:
        self.key, self.trust = key, Trust.of(statements)
        self.boxes = Boxes(folder / key.seat.hex(), self.trust, key.room_secret)
        self.porch = Porch(self.trust, self.boxes, key)

    def visits(self, host: "Seat", now: int = NOW) -> Door:
        heard = host.porch.hear(call(self.trust, self.key), self.key.curve_public, 7401, now)
        return self.porch.enter(heard.answer, now)

    def knows(self, other: "Seat") -> bool:
        seat = self.trust.seats.get(other.key.seat)
        return seat is not None and self.trust.seat_by_curve(other.key.curve_public) == seat


def first_seat(room: Room, folder: Path) -> Seat:
    return Seat(folder, room.seat_key, room.trust.raw())


def joiner(room: Room, folder: Path, label: str = "Siamu 1") -> Seat:
    joined = join(room.invitation(label), NOW)
    return Seat(folder, joined.seat_key, joined.statements)


def test_a_joiner_is_welcomed_and_learns_where_the_link_is(tmp_path: Path) -> None:
    room = Room()
    guest, host = joiner(room, tmp_path), first_seat(room, tmp_path)
    host.boxes.put(make(room.founded.room, room.founded.person, room.admin, "a phrase for the box", NOW))
    door = guest.visits(host)
    assert (door.code, door.port) == (WELCOME, 7401)
    assert door.seat == guest.trust.seats[host.key.seat]
    assert guest.key.seat in guest.trust.seats
    assert host.knows(guest)
    assert guest.knows(host)
    assert guest.trust.digest() == host.trust.digest()
    assert len(guest.boxes.of(room.founded.person)) == 1
    assert len(door.fresh) == 1


def test_who_claims_the_key_of_an_administrator_keeps_no_newcomer_of_his_out(tmp_path: Path) -> None:
    room = Room()
    key, bert = room.someone("Bert", "operator")
    host = first_seat(room, tmp_path)
    chloe = new_signing_key()
    public = bytes(chloe.verify_key)
    room.learn(room.issuer(now=NOW + 1).person(Account("Chloé", "SAFE", ("administrator",)), public))
    room.learn(
        *(sign(key, KeySucceeded(room.founded.room, n, bert.id, bert.key, public)) for n in range(MAX_CHAIN))
    )
    file, raw = invite(
        room.trust, room.issuer(chloe, NOW + 2), room.seat_key.room_secret, Place("Pf 1", "PF"), NOW + HOUR
    )
    room.learn(raw)
    joined = join(file, NOW)
    guest = Seat(tmp_path, joined.seat_key, joined.statements)
    assert guest.visits(host).code == WELCOME
    assert host.knows(guest)


def test_a_joiner_that_waits_is_welcomed_by_whoever_calls_at_its_porch(tmp_path: Path) -> None:
    room = Room()
    waiting, caller = joiner(room, tmp_path), first_seat(room, tmp_path)
    door = caller.visits(waiting)
    assert (door.code, door.seat) == (WELCOME, caller.trust.seats[waiting.key.seat])
    assert caller.knows(waiting)
    assert waiting.knows(caller), "it lets the caller in, who brings the welcome over the link"
    restarted = Trust.of([*room.trust.raw(), *door.fresh])
    assert waiting.key.seat in restarted.seats, "what was decided is there to record and spread"


def test_nobody_is_welcomed_by_calling_with_a_used_or_late_invitation(tmp_path: Path) -> None:
    room = Room()
    host, file = first_seat(room, tmp_path), room.invitation()
    first, second = (join(file, NOW) for _ in range(2))
    Seat(tmp_path, first.seat_key, first.statements).visits(host)
    again = Seat(tmp_path, second.seat_key, second.statements)
    assert host.visits(again).seat is None
    late = joiner(room, tmp_path, "Late")
    assert host.visits(late, NOW + 2 * HOUR).seat is None


def test_what_the_porch_learnt_is_there_to_record_and_spread(tmp_path: Path) -> None:
    room = Room()
    host = first_seat(room, tmp_path)
    guest = joiner(room, tmp_path)
    heard = host.porch.hear(call(guest.trust, guest.key), guest.key.curve_public, 1, NOW)
    restarted = Trust.of([*room.founded.statements, *heard.fresh])
    assert guest.key.seat in restarted.seats


def test_a_seat_that_is_known_may_come_again(tmp_path: Path) -> None:
    room = Room()
    host, guest = first_seat(room, tmp_path), joiner(room, tmp_path)
    assert [guest.visits(host).code for _ in range(3)] == [WELCOME] * 3
    assert len(host.trust.raw()) == 6


def test_two_seats_enrolled_on_either_side_of_a_cut_meet_alone(tmp_path: Path) -> None:
    room = Room()
    second = joiner(room, tmp_path, "Second")
    one, other = joiner(room, tmp_path, "One"), joiner(room, tmp_path, "Other")
    first = first_seat(room, tmp_path)
    second.visits(first)
    one.visits(first)
    other.visits(second)
    assert not one.knows(other)
    assert not other.knows(one)
    assert one.visits(other).code == WELCOME
    assert one.knows(other)
    assert other.knows(one)


def test_a_stranger_with_the_room_secret_is_refused_and_leaves_no_trace(tmp_path: Path) -> None:
    room = Room()
    host = first_seat(room, tmp_path)
    stranger = Seat(
        tmp_path, SeatKey.fresh(room.founded.room, room.seat_key.room_secret), room.founded.statements
    )
    before = host.trust.digest()
    door = stranger.visits(host)
    assert (door.code, door.seat, door.fresh) == ("porch.unknown", None, [])
    assert host.trust.digest() == before


def test_nobody_uses_the_chain_of_another(tmp_path: Path) -> None:
    room = Room()
    host, guest = first_seat(room, tmp_path), joiner(room, tmp_path)
    thief = SeatKey.fresh(room.founded.room, room.seat_key.room_secret)
    heard = host.porch.hear(call(guest.trust, guest.key), thief.curve_public, 1, NOW)
    assert (heard.code, heard.fresh) == ("porch.unknown", [])


def test_a_seat_of_another_room_is_refused(tmp_path: Path) -> None:
    real, exercise = Room(), Room(exercise=True)
    door = first_seat(exercise, tmp_path).visits(first_seat(real, tmp_path))
    assert door.code == "porch.other_room"


def test_a_revoked_seat_is_refused_in_words(tmp_path: Path) -> None:
    room = Room()
    host, guest = first_seat(room, tmp_path), joiner(room, tmp_path)
    guest.visits(host)
    for raw in room.issuer().revoke("seat", guest.key.seat, "stolen"):
        host.trust.add(raw)
    door = guest.visits(host)
    assert (door.code, door.params) == ("porch.revoked", {"label": "Siamu 1"})


def test_an_invitation_is_good_once_and_in_time(tmp_path: Path) -> None:
    room = Room()
    host = first_seat(room, tmp_path)
    file = room.invitation()
    first, second = (join(file, NOW) for _ in range(2))
    late = Seat(tmp_path, first.seat_key, first.statements)
    assert late.visits(host, NOW + 2 * HOUR).code == "trust.invitation.expired"
    assert late.visits(host, NOW + HOUR).code == WELCOME
    assert Seat(tmp_path, second.seat_key, second.statements).visits(host).code == "trust.invitation.used"
    assert len(host.trust.seats) == 2


def test_a_joiner_that_nobody_welcomed_cannot_welcome_others(tmp_path: Path) -> None:
    room = Room()
    door = joiner(room, tmp_path, "One").visits(joiner(room, tmp_path, "Two"))
    assert door.code == "porch.waiting"


def test_a_caller_who_knocks_too_often_has_to_wait(tmp_path: Path) -> None:
    room = Room()
    host, guest = first_seat(room, tmp_path), joiner(room, tmp_path)
    codes = [guest.visits(host).code for _ in range(int(BURST / KNOWN))]
    assert codes[-1] == "porch.busy"
    assert set(codes[:100]) == {WELCOME}, "as where a room begins and all know one address"
    assert guest.visits(host, NOW + 1_000).code == WELCOME
    assert guest.visits(host, NOW - 365 * DAY).code == WELCOME  # a clock that was set back locks nobody out


def test_who_brings_statements_to_verify_has_to_wait_sooner(tmp_path: Path) -> None:
    room = Room()
    host = first_seat(room, tmp_path)
    calls = [msgspec.msgpack.encode([room.trust.room, [b"junk %d" % n], b""]) for n in range(BURST + 1)]
    codes = [host.porch.hear(frame, bytes(32), 7401, NOW).code for frame in calls]
    assert codes[-1] == "porch.busy"
    assert set(codes[:-1]) == {"trust.statement.malformed"}


def test_nothing_that_a_porch_holds_already_is_verified_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room()
    host, guest = first_seat(room, tmp_path), joiner(room, tmp_path)
    guest.visits(host)
    monkeypatch.setattr("console.trust.envelope.crypto_sign_open", lambda *_: pytest.fail("verified again"))
    assert guest.visits(host).code == WELCOME


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.just(b"x" * (MAX_CALL + 1)), st.just(b"\x91" * MAX_CALL)))
def test_garbage_at_the_porch_is_refused_and_never_raises(
    tmp_path_factory: pytest.TempPathFactory, frame: bytes
) -> None:
    heard = first_seat(Room(), tmp_path_factory.getbasetemp()).porch.hear(frame, bytes(32), 1, NOW)
    assert heard.code in {"porch.malformed", "porch.too_large", "porch.other_room"}
    assert heard.fresh == []


@pytest.mark.parametrize("frame", [b"", b"\xc1", b"\x96" * 2000, b"\x00" * (MAX_ANSWER + 1)])
def test_a_caller_survives_a_bad_answer(frame: bytes, tmp_path: Path) -> None:
    guest = joiner(Room(), tmp_path)
    with pytest.raises(Malformed):
        guest.porch.enter(frame, NOW)


def test_false_statements_in_an_answer_are_left_out(tmp_path: Path) -> None:
    room, other = Room(), Room()
    guest = joiner(room, tmp_path)
    before = guest.trust.digest()
    answer = [WELCOME, {}, 1, b"", [other.founded.statements[1], b"junk"], [b"junk"]]
    assert guest.porch.enter(msgspec.msgpack.encode(answer), NOW).fresh == []
    assert guest.trust.digest() == before


def test_a_call_fits_one_frame_in_a_large_room(tmp_path: Path) -> None:
    room = Room()
    for number in range(300):
        account = Account(f"Person {number}", "SAFE", ("operator",))
        room.learn(room.issuer(now=NOW + number).person(account, number.to_bytes(32, "big")))
    guest = joiner(room, tmp_path)
    frame = call(guest.trust, guest.key)
    assert len(frame) <= MAX_CALL
    assert guest.visits(first_seat(room, tmp_path)).code == WELCOME


def test_the_rooms_name_in_mdns_changes_daily_and_neighbouring_days_are_known() -> None:
    secret, other = b"s" * 32, b"t" * 32
    assert tag(secret, NOW) != tag(other, NOW)
    assert tag(secret, NOW) != tag(secret, NOW + DAY)
    assert {tag(secret, NOW + days * DAY) for days in (-1, 0, 1)} == tags(secret, NOW)
    assert tag(secret, NOW + 2 * DAY) not in tags(secret, NOW)
    assert len(tag(secret, NOW)) == 16
    assert porch_public(secret) != porch_public(other)
