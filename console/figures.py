"""Numbers and times of day as people write and read them."""

import time
from functools import lru_cache
from typing import Final

THIN: Final = "\u202f"  # a narrow space that no line breaks at
HOUR, QUARTER = 3_600_000, 900_000  # ms; clocks change on a quarter of an hour
ABSENT: Final = "…"  # stands for what an older writer did not give, and for a time that is none
SHORT: Final = 5  # letters of a zone's name that a reader knows: CEST


def grouped(count: int) -> str:
    """A count as people read it: 16 322."""
    return f"{count:,}".replace(",", THIN)


def decimal(number: float, lang: str, places: int = 1) -> str:
    """A number that is not whole, with the sign of the reader's language: 4.5, or 4,5."""
    told = f"{number:.{places}f}"
    return told if lang == "en" else told.replace(".", ",")


def typed_decimal(text: str) -> float:
    """What was typed, with comma or point. Raises ValueError where it is no number."""
    return float(text.strip().replace(",", "."))


def bare_time(ms: int) -> str:
    """The time of day as a clock shows it, and as somebody types it again: 02:30."""
    at = time.localtime(ms / 1000)  # of any year; and a datetime with its zone takes five times as long
    return f"{at.tm_hour:02d}:{at.tm_min:02d}"


def clock_time(ms: int) -> str:
    """The time of day: 14:05; with its zone where that time comes twice: 02:30 CEST."""
    return _marked(bare_time(ms), ms)


def clock_seconds(ms: int) -> str:
    """As `clock_time`, to the second: 14:05:09."""
    return _marked(time.strftime("%H:%M:%S", time.localtime(ms / 1000)), ms)


def time_of_day(ms: int, at: int = 0) -> str:
    """A time as people say it in the room: 14:05; where `at` (ms) is of another day, 23/11 14:05."""
    try:
        days = [time.strftime("%d/%m/%Y", time.localtime(one / 1000)) for one in (ms, at or ms)]
        return clock_time(ms) if days[0] == days[1] else f"{days[0][:5]} {clock_time(ms)}"
    except (ValueError, OverflowError, OSError):
        return ABSENT


def day_and_time(ms: int) -> str:
    """A time for whoever reads it years later: 30/11/2026 14:05:09."""
    try:
        return f"{time.strftime('%d/%m/%Y', time.localtime(ms / 1000))} {clock_seconds(ms)}"
    except (ValueError, OverflowError, OSError):
        return ABSENT


def _marked(shown: str, ms: int) -> str:
    zone = _doubled(ms // QUARTER, time.tzname)
    return f"{shown} {zone}" if zone else shown


@lru_cache(4096)
def _doubled(quarter: int, _zones: tuple[str, str]) -> str:
    """In the hour that a clock shows twice, when it is put back: the zone of that one of the two."""
    before, at, after = (time.localtime((quarter * QUARTER + off) / 1000) for off in (-HOUR, 0, HOUR))
    if HOUR // 1000 not in (before.tm_gmtoff - at.tm_gmtoff, at.tm_gmtoff - after.tm_gmtoff):
        return ""
    known = at.tm_zone.isascii() and len(at.tm_zone) <= SHORT
    return at.tm_zone if known else f"UTC{at.tm_gmtoff / 3600:+g}"
