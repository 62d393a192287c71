"""Whose clock is off, as far as the clocks that are linked tell."""

from msgspec import Struct

from console.seat.clocks import Clocks

OWN, ONE, TWO = b"own", b"one", b"two"


class Measured(Struct):
    skew: int
    rtt: int = 5


def alarms(clocks: Clocks, **skews: int) -> list[str]:
    clocks.measure({name.encode(): Measured(skew) for name, skew in skews.items()})
    return [alarm.replace(OWN.hex(), "own").replace(ONE.hex(), "one") for alarm in clocks.alarms()]


def test_the_clock_that_differs_from_all_others_is_the_wrong_one() -> None:
    assert alarms(Clocks(OWN), one=12_000, two=0) == ["clock.ahead:one"]
    assert alarms(Clocks(OWN), one=12_000, two=12_100) == ["clock.behind:own"]


def test_of_two_clocks_each_seat_names_the_other() -> None:
    assert alarms(Clocks(OWN), one=61_000) == ["clock.distrusted:one"]


def test_our_own_clock_is_in_doubt_where_most_gainsay_it_or_the_only_other() -> None:
    clocks = Clocks(OWN)
    for skews, doubted in (
        ({}, False),
        ({"one": 12_000}, True),
        ({"one": 12_000, "two": 0}, False),
        ({"one": 12_000, "two": 12_100}, True),
        ({"one": 3_000, "two": 3_100}, False),
    ):
        alarms(clocks, **skews)
        assert clocks.own_doubted == doubted, skews


def test_a_clock_that_wavers_around_a_limit_does_not_flicker() -> None:
    clocks = Clocks(OWN)
    said = [alarms(clocks, one=skew, two=0) for skew in (1_900, 2_000, 1_900, 1_700, 1_500)]
    assert [bool(each) for each in said] == [False, True, True, True, False]


def test_a_clock_that_was_measured_stays_wrong_while_the_network_is_slow() -> None:
    clocks = Clocks(OWN)
    assert alarms(clocks, one=12_000, two=0) == ["clock.ahead:one"]
    clocks.measure({ONE: Measured(0, rtt=4_000), TWO: Measured(0)})
    assert len(list(clocks.alarms())) == 1
    clocks.measure({TWO: Measured(0)})
    assert list(clocks.alarms()) == [], "it is not linked any more"


def test_what_came_slowly_measures_the_network_and_not_the_clock() -> None:
    clocks = Clocks(OWN)
    clocks.measure({ONE: Measured(30_000, rtt=4_000), TWO: Measured(0)})
    assert list(clocks.alarms()) == []
