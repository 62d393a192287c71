"""The entry line as it is typed: 14:05 or -10, # incident, @ source, ! key fact in front; else text."""

import re
from collections.abc import Callable

import msgspec

from widgets.ages import HOUR, MINUTE, now_ms, shown_at

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})\s+")
_BACK = re.compile(r"-(\d{1,3})\s+")
_KEY = re.compile(r"!")
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
    """What stands in front of the text may do so in any order.

    `meant`: the time that was chosen where the typed one was unclear. Raises UnclearTime.
    """
    now, rest, at, key, marks = now or now_ms(), line.strip(), 0, False, _Marks(meaning)
    while True:
        if not at and (found := _clock(rest)):
            at = meant or _past(int(found[1]), int(found[2]), now)
        elif not at and (found := _BACK.match(rest)):
            at = meant or _back(int(found[1]), now)
        elif not key and (found := _KEY.match(rest)):
            key = True
        elif not ((found := _MARKED.match(rest)) and marks.take(found)):
            break
        rest = rest[found.end() :].lstrip()
    for found in _MARKED.finditer(rest):
        marks.take(found)  # within the text they are words of a sentence, and stay
    return Typed(rest, at, key, tuple(dict.fromkeys(marks.incidents)), marks.source)


class _Marks:
    """What the marks of a line mean."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self.incidents: list[str] = []
        self.source = ""

    def take(self, found: re.Match[str]) -> bool:
        """Whether it means something; only the first source is one."""
        meant = self._meaning(found[1], found[2].rstrip(",.;:"))
        if not meant or (found[1] == "@" and self.source):
            return False
        if found[1] == "#":
            self.incidents.append(meant)
        else:
            self.source = meant
        return True


def _clock(rest: str) -> re.Match[str] | None:
    found = _CLOCK.match(rest)
    return found if found and int(found[1]) < 24 and int(found[2]) < 60 else None


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
    times = [at for days in (-1, 0, 1) for at in shown_at(hours, minutes, now, days)]
    last = max(at for at in times if at <= now + SLACK)
    if last < now - FARTHEST:
        raise UnclearTime(f"{hours:02d}:{minutes:02d}", (last, min(at for at in times if at > last)))
    return last
