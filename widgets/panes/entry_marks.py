"""What # and @ mean in the entry line: incidents of the operation, agencies of the room."""

from PySide6.QtCore import QObject, QStringListModel, Qt
from PySide6.QtWidgets import QLineEdit

from console.catalogue import folded
from console.domain.agencies import AgencyView
from console.domain.incidents import IncidentView
from widgets.completing import Completer
from widgets.dialogs.fields import by_weight
from widgets.face import Face, value
from widgets.keyboard import ENTER
from widgets.panes.entry import marked_at
from widgets.text import one_line

MOST = 8


def meaning(face: Face, mark: str, word: str) -> str:
    """The id of the incident, or the code of the agency, that a marked word names; "" if it names none."""
    if mark == "#":
        return next((i.id for i in face.of_operation("incident") if i.number == word), "")
    wanted = folded(word)
    return next((a.code for a in face.picture.all("agency") if wanted in _names(face, a)), "")


def offered(face: Face, mark: str, typed: str) -> list[tuple[str, str]]:
    """(word, what it stands for) of everything that a marked word could become, the likeliest first."""
    wanted = folded(typed)
    if mark == "#":
        return [(i.number, _told(i)) for i in _by_newest(face) if wanted in folded(_told(i))][:MOST]
    agencies = [a for a in by_weight(face) if wanted in folded(_searched(face, a))]
    agencies.sort(key=lambda a: not any(name.startswith(wanted) for name in _names(face, a)))
    return [(_word(face, a), f"{face.words.agency(a.code)}  {_name(face, a)}") for a in agencies[:MOST]]


def _by_newest(face: Face) -> list[IncidentView]:
    def closed(incident: IncidentView) -> bool:
        return str(value(incident.fields, "state", "open")) != "open"

    return sorted(face.of_operation("incident"), key=lambda i: (closed(i), -i.opened))


def _told(incident: IncidentView) -> str:
    return f"{incident.number}  {one_line(str(value(incident.fields, 'title')))}"


def _names(face: Face, agency: AgencyView) -> tuple[str, ...]:
    return (folded(agency.code), folded(face.words.agency(agency.code)))


def _name(face: Face, agency: AgencyView) -> str:
    return agency.names.get(face.words.lang, "")


def _searched(face: Face, agency: AgencyView) -> str:
    return " ".join((*_names(face, agency), *agency.names.values(), *agency.shorts.values()))


def _word(face: Face, agency: AgencyView) -> str:
    """Its short name, where that is one word."""
    short = face.words.agency(agency.code)
    return short if short and " " not in short else agency.code


class _Marks(Completer):
    taking = ENTER | {Qt.Key.Key_Tab}


class MarkCompleter(QObject):
    """Completes marked words as one types; Enter or Tab takes the chosen one."""

    def __init__(self, face: Face, line: QLineEdit) -> None:
        super().__init__(line)
        self._face, self._line = face, line
        self._words: list[str] = []
        self._model = QStringListModel(self)
        self.completer = _Marks(self._model, self)
        self.popup = self.completer.shown
        self.popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.completer.setWidget(line)
        self.completer.activated.connect(self._chosen)
        line.textEdited.connect(self._typed)

    def _typed(self, text: str) -> None:
        _, mark, typed = marked_at(text, self._line.cursorPosition())
        found = offered(self._face, mark, typed) if mark else []
        self._words = [word for word, _ in found]
        if not found or (len(found) == 1 and folded(self._words[0]) == folded(typed)):
            self.popup.hide()
            return
        self._model.setStringList([f"{mark}{told}" for _, told in found])
        self.completer.complete()
        self.popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    def _chosen(self, told: str) -> None:
        shown = self._model.stringList()
        if told not in shown:
            return
        text, cursor = self._line.text(), self._line.cursorPosition()
        begin, mark, _ = marked_at(text, cursor)
        word = f"{mark}{self._words[shown.index(told)]} "
        self._line.setText(text[:begin] + word + text[cursor:].lstrip())
        self._line.setCursorPosition(begin + len(word))
