"""The entry line reads the time of what happened from its beginning."""

from datetime import datetime

import pytest

from widgets.ages import DAY, HOUR, MINUTE
from widgets.panes.entry import Typed, UnclearTime, read

NOON = int(datetime(2026, 11, 28, 12, 0).astimezone().timestamp() * 1000)


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("wind backs", Typed("wind backs")),
        ("11:55 wind backs", Typed("wind backs", NOON - 5 * MINUTE)),
        ("-10 wind backs", Typed("wind backs", NOON - 10 * MINUTE)),
        ("!all out", Typed("all out", key=True)),
        ("-2 ! all out", Typed("all out", NOON - 2 * MINUTE, key=True)),
        ("112 calls since noon", Typed("112 calls since noon")),
        ("25:10 is no time", Typed("25:10 is no time")),
        ("-5°C on the roof", Typed("-5°C on the roof")),
    ],
)
def test_a_line_is_read_as_it_was_meant(line: str, typed: Typed) -> None:
    assert read(line, NOON) == typed


def test_just_before_midnight_is_yesterday_just_after_it() -> None:
    midnight = NOON + 12 * HOUR
    assert read("23:50 first call", midnight + 10 * MINUTE).at == midnight - 10 * MINUTE


def test_a_time_that_could_be_another_day_is_asked_about() -> None:
    with pytest.raises(UnclearTime):
        read("20:00 in the evening", NOON)
    assert read("20:00 in the evening", NOON + DAY // 2).at == NOON + 8 * HOUR
