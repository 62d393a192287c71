"""What the veil leaves of a window: nothing behind it takes a key, and no form beside it shows a word."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from widgets import dialogs
from widgets.drafts import NOTHING, Draft, Drafts, drafts_of
from widgets.face import Face
from widgets.panes.entry_draft import SOON_MS
from widgets.panes.incident import IncidentPane
from widgets.signin import Veil


class Cover(QObject):
    """Covers with the veil and uncovers with it. Open forms come back to the person who left them, even
    after others; of those, and of half a fact, nobody else sees a word.
    """

    def __init__(self, face: Face, body: QWidget, veil: Veil, incident: IncidentPane) -> None:
        super().__init__(veil)
        self._face, self._body, self._veil, self._incident = face, body, veil, incident
        self._left: dict[str, list[QDialog]] = {}  # by person: the forms that they left open
        self._whose, self._on_disk = self._face.person, dict[str, Draft]()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._keep)
        incident.facts.typed.connect(self._soon.start)
        face.typed.connect(self._keep)
        veil.risen.connect(self._cover)
        veil.lifted.connect(self._uncover)
        if self.held():
            self._cover()

    def held(self) -> bool:
        """Whether nothing may be done now but to sign in."""
        return not self._veil.isHidden()

    def put_away(self) -> None:
        """Hide every form, and keep what is typed in it, and in a fact, for whoever typed it."""
        self._leave_open()
        self._keep()

    def _keep(self) -> None:
        """What is typed in forms and facts lies in the drafts of whoever typed it, should this desk end."""
        drafts, before = self._drafts(), self._on_disk
        if drafts is None:
            return
        typed = {person: self._words(forms) for person, forms in self._forms().items()}
        typed[self._whose] += self._incident.unrecorded()
        self._on_disk = {person: _together(words) for person, words in typed.items() if person}
        for person in before.keys() | self._on_disk.keys():
            words = self._on_disk.get(person, NOTHING)
            if words != before.get(person, NOTHING):
                drafts.keep_forms(person, words)

    def _words(self, forms: list[QDialog]) -> list[Draft]:
        """What is typed in each form, by its name and that of the incident it was opened for."""
        found = []
        for one in filter(isValid, forms):
            if isinstance(one, dialogs.form.Form) and (typed := dialogs.typed.typed_in(one)):
                incident, title = self._face.picture.get("incident", one.about[1]), one.heading.text()
                number = incident.number if incident is not None else ""
                name = title if number in title else f"{number} {title}"
                found.append(Draft(self._face.words.pair(name, typed), *one.about))
        return found

    def _drafts(self) -> Drafts | None:
        room = self._face.room
        return drafts_of(room.seat) if room is not None else None

    def _forms(self) -> dict[str, list[QDialog]]:
        """By person: those that they left, and those that are open."""
        return self._left | {self._whose: [*self._left.get(self._whose, []), *self._open()]}

    def _open(self) -> list[QDialog]:
        return [one for one in self._body.window().findChildren(QDialog) if one.isVisible()]

    def _cover(self) -> None:
        self._body.setEnabled(False)
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        self.put_away()

    def _leave_open(self) -> None:
        """Whoever worked here until now leaves what is open."""
        for one in self._open():
            dialogs.typed.wipe_secrets(one)
            one.hide()
            self._left.setdefault(self._whose, []).append(one)

    def _uncover(self) -> None:
        self._body.setEnabled(True)
        before, self._whose = self._whose, self._face.person
        if before != self._whose:
            self._end_fact(before)
        for one in self._left.pop(self._whose, []):
            if isValid(one):
                one.show()
        for person, forms in self._left.items():
            self._left[person] = [one for one in forms if isValid(one) and _kept(one)]
        self._keep()

    def _end_fact(self, person: str) -> None:
        """Who comes sees another's half a fact nowhere; that person finds it in the entry line."""
        drafts, words = self._drafts(), _together(self._incident.unrecorded())
        self._incident.give_up()
        if drafts is not None and person and words.text:
            drafts.add(person, words)


def _together(words: list[Draft]) -> Draft:
    """All of it in one line, which goes back to what the first of it was about."""
    if not words:
        return NOTHING
    return Draft(" ".join(one.text for one in words), words[0].operation, words[0].incident)


def _kept(form: QDialog) -> bool:
    """Whether words of the person who left it are in it; else it is closed."""
    if not dialogs.typed.typed_in(form):
        form.reject()  # what only closes while it is hidden would leave its questions to the seat running
        return False
    return True
