"""A step of the agenda: done, moved, or dropped."""

from PySide6.QtWidgets import QWidget

from console.domain.agenda import DropStep, FinishStep, MoveStep, StepView
from console.figures import bare_time
from widgets.dialogs.fields import BadTime, typed_time
from widgets.dialogs.form import Form
from widgets.face import Face, value


class StepForm(Form):
    """What becomes of a planned step."""

    deliberate = True

    def __init__(self, face: Face, step: StepView, parent: QWidget | None = None) -> None:
        owner = str(value(step.fields, "owner"))
        told = (
            face.words.word(f"agenda.{step.sort}"),
            step.owned_by or (face.words.agency(owner) if owner else ""),
        )
        subtitle = " · ".join(part for part in told if part)
        super().__init__(face, str(value(step.fields, "title")), subtitle, parent)
        self._step = step
        at = value(step.fields, "time", 0)
        self.time = self.line(self.tr("At"), bare_time(at), hint="14:50, +20")
        self.cancel_button()
        planned = self._why_not_planned
        self.button(self.tr("Drop it"), lambda: self.tell(DropStep(step=step.id)), why=planned)
        self.button(self.tr("Move it"), self._move, why=planned)
        self.button(self.tr("Done"), lambda: self.tell(FinishStep(step=step.id)), "main", planned).setFocus()

    def _why_not_planned(self) -> str:
        """Somebody may have done or dropped it meanwhile."""
        now: StepView = self.face.picture.get("agenda", self._step.id) or self._step
        return "" if now.open else self.face.words.refusal("agenda.not_planned", {})

    def _move(self) -> None:
        try:
            at = typed_time(self.time.text())
        except BadTime:
            self.refuse(self.tr("That is no time. Type 14:50, or +20 for in 20 minutes."))
            return
        shown = self._step.fields.get("time")
        self.tell(MoveStep(step=self._step.id, time=at, seen=shown.heads if shown else ()))
