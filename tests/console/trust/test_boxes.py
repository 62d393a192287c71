"""People sign in with a passphrase anywhere, from a box that no passer-by can use."""

import errno
import os
import sys
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from console.trust import sealing
from console.trust.boxes import Boxes, make, unlock
from console.trust.errors import Barred, Forged, KeyFileFault, Malformed, NotOurRoom, WrongPassphrase
from console.trust.issuing import succeed_own
from console.trust.keys import new_signing_key
from tests.console.trust.rooms import NOW, Room

PHRASE = "otter ladder cobalt plume zinc"


def no_room(_: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def boxes_of(room: Room, folder: Path) -> Boxes:
    return Boxes(folder / "boxes", room.trust, room.seat_key.room_secret)


def test_the_right_passphrase_gives_the_key_however_it_was_spaced(tmp_path: Path) -> None:
    room = Room()
    boxes = boxes_of(room, tmp_path)
    assert boxes.put(make(room.founded.room, room.founded.person, room.admin, PHRASE, NOW))
    held = boxes_of(room, tmp_path).of(room.founded.person)
    assert unlock(held, f"  {PHRASE.replace(' ', '  ')} ") == room.admin
    with pytest.raises(WrongPassphrase):
        unlock(held, PHRASE.replace("zinc", "zone"))
    with pytest.raises(WrongPassphrase):
        unlock(held, "")


def test_a_seat_without_the_box_says_so(tmp_path: Path) -> None:
    room = Room()
    with pytest.raises(Barred) as refusal:
        unlock(boxes_of(room, tmp_path).of(room.founded.person), PHRASE)
    assert refusal.value.code == "trust.box.missing"


def test_a_box_travels_to_another_seat_and_shows_no_passer_by_whose_it_is(tmp_path: Path) -> None:
    room = Room()
    here, there = boxes_of(room, tmp_path / "here"), boxes_of(room, tmp_path / "there")
    here.put(make(room.founded.room, room.founded.person, room.admin, PHRASE, NOW))
    (wrapped,) = here.give()
    assert room.founded.person not in wrapped
    assert there.take(wrapped)
    assert not there.take(wrapped)
    assert there.serials() == here.serials() == {bytes(room.admin.verify_key): NOW}
    assert unlock(there.of(room.founded.person), PHRASE) == room.admin


def test_a_box_of_another_room_is_refused(tmp_path: Path) -> None:
    room, other = Room(), Room(exercise=True)
    theirs = boxes_of(other, tmp_path / "other")
    theirs.put(make(other.founded.room, other.founded.person, other.admin, PHRASE, NOW))
    ours = boxes_of(room, tmp_path / "ours")
    with pytest.raises(NotOurRoom):
        ours.take(theirs.give()[0])
    smuggled = Boxes(tmp_path / "smuggled", room.trust, other.seat_key.room_secret)
    with pytest.raises(NotOurRoom):
        smuggled.take(theirs.give()[0])


def test_an_altered_box_is_refused(tmp_path: Path) -> None:
    room = Room()
    box = make(room.founded.room, room.founded.person, room.admin, PHRASE, NOW)
    with pytest.raises(Forged):
        boxes_of(room, tmp_path).put(replace(box, serial=NOW + 1))
    stranger = make(room.founded.room, room.founded.person, new_signing_key(), PHRASE, NOW)
    assert not boxes_of(room, tmp_path).put(stranger)


def test_a_newer_box_takes_the_place_of_the_older_and_not_the_other_way(tmp_path: Path) -> None:
    room = Room()
    boxes = boxes_of(room, tmp_path)
    old = make(room.founded.room, room.founded.person, room.admin, PHRASE, NOW)
    new = make(room.founded.room, room.founded.person, room.admin, PHRASE, NOW + 1)
    assert boxes.put(new)
    assert not boxes.put(old)
    assert boxes.of(room.founded.person) == (new,)


def test_a_box_that_a_full_disk_refused_serves_and_is_written_once_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room()
    boxes = boxes_of(room, tmp_path)
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", no_room)
        with pytest.raises(KeyFileFault):
            boxes.put(make(room.founded.room, room.founded.person, room.admin, PHRASE, NOW))
        with pytest.raises(KeyFileFault):
            boxes.keep_again()
    assert unlock(boxes.of(room.founded.person), PHRASE) == room.admin
    assert not boxes_of(room, tmp_path).of(room.founded.person)
    boxes.keep_again()
    assert unlock(boxes_of(room, tmp_path).of(room.founded.person), PHRASE) == room.admin


def test_a_new_passphrase_makes_a_new_key_and_retires_the_old(tmp_path: Path) -> None:
    room = Room()
    boxes = boxes_of(room, tmp_path)
    boxes.put(make(room.founded.room, room.founded.person, room.admin, PHRASE, NOW))
    new = new_signing_key()
    room.succeeded(room.founded.person, room.admin, new, NOW + 1)
    assert boxes.of(room.founded.person) == ()
    assert boxes.put(make(room.founded.room, room.founded.person, new, "a phrase quite new", NOW + 1))
    with pytest.raises(WrongPassphrase):
        unlock(boxes.of(room.founded.person), PHRASE)
    assert unlock(boxes.of(room.founded.person), "a phrase quite new") == new
    assert len(list((tmp_path / "boxes").iterdir())) == 1
    with pytest.raises(Barred):
        room.succeeded(room.founded.person, room.admin, new_signing_key(), NOW + 2)


def test_a_passphrase_changed_on_both_sides_of_a_cut_leaves_both_good(tmp_path: Path) -> None:
    room = Room()
    boxes = boxes_of(room, tmp_path)
    here, there = new_signing_key(), new_signing_key()
    amina = room.trust.people[room.founded.person]
    either = [succeed_own(room.trust, amina, room.admin, bytes(key.verify_key), NOW) for key in (here, there)]
    for statements in either:
        room.learn(*statements)
    for key, phrase in ((here, "the phrase of here"), (there, "the phrase of there")):
        assert boxes.put(make(room.founded.room, room.founded.person, key, phrase, NOW))
    held = boxes.of(room.founded.person)
    assert (unlock(held, "the phrase of here"), unlock(held, "the phrase of there")) == (here, there)
    last = new_signing_key()
    for key in (here, there):
        room.succeeded(amina.id, key, last, NOW + 1)
    assert room.trust.people[room.founded.person].current == {bytes(last.verify_key)}


def test_an_administrator_gives_a_new_key_to_who_forgot_the_passphrase(tmp_path: Path) -> None:
    room = Room()
    _, bert = room.someone("Bert", "operator")
    new = new_signing_key()
    room.learn(*room.issuer().succeed(bert, bytes(new.verify_key)))
    boxes = boxes_of(room, tmp_path)
    assert boxes.put(make(room.founded.room, bert.id, new, PHRASE, NOW))
    assert unlock(boxes.of(bert.id), PHRASE) == new


def test_nobody_signs_in_once_revoked(tmp_path: Path) -> None:
    room = Room()
    key, bert = room.someone("Bert", "operator")
    boxes = boxes_of(room, tmp_path)
    boxes.put(make(room.founded.room, bert.id, key, PHRASE, NOW))
    room.learn(*room.issuer().revoke("person", bert.id, "left"))
    assert boxes.of(bert.id) == ()
    assert boxes.give() == []


def test_a_damaged_box_file_is_set_apart_and_the_others_serve(tmp_path: Path) -> None:
    room = Room()
    boxes_of(room, tmp_path).put(make(room.founded.room, room.founded.person, room.admin, PHRASE, NOW))
    torn = tmp_path / "boxes" / "torn.box"
    torn.write_bytes(b"half a box")
    torn.chmod(0o600)
    boxes = boxes_of(room, tmp_path)
    assert boxes.damaged == [torn]
    assert len(boxes.of(room.founded.person)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_boxes_can_be_read_by_this_user_only(tmp_path: Path) -> None:
    room = Room()
    boxes_of(room, tmp_path).put(make(room.founded.room, room.founded.person, room.admin, PHRASE, NOW))
    (file,) = (tmp_path / "boxes").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "boxes").stat().st_mode & 0o777 == 0o700


def test_a_sealed_thing_may_not_ask_for_all_the_memory() -> None:
    sealed = sealing.Sealed(1, 8192, bytes(16), b"x" * 60)
    for greedy in (replace(sealed, memory=1 << 40), replace(sealed, passes=10**6)):
        with pytest.raises(Malformed):
            sealing.unseal(PHRASE, msgspec.msgpack.encode(greedy))
