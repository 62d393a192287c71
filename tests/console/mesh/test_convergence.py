"""Rooms of seats become one again, whatever the network did."""

from collections.abc import Callable

import pytest

from console.mesh import credit
from console.mesh import messages as m
from console.mesh.effects import Violation
from tests.console.mesh.simulated import Mishaps, SimNetwork, SimSeat, joined, losing

Seats = Callable[[str], SimSeat]


def everything_equal(*seats: SimSeat) -> bool:
    return len({(seat.record.digest(), seat.record.count) for seat in seats}) == 1


def test_what_one_seat_writes_reaches_the_others_at_once(seat: Seats) -> None:
    a, b, c = seat("a"), seat("b"), seat("c")
    network = joined(a, b, c, ms=500)
    a.write(network.now, 3)
    network.carry(a)
    network.run(500)
    assert everything_equal(a, b, c)
    assert b.record.count == 3
    assert a.mesh.reach.reached(a.feed.id, 3) == 2


def test_a_seat_that_comes_late_gets_all(seat: Seats) -> None:
    a, b = seat("a"), seat("b")
    a.write(0, 700)
    b.write(0, 5)
    network = joined(a, b)
    assert network.settle()
    assert b.record.count == 705
    late = seat("late")
    network.join(late)
    assert network.settle()
    assert late.record.count == 705


def test_a_seat_that_fell_behind_keeps_up_again_while_the_other_goes_on_writing(seat: Seats) -> None:
    a, b = seat("a"), seat("b")
    a.write(0, 3)
    network = joined(a, b)
    lacking = []
    for _ in range(40):
        a.write(network.now)
        network.carry(a)
        network.run(100)
        lacking.append(a.record.count - b.record.count)
    assert max(lacking[20:]) <= 1, "the last one goes to disk with the next step"


@pytest.mark.parametrize("seed", range(4))
def test_loss_doubles_and_disorder_change_nothing(seat: Seats, seed: int) -> None:
    network = SimNetwork(seed, Mishaps(loss=0.15, duplicates=0.2, delay=400))
    seats = [seat(name) for name in "abcd"]
    network.join(*seats)
    for _ in range(15):
        for one in seats:
            one.write(network.now, network.random.randint(1, 4))
            network.carry(one)
        network.run(network.random.choice((100, 300)))
    assert network.settle()
    assert not [effect for one in seats for effect in one.effects if isinstance(effect, Violation)]


def test_grants_that_are_lost_are_told_again(seat: Seats, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credit, "WINDOW", 256 << 10)
    a, b = seat("a"), seat("b")
    a.write(0, 2_500)
    network = SimNetwork()
    network.tamper["b"] = losing(m.Credit)
    network.join(a, b)
    assert network.settle(20_000)


def test_runs_that_wait_for_a_lost_one_do_not_hold_the_credit_for_it(
    seat: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(credit, "WINDOW", 256 << 10)
    a, b = seat("a"), seat("b")
    network = joined(a, b, ms=1_000)
    network.tamper["a"] = losing(m.Entries)
    a.write(network.now)
    network.carry(a)
    del network.tamper["a"]
    a.write(network.now, 800)
    network.carry(a)
    network.run(1_000)
    assert b.record.count == 0
    assert b.mesh.counts["entry.early"] > 2
    assert network.settle(30_000)


def test_a_one_way_cut_heals_through_a_third_seat(seat: Seats) -> None:
    a, b, c = seat("a"), seat("b"), seat("c")
    network = joined(a, b, c, ms=300)
    network.cut = {("a", "b")}
    a.write(network.now, 20)
    b.write(network.now, 20)
    network.carry(a)
    network.carry(b)
    network.run(14_000)
    assert everything_equal(a, b, c)


def test_two_islands_and_a_bridge_hold_the_same(seat: Seats) -> None:
    a, b, c, d, bridge = (seat(name) for name in ("a", "b", "c", "d", "bridge"))
    network = SimNetwork(3)
    network.join(a, b, c, d)
    network.run(300)
    network.part([a, b], [c, d])
    for one in (a, b, c, d):
        one.write(network.now, 300)
        network.carry(one)
    network.run(3_000)
    assert not network.equal
    network.seats.append(bridge)
    for one in (a, c):
        network.link(bridge, one)
    assert network.settle()
    assert everything_equal(a, b, c, d, bridge)
    assert a.record.count == 1200


def test_a_seat_that_lost_its_disk_is_filled_again(seat: Seats) -> None:
    a, b = seat("a"), seat("b")
    network = joined(a, b)
    b.write(network.now, 30)
    network.carry(b)
    assert network.settle()
    network.unlink(a, b)
    wiped = seat("wiped")
    wiped.id, wiped.feed = b.id, b.feed
    wiped.start(b"2")
    network.seats = [a, wiped]
    network.link(a, wiped)
    assert network.settle()
    assert wiped.record.count == 30


def test_a_fork_reaches_every_seat_with_both_its_branches(seat: Seats) -> None:
    a, b, c = seat("a"), seat("b"), seat("c")
    a.write(0, 10)
    network = joined(a, b)
    assert network.settle()
    b.feed = type(a.feed)(a.feed.room, a.feed._key)  # type: ignore[arg-type]
    b.feed.rewind(a.feed.seq, a.feed.head)
    network.unlink(a, b)
    a.write(network.now, 400)
    b.write(network.now, 300)
    network.heal([a], [b])
    assert network.settle()
    assert a.record.forks().keys() == {a.feed.id}
    network.join(c)
    assert network.settle()
    assert everything_equal(a, b, c)
    assert c.record.count == 710
