"""A conflict: both values, who, where and when; one act settles it."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.domain.conflicts import ConflictView, SettleConflict, Side
from widgets.ages import to_the_second
from widgets.dialogs.form import Form
from widgets.face import Face
from widgets.look import set_role, space
from widgets.text import label
from widgets.values import value_words

translate = QCoreApplication.translate
BUTTONS = 60  # characters of values in all on the buttons; longer ones are numbered, and stand above


class Settle(Form):
    """Compare, and keep one."""

    deliberate = True

    def __init__(self, face: Face, conflict: ConflictView, parent: QWidget | None = None) -> None:
        field = face.words.field(conflict.subject, conflict.field)
        about = face.words.conflicting(conflict.label, conflict.subject, conflict.of)
        title = translate("Settle", "{0} of {1} was set twice").format(field.capitalize(), about)
        super().__init__(face, title, self._rule(conflict), parent)
        self._conflict = conflict
        self._heads = tuple(side.entry for side in conflict.sides)
        told = [self._worded(side) for side in conflict.sides]
        self._numbered = sum(map(len, told)) > BUTTONS
        sides = QWidget()
        row = QHBoxLayout(sides)
        row.setContentsMargins(0, 0, 0, 0)
        for n, side in enumerate(conflict.sides, 1):
            row.addWidget(self._side(n, side), 1)
        self.row("", sides)
        self.note.setText(self.tr("the log keeps all"))
        self.cancel_button()
        for n, side in enumerate(conflict.sides, 1):
            keep = self.tr("Keep {0}").format(n if self._numbered else self._worded(side))
            role = "main" if side.stands else ""
            self.button(keep, partial(self._keep, side.entry), role, self._why_settled)

    def _why_settled(self) -> str:
        """Somebody else was quicker."""
        of = self._conflict
        stands = self.face.picture.get("conflict", f"{of.thing}:{of.field}") is not None
        given = {"field": of.field, "subject": of.subject}
        return "" if stands else self.face.words.refusal("conflict.none", given)

    @staticmethod
    def _rule(conflict: ConflictView) -> str:
        if conflict.safety:
            return translate(
                "Settle", "safety field: the more cautious value stands until someone settles it"
            )
        return translate("Settle", "the later value stands until someone settles it")

    def _worded(self, side: Side) -> str:
        of = self._conflict
        return value_words(self.face.words, of.subject, of.field, side.value)

    def _side(self, n: int, side: Side) -> QWidget:
        card = QWidget()
        set_role(card, "side")
        column = QVBoxLayout(card)
        space(column, 4)
        worded = f"{n}. {self._worded(side)}" if self._numbered else self._worded(side)
        column.addWidget(label("settled", worded, wrap=True))
        agency = self.face.words.agency(side.agency) if side.agency else ""
        column.addWidget(label("second", " · ".join(p for p in (side.by, agency, side.seat) if p), wrap=True))
        column.addWidget(label("muted", to_the_second(side.at)))
        if side.stands:
            column.addWidget(label("second", self.tr("stands for now")))
        column.addStretch(1)
        return card

    def _keep(self, entry: str) -> None:
        self.tell(
            SettleConflict(
                thing=self._conflict.thing, field=self._conflict.field, head=entry, seen=self._heads
            )
        )
