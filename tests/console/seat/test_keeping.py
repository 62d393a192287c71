"""Backups, and the walk that finds what the disk garbled while the seat runs."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from console.link.protocol import ALL, LogWindow
from console.seat import keeping
from console.seat.home import Home, OpenHome
from db.audit import Fault
from db.backup import backups
from db.errors import StorageFailed
from db.record import Record
from db.store import Store
from tests.console.seat.garbling import garble_a_statement, garble_entry
from tests.console.seat.running import Seat, paged, recoveries, said, tell, told, until

Start = Callable[..., Seat]


def test_a_backup_is_made_every_so_often_and_not_of_what_is_backed_up(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "BACKUP_SECONDS", 0.0)
    seat = start(home)
    desk = seat.signed_in()
    tell(desk, "log.write", text="to be kept")
    until(lambda: backups(home), desk)
    made = backups(home)
    with closing(Record.open(home, seat.engine._ledger.trust.room)) as copied:
        assert copied.count >= 2
    seat.stop()
    assert set(made) <= set(backups(home))


def test_a_backup_that_cannot_be_made_raises_an_alarm(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "BACKUP_SECONDS", 0.0)
    shutil.rmtree(home / "backups")
    seat = start(home)
    desk = seat.signed_in()
    tell(desk, "log.write", text="x")
    until(lambda: desk.mirrored.get("room", "").alarms == ("storage.no_backup:not_found",), desk)
    (home / "backups").mkdir()
    until(lambda: desk.mirrored.get("room", "").alarms == (), desk)


@pytest.mark.parametrize("part", ["signature", "payload"])
def test_the_walk_has_garbled_entries_fetched_again_and_says_so(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    told(start(home), "whole", "garbled")
    opened = OpenHome(Home(home))
    held = opened.record.since(0, 100)
    opened.close()
    garble_entry(home, getattr(held[-2].entry, part))
    monkeypatch.setattr(keeping, "FIRST_WALK_SECONDS", 0.0)
    seat = start(home)
    desk = seat.link()
    until(lambda: recoveries(seat), desk)
    assert recoveries(seat)[0]["how"] == "doubted"
    assert len(seat.engine._ledger.record.lacking(10)) == 1


def test_what_a_verification_finds_garbled_is_fetched_again_too(home: Path, start: Start) -> None:
    told(start(home), "whole", "garbled")
    opened = OpenHome(Home(home))
    held = opened.record.since(0, 100)
    opened.close()
    garble_entry(home, held[-2].entry.signature)
    seat = start(home)
    desk = seat.link()
    assert [fault.code for fault in paged(desk, "verify")] == ["entry.signature"]
    until(lambda: recoveries(seat), desk)
    assert recoveries(seat)[0]["how"] == "doubted"
    assert seat.engine._ledger.record.lacking(10) == [held[-2].id]


def test_what_a_disk_garbled_is_gone_from_every_screen_once_it_is_found(home: Path, start: Start) -> None:
    seat = start(home)
    desk = seat.signed_in(face="desk")
    said(desk, desk.mirror((LogWindow("all", ALL),)))
    tell(desk, "operation.open", title="Dock fire")
    fire = tell(desk, "incident.open", title="Fire", severity="minor")
    line = tell(desk, "log.write", text="two hurt")
    until(lambda: "two hurt" in [line.text for line in desk.mirrored.log("all")], desk)
    assert desk.mirrored.get("incident", fire.about) is not None
    store = Store(home / "record.db")
    with store.write() as connection:
        garbled = "UPDATE payload SET body=zeroblob(8) WHERE n IN (SELECT n FROM entry WHERE id IN (?, ?))"
        connection.exec_driver_sql(garbled, (bytes.fromhex(fire.entry), bytes.fromhex(line.entry)))
    store.close()
    assert len(paged(desk, "verify")) == 2
    until(lambda: desk.mirrored.get("incident", fire.about) is None, desk)
    until(lambda: "incident.opened" not in [line.kind for line in desk.mirrored.log("all")], desk)
    until(lambda: "two hurt" not in [line.text for line in desk.mirrored.log("all")], desk)
    assert [each.unread for each in desk.mirrored.log("all") if each.id == line.about] == [True]
    assert recoveries(seat)[0]["how"] == "doubted"


def test_a_verification_that_finds_pages_damaged_has_them_mended_at_the_next_start(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = start(home)
    desk = seat.link()
    monkeypatch.setattr(Record, "walk", lambda *_: iter([Fault("record.things")]))
    assert [fault.code for fault in paged(desk, "verify")] == ["record.things"]
    until(lambda: desk.mirrored.get("room", "").alarms == ("storage.damaged",), desk)
    seat.stop()
    monkeypatch.undo()
    assert [recovery["how"] for recovery in recoveries(start(home))] == ["salvaged"]


def test_an_entry_whose_name_is_garbled_is_mended_at_the_next_start(home: Path, start: Start) -> None:
    told(start(home), "whole", "under another name")
    store = Store(home / "record.db")
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE entry SET id=? WHERE n=(SELECT max(n)-1 FROM entry)", (bytes(32),))
    store.close()
    seat = start(home)
    desk = seat.link()
    assert paged(desk, "verify")
    until(lambda: desk.mirrored.get("room", "").alarms == ("storage.damaged",), desk)
    seat.stop()
    again = start(home)
    assert [recovery["how"] for recovery in recoveries(again)] == ["salvaged"]
    assert paged(again.link(), "verify") == ()


def test_a_statement_that_is_garbled_while_the_seat_runs_is_written_anew(home: Path, start: Start) -> None:
    seat = start(home)
    before = garble_a_statement(home)
    link = seat.link()
    assert [fault.code for fault in paged(link, "verify")] == ["statement.bad"]
    until(lambda: set(seat.engine._ledger.record.statements()) == set(before), link)
    assert paged(link, "verify") == ()


def test_a_walk_that_the_disk_will_not_read_is_made_again(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "FIRST_WALK_SECONDS", 0.0)
    monkeypatch.setattr(keeping, "WALK_SECONDS", 0.0)
    tried: list[int] = []

    def unreadable(*_: object) -> None:
        tried.append(1)
        raise StorageFailed("storage.failed")

    monkeypatch.setattr(Record, "walk", unreadable)
    seat = start(home)
    until(lambda: len(tried) > 1)
    assert tell(seat.signed_in(), "log.write", text="and the seat goes on").entry


def test_pages_that_the_walk_finds_damaged_raise_an_alarm_and_are_mended_at_the_next_start(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "FIRST_WALK_SECONDS", 0.0)
    monkeypatch.setattr(Record, "walk", lambda *_: [Fault("storage.damaged")])
    seat = start(home)
    desk = seat.link()
    until(lambda: desk.mirrored.get("room", "").alarms == ("storage.damaged",), desk)
    seat.stop()
    monkeypatch.undo()
    assert [recovery["how"] for recovery in recoveries(start(home))] == ["salvaged"]
