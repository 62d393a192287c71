"""Pinned incidents: each keeps its digit, per person and operation, until somebody takes the pin away."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from console.domain.incidents import IncidentView
from widgets.face import Face
from widgets.kept import kept

DIGITS: Final = range(1, 10)


class Pins(QObject):
    """`changed` when a pin comes or goes."""

    changed = Signal()

    def __init__(self, face: Face, parent: QObject) -> None:
        super().__init__(parent)
        self._face = face
        self._pinned: dict[tuple[str, str], dict[int, str]] = {}  # person, operation → digit → incident

    def toggle(self, incident: str) -> None:
        """Pin an incident to the lowest free digit, or take its pin away. Nine is all there is room for."""
        pinned = self._here()
        held = next((digit for digit, one in pinned.items() if one == incident), 0)
        free = next((digit for digit in DIGITS if digit not in pinned), 0)
        if held:
            del pinned[held]
        elif free:
            pinned[free] = incident
        self._keep(pinned)
        self.changed.emit()

    def digit(self, incident: str) -> int:
        """The digit of an incident, 0 where it is not pinned."""
        return next((digit for digit, one in self._here().items() if one == incident), 0)

    def incident(self, digit: int) -> IncidentView | None:
        """What is pinned there."""
        found: IncidentView | None = self._face.picture.get("incident", self._here().get(digit, ""))
        return found

    def _here(self) -> dict[int, str]:
        key = self._key()
        if key not in self._pinned:
            written = str(kept().value(_place(key), ""))
            pairs = (pair.partition(":") for pair in written.split() if pair[:1].isdecimal())
            self._pinned[key] = {int(digit): incident for digit, _, incident in pairs}
        return self._pinned[key]

    def _keep(self, pinned: dict[int, str]) -> None:
        """Remembered on this workstation: a digit means the same tomorrow."""
        written = " ".join(f"{digit}:{incident}" for digit, incident in sorted(pinned.items()))
        kept().setValue(_place(self._key()), written)

    def _key(self) -> tuple[str, str]:
        return (self._face.me.person if self._face.me is not None else "", self._face.operation_id)


def _place(key: tuple[str, str]) -> str:
    return "pins/" + "/".join(part or "none" for part in key)
