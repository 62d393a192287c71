"""Open incidents that a new one may be: offered before it is opened a second time."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from console.catalogue import folded
from console.domain.incidents import IncidentView, Place
from widgets.dialogs.button import FormButton
from widgets.face import Face, value
from widgets.look import set_role
from widgets.places import metres, place_meant, point_of
from widgets.text import label, one_line

translate = QCoreApplication.translate
NEAR = 600.0  # metres
MOST = 3
SHORTEST = 4  # letters of a word that says something


class Similar(msgspec.Struct, frozen=True):
    """An incident, and how far away it is; below zero where that is not known."""

    incident: IncidentView
    metres: float = -1.0
    words: int = 0  # of its title and place that the new one has too


def similar(face: Face, title: str, kind: str, place: str) -> list[Similar]:
    """Open incidents near by, of the same type, or with the same words; the nearest first."""
    here, wanted = point_of(place_meant(place)), _words(f"{title} {place}")
    found = []
    for view in face.of_operation("incident"):
        if value(view.fields, "state", "open") != "open":
            continue
        there = _point(view)
        away = metres(here, there) if here and there else -1.0
        shared = len(wanted & _words(_said(view)))
        same = bool(kind) and value(view.fields, "type") == kind and away < 0
        if 0 <= away <= NEAR or (away < 0 and (shared or same)):
            found.append(Similar(view, away, shared))
    return sorted(found, key=lambda s: (s.metres < 0, s.metres, -s.words))[:MOST]


def _words(text: str) -> set[str]:
    return {word.strip(".,;:") for word in folded(text).split() if len(word) >= SHORTEST}


def _said(view: IncidentView) -> str:
    return f"{value(view.fields, 'title')} {value(view.fields, 'place', {}).get('text', '')}"


def _point(view: IncidentView) -> tuple[float, float] | None:
    place = value(view.fields, "place", {})
    return point_of(Place(code=place.get("code", ""), lat=place.get("lat"), lon=place.get("lon")))


class SimilarRow(QWidget):
    """A button for each; pressing one goes there instead."""

    def __init__(self, face: Face, chosen: Callable[[str], None]) -> None:
        super().__init__()
        self._face, self._chosen = face, chosen
        self._head = label("second", translate("SimilarRow", "Open already, perhaps the same:"), wrap=True)
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._head)
        self.hide()

    def show_similar(self, found: list[Similar]) -> None:
        """Offer these."""
        for button in self.buttons:
            self._column.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(one) for one in found]
        self.setVisible(bool(found))

    def _button(self, one: Similar) -> QPushButton:
        view = one.incident
        told = f"{view.number}  {one_line(str(value(view.fields, 'title')))}"
        if one.metres >= 0:
            told += f"  {round(one.metres, -1):.0f} m"
        made = FormButton(told)
        set_role(made, "choice")
        made.clicked.connect(lambda _checked: self._chosen(view.id))
        self._column.addWidget(made)
        return made
