"""Up to when all is here that each seat wrote, and how many others hold an entry: known from the links."""

import msgspec

from console.domain.room import SeatView, StatusView
from console.link.pages import FactView
from console.seat.ask_params import ThingParams
from console.seat.completeness import Completeness
from tests.console.domain.seats import CLO, DAN, FAY
from tests.rooms.desk import PASSPHRASE
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


class Heard(msgspec.Struct):
    """A link that was heard then."""

    heard: int


class End(msgspec.Struct):
    """How far it has a feed."""

    last: int


class Told(msgspec.Struct):
    """What the other end of it says that it has."""

    seat: bytes
    word: int
    ends: dict[bytes, End]

    def tell(self) -> list[tuple[bytes, int, dict[bytes, End]]]:
        return [(self.seat, self.word, self.ends)]


def test_a_seat_that_tells_of_what_is_not_here_is_complete_no_further(house: House) -> None:
    safe, _, pf = house.seats.values()
    pf.tell(CLO, "log.write", text="crowd moving")
    assert house.network.settle()
    measured, now = Completeness(safe.ledger), safe.wall() // STEP * STEP
    feed, seq = pf.ledger.feed.id, pf.ledger.feed.seq

    def upto(minutes: int, tells: dict[bytes, int]) -> int:
        ends = {each: End(last) for each, last in tells.items()}
        measured.measure({pf.id: Heard(now + minutes * MINUTE)}, Told(pf.id, minutes, ends))
        return (measured.of_seat(pf.id) - now) // MINUTE

    assert upto(1, {feed: seq}) == 1
    assert upto(2, {feed: seq + 1}) == 1, "of its own"
    assert upto(3, {feed: seq, bytes(32): 1}) == 1, "of somebody whom nobody here knows"
    assert upto(4, {}) == 1, "nor of anything yet"
    assert upto(5, {feed: seq}) == 5


def test_an_agency_is_as_complete_as_its_seat_of_which_least_is_known_until_that_is_revoked(
    house: House,
) -> None:
    safe, siamu, pf = house.seats.values()
    second = house.join("pf2", house.invite("PF 2", "PF", safe))
    assert house.network.settle()
    house.network.run(STEP)
    house.network.sever([second], [safe, siamu, pf])
    house.network.run(5 * MINUTE)
    assert agencies(safe)["PF"] == complete(safe, second) < complete(safe, pf)
    safe.tell(FAY, "seat.revoke", seat=second.id.hex(), reason="lost", passphrase=PASSPHRASE)
    house.network.run(STEP)
    assert agencies(safe)["PF"] == complete(safe, pf)
