"""A record that is damaged or copied: the start mends it, nothing is lost, and the log tells it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from console.seat.recovery import NOTE, mark_damaged, open_record
from console.trust.keys import SeatKey
from db import salvage
from db.backup import backups
from db.record import Record
from tests.console.seat.garbling import garble, garble_a_statement
from tests.console.seat.running import (
    Seat,
    paged,
    recoveries,
    tell,
    texts,
    told,
)

Start = Callable[..., Seat]


def test_a_database_with_garbled_pages_is_mended_at_the_start(home: Path, start: Start) -> None:
    told(start(home), *(f"line {n}" for n in range(300)))
    size = (home / "record.db").stat().st_size
    garble(home / "record.db", size - 20_000, 6_000)
    mark_damaged(home)
    seat = start(home)
    (recovery,) = recoveries(seat)
    assert recovery["how"] == "salvaged"
    assert recovery["entries"] >= 200
    assert len(texts(seat)) + recovery["lost"] >= 200
    assert paged(seat.link(), "verify") == ()
    assert len(list(home.glob("damaged-*-record.db"))) == 1
    seat.stop()
    assert len(recoveries(start(home))) == 1, "said once"


def test_mending_that_was_cut_short_begins_again(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(start(home), *(f"line {n}" for n in range(20)))
    mark_damaged(home)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("_admit", "set_aside", "flush"):
        with monkeypatch.context() as patch:
            patch.setattr(salvage, step, cut)
            with pytest.raises(KeyboardInterrupt):
                open_record(home, SeatKey.load(home / "seat.key").room)
    # The power goes between the two renames.
    (home / "mending").mkdir()
    (home / "record.db").rename(home / "damaged-9-record.db")
    seat = start(home)
    assert texts(seat) == [f"line {n}" for n in range(20)]
    assert [recovery["how"] for recovery in recoveries(seat)] == ["salvaged"]
    assert not (home / "mending").exists()


def test_a_seat_that_is_alone_with_a_damaged_record_has_all_of_its_backup_again(
    home: Path, start: Start
) -> None:
    told(start(home), *(f"line {n}" for n in range(100)))
    garble(home / "record.db", (home / "record.db").stat().st_size // 2, 6_000)
    mark_damaged(home)
    seat = start(home)
    assert texts(seat) == [f"line {n}" for n in range(100)]
    assert [recovery["lost"] for recovery in recoveries(seat)] == [0]


def test_statements_that_are_lost_come_from_a_backup(home: Path, start: Start) -> None:
    told(start(home), "kept in the backup")
    assert len(backups(home)) == 1, "made when the seat stopped"
    (home / "record.db").write_bytes(os.urandom(50_000))
    seat = start(home)
    assert recoveries(seat)[0]["how"] == "salvaged"
    assert tell(seat.signed_in(), "log.write", text="and goes on").entry


def test_a_garbled_trust_statement_comes_from_a_backup_when_the_seat_starts(home: Path, start: Start) -> None:
    told(start(home), "in the backup")
    before = garble_a_statement(home)
    seat = start(home)
    assert [recovery["how"] for recovery in recoveries(seat)] == ["salvaged"]
    assert tell(seat.signed_in(), "log.write", text="and goes on").entry
    assert set(seat.engine._ledger.record.statements()) == set(before)
    assert paged(seat.link(), "verify") == ()


def test_a_garbled_note_of_what_a_start_mended_keeps_no_seat_from_starting(home: Path, start: Start) -> None:
    told(start(home), "before")
    record = Record.open(home, SeatKey.load(home / "seat.key").room)
    record.set_meta(NOTE, b"\xc1 no note any more")
    record.close()
    seat = start(home)
    assert texts(seat) == ["before"]
    assert [recovery["how"] for recovery in recoveries(seat)] == ["salvaged"]
    assert tell(seat.signed_in(), "log.write", text="and goes on").entry


def test_a_copied_folder_says_that_it_is_one(home: Path, start: Start, tmp_path: Path) -> None:
    told(start(home), "the original")
    shutil.copytree(home, tmp_path / "copy")
    assert recoveries(start(home)) == []
    assert [recovery["how"] for recovery in recoveries(start(tmp_path / "copy"))] == ["copied"]
