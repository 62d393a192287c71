"""Key files are whole, private, and where they belong."""

import sys
from pathlib import Path

import pytest

from console.trust.errors import KeyFileFault, WrongPassphrase
from console.trust.keys import SeatKey
from console.trust.roomkey import RoomKey, load_room_key, save_room_key
from tests.console.trust.rooms import Room

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")


def room_key(room: Room) -> RoomKey:
    founded = room.founded
    return RoomKey(founded.room, bytes(founded.room_key), room.seat_key.room_secret, founded.statements[0])


def code(refusal: pytest.ExceptionInfo[KeyFileFault]) -> str:
    return refusal.value.code


def test_a_seat_finds_its_keys_again(tmp_path: Path) -> None:
    key = SeatKey.fresh(b"r" * 16, b"s" * 32)
    key.save(tmp_path / "seat.key")
    assert SeatKey.load(tmp_path / "seat.key") == key
    assert len({key.seed, key.curve_secret, key.room_secret}) == 3


@posix
def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "seat.key"
    SeatKey.fresh(b"r" * 16, b"s" * 32).save(path)
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    with pytest.raises(KeyFileFault) as refusal:
        SeatKey.load(path)
    assert code(refusal) == "trust.key_file.exposed"


def test_a_seats_keys_are_never_overwritten(tmp_path: Path) -> None:
    key = SeatKey.fresh(b"r" * 16, b"s" * 32)
    key.save(tmp_path / "seat.key")
    with pytest.raises(KeyFileFault) as refusal:
        SeatKey.fresh(b"r" * 16, b"s" * 32).save(tmp_path / "seat.key")
    assert code(refusal) == "trust.key_file.exists"
    assert SeatKey.load(tmp_path / "seat.key") == key


@pytest.mark.parametrize("content", [b"", b"not a key", b"x" * 100_000, b"\x95\x01\x02"])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "seat.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeyFileFault) as refusal:
        SeatKey.load(path)
    assert code(refusal) == "trust.key_file.damaged"


def test_a_missing_key_file_and_a_folder_in_its_place_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(KeyFileFault) as refusal:
        SeatKey.load(tmp_path / "seat.key")
    assert code(refusal) == "trust.key_file.missing"
    with pytest.raises(KeyFileFault) as refusal:
        SeatKey.load(tmp_path)
    assert code(refusal) == "trust.key_file.unreadable"


def test_the_room_key_is_sealed_and_comes_back_with_its_passphrase(tmp_path: Path) -> None:
    room, path = Room(), tmp_path / "usb.key"
    key = room_key(room)
    save_room_key(path, tmp_path / "home", key, "a phrase for the safe")
    assert key.seed not in path.read_bytes()
    assert load_room_key(path, "a phrase for the safe") == key
    assert bytes(key.signing.verify_key) == room.trust.room_key
    with pytest.raises(WrongPassphrase):
        load_room_key(path, "another phrase")


def test_the_room_key_never_lies_inside_the_seats_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "deep").mkdir(parents=True)
    for path in (home / "room.key", home / "deep" / "room.key", tmp_path / "x" / ".." / "home" / "room.key"):
        with pytest.raises(KeyFileFault) as refusal:
            save_room_key(path, home, room_key(Room()), "a phrase for the safe")
        assert code(refusal) == "trust.room_key.inside_home"
    with pytest.raises(KeyFileFault) as refusal:
        save_room_key(tmp_path / "nowhere" / "room.key", home, room_key(Room()), "a phrase for the safe")
    assert code(refusal) == "trust.key_file.no_folder"


def test_a_seat_key_is_no_room_key(tmp_path: Path) -> None:
    SeatKey.fresh(b"r" * 16, b"s" * 32).save(tmp_path / "seat.key")
    with pytest.raises(KeyFileFault):
        load_room_key(tmp_path / "seat.key", "a phrase for the safe")
