"""Operations: opened, decided upon, closed, reopened; a planned event may become an emergency."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QWidget

from console.domain.agenda import SORTS as STEPS
from console.domain.agenda import PlanStep
from console.domain.operations import (
    PHASES,
    SORTS,
    AssessThreat,
    CloseOperation,
    DecidePhase,
    OpenOperation,
    OperationView,
    ReopenOperation,
    SetOperation,
)
from widgets.dialogs.fields import BadTime, by_weight, typed_time
from widgets.dialogs.form import Form
from widgets.face import Face, value
from widgets.places import PlaceCompleter

translate = QCoreApplication.translate
LEVELS = 4


class NewOperation(Form):
    """A title, and whether it was planned; or another operation that is there, to go to."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, translate("NewOperation", "New operation"), parent=parent)
        self.title = self.line(self.tr("Title"))
        sorts = [(code, face.words.word(f"sort.{code}")) for code in SORTS]
        self.sort = self.choice(self.tr("Kind"), sorts, "emergency")
        self.place = self.line(self.tr("Place"))
        PlaceCompleter(self.place, face.words.lang)
        self.told = lambda answer: face.look_at(answer.about)
        self.cancel_button()
        self.there = self._others()
        self.button(self.tr("Open operation"), self._open, "main")
        self.title.setFocus()

    def _others(self) -> QComboBox | None:
        """Operations that are there already, newest first; the one looked at needs no going to."""
        others = [o for o in self.face.picture.all("operation") if o.id != self.face.operation_id]
        others.sort(key=lambda o: -o.opened)
        if not others:
            return None
        told = [(o.id, f"{o.number} {value(o.fields, 'title')}") for o in others]
        there = self.choice(self.tr("There already"), told)
        self.button(self.tr("Go there"), self._go)
        return there

    def _go(self) -> None:
        if self.there is not None:
            self.face.look_at(self.there.currentData(), "")
            self.reject()

    def _open(self) -> None:
        sort = self.sort.currentData()
        self.tell(OpenOperation(title=self.title.text(), sort=sort, place=self.place.text()))


class Decide(Form):
    """Phase and threat level: decisions of a named authority, recorded by who holds command."""

    def __init__(self, face: Face, operation: OperationView, parent: QWidget | None = None) -> None:
        super().__init__(face, value(operation.fields, "title"), parent=parent)
        words = face.words
        self.phase = self.choice(self.tr("Phase"), [(p, words.word(f"phase.{p}")) for p in PHASES])
        self.area = self.line(self.tr("Threat: area"))
        levels = [(str(n), words.word(f"threat.{n}")) for n in range(1, LEVELS + 1)]
        self.level = self.choice(self.tr("Threat: level"), levels)
        self.authority = self.line(self.tr("By decision of"), hint=self.tr("the authority, by function"))
        self.cancel_button()
        self.button(self.tr("Record threat level"), self._threat, why=self.not_commanding)
        self.button(self.tr("Record phase"), self._phase, "command", self.not_commanding)

    def _phase(self) -> None:
        phase, authority = self.phase.currentData(), self.authority.text()
        self.tell(DecidePhase(operation=self.about[0], phase=phase, authority=authority))

    def _threat(self) -> None:
        self.tell(
            AssessThreat(
                operation=self.about[0],
                area=self.area.text(),
                level=int(self.level.currentData()),
                authority=self.authority.text(),
            )
        )


class EndOperation(Form):
    """Close it with a reason, having seen what is open; reopen it; or turn event into emergency and back."""

    def __init__(self, face: Face, operation: OperationView, parent: QWidget | None = None) -> None:
        super().__init__(face, value(operation.fields, "title"), self._open_things(operation), parent)
        self._view, self._despite = operation, False
        self.title = self.line(self.tr("Title"), str(value(operation.fields, "title")))
        self.reason = self.paragraph(self.tr("Reason"))
        self.reason.setFocus()
        self.cancel_button()
        self.button(self.tr("Record title"), self._rename)
        other = next(sort for sort in SORTS if sort != value(operation.fields, "sort"))
        becomes = self.tr("It is now: {0}").format(face.words.word(f"sort.{other}"))
        self.button(
            becomes, lambda: self.tell(SetOperation(operation=operation.id, field="sort", value=other))
        )
        if value(operation.fields, "state") == "open":
            self.close_it = self.button(self.tr("Close operation"), self._close, "main")
        else:
            self.button(self.tr("Reopen operation"), self._reopen, "main")

    @staticmethod
    def _open_things(operation: OperationView) -> str:
        return translate("EndOperation", "Still open: incidents {0}, orders {1}, requests {2}").format(
            operation.open_incidents, operation.open_orders, operation.open_requests
        )

    def _close(self) -> None:
        reason = self.reason.toPlainText()
        self.tell(CloseOperation(operation=self._view.id, reason=reason, despite=self._despite))

    def refused(self, code: str) -> None:
        """Having read what is still open, the person may close it all the same."""
        if code == "operation.still_open":
            self._despite = True
            self.subheading.hide()  # the refusal says it, and names each
            self.close_it.setText(self.tr("Close all the same"))

    def _rename(self) -> None:
        seen = self._view.fields["title"].heads
        title = self.title.text()
        self.tell(SetOperation(operation=self._view.id, field="title", value=title, seen=seen))

    def _reopen(self) -> None:
        self.tell(ReopenOperation(operation=self._view.id, reason=self.reason.toPlainText()))


class PlanNext(Form):
    """A step of the agenda: a briefing, a deadline, an event."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, translate("PlanNext", "Agenda"), parent=parent)
        words = face.words
        self.title = self.line(self.tr("Title"))
        self.sort = self.choice(self.tr("Kind"), [(code, words.word(f"agenda.{code}")) for code in STEPS])
        self.time = self.line(self.tr("At"), hint="14:50, +20")
        owners = [("", "")] + [(a.code, words.agency(a.code)) for a in by_weight(face)]
        self.owner = self.choice(self.tr("Owner"), owners, face.me.agency if face.me else "")
        self.cancel_button()
        self.button(self.tr("Plan"), self._plan, "main", self.over)
        self.title.setFocus()

    def _plan(self) -> None:
        try:
            at = typed_time(self.time.text())
        except BadTime:
            self.refuse(self.tr("That is no time. Type 14:50, or +20 for in 20 minutes."))
            return
        self.tell(
            PlanStep(
                title=self.title.text(),
                time=at,
                operation=self.about[0],
                sort=self.sort.currentData(),
                owner=self.owner.currentData(),
            )
        )
