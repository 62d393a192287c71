"""Up to when all is here that each seat wrote, and how many others hold an entry: known from the links."""

import msgspec

from console.domain.room import SeatView, StatusView
from console.link.pages import FactView
from console.seat.asked import ThingParams
from tests.console.domain.seats import CLO, DAN
from tests.rooms.house import House
from tests.rooms.seat import Seat

MINUTE = 60_000
STEP = 10_000


def complete(seat: Seat, of: Seat) -> int:
    views = dict(seat.engine._roster.views())
    view = views["seat", of.id.hex()]
    assert isinstance(view, SeatView)
    return view.complete


def agencies(seat: Seat) -> dict[str, int]:
    view = dict(seat.engine._roster.views())["status", ""]
    assert isinstance(view, StatusView)
    return view.complete


def test_a_linked_seat_is_complete_up_to_now_and_one_that_is_gone_up_to_when_it_was_heard(
    house: House,
) -> None:
    safe, siamu, pf = house.seats.values()
    pf.tell(CLO, "log.write", text="crowd moving")
    assert house.network.settle()
    house.network.run(STEP)
    for seat in (siamu, pf):
        assert safe.wall() - complete(safe, seat) <= 2 * STEP
    heard = safe.wall()
    house.network.sever([pf], [safe, siamu])
    pf.tell(CLO, "log.write", text="nobody hears this")
    house.network.run(5 * MINUTE)
    complete(siamu, pf)
    assert abs(complete(safe, pf) - heard) <= 3 * STEP
    assert safe.wall() - complete(safe, siamu) <= 2 * STEP
    assert agencies(safe)["PF"] == complete(safe, pf)
    assert agencies(safe)["SAFE"] > agencies(safe)["PF"]
    house.network.mend()
    assert house.network.settle()
    house.network.run(STEP)
    assert safe.wall() - complete(safe, pf) <= 2 * STEP


def test_what_a_seat_wrote_and_a_third_tells_of_is_not_taken_for_complete_before_it_is_here(
    house: House,
) -> None:
    safe, _, pf = house.seats.values()
    house.network.run(STEP)
    house.network.sever([pf], [safe])
    house.network.run(MINUTE)
    before = complete(safe, pf)
    house.network.run(MINUTE)
    assert complete(safe, pf) == before, "a third seat's word is no link"
    pf.tell(CLO, "log.write", text="by way of the third")
    assert house.network.settle()
    assert complete(safe, pf) > before, "what is here was written then"


def test_evidence_says_how_many_other_seats_hold_an_entry(house: House) -> None:
    safe, siamu, pf = house.seats.values()

    def replicated(line: str) -> int:
        (item,) = safe.engine._reception._asks._quick["thing"][1](
            msgspec.convert({"thing": line}, ThingParams)
        )[0]
        assert isinstance(item, FactView)
        return item.replicated

    house.network.sever([pf], [safe, siamu])
    house.network.run(20_000)
    line = safe.tell(DAN, "log.write", text="on site")
    assert replicated(line) == 0
    house.network.run(5_000)
    assert replicated(line) == 1
    house.network.mend()
    assert house.network.settle()
    house.network.run(5_000)
    assert replicated(line) == 2


def test_a_seat_that_was_not_met_since_this_one_began_again_is_missed_since_then(house: House) -> None:
    safe, _, pf = house.seats.values()
    assert house.network.settle()
    house.network.sever([pf], [seat for seat in house.seats.values() if seat is not pf])
    safe.restart()
    began = safe.wall()
    house.network.run(5 * MINUTE)
    view = dict(safe.engine._roster.views())["seat", pf.id.hex()]
    assert isinstance(view, SeatView)
    assert view.link == "never"
    assert abs(view.since - began) <= STEP
