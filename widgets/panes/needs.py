"""Needs you: what this person owes the room, each with its act."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from console.domain.agenda import FinishStep
from console.domain.needs import Need
from console.link.client import RefusedAnswer
from widgets import dialogs
from widgets.face import Face
from widgets.heads import Head, head_bar
from widgets.listed import Rows
from widgets.look import pad
from widgets.pane import Pane
from widgets.panes import EDGE
from widgets.panes.empty import Empty
from widgets.panes.need_rows import NeedRow, NeedsView
from widgets.panes.need_words import conflict_of, need_row
from widgets.panes.unshown import Unshown
from widgets.refusing import closed
from widgets.steady import Steady
from widgets.text import label

SHOWN = ("needs", "conflict")


class NeedsPane(Pane):
    """What waits for the person signed in. Enter or a double click shows it, its own button acts."""

    beginning = Signal(str)  # a command of the registry
    follows = frozenset({"needs", "order", "request", "conflict", "agenda", "command", "operation"})

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self.head, self.empty, self.refusal = Head(), Empty(), label("refused", wrap=True)
        self._rows = Rows(lambda row: row.key, _said)
        self.list = NeedsView(self._rows)
        self._steady = Steady(self.list.hand, lambda row: row.key, self.refresh)
        self.count, self._begins = 0, ""
        self._forms: list[tuple[tuple[str, str, str], dialogs.form.Form]] = []  # hidden: of who is not here
        self._lay_out()
        self.list.acted.connect(self._open)
        self.list.pressed_act.connect(self.act)
        self.follow()

    def _lay_out(self) -> None:
        head, row = head_bar()
        row.addWidget(self.head)
        row.addStretch(1)
        row.addWidget(self._steady.chip)
        pad(self.refusal, EDGE, 10, EDGE, 10)
        self.empty.acted.connect(lambda: self.beginning.emit(self._begins))
        self.refusal.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (head, Unshown(self.face, *SHOWN), self.empty, self.refusal):
            whole.addWidget(part)
        whole.addWidget(self.list, 1)
        whole.addStretch(0)

    def reword(self) -> None:
        self.list.setAccessibleName(self.tr("Needs you"))

    def refresh(self) -> None:
        rows = self._steady.ordered([need_row(self.face, need) for need in self._needs()])
        self.count = len(rows)
        self.head.setText(self.tr("NEEDS YOU {0}").format(len(rows)) if rows else self.tr("NEEDS YOU"))
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._show_empty(not rows)

    def _needs(self) -> tuple[Need, ...]:
        me = self.face.me
        view = self.face.picture.get("needs", me.person) if me is not None else None
        return view.needs if view is not None else ()

    def _show_empty(self, empty: bool) -> None:
        """Why nothing is there, and what may be done about it."""
        face, act, keys = self.face, "", ""
        if face.bridge.session is None:
            text, self._begins, act, keys = (
                self.tr("Nobody is signed in here."),
                "sign_in",
                self.tr("Sign in"),
                "F8",
            )
        elif face.me is None:
            text = self.tr("Locked: unlock to see what waits for you.")
        else:
            text = "" if face.unshown(*SHOWN) else self.tr("Nothing waits for you.")
            if face.operation is not None and face.may("agenda") and not closed(face):
                self._begins, act, keys = "agenda.new", self.tr("Plan a step"), "Ctrl+G"
        self.empty.say(text if empty else "", act, keys)

    def age(self) -> None:
        self.list.viewport().update()

    def waits(self) -> bool:
        """Whether anything waits for the person here."""
        return bool(self._rows.rows)

    def act_first(self) -> None:
        """One key to see what waits longest or most: nothing is done by it yet."""
        row = self._rows.at(0)
        if row is not None:
            self._open(row)

    def act(self, row: NeedRow) -> None:
        """Do what its button says; where more is to be said, open the form in which this person says it."""
        if row.need.sort == "agenda":
            self.refusal.hide()
            self.face.bridge.start(self._finish(row.need.thing))
        else:
            self._open(row)

    def _open(self, row: NeedRow) -> None:
        """Once, however often it is asked."""
        self.refusal.hide()
        self._forms = [(key, form) for key, form in self._forms if isValid(form)]
        held = next((form for key, form in self._forms if key == row.key and form.isVisible()), None)
        if held is not None:
            held.raise_()
            held.activateWindow()
            return
        form = self._form(row.need)
        if form is not None:
            self._forms.append((row.key, form))
            form.show()

    def _form(self, need: Need) -> "dialogs.form.Form | None":
        """The form of a need; None where its thing is gone in the meantime."""
        face, above, sort = self.face, self.window(), need.sort
        if sort == "passphrase":
            return dialogs.passphrase.OwnPassphrase(face, parent=above)
        if sort == "conflict":
            conflict = conflict_of(face, need)
            return dialogs.settle.Settle(face, conflict, above) if conflict is not None else None
        if sort == "agenda":
            step = face.picture.get("agenda", need.thing)
            return dialogs.step.StepForm(face, step, above) if step is not None else None
        if sort == "afterwards":
            face.look_at(operation=need.thing)
            return dialogs.afterwards.Afterwards(face, need, above)
        if sort == "offer" or "epoch" in need.params:
            face.look_at(operation=need.thing)
            return dialogs.handover.Handover(face, above)
        if (request := face.picture.get("request", need.thing)) is not None:
            return dialogs.asking.HandleRequest(face, request, above)
        order = face.picture.get("order", need.thing)
        if order is None:
            return None
        if sort == "draft":
            return dialogs.compose.ComposeOrder(face, draft=order, parent=above)
        if sort == "refusal":
            return dialogs.receipt.EndOrder(face, order, above)
        return dialogs.receipt.Receipt(face, order, str(need.params.get("agency", "")), above)

    async def _finish(self, step: str) -> None:
        reply = await self.face.bridge.tell(FinishStep(step=step))
        if isinstance(reply, RefusedAnswer):
            self.refusal.setText(self.face.words.refusal(reply.code, reply.params))
            self.refusal.show()


def _said(row: NeedRow) -> str:
    return ", ".join(part for part in (row.title, row.text, row.act) if part)
