"""What a seat says by itself of an order for its agency: that it has reached it, whatever comes between."""

from collections.abc import Callable
from itertools import cycle
from types import SimpleNamespace

import pytest

from console.domain.orders import OrderView
from console.seat.receipts import LATEST, SOONEST
from db.errors import StorageFull
from tests.console.domain.seats import ANN, DAN, GUS
from tests.rooms.house import House
from tests.rooms.seat import Seat

ARRIVED, SAID = 300, 4_000  # ms within which an order is at another seat, and within which that has said so


@pytest.fixture
def ordered(house: House) -> Callable[[], str]:
    """Ann, in command, orders something of the fire brigade; gives the order."""
    house["safe"].tell(DAN, "operation.open", title="Dock fire")
    house["safe"].tell(ANN, "command.grant", holder=ANN.id, authority="Mayor")
    assert house.network.settle()

    def order() -> str:
        made = house["safe"].tell(ANN, "order.issue", to=["SIAMU"], text="Cool the tanks")
        house.network.run(ARRIVED)
        return made

    return order


def reached(seat: Seat, order: str) -> list[str]:
    """The seats that said so, as this one shows it."""
    view = seat.picture.view(seat.picture.get(order, "order"))
    assert isinstance(view, OrderView)
    return [step.seat for step in view.addressees[0].steps if step.step == "reached"]


def test_where_the_liaison_sits_it_is_said_at_once_and_elsewhere_only_if_nobody_has(
    house: House, ordered: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    chances = cycle((SOONEST, LATEST))  # by chance alone, both might come to speak at one moment
    chance = SimpleNamespace(uniform=lambda *_: next(chances))
    monkeypatch.setattr("console.seat.receipts.random", chance)
    house.join("other", house.invite("SIAMU 2", "SIAMU", house["safe"]))
    house.network.run(10_000)  # until each knows what the others hold, and sends them what it writes
    order = ordered()
    assert reached(house["siamu"], order) == reached(house["other"], order) == []
    house.network.run(SAID)
    assert len(reached(house["safe"], order)) == 1
    house["siamu"].desk(GUS)
    later = ordered()
    assert reached(house["siamu"], later) == ["SIAMU 1"]
    house.network.run(SAID)
    assert reached(house["safe"], later) == ["SIAMU 1"]


def test_a_seat_that_stopped_before_it_could_says_so_once_it_runs_again(
    house: House, ordered: Callable[[], str]
) -> None:
    order = ordered()
    house["siamu"].restart()
    house.network.run(SAID)
    assert reached(house["safe"], order) == ["SIAMU 1"]


def test_a_seat_whose_disk_is_full_says_so_once_it_takes_something_again(
    house: House, ordered: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageFull("storage.full")

    with monkeypatch.context() as disk:
        disk.setattr(house["siamu"].record, "append", full)
        order = ordered()
        house.network.run(SAID)
        assert reached(house["siamu"], order) == []
    house.network.run(SAID)
    assert reached(house["safe"], order) == ["SIAMU 1"]
