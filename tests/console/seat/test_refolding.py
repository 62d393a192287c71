"""What has to be folded again is, whatever else the disk does not give."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from console.link.client import Link
from console.seat.faults import Faults
from console.seat.refolding import Refolding
from console.trust.openings import SITTING_OPENED
from db.errors import StorageFailed
from db.store import Store
from tests.console.seat.running import Seat, paged, refused, tell, told, until

Start = Callable[..., Seat]
BODY, HEADER = (
    "UPDATE payload SET body=zeroblob(8) WHERE n=?",
    "UPDATE entry SET header=zeroblob(8) WHERE n=?",
)


def garble(home: Path, *parts: tuple[str, int]) -> None:
    """Have the disk change these parts of entries while the seat runs."""
    with closing(Store(home / "record.db")) as store, store.write() as connection:
        for part, order in parts:
            connection.exec_driver_sql(part, (order,))


@pytest.fixture
def home(home: Path, start: Start) -> Path:
    """A seat at which somebody sat twice before."""
    for text in ("dry", "wet"):
        told(start(home), text)
    return home


def retitled(desk: Link, fires: list[str]) -> list[int]:
    return [
        desk.tell({"intent": "incident.set", "incident": fire, "field": "title", "value": "Flood"})
        for fire in fires
    ]


def titles(desk: Link, fires: list[str]) -> set[str]:
    """All that these were ever called."""
    return {past.value for fire in fires for past in paged(desk, "history", thing=fire, field="title")}


def test_a_refused_act_is_undone_though_nobody_can_read_who_sat_here_before(
    home: Path, seat: Seat, broken: Callable[[bool], None]
) -> None:
    desk, record = seat.signed_in(), seat.engine._ledger.record
    first, second, _ = (one.order for one in record.since(0, 100) if one.header.kind == SITTING_OPENED)
    tell(desk, "operation.open", title="New Year")
    fires = [tell(desk, "incident.open", title="Fire").about]
    garble(home, (BODY, first), (HEADER, second))
    assert paged(desk, "verify")
    until(lambda: len(record.lacking(10)) == 2 and seat.engine._writer.idle, desk)
    broken(True)
    assert {refused(desk, n).code for n in retitled(desk, fires)} == {"storage.full"}
    assert titles(desk, fires) == {"Fire"}


def test_a_refused_act_is_undone_though_the_disk_does_not_give_what_else_was_refused(
    home: Path, seat: Seat, broken: Callable[[bool], None]
) -> None:
    desk, record = seat.signed_in(), seat.engine._ledger.record
    tell(desk, "operation.open", title="New Year")
    opened = [tell(desk, "incident.open", title="Fire") for _ in range(6)]
    garbled, fires = opened[0].about, [one.about for one in opened[1:]]
    garble(home, *((HEADER, one.order) for one in record.named([bytes.fromhex(opened[0].entry)])))
    broken(True)
    assert {refused(desk, n).code for n in retitled(desk, [garbled, *fires])} == {"storage.full"}
    assert titles(desk, fires) == {"Fire"}


class Memory:
    """A picture, and a record of which some is not given."""

    def __init__(self) -> None:
        self.unread: set[object] = set()
        self.folded: list[str] = []
        self.told: list[StorageFailed] = []

    def given(self, asked: object) -> None:
        if asked in self.unread:
            raise StorageFailed("storage.failed")

    def refold(self, thing: str) -> Iterator[str]:
        self.given(thing)
        self.folded.append(thing)
        yield thing

    def take_back(self, thing: str, _entries: object) -> None:
        self.given(thing)

    def headers(self, feed: bytes) -> list[Any]:
        self.given(feed)
        return [SimpleNamespace(kind=kind, about=(feed,)) for kind in ("log.written", SITTING_OPENED)]

    def named(self, ids: list[bytes]) -> list[Any]:
        for each in ids:
            self.given(each)
        header = SimpleNamespace(kind="log.written", about=(b"e",), feed=b"f")
        return [SimpleNamespace(order=1, header=header) for _ in ids]


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def refolding(memory: Memory) -> Refolding:
    authorship: Any = SimpleNamespace(runs=SimpleNamespace(openings=set()))
    record: Any = memory
    made = Refolding(record, record, authorship, list, Faults())
    made.unread = memory.told.append
    return made


def test_what_the_disk_does_not_give_waits_until_it_does_and_holds_nothing_else_up(
    memory: Memory, refolding: Refolding
) -> None:
    memory.unread = {b"a", b"c".hex()}
    assert refolding.feeds([b"a", b"b", b"c"]) == {b"b".hex()}
    assert (refolding.waits, len(memory.told)) == (True, 2)
    assert refolding.step() == set()
    memory.unread = {b"a"}
    assert refolding.step() == {b"c".hex()}
    assert (refolding.waits, memory.folded) == (True, [b"b".hex(), b"c".hex()]), "of one feed it is not known"
    memory.unread = set()
    assert refolding.step() == {b"a".hex()}
    assert not refolding.waits
    assert refolding.step() == set(), "once is enough"


def test_entries_that_are_not_given_wait_too(memory: Memory, refolding: Refolding) -> None:
    memory.unread = {b"an id"}
    assert (refolding.entries([b"an id"]), refolding.waits) == (set(), True)
    memory.unread = set()
    assert refolding.step() == {b"e".hex()}
    assert not refolding.waits


def test_what_came_to_nothing_is_taken_back_at_once_and_what_memory_cannot_once_the_disk_gives_it(
    memory: Memory, refolding: Refolding
) -> None:
    memory.unread = {"one"}
    refolding.take_back(["one", "two"], set())
    assert (refolding.waits, memory.folded) == (True, [])
    memory.unread = set()
    assert refolding.step() == {"one"}
    assert not refolding.waits


def test_a_thing_that_no_fold_can_take_is_not_tried_for_ever(
    memory: Memory, refolding: Refolding, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(thing: str) -> Iterator[str]:
        if thing == b"a".hex():
            raise ZeroDivisionError
        yield thing

    monkeypatch.setattr(memory, "refold", wrong)
    assert refolding.feeds([b"a", b"b"]) == {b"b".hex()}
    assert not refolding.waits
