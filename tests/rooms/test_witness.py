"""Every seat signs how far the others' feeds came to it, so that others can prove a tail that was cut."""

from console.domain.room import StatusView
from console.trust.witness import HEADS_WITNESSED, Named, read_heads
from tests.console.domain.seats import ANN, CLO, DAN
from tests.rooms.house import House
from tests.rooms.seat import Seat

QUARTER = 15 * 60_000


def witnessed(seat: Seat, by: Seat) -> set[Named]:
    """The heads that a seat signed, as another holds it."""
    held = (each for each in seat.record.since(0, 10_000) if each.header.kind == HEADS_WITNESSED)
    of_seat = (each for each in held if each.header.about[0] == by.id)
    return {head for each in of_seat for head in read_heads(each.entry.payload)}


def head(seat: Seat) -> Named:
    own = seat.ledger.own_head
    assert own is not None
    return (seat.ledger.feed.id, *own)


def said_to_be_nowhere_else(seat: Seat) -> int:
    view = dict(seat.engine._roster.views())["status", ""]
    assert isinstance(view, StatusView)
    return view.nowhere_else


def test_when_a_sitting_closes_the_heads_of_the_others_are_signed(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    safe.tell(DAN, "log.write", text="on site")
    pf.tell(CLO, "log.write", text="crowd moving")
    assert house.network.settle()
    last = head(pf)
    safe.desk(DAN).sign_out()
    assert house.network.settle()
    for seat in (siamu, pf):
        assert last in witnessed(seat, safe)
        assert not any(feed == safe.ledger.feed.id for feed, _, _ in witnessed(seat, safe))
    assert not witnessed(pf, pf), "nothing came to an end there"


def test_a_seat_that_starts_alone_does_not_count_what_another_has_signed_that_it_has(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    for n in range(9):
        safe.tell(DAN, "log.write", text=f"line {n}")
    assert house.network.settle()
    siamu.desk(ANN).sign_out()
    assert house.network.settle()
    safe.tell(DAN, "log.write", text="that nobody signed")
    written = head(safe)[1]
    witnessed_to = max(seq for feed, seq, _ in witnessed(safe, siamu) if feed == safe.ledger.feed.id)
    house.network.sever([safe], [siamu, pf])
    safe.restart()
    house.network.run(1_000)
    assert safe.wires.mesh.reach.nowhere_else() == written - witnessed_to
    safe.tell(DAN, "log.write", text="and while alone")
    assert safe.wires.mesh.reach.nowhere_else() == written - witnessed_to + head(safe)[1]


def test_a_script_that_sits_down_for_every_line_does_not_fill_the_record_with_witnesses(house: House) -> None:
    safe, siamu, _ = house.seats.values()
    siamu.tell(ANN, "log.write", text="on site")
    assert house.network.settle()
    for n in range(5):
        siamu.tell(ANN, "log.write", text=f"what is new {n}")
        assert house.network.settle()
        safe.tell(DAN, "log.write", text=f"line {n}")
        safe.desks.pop(DAN.name).sign_out()
    kinds = [each.header.kind for each in safe.record.since(0, 10_000)]
    assert kinds.count(HEADS_WITNESSED) == 1


def test_every_quarter_of_an_hour_of_activity_each_seat_signs_at_little_cost(house: House) -> None:
    network, seats = house.network, list(house.seats.values())
    for _ in range(3):
        for n in range(25):
            for seat, who in zip(seats, (DAN, ANN, CLO), strict=True):
                seat.tell(who, "log.write", text=f"line {n}")
        assert network.settle()
        network.now += QUARTER
        network.run(2_000)
    assert network.settle()
    held = seats[0].record.since(0, 10_000)
    count = sum(each.header.kind == HEADS_WITNESSED for each in held)
    assert count == 9
    assert count < 0.05 * len(held)


def test_where_little_happens_the_heads_are_signed_within_the_hour(house: House) -> None:
    network, (safe, siamu, _) = house.network, list(house.seats.values())
    siamu.tell(ANN, "log.write", text="on site")
    assert network.settle()
    network.now += 2 * QUARTER
    network.run(2_000)
    assert not witnessed(siamu, safe)
    network.now += 2 * QUARTER
    network.run(2_000)
    assert network.settle()
    assert head(siamu)[0] in {feed for feed, _, _ in witnessed(siamu, safe)}


def test_what_is_on_its_way_is_not_said_to_be_nowhere_else_until_the_seat_is_alone(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    assert house.network.settle()
    safe.tell(DAN, "log.write", text="on site")
    assert safe.wires.mesh.reach.nowhere_else() > 0
    assert said_to_be_nowhere_else(safe) == 0
    assert house.network.settle()
    for other in (siamu, pf):
        house.network.unlink(safe, other)
    safe.tell(DAN, "log.write", text="on site")
    assert said_to_be_nowhere_else(safe) > 0
