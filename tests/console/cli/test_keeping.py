"""Backups, restoring, and the record on a stick, as somebody types them."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from console.templates import LANGUAGES
from console.words import Words
from db import backup
from db.errors import StorageFull
from db.files import RECORD
from db.record import Record
from tests.console.cli.conftest import Belfry
from tests.console.seat.running import Seat, recoveries, tell, texts, until

Start = Callable[..., Seat]


def write(seat: Seat, *lines: str) -> None:
    desk = seat.signed_in()
    for line in lines:
        tell(desk, "log.write", text=line)


@pytest.fixture
def both(belfry: Belfry, home: Path, start: Start, tmp_path: Path) -> tuple[Seat, Seat]:
    """Two seats of a room that have met, and cannot reach each other any more; one has a line of its own."""
    one = start(home)
    invited = belfry("seat", "invite", home, "--label", "Two", "--agency", "SIAMU", "--out", tmp_path / "i")
    assert invited.status == 0
    assert belfry("seat", "join", tmp_path / "two", "--invite", tmp_path / "i").status == 0
    (tmp_path / "two" / "peers").write_text(one.address)
    two = start(tmp_path / "two")
    link = one.link()
    until(lambda: link.mirrored.get("status", "").in_step == 1, link)
    for seat in (one, two):
        seat.stop()
        (seat.home / "peers").unlink(missing_ok=True)
        (seat.home / "addresses").unlink(missing_ok=True)
    one, two = start(one.home), start(two.home)
    write(one, "written at one")
    return one, two


def test_a_backup_is_made_and_put_back(belfry: Belfry, home: Path, start: Start, tmp_path: Path) -> None:
    seat = start(home)
    write(seat, "before")
    made = belfry("backup", home).lines[0]
    assert made["exercise"]
    assert Path(made["backup"]).parent == home / "backups"
    assert belfry("backup", home, "--out", tmp_path / "copy.db").lines[0]["entries"] == made["entries"]
    write(seat, "after")
    running = belfry("restore", home)
    assert (running.status, "stop it first" in running.err) == (1, True)
    seat.stop()
    restored = belfry("restore", home, "--backup", tmp_path / "copy.db").lines[0]
    assert restored["exercise"]
    again = start(home)
    assert texts(again) == ["before"]
    assert [recovery["how"] for recovery in recoveries(again)] == ["restored"]
    again.stop()
    assert belfry("restore", home).status == 0, "the newest: made when the seat stopped"
    assert texts(start(home)) == ["before"]


def test_what_cannot_be_restored_is_said(belfry: Belfry, home: Path, tmp_path: Path) -> None:
    none = belfry("restore", home)
    assert (none.status, "no backup" in none.err) == (1, True)
    torn, long = tmp_path / "torn", tmp_path / ("long" * 99)
    torn.write_bytes((home / RECORD).read_bytes()[:9000])
    (tmp_path / "junk").write_bytes(os.urandom(9000))
    (tmp_path / "empty").touch()
    no_backup = "is no backup of Belfry, or a damaged one"
    reasons = {
        tmp_path / "none": "cannot be opened: there is no such file or folder",
        tmp_path: "cannot be opened: this is a folder",
        long: "cannot be opened: the name is too long",
        torn: no_backup,
        tmp_path / "junk": no_backup,
        tmp_path / "empty": no_backup,
    }
    for wrong, reason in reasons.items():
        said = belfry("restore", home, "--backup", wrong)
        assert (said.status, said.err) == (1, f"belfry: {wrong} {reason}. Nothing was put back.\n")
    assert belfry("backup", home, "--out", tmp_path / "nowhere" / "x").status == 1
    assert belfry("show", home, "digest").status == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_backup_for_which_the_disk_has_no_room_is_said_to_be_none(
    belfry: Belfry, seat: Seat, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    def full(*_: object) -> None:
        raise StorageFull("storage.full")

    monkeypatch.setattr(backup, "_copy", full)
    said = belfry("backup", seat.home, "--lang", lang)
    words = Words(lang)
    assert (said.status, said.out) == (1, "")
    assert said.err == f"belfry: {words.word('alarm.storage.no_backup', storage='full')}\n"
    assert words.word("storage.full") in said.err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_backup_that_a_full_disk_does_not_put_back_leaves_everything_and_says_so(
    belfry: Belfry, seat: Seat, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    write(seat, "still here")
    seat.stop()
    with monkeypatch.context() as patch:
        patch.setattr("shutil.copyfile", full)
        said = belfry("restore", seat.home, "--lang", lang)
    words = Words(lang)
    assert (said.status, said.out) == (1, "")
    assert said.err == f"belfry: {words.refusal('storage.not_restored', {'storage': 'full'})}\n"
    assert "still here" in belfry("show", seat.home, "log").out


def test_a_backup_that_nobody_lets_us_read_and_one_of_another_room_are_not_put_back_and_say_so(
    belfry: Belfry, home: Path, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, opened = tmp_path / "copy.db", Path.open
    start(home)
    assert belfry("backup", home, "--out", copy).status == 0

    def denied(path: Path, *how: Any, **more: Any) -> Any:
        if path == copy:
            raise PermissionError(errno.EACCES, "denied", str(path))
        return opened(path, *how, **more)

    room = ("--name", "Other", "--seat", "A", "--agency", "SAFE", "--person", "B")
    made = belfry("room", "create", tmp_path / "other", *room, "--room-key", tmp_path / "k")
    assert made.status == 0
    said = belfry("restore", tmp_path / "other", "--backup", copy)
    assert (said.status, said.err) == (
        1,
        f"belfry: {copy} is a backup of another room. Nothing was put back.\n",
    )
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", denied)
        said = belfry("restore", tmp_path / "other", "--backup", copy)
    assert (said.status, f"{copy} cannot be opened: no permission. Nothing" in said.err) == (1, True)


def test_a_backup_takes_the_place_of_no_file(belfry: Belfry, home: Path, tmp_path: Path) -> None:
    key = tmp_path / "room.key"
    key.write_bytes(b"the only one")
    refused = belfry("backup", home, "--out", key)
    assert (refused.status, "exists already" in refused.err) == (1, True)
    assert key.read_bytes() == b"the only one"


def test_a_bundle_brings_one_seats_record_to_another_and_back(
    belfry: Belfry, both: tuple[Seat, Seat], tmp_path: Path
) -> None:
    one, two = both
    stick, back = tmp_path / "stick", tmp_path / "back"
    assert belfry("carry", "out", one.home, stick).lines[0]["entries"] >= 2
    brought = belfry("carry", "in", two.home, stick).lines[0]
    assert 2 <= brought["new"] < brought["entries"], "they have met before"
    assert brought["refused"] == 0
    assert texts(two) == ["written at one"]
    assert [recovery["how"] for recovery in recoveries(two)] == ["carried"]
    assert belfry("carry", "in", two.home, stick).lines[0]["new"] == 0
    only = belfry("carry", "out", two.home, back, "--lacking", stick).lines[0]
    assert 0 < only["entries"] < brought["entries"], "only what the writer of the first one lacks"
    assert belfry("carry", "in", one.home, back).lines[0]["new"] == only["entries"]
    assert (
        belfry("show", two.home, "digest").out.split()[1] == belfry("show", one.home, "digest").out.split()[1]
    )
    assert belfry("verify", two.home).lines == [{"faults": 0, "exercise": True}]


def test_no_key_box_is_in_a_bundle(belfry: Belfry, both: tuple[Seat, Seat], tmp_path: Path) -> None:
    belfry("carry", "out", both[0].home, tmp_path / "stick")
    content = (tmp_path / "stick").read_bytes()
    boxes = list((both[0].home / "boxes").iterdir())
    assert boxes
    for box in boxes:
        assert box.read_bytes()[-64:] not in content
    assert both[0].engine._ledger.key.room_secret not in content


def test_a_bundle_that_is_torn_altered_or_anothers_brings_nothing(
    belfry: Belfry, both: tuple[Seat, Seat], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    belfry("carry", "out", both[0].home, stick)
    assert "exists already" in belfry("carry", "out", both[0].home, stick).err
    whole = stick.read_bytes()
    digest = belfry("show", both[1].home, "digest").out
    altered = whole[:900] + bytes([whole[900] ^ 1]) + whole[901:]
    for wrong in (whole[:-1], whole[: len(whole) // 2], altered, b"", b"junk" * 999):
        stick.write_bytes(wrong)
        said = belfry("carry", "in", both[1].home, stick)
        assert (said.status, "no bundle" in said.err) == (1, True), (wrong[:9], said)
    assert belfry("carry", "in", both[1].home, tmp_path / "none").status == 1
    assert belfry("show", both[1].home, "digest").out == digest
    room = (
        "--name",
        "Other",
        "--seat",
        "A",
        "--agency",
        "SAFE",
        "--person",
        "B",
        "--room-key",
        tmp_path / "k",
    )
    belfry("room", "create", tmp_path / "other", *room, "--exercise")
    stick.write_bytes(whole)
    said = belfry("carry", "in", tmp_path / "other", stick)
    assert (said.status, "another room" in said.err) == (1, True)
    belfry("seat", "stop", tmp_path / "other")


def test_a_disk_that_is_full_before_the_note_of_a_restore_leaves_all_as_it_was(
    belfry: Belfry, home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = start(home)
    write(seat, "before")
    assert belfry("backup", home).status == 0
    write(seat, "after")
    seat.stop()
    held = {path.name for path in home.iterdir()}

    def full(*_: object) -> None:
        raise StorageFull("storage.full")

    with monkeypatch.context() as patch:
        patch.setattr(Record, "set_meta", full)
        said = belfry("restore", home)
    assert (said.status, said.out, "The record is as it was." in said.err) == (1, "", True)
    assert {path.name for path in home.iterdir()} == held
    again = start(home)
    assert (texts(again), recoveries(again)) == (["before", "after"], [])


def test_a_folder_given_for_a_bundle_and_a_file_given_for_a_home_are_named_as_what_they_are(
    belfry: Belfry, home: Path, start: Start, tmp_path: Path
) -> None:
    start(home)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    said = belfry("carry", "in", home, tmp_path / "folder")
    assert (said.status, said.err) == (
        1,
        f"belfry: {tmp_path / 'folder'} cannot be opened: this is a folder.\n",
    )
    said = belfry("carry", "in", home, tmp_path / "none")
    assert "none cannot be opened: there is no such file or folder." in said.err
    asked = belfry("seat", "invite", home, "--label", "Two", "--agency", "SIAMU", "--out", tmp_path / "i")
    assert asked.status == 0
    said = belfry("seat", "join", tmp_path / "file", "--invite", tmp_path / "i")
    assert said.err == f"belfry: {tmp_path / 'file'} is a file, not a folder.\n"
