"""Which digit brings up which incident: given once, kept until the incident is closed."""

from collections.abc import Iterable
from typing import Final

from console.domain.incidents import IncidentView
from widgets.kept import kept

DIGITS: Final = range(1, 10)


class Pins:
    """The first nine open incidents of an operation have a digit each."""

    def __init__(self) -> None:
        self._operation = ""
        self._held: dict[int, str] = {}  # digit → incident

    def give(self, operation: str, opened: Iterable[IncidentView]) -> dict[str, int]:
        """By incident its digit; a free digit goes to the incident that is open longest without one."""
        if operation != self._operation:
            self._operation, self._held = operation, _read(operation)
        before = dict(self._held)
        waiting = sorted(opened, key=lambda view: (view.opened, view.id))
        known = {view.id for view in waiting}
        self._held = {digit: thing for digit, thing in self._held.items() if thing in known}
        waiting = [view for view in waiting if view.id not in self._held.values()]
        for digit in DIGITS:
            if digit not in self._held and waiting:
                self._held[digit] = waiting.pop(0).id
        if self._held != before:
            kept().setValue(_place(operation), [self._held.get(digit, "") for digit in DIGITS])
        return {thing: digit for digit, thing in self._held.items()}

    def at(self, digit: int) -> str:
        """The incident of a digit; empty: none has it."""
        return self._held.get(digit, "")


def _read(operation: str) -> dict[int, str]:
    things = kept().value(_place(operation), [])
    if not isinstance(things, list):
        return {}
    return {digit: str(thing) for digit, thing in zip(DIGITS, things, strict=False) if thing}


def _place(operation: str) -> str:
    return f"pins/{operation}"
