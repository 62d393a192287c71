"""What others send of entries that this seat holds incomplete."""

import threading
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from console.domain.log import LogWritten
from console.mesh.effects import Repair
from console.seat.home import Home, OpenHome
from db.entry import Entry, Stored
from db.errors import StorageFailed
from tests.console.seat.garbling import garble_entry
from tests.console.seat.running import Seat, paged, texts, told, until

Start = Callable[..., Seat]


def stripped(home: Path) -> list[Entry]:
    """Have the disk garble the payloads of its lines, and the record lose them; gives the entries whole."""
    with closing(OpenHome(Home(home))) as opened:
        lost = [one for one in opened.record.since(0, 100) if one.header.kind == LogWritten.kind]
    for one in lost:
        garble_entry(home, one.entry.payload or b"")
    with closing(OpenHome(Home(home))) as opened:
        opened.record.doubt([one.id for one in lost])
    return [one.entry for one in lost]


@pytest.mark.parametrize("fails", ["malformed", "disk"])
def test_what_one_mended_entry_fails_at_keeps_no_other_from_being_shown(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    told(start(home), "three hurt", "two hurt")
    good, other = stripped(home)
    seat = start(home)
    assert texts(seat) == []
    repair = seat.engine._ledger.record.repair

    def failing(entry: Entry) -> bool:
        if entry is other:
            raise StorageFailed("storage.failed")
        return repair(entry)

    if fails == "disk":
        monkeypatch.setattr(seat.engine._ledger.record, "repair", failing)
    sent = Repair(1, (good, other if fails == "disk" else Entry(b"\xc1", bytes(64))))
    seat.engine._poller.call_soon(partial(seat.engine._replication.deliver, sent))
    until(lambda: texts(seat) == ["three hurt"])


def test_a_mended_line_is_found_by_its_words_though_the_disk_did_not_give_it_at_once(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(start(home), "three hurt")
    (entry,) = stripped(home)
    seat = start(home)
    record, refused = seat.engine._ledger.record, list[str]()
    named = record.named

    def failing_once(ids: Iterable[bytes]) -> list[Stored]:
        thread = threading.current_thread().name
        if thread.startswith("pool") and not refused:
            refused.append(thread)
            raise StorageFailed("storage.failed")
        return named(ids)

    monkeypatch.setattr(record, "named", failing_once)
    desk = seat.link()
    seat.engine._poller.call_soon(partial(seat.engine._replication.deliver, Repair(1, (entry,))))
    until(lambda: refused, desk)  # the index: whoever searches reads as well
    until(lambda: [hit.line.text for hit in paged(desk, "search", words="hurt")] == ["three hurt"], desk)
