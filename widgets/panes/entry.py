"""The entry line as it is typed: 14:05 or -10 in front is the time of what happened, ! a key fact."""

import re

import msgspec

from widgets.ages import DAY, HOUR, MINUTE, now_ms, today_at

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})\s+")
_BACK = re.compile(r"-(\d{1,3})\s+")
FARTHEST = 12 * HOUR
SLACK = 2 * MINUTE  # a clock on the wall may be ahead of ours


class UnclearTime(ValueError):
    """A time of day that lies far back or ahead: nobody can tell which day was meant."""


class Typed(msgspec.Struct, frozen=True):
    """What to log, when it happened (0: now), and whether it is a key fact."""

    text: str
    at: int = 0
    key: bool = False


def read(line: str, now: int = 0) -> Typed:
    """Raises UnclearTime."""
    now = now or now_ms()
    line = line.strip()
    at = 0
    if (found := _CLOCK.match(line)) and int(found[1]) < 24 and int(found[2]) < 60:
        at = _past(int(found[1]), int(found[2]), now)
        line = line[found.end() :]
    elif found := _BACK.match(line):
        at = now - int(found[1]) * MINUTE
        line = line[found.end() :]
    if line.startswith("!"):
        return Typed(line[1:].strip(), at, key=True)
    return Typed(line, at)


def _past(hours: int, minutes: int, now: int) -> int:
    at = today_at(hours, minutes, now)
    at = at - DAY if at > now + SLACK else at
    if at < now - FARTHEST:
        raise UnclearTime(f"{hours:02d}:{minutes:02d}")
    return at
