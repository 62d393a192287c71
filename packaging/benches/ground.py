"""The record beside its floors: append, admit, check signatures, fold at start."""

import time
from collections.abc import Iterator
from pathlib import Path

from benches import floors
from benches.measure import US, Row, once
from console.domain.facts import FACTS
from console.seat.home import Home, OpenHome
from console.seat.ledger import Ledger
from console.seat.loading import load
from db.entry import Entry, Stored
from db.record import Record

PAGE = 500
MAX_BYTES = 1 << 20


def rows(home: Path, folder: Path) -> Iterator[Row]:
    """Everything about the record in `home`; `folder` is for what is written."""
    opened = OpenHome(Home(home))
    try:
        held = opened.record.since(0, opened.record.count)
        yield from _append(opened, folder, held)
        runs = list(runs_of(opened.record))
    finally:
        opened.close()
    yield from _join(runs, folder, held)
    yield from _replay(home, held)


def _append(opened: OpenHome, folder: Path, held: list[Stored]) -> Iterator[Row]:
    target = folder / "append"
    target.mkdir()
    record = Record.open(target, opened.key.room)
    first = [stored.entry for stored in held if stored.header.feed == held[0].header.feed]
    waiting = iter(first)
    try:
        times = min(floors.COMMITS, len(first))
        floor, ours = floors.commits(folder, held, lambda: record.append([next(waiting)], 0), times)
    finally:
        record.close()
    of = "one row, one FULL commit of sqlite3"
    yield Row(
        name="commit one entry, median", unit=US, measured=ours.median(US), floor=floor.median(US),
        floor_of=of, limit=1.3, absolute=300, note="one fdatasync, and five tables instead of one",
    )  # fmt: skip
    yield Row(
        name="commit one entry, p99", unit=US, measured=ours.p99(US), floor=floor.p99(US),
        floor_of=of, note="the disk, and now and then a checkpoint",
    )  # fmt: skip


def runs_of(record: Record) -> Iterator[list[Entry]]:
    """All that a seat sends to one that holds nothing, as it would."""
    for feed, tips in record.verified_heads().items():
        after = 0
        while after < tips[-1].seq:
            run = record.run(feed, after, PAGE, MAX_BYTES)
            after = run[-1].header.seq
            yield [stored.entry for stored in run]


def _join(runs: list[list[Entry]], folder: Path, held: list[Stored]) -> Iterator[Row]:
    target, count = folder / "join", len(held)
    target.mkdir()
    record = Record.open(target, held[0].header.room)
    try:
        bulk = floors.bulk(folder, held)
        taken = once(lambda: [record.admit(run, 0) for run in runs])
        yield Row(
            name="catch up: admit, per entry", unit=US, measured=taken / count * 1e6,
            floor=bulk / count * 1e6, floor_of="the same bytes into one table of sqlite3, 1000 a commit",
            absolute=18, note="decoding, two hashes, the rows of five tables; `about` and ids scatter",
        )  # fmt: skip
        waiting = record.count - len(runs)
        floor = floors.signatures(held[: min(count, 20_000)]) / min(count, 20_000)
        taken = once(lambda: _verify(record))
        yield Row(
            name="check signatures later, per entry", unit=US, measured=taken / max(1, waiting) * 1e6,
            floor=floor * 1e6, floor_of="Ed25519 alone, one thread", limit=1.3,
            note="Ed25519; it runs off the engine's thread",
        )  # fmt: skip
    finally:
        record.close()


def _verify(record: Record) -> None:
    while record.verified_heads() != record.heads():
        record.verify_pending(2_000)


def _replay(home: Path, held: list[Stored]) -> Iterator[Row]:
    """What a start does before it serves: in this process, so that it can be profiled."""
    opened = OpenHome(Home(home))
    ledger = Ledger(opened, lambda: int(time.time() * 1000))
    try:
        taken = once(lambda: load(ledger))
        events = [stored for stored in held if stored.header.kind in FACTS]
        decoding = floors.decoding(events) / len(events)
        yield Row(
            name="start: read, decode and fold, per entry", unit=US, measured=taken / len(held) * 1e6,
            floor=decoding * 1e6, floor_of="header and payload through msgspec", limit=6,
            note="Python: event, author, registers and timeline of each fact",
        )  # fmt: skip
        yield Row(
            name="picture digest, all things", unit="ms", measured=once(ledger.picture.digest) * 1e3,
            note="asked for by people and tests only",
        )  # fmt: skip
    finally:
        opened.close()
