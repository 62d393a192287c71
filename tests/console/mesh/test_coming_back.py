"""How soon a seat that was away is one with its room again, whoever has the lower id."""

from collections.abc import Callable
from pathlib import Path

import pytest

from console.mesh.addresses import A_SEAT
from console.mesh.peering import OUR_TURN_LATE
from console.mesh.remembered import Remembered
from tests.console.mesh.street import House, Street, chance
from tests.console.trust.rooms import Room

AT_ONCE, SOON = 500, 2_500  # ms of virtual time, in which nothing takes any but ticks, pauses and hops
WHICH = {"lowest": 0.0, "middle": 0.5, "highest": 0.99}
Open = Callable[[int], Street]


@pytest.fixture(params=[1, 2])
def open_street(
    request: pytest.FixtureRequest, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Open:
    monkeypatch.setattr("console.mesh.finding.random.SystemRandom", chance(request.param))
    write = Remembered.write  # the disk takes none of the virtual time
    monkeypatch.setattr(Remembered, "write", lambda file, places, **_: write(file, places, wait=True))

    def make(seats: int) -> Street:
        street = Street(room, seats, tmp_path)
        street.open()
        street.run(10_000)
        assert street.whole()
        return street

    return make


@pytest.fixture(params=[2, 3, 8])
def street(request: pytest.FixtureRequest, open_street: Open) -> Street:
    return open_street(request.param)


@pytest.fixture(params=WHICH)
def house(request: pytest.FixtureRequest, street: Street) -> House:
    return street.houses[int(WHICH[request.param] * len(street.houses))]


def restart(street: Street, house: House, away: int = 1_000) -> int:
    """Kill a seat and begin it again; ms until it is linked with all that are at home."""
    house.kill()
    street.run(away)
    house.begin()
    return street.until(street.whole, 60_000)


def test_a_room_that_begins_makes_each_link_once(street: Street) -> None:
    assert len(street.dials) == sum(len(house.links) for house in street.houses) // 2
    assert not street.doubles


def test_a_seat_that_was_killed_is_linked_at_once_when_it_begins_again(street: Street, house: House) -> None:
    assert restart(street, house) <= AT_ONCE


def test_a_seat_that_was_away_for_long_is_linked_at_once(street: Street, house: House) -> None:
    assert restart(street, house, 60_000) <= AT_ONCE


def test_seats_that_begin_again_one_after_another_find_each_the_others_of_now(street: Street) -> None:
    taken = [restart(street, house) for _ in range(3) for house in street.houses]
    assert max(taken) <= SOON  # before what they learnt was kept


def test_of_a_seat_that_began_often_no_more_is_kept_than_where_it_is(street: Street) -> None:
    house = street.houses[0]
    for _ in range(2 * A_SEAT):
        restart(street, house)
        street.run(1_000)
    for other in street.houses[1:]:
        assert other.meeting._addresses.of(house.key.seat)[0].link == house.link_port
        assert len(other.meeting._addresses.of(house.key.seat)) <= 2


def test_whom_all_know_by_old_addresses_is_found_by_those_told_since(open_street: Open) -> None:
    street = open_street(3)
    low, _, high = street.houses
    for one, other in ((low, high), (high, low)):
        one.kill()
        street.run(1_000)
        restart(street, other)
        one.begin()
        assert street.until(street.whole, 60_000) <= SOON


def test_a_seat_whose_cable_was_dead_is_linked_soon_after(street: Street, house: House) -> None:
    for ms in (20_000, 100_000):
        street.dark([house], ms)
        assert street.until(street.whole, 60_000) <= SOON


def test_a_room_that_was_all_dark_is_one_again_soon_after(street: Street) -> None:
    street.dark(street.houses, 60_000)
    assert street.until(street.whole, 60_000) <= SOON


def test_a_seat_that_was_stopped_is_linked_soon_after_it_goes_on(street: Street, house: House) -> None:
    for ms in (30_000, 100_000):
        street.stop(house, ms)
        assert street.until(street.whole, 60_000) <= SOON


def test_a_room_that_begins_again_all_at_once_is_one_by_a_single_address(open_street: Open) -> None:
    street = open_street(8)
    for house in street.houses:
        house.kill()
    street.dials.clear()
    street.open()
    assert street.whole()
    told = street.houses[0].key.seat  # whose address all were told, and who knows all others
    assert all(told in {end.key.seat for end in link.ends} for link in street.doubles)


def test_a_seat_that_is_gone_for_good_is_dialled_ever_more_seldom(open_street: Open) -> None:
    street = open_street(3)
    street.houses[0].kill()
    street.run(60_000)
    street.dials.clear()
    street.run(100_000)
    assert len(street.dials) <= 2 * 100_000 // OUR_TURN_LATE
