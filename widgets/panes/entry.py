"""The entry line as it is typed: 14:05 or -10 in front, # incident, @ source, ! key fact; else text."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from widgets.ages import HOUR, MINUTE, now_ms

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})\s+")
_BACK = re.compile(r"-(\d{1,3})\s+")
_MARKED = re.compile(r"(?<!\S)([#@])(\S+)")
FARTHEST = 12 * HOUR
SLACK = 2 * MINUTE  # a clock on the wall may be ahead of ours

Meaning = Callable[[str, str], str]  # mark, word → id of the incident or code of the agency; "" if unknown


class UnclearTime(ValueError):
    """A time far back or ahead: nobody can tell which day was meant. `options` in ms, the past one first."""

    def __init__(self, said: str, options: tuple[int, ...]) -> None:
        super().__init__(said)
        self.options = options


class Typed(msgspec.Struct, frozen=True):
    """What to log; when it happened (0: now); whether a key fact; which incidents, whose word."""

    text: str
    at: int = 0
    key: bool = False
    incidents: tuple[str, ...] = ()
    source: str = ""


def means_nothing(_mark: str, _word: str) -> str:
    """For lines in which # and @ are plain text."""
    return ""


def read(line: str, meaning: Meaning = means_nothing, now: int = 0, meant: int = 0) -> Typed:
    """`meant`: the time that was chosen where the typed one was unclear. Raises UnclearTime."""
    now = now or now_ms()
    line, at, key = line.strip(), 0, False
    if (found := _CLOCK.match(line)) and int(found[1]) < 24 and int(found[2]) < 60:
        at = meant or _past(int(found[1]), int(found[2]), now)
        line = line[found.end() :]
    elif found := _BACK.match(line):
        at = meant or _back(int(found[1]), now)
        line = line[found.end() :]
    if line.startswith("!"):
        line, key = line[1:].strip(), True
    return _marked(line, at, key, meaning)


def _marked(line: str, at: int, key: bool, meaning: Meaning) -> Typed:
    """Marks in front of the text are taken out; within it they are words of a sentence, and stay."""
    incidents: list[str] = []
    source, begin = "", 0
    for found in _MARKED.finditer(line):
        meant = meaning(found[1], found[2].rstrip(",.;:"))
        if not meant or (found[1] == "@" and source):
            continue
        if found[1] == "#":
            incidents.append(meant)
        else:
            source = meant
        if found.start() == begin:
            begin = len(line) - len(line[found.end() :].lstrip())
    return Typed(line[begin:], at, key, tuple(dict.fromkeys(incidents)), source)


def marked_at(line: str, cursor: int) -> tuple[int, str, str]:
    """Where the word that is being typed begins; its mark, or ""; and what of it is typed."""
    begun = line[:cursor]
    begin = max(begun.rfind(" "), -1) + 1
    word = begun[begin:]
    return (begin, word[0], word[1:]) if word[:1] in {"#", "@"} else (begin, "", "")


def _back(minutes: int, now: int) -> int:
    at = now - minutes * MINUTE
    if at < now - FARTHEST:
        raise UnclearTime(f"-{minutes}", (at,))
    return at


def _past(hours: int, minutes: int, now: int) -> int:
    yesterday, today, tomorrow = (_at(hours, minutes, now, day) for day in (-1, 0, 1))
    last, following = (today, tomorrow) if today <= now + SLACK else (yesterday, today)
    if last < now - FARTHEST:
        raise UnclearTime(f"{hours:02d}:{minutes:02d}", (last, following))
    return last


def _at(hours: int, minutes: int, now: int, days: int) -> int:
    day = datetime.fromtimestamp(now / 1000) + timedelta(days=days)  # noqa: DTZ006 - the room's own clock
    return int(day.replace(hour=hours, minute=minutes, second=0, microsecond=0).timestamp() * 1000)
