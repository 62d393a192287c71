"""The head of single command: who holds it, since when, how; the intent; what may be done with both."""

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.domain.command_view import CommandView
from widgets import dialogs
from widgets.ages import age, moment
from widgets.face import Face
from widgets.look import high, pad, set_role, space
from widgets.panes import EDGE, HEAD
from widgets.refusing import allow, barred, closed, offered_by, offered_to, why_not, why_not_command
from widgets.text import label


class Holder(QWidget):
    """Shown and worded by the pane that it is part of."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.head, self.since = label("head"), label("small")
        self.name, self.standing = label("holder", wrap=True), label("second", wrap=True)
        self.intent_head, self.intent = label("small"), label("", wrap=True)
        self.hand_over, self.state_intent = QPushButton(), QPushButton()
        self.hand_over.clicked.connect(lambda _checked: dialogs.handover.Handover(face, self.window()).show())
        self.state_intent.clicked.connect(
            lambda _checked: dialogs.handover.CommandersIntent(face, self.window()).show()
        )
        who, said = _column(self.name, self.standing), _column(self.intent_head, self.intent)
        self._who = bar((who, 1), (self.hand_over, 0))
        self._said = bar((said, 1), (self.state_intent, 0))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        top = bar((self.head, 0), (self.since, 1))
        high(top, HEAD)
        for part in (top, self._who, self._said):
            whole.addWidget(part)

    def reword(self) -> None:
        self.head.setText(self.tr("SINGLE COMMAND"))
        self.state_intent.setText(self.tr("Intent…"))

    def refresh(self) -> None:
        command = self.face.command
        self._who.setVisible(self.face.operation is not None)
        self._show_holder(command)
        self._show_intent(command)
        self._allow(command)

    def _show_holder(self, command: CommandView) -> None:
        self.since.setText("")
        if command.state == "nobody" and self.face.unsure_of_command:
            set_role(self.name, "second")
            self.name.setText(self.face.none_yet("", "command") or "…")
            self.standing.setText("")
        elif command.state == "nobody":
            set_role(self.name, "second" if closed(self.face) else "alarm")
            self.name.setText(self.tr("NOBODY IN COMMAND"))
            self.standing.setText("")
        elif command.state == "contested":
            set_role(self.name, "alarm")
            self.name.setText(self.tr("CONTESTED"))
            self.standing.setText(
                "\n".join(self.face.words.pair(g.name, self._epoch(g.epoch, g.at)) for g in command.contested)
            )
        else:
            set_role(self.name, "holder")
            self.name.setText(command.name)
            self.since.setText(self._epoch(command.epoch, command.since))
            self.standing.setText(" · ".join(self._told(command)))
        if command.incomplete:
            self.standing.setText(f"{self.standing.text()} · {self.face.words.word('lamp.incomplete')}")

    def _epoch(self, epoch: int, since: int) -> str:
        return self.tr("epoch {0} · since {1}").format(epoch, moment(since))

    def _told(self, command: CommandView) -> Iterator[str]:
        """Where and how command was taken; to whom it is offered; who acts for the holder."""
        words = self.face.words
        if command.seat:
            yield command.seat
        if command.basis:
            yield words.word(f"basis.{command.basis}")
        if command.state == "offered":
            told = self.tr("declined by {0}") if command.declined else self.tr("offered to {0}, {1}")
            yield told.format(command.offered_name, age(command.offered_at))
        if command.aides:
            yield self.tr("aides: {0}").format(", ".join(command.aides))

    def _show_intent(self, command: CommandView) -> None:
        intent = command.intent
        self._said.setVisible(bool(intent.value) or self.face.in_command())
        self.intent.setText(str(intent.value or self.tr("none stated")))
        head = self.tr("Intent")
        if intent.at:
            head = f"{head} · {moment(intent.at)} · {intent.by}"
        self.intent_head.setText(
            f"{head} · {self.face.words.word('lamp.conflict')}" if intent.conflict else head
        )

    def _allow(self, command: CommandView) -> None:
        """Buttons say what this person may do now, and why not."""
        face, me = self.face, self.face.me
        holds = me is not None and me.person in {command.holder, *_claimants(command)}
        mine = holds or bool(offered_to(face, command)) or self._may_end(command)
        self.hand_over.setText(self._act_of_command(command))
        nobody = command.state == "nobody"
        other = "" if nobody or mine else why_not_command(face, face.operation_id)
        done = "" if holds else closed(face)  # command may be laid down
        power = "people" if self._may_end(command) and not holds else "grant" if nobody else "command"
        allow(self.hand_over, why_not(face, power) or other or done)
        self.state_intent.setVisible(face.in_command())
        allow(self.state_intent, closed(face) or why_not_command(face, face.operation_id))

    def _may_end(self, command: CommandView) -> bool:
        return self.face.may("people") and bool(barred(self.face, command))

    def _act_of_command(self, command: CommandView) -> str:
        if command.state == "nobody":
            return self.tr("Grant…")
        if offered_to(self.face, command):
            return self.tr("Accept…")
        if self._may_end(command):
            return self.tr("End…")
        if command.state == "offered" or offered_by(self.face, command):
            return self.tr("Take back…")
        return self.tr("Settle…") if command.state == "contested" else self.tr("Hand over…")


def bar(*parts: tuple[QWidget | QVBoxLayout, int]) -> QWidget:
    """Parts in a row, each with how much it stretches, above a line."""
    made = QWidget()
    set_role(made, "bar")
    row = QHBoxLayout(made)
    pad(row, EDGE, 8, EDGE, 8)
    space(row, 12)
    for part, stretch in parts:
        if isinstance(part, QWidget):
            row.addWidget(part, stretch)
        else:
            row.addLayout(part, stretch)
    return made


def _column(*parts: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return column


def _claimants(command: CommandView) -> set[str]:
    return {grant.holder for grant in command.contested}
