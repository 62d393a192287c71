"""Agencies to tick by a few letters: type, space, type, space."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from console.catalogue import folded
from console.domain.agencies import AgencyView
from widgets.dialogs.fields import by_weight
from widgets.face import Face
from widgets.look import look, set_role
from widgets.panes.agency_words import matches
from widgets.text import label, mnemonic_free, quoted

COLUMNS = 4  # where the screen is wide enough for them
SHARE = 0.75  # of the screen that they may take: the rest is for their name, the edges and the frame
MOST = 24  # boxes at once, beside those that are ticked
DOWN = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
BESIDE = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class Agencies(QWidget):
    """Those of the room and those engaged are offered at first; letters find any that is known.

    One stop of Tab: arrows go from the line to the boxes and back.
    """

    changed = Signal()

    def __init__(self, face: Face, ticked: Iterable[str], form: QWidget) -> None:
        """`form`: of which it is part, and on whose screen it will stand."""
        super().__init__(form)
        self._face, self._known = face, {a.code: a for a in by_weight(face)}
        self.line, self._told, self._grid = QLineEdit(), label("muted", wrap=True), QGridLayout()
        ticked = tuple(ticked)
        self.boxes = {code: self._box(code) for code in dict.fromkeys((*self._known, *ticked))}
        for code in ticked:
            self.boxes[code].setChecked(True)
        self._shown: list[str] = []
        self._lay_out()
        self.line.textChanged.connect(self._show)
        self._fit()
        look.changed.connect(self._fit)

    def _fit(self) -> None:
        """As many columns as the screen has room for, and as high as the most that they hold."""
        self._grid.setHorizontalSpacing(look.px(14))
        self.columns = self._fitting()
        self._show()
        self._field.setMinimumHeight(max(self._grid.sizeHint().height(), self._most()))

    def _most(self) -> int:
        """How high the most are that a letter finds: neither fewer boxes nor more move what is below."""
        rows, one = -(-MOST // self.columns), next(iter(self.boxes.values())).sizeHint().height()
        return rows * one + (rows - 1) * self._grid.verticalSpacing()

    def _fitting(self) -> int:
        """How many beside each other the screen has room for, whichever of them these are."""
        wide = max(box.sizeHint().width() for box in self.boxes.values()) + self._grid.horizontalSpacing()
        return max(1, min(COLUMNS, round(self.screen().availableGeometry().width() * SHARE) // wide))

    def _box(self, code: str) -> QCheckBox:
        made = QCheckBox(mnemonic_free(self._face.words.agency(code)))
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        made.toggled.connect(lambda _on: self.changed.emit())
        made.installEventFilter(self)
        return made

    def _lay_out(self) -> None:
        self._field = QWidget()
        column, whole = QVBoxLayout(self._field), QVBoxLayout(self)
        for layout in (column, whole, self._grid):
            layout.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        for box in self.boxes.values():
            box.setParent(self._field)
        self.line.setPlaceholderText(self.tr("letters of a name or a code; space ticks"))
        self.line.setAccessibleName(self.tr("Agencies: letters of a name or a code; space ticks"))
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        for part in (self.line, self._told, self._field):
            whole.addWidget(part)

    def chosen(self) -> tuple[str, ...]:
        """The codes of those that are ticked."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def _show(self) -> None:
        """What is looked for, the best first; then what is ticked, so that it is never out of sight."""
        typed = self.line.text().strip()
        found = self._found(typed)[:MOST] if typed else []
        aimed = found[0] if found else ""
        usual = [] if typed else [a.code for a in self._known.values() if a.in_room or a.engagements]
        self._shown = list(dict.fromkeys((*found, *usual, *self.chosen())))
        for code, box in self.boxes.items():
            self._grid.removeWidget(box)
            box.setVisible(code in self._shown)
            set_role(box, "aimed" if code == aimed else "")
        for place, code in enumerate(self._shown):
            self._grid.addWidget(self.boxes[code], place // self.columns, place % self.columns)
        self._tell(typed, aimed)

    def _tell(self, typed: str, aimed: str) -> None:
        words = self._face.words
        if aimed:
            act = self.tr("Space unticks") if self.boxes[aimed].isChecked() else self.tr("Space ticks")
            names = (words.agency(aimed), self._known[aimed].names.get(words.lang) or aimed)
            said = f"{act} {' · '.join(dict.fromkeys(names))}"
        else:
            none = self.tr("No agency is known by “{0}”.").format(quoted(typed))
            said = none if typed else self._summed()
        self._told.setText(said)
        self.line.setAccessibleDescription(said)

    def _summed(self) -> str:
        named = ", ".join(self._face.words.agency(code) for code in self.chosen())
        return self.tr("to {0}").format(named) if named else self.tr("to nobody yet")

    def _found(self, typed: str) -> list[str]:
        views = [a for a in self._known.values() if matches(self._face, a, typed)]
        return [a.code for a in sorted(views, key=lambda a: self._rank(a, folded(typed)))]

    def _rank(self, view: AgencyView, typed: str) -> int:
        """By its code or short name before any word of its full names."""
        short = {folded(view.code), folded(self._face.words.agency(view.code))}
        starts = any(name.startswith(typed) for name in short)
        return 0 if typed in short else 1 if starts else 2

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self.line:
            return self._in_line(event)
        return isinstance(watched, QCheckBox) and self._among_boxes(watched, event)

    def _in_line(self, event: QKeyEvent) -> bool:
        """Space and Enter tick what is looked for; nothing is issued by an Enter that looks for somebody."""
        if event.key() == Qt.Key.Key_Down and self._shown:
            self._go(self._shown[0])
            return True
        ticks = event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not ticks or event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self.line.text():
            return False
        aimed = self._found(self.line.text())
        if aimed:
            self.boxes[aimed[0]].toggle()
            self.line.clear()
        return True

    def _among_boxes(self, box: QCheckBox, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        step = BESIDE.get(key, 0) + DOWN.get(key, 0) * self.columns
        if not step:
            return False
        place = self._shown.index(next(code for code, one in self.boxes.items() if one is box)) + step
        if place < 0:
            self.line.setFocus(Qt.FocusReason.TabFocusReason)
        elif place < len(self._shown):
            self._go(self._shown[place])
        return True

    def _go(self, code: str) -> None:
        self.boxes[code].setFocus(Qt.FocusReason.TabFocusReason)
