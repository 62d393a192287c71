"""Numbers and times as people write and read them."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from console.figures import (
    clock_seconds,
    clock_time,
    day_and_time,
    decimal,
    grouped,
    time_of_day,
    typed_decimal,
)

MINUTE = 60_000
BACK = int(datetime(2025, 10, 26, 1, 0, tzinfo=UTC).timestamp() * 1000)  # clocks of Brussels show 2:00 again
Zone = Callable[[str], None]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Zone]:
    """Sets the clock on the wall of the room."""

    def put(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield put
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(("lang", "told"), [("en", "4.5"), ("fr", "4,5"), ("nl", "4,5")])
def test_a_number_that_is_not_whole_bears_the_sign_of_the_language(lang: str, told: str) -> None:
    assert decimal(4.5, lang) == told


def test_a_number_is_typed_with_comma_or_point() -> None:
    assert typed_decimal(" 23,8 ") == typed_decimal("23.8") == 23.8
    with pytest.raises(ValueError, match="far"):
        typed_decimal("far")


def test_a_count_is_read_in_groups_of_three() -> None:
    assert grouped(1_016_322) == "1\u202f016\u202f322"


def test_the_two_half_past_two_of_the_night_of_25_hours_are_told_apart(zone: Zone) -> None:
    zone("CET-1CEST,M3.5.0,M10.5.0/3")
    assert clock_time(BACK - 30 * MINUTE) == "02:30 CEST"
    assert clock_time(BACK + 30 * MINUTE) == "02:30 CET"
    assert clock_seconds(BACK + 30 * MINUTE) == "02:30:00 CET"
    assert time_of_day(BACK - 30 * MINUTE) == "02:30 CEST"
    assert day_and_time(BACK + 30 * MINUTE) == "26/10/2025 02:30:00 CET"


def test_no_other_hour_bears_a_mark(zone: Zone) -> None:
    zone("CET-1CEST,M3.5.0,M10.5.0/3")
    forward = int(datetime(2025, 3, 30, 1, 0, tzinfo=UTC).timestamp() * 1000)
    for at in (BACK - 61 * MINUTE, BACK + 60 * MINUTE, forward - MINUTE, forward + MINUTE):
        assert len(clock_time(at)) == len("02:30")


def test_a_zone_whose_name_nobody_knows_is_told_by_its_distance(zone: Zone) -> None:
    zone("<Winter-time>-1<Summer-time>,M3.5.0,M10.5.0/3")
    assert [clock_time(BACK + n * MINUTE) for n in (-30, 30)] == ["02:30 UTC+2", "02:30 UTC+1"]
