"""A backup in the place of the record: the seat says so, goes on, and catches up."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from console.seat.create import join_room
from console.seat.recovery import Recovery, note
from db.backup import backups, restore
from db.lock import Lock
from db.record import Record
from tests.console.seat.running import PASSPHRASE, Seat, paged, recoveries, tell, texts, told, until

Start = Callable[..., Seat]


def put_back(home: Path, room: bytes, backup: Path) -> None:
    """As `belfry restore` does it."""
    with closing(Lock(home)):
        restore(home, room, 1, backup)
        with closing(Record.open(home, room)) as record:
            note(record, Recovery("restored"))


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
