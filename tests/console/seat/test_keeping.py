"""A record that is damaged, put back or copied: the seat goes on, nothing is lost, and the log tells it."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from console.domain.facts import encode
from console.domain.log import LogCorrected, LogWritten
from console.link.protocol import ALL, LogWindow
from console.seat import keeping
from console.seat.create import join_room
from console.seat.home import Home, OpenHome
from console.seat.ledger import Ledger
from console.seat.recovery import Recovery, mark_damaged, note, open_record
from console.trust.keys import SeatKey
from db import salvage
from db.audit import Fault
from db.backup import backups, restore
from db.errors import Damaged, StorageFailed
from db.lock import Lock
from db.record import Record
from db.store import Store
from tests.console.seat.running import PASSPHRASE, Seat, paged, said, tell, until

Start = Callable[..., Seat]


def told(seat: Seat, *texts: str) -> None:
    """Write lines, and stop."""
    desk = seat.signed_in()
    for text in texts:
        tell(desk, "log.write", text=text)
    seat.stop()


def lines(seat: Seat) -> list[Any]:
    return list(paged(seat.link(), "log", operation="*"))


def recoveries(seat: Seat) -> list[dict[str, Any]]:
    return [line.params for line in lines(seat) if line.kind == "seat.recovered"]


def texts(seat: Seat) -> list[str]:
    return [line.text for line in lines(seat) if line.text]


def garble(path: Path, start: int, count: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(os.urandom(count))


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


def test_a_restored_record_says_so_and_opens_a_feed_of_its_own(
    home: Path, start: Start, tmp_path: Path
) -> None:
    told(start(home), "before the backup")
    seat = start(home)
    before = shutil.copy(backups(home)[0], tmp_path)
    told(seat, "after the backup")
    put_back(home, seat.engine._ledger.trust.room, Path(before))
    again = start(home)
    assert texts(again) == ["before the backup"]
    assert [recovery["how"] for recovery in recoveries(again)] == ["restored"]
    tell(again.signed_in(), "log.write", text="goes on")
    assert len(again.engine._ledger.record.heads()) == 2


def put_back(home: Path, room: bytes, backup: Path) -> None:
    """As `belfry restore` does it."""
    with closing(Lock(home)):
        restore(home, room, 1, backup)
        with closing(Record.open(home, room)) as record:
            note(record, Recovery("restored"))


def test_a_restored_record_is_searched_by_its_own_numbers(home: Path, start: Start, tmp_path: Path) -> None:
    told(start(home), "before the backup")
    seat = start(home)
    before = shutil.copy(backups(home)[0], tmp_path)
    told(seat, *(f"lost {n}" for n in range(10)))
    put_back(home, seat.engine._ledger.trust.room, Path(before))
    again = start(home)
    tell(again.signed_in(), "log.write", text="goes on")
    link = again.link()
    until(lambda: len(paged(link, "search", words="goes")) == 1)
    assert [hit.line.text for hit in paged(link, "search", words="backup")] == ["before the backup"]
    assert paged(link, "search", words="lost") == ()


def test_a_restored_seat_catches_up_with_what_is_newer(home: Path, start: Start, tmp_path: Path) -> None:
    told(start(home), "before the backup")
    backup = Path(shutil.copy(backups(home)[0], tmp_path))
    one = start(home)
    room, desk, invitation = one.engine._ledger.trust.room, one.signed_in(), tmp_path / "invitation"
    place = {"label": "Two", "agency": "SIAMU", "path": str(invitation)}
    tell(desk, "seat.invite", passphrase=PASSPHRASE, **place)
    tell(desk, "log.write", text="after the backup")
    join_room(tmp_path / "two", invitation, [one.address])
    two = start(tmp_path / "two")
    link = two.link()
    until(lambda: link.mirrored.get("status", "").in_step == 1, link)
    one.stop()
    put_back(home, room, backup)
    (home / "peers").write_text(two.address)
    again = start(home)
    until(lambda: "after the backup" in texts(again))
    until(lambda: paged(again.link(), "digest") == paged(link, "digest"), link)
    assert [recovery["how"] for recovery in recoveries(two)] == ["restored"], "everybody is told"


def test_a_copied_folder_says_that_it_is_one(home: Path, start: Start, tmp_path: Path) -> None:
    told(start(home), "the original")
    shutil.copytree(home, tmp_path / "copy")
    assert recoveries(start(home)) == []
    assert [recovery["how"] for recovery in recoveries(start(tmp_path / "copy"))] == ["copied"]


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
    until(lambda: desk.mirrored.get("room", "").alarms == ("storage.no_backup:cannot_open",), desk)
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


def garble_a_statement(home: Path) -> list[bytes]:
    """Flip a bit of the last one; gives all that there were."""
    store = Store(home / "record.db")
    with store.write() as connection:
        query = "SELECT raw FROM statement ORDER BY n"
        before = list(connection.exec_driver_sql(query).scalars())
        garbled = before[-1][:-3] + bytes([before[-1][-3] ^ 1]) + before[-1][-2:]
        connection.exec_driver_sql("UPDATE statement SET raw=? WHERE raw=?", (garbled, before[-1]))
    store.close()
    return before


def test_a_correction_of_a_line_that_the_index_has_lost_is_not_taken_for_the_line_itself(
    home: Path, start: Start
) -> None:
    told(start(home), "three hurt")
    opened = OpenHome(Home(home))
    (written,) = (each for each in opened.record.since(0, 100) if each.header.kind == LogWritten.kind)
    store = Store(home / "record.db")
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM about WHERE n=?", (written.order,))
    store.close()
    ledger = Ledger(opened, lambda: written.received)
    while ledger.load():
        pass
    correction = LogCorrected("two hurt")
    with pytest.raises(Damaged):
        ledger.write(correction.kind, written.header.about[:1], encode(correction))
    opened.close()
    mark_damaged(home)
    assert "three hurt" in texts(start(home)), "and the next start makes the index anew"


def test_a_line_that_the_index_has_lost_is_not_missed_by_one_that_refers_to_it_and_the_rest_is_shown(
    home: Path, start: Start
) -> None:
    seat = start(home)
    desk = seat.signed_in()
    lost = tell(desk, "log.write", text="three hurt")
    tell(desk, "log.write", text="they are in hospital", references=[lost.about])
    seat.stop()
    store = Store(home / "record.db")
    with store.write() as connection:
        lose = "DELETE FROM about WHERE n=(SELECT n FROM entry WHERE id=?)"
        connection.exec_driver_sql(lose, (bytes.fromhex(lost.entry),))
    store.close()
    seat = start(home)
    desk = seat.signed_in(face="desk")
    said(desk, desk.mirror((LogWindow("all", ALL),)))
    until(lambda: desk.mirrored.get("room", "").alarms == ("storage.damaged",), desk)
    assert tell(desk, "log.write", text="and the seat goes on").entry
    until(lambda: "and the seat goes on" in [line.text for line in desk.mirrored.log("all")], desk)
    assert desk.mirrored.get("status", "").storage == "unread"
    seat.stop()
    assert {"three hurt", "they are in hospital"} <= set(texts(start(home)))


def test_a_garbled_trust_statement_comes_from_a_backup_when_the_seat_starts(home: Path, start: Start) -> None:
    told(start(home), "in the backup")
    before = garble_a_statement(home)
    seat = start(home)
    assert [recovery["how"] for recovery in recoveries(seat)] == ["salvaged"]
    assert tell(seat.signed_in(), "log.write", text="and goes on").entry
    assert set(seat.engine._ledger.record.statements()) == set(before)
    assert paged(seat.link(), "verify") == ()


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


def garble_entry(home: Path, part: bytes) -> None:
    """Change a byte of an entry in the file; SQLite does not notice."""
    whole = (home / "record.db").read_bytes()
    at = whole.index(part)
    garble(home / "record.db", at + 2, 4)
