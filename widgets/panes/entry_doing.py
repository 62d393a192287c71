"""What Enter does in the entry line: log, correct or withdraw, as the seat is told."""

from typing import Final

import msgspec

from console.domain.facts import Intent
from console.domain.log import OWN, CorrectLog, LineView, WithdrawLog, WriteLog
from console.figures import bare_time
from widgets.ages import MINUTE, now_ms
from widgets.panes.entry import Typed

LOG: Final = "log"
CORRECT: Final = "correct"
WITHDRAW: Final = "withdraw"


class Doing(msgspec.Struct, frozen=True):
    """One of LOG, CORRECT, WITHDRAW; the latter two with their line."""

    sort: str = LOG
    line: LineView | None = None

    @property
    def prefix(self) -> str:
        """The time that a correction begins with; while it stands, the line keeps its own to the second."""
        line = self.line
        if line is None or abs(line.happened - line.at) <= MINUTE:
            return ""
        return f"{bare_time(line.happened)} "

    @property
    def text(self) -> str:
        """What the entry line begins with."""
        if self.sort != CORRECT or self.line is None:
            return ""
        return f"{self.prefix}{'!' if self.line.key else ''}{self.line.text}"

    def intent(self, line: str, typed: Typed, about: tuple[str, str]) -> Intent:
        """`line` as it was typed, and as it was read; `about`: operation and incident that it began for."""
        if self.line is None:
            return _written(typed, *about)
        if self.sort == WITHDRAW:
            return WithdrawLog(line=self.line.id, reason=line.strip(), seen=self.line.heads)
        same = bool(self.prefix) and line.startswith(self.prefix)
        return CorrectLog(
            line=self.line.id,
            text=typed.text,
            happened=self.line.happened if same else typed.at,
            reliability=self.line.reliability,
            key=typed.key,
            seen=self.line.heads,
        )


def _written(typed: Typed, operation: str, incident: str) -> WriteLog:
    about = typed.incidents or (incident,)
    return WriteLog(
        text=typed.text,
        operation=operation,
        incident=about[0],
        references=about[1:],
        happened=typed.at,
        source=typed.source,
        key=typed.key,
    )


def as_logged(written: WriteLog, line: str, entry: str) -> LineView:
    """What was just logged, before its log shows it: another log may be looked at."""
    now = now_ms()
    return LineView(
        id=line,
        order=(0, line),
        at=now,
        happened=written.happened or now,
        kind="log.written",
        operation="" if written.operation == OWN else written.operation,
        incident=written.incident,
        text=written.text,
        key=written.key,
        entry=entry,
        heads=(entry,) if entry else (),
    )
