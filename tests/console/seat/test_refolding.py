"""What has to be folded again is, whatever else the disk does not give."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from console.link.client import Link
from console.trust.openings import SITTING_OPENED
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
