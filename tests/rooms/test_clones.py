"""A running machine is cloned: both write on in one feed, which proves it, and nothing is lost."""

import copy
import shutil

import pytest

from console.domain.command_view import command
from console.domain.facts import Refused
from console.domain.order_facts import OrderIssued
from tests.console.domain.seats import ANN, CLO, DAN
from tests.rooms.house import House
from tests.rooms.seat import Seat


def cloned(house: House, seat: Seat, name: str) -> Seat:
    """A second machine with the disk of the seat and with its memory: the key of the run that is open."""
    shutil.copytree(seat.folder, house.folder / name)
    clone = house.open(name)
    clone.ledger.feed = copy.copy(seat.ledger.feed)
    clone.mesh.me = clone.mesh._conversation._me = seat.mesh.me
    return clone


def texts(seat: Seat) -> set[str]:
    return {line.text for line in seat.lines().values() if line.text and not line.void}


@pytest.fixture
def forked(house: House) -> tuple[House, Seat, Seat, str]:
    """Ann is in command at a seat of which a clone runs, and both have written."""
    safe, siamu, pf = house.seats.values()
    operation = safe.tell(DAN, "operation.open", title="Dock fire")
    assert house.network.settle()
    siamu.tell(ANN, "command.grant", holder=ANN.id, authority="Mayor")
    siamu.tell(ANN, "order.issue", to=["PF"], text="Close the quay")
    siamu.tell(DAN, "log.write", text="before")
    assert house.network.settle()
    clone = cloned(house, siamu, "clone")
    house.network.sever([siamu], [clone])
    siamu.tell(DAN, "log.write", text="from the machine")
    clone.tell(CLO, "log.write", text="from its clone")
    assert house.network.settle(180_000, safe, pf)
    house.network.mend()
    assert house.network.settle()
    return house, siamu, clone, operation


def test_a_cloned_machine_is_proved_on_every_seat_and_both_branches_are_kept(
    forked: tuple[House, Seat, Seat, str],
) -> None:
    house, siamu, _, _ = forked
    for seat in house.seats.values():
        assert set(seat.record.forks()) == {siamu.ledger.feed.id}, seat.name
        assert f"seat.forked:{siamu.id.hex()}" in seat.alarms
        assert {"from the machine", "from its clone"} <= texts(seat)
    house["pf"].restart()
    assert f"seat.forked:{siamu.id.hex()}" in house["pf"].alarms, "the record itself proves it"


def test_a_cloned_seat_gives_no_orders_and_grants_nothing_but_its_people_go_on_writing(
    forked: tuple[House, Seat, Seat, str],
) -> None:
    house, siamu, _, _ = forked
    for intent, fields in (
        ("order.issue", {"to": ["PF"], "text": "Open the quay"}),
        ("command.offer", {"to": "Ben"}),
    ):
        with pytest.raises(Refused) as refused:
            siamu.tell(ANN, intent, **fields)
        assert refused.value.code == "power.seat_suspended"
    siamu.tell(DAN, "log.write", text="still here")
    incident = siamu.tell(DAN, "incident.open", title="Fire on the quay")
    assert house.network.settle()
    for seat in house.seats.values():
        assert "still here" in texts(seat)
        assert seat.picture.get(incident, "incident").value("title") == "Fire on the quay"


def test_an_order_that_a_patched_clone_writes_all_the_same_has_no_effect(
    forked: tuple[House, Seat, Seat, str],
) -> None:
    house, siamu, _, operation = forked
    grant = command(siamu.picture, operation)
    issued = OrderIssued(
        2, grant.epoch, grant.grants[-1].entry, ("PF",), "Open the quay", operation=operation
    )
    entry = siamu.forge(issued, siamu.desk(ANN).by, "ab" * 16, operation)
    assert house.network.settle()
    for seat in house.seats.values():
        assert len(seat.picture.linked(operation, "order")) == 1
        assert seat.lines()[entry].void == "forked"


def test_what_a_cloned_seat_ordered_before_the_fork_stands(forked: tuple[House, Seat, Seat, str]) -> None:
    house, _, _, operation = forked
    for seat in house.seats.values():
        (order,) = seat.picture.linked(operation, "order")
        assert seat.picture.view(order).invalid == ""
