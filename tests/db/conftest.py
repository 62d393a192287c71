"""A room, feeds that write into it, and records that hold it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.entry import Entry
from db.feed import Feed
from db.record import Record

ROOM = b"R" * 16
THING = b"T" * 16


def write(feed: Feed, count: int = 1, about: bytes = THING, start: int = 1) -> list[Entry]:
    """Some log lines of one feed."""
    return [feed.write("log.written", (about,), b"line %d" % n, hlc=(start + n) << 16) for n in range(count)]


@pytest.fixture
def feed() -> Iterator[Feed]:
    fresh = Feed.fresh(ROOM)
    yield fresh
    fresh.close()


@pytest.fixture
def lines() -> Callable[..., list[Entry]]:
    return write


@pytest.fixture
def open_record(tmp_path: Path) -> Iterator[Callable[..., Record]]:
    """Records by the name of their folder; all are closed at the end."""
    opened: list[Record] = []

    def open_one(name: str = "seat") -> Record:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        opened.append(Record.open(folder, ROOM))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def record(open_record: Callable[..., Record]) -> Record:
    return open_record()
