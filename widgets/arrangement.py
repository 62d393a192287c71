"""The columns of the desk: as many as there is room for text, resized by hand, kept per person."""

from operator import ge
from typing import Final

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from widgets.kept import GARBLED, kept
from widgets.look import PRIMARY, look, set_role

LEFT, RIGHT = 430, 500  # design pixels, unless somebody moved them
WIDER = 640, 560  # to which first the right side grows, then the left, where the log has enough
THREE, TWO = 100, 70  # em of primary text from which so many columns stand beside each other
APART = 1280  # design pixels of the right side from which its panes stand beside each other
LEAST = 0.7  # of its usual width that a column keeps
UPPER = 0.62, 0.47  # of the height of the left and the right side for the upper pane
FIRST = 0.5  # of the width of a right side whose panes stand beside each other, for the first
BELOW = 0.33  # of the height for what is owed, where it stands below a single column
BELOW_FROM = 30  # em of the window's height from which it does: in a lower one the log would have no room
BOTH_FROM = 44  # em of it from which both panes of the right side have room in a single column
HAIR: Final = 1
Side = tuple[QWidget, QWidget]
Shown = tuple[bool, bool, bool]  # the left side; of the right side its upper pane, and its lower
ALL: Final[Shown] = (True, True, True)
NONE: Final[Shown] = (False, False, False)


class Arranged(msgspec.Struct):
    """How somebody has it: widths in em, heights as shares; 0: as usual."""

    left: float = 0.0
    right: float = 0.0
    left_upper: float = 0.0
    right_upper: float = 0.0
    right_first: float = 0.0  # where its panes stand beside each other, the width of the first
    percent: int = 100


class Arrangement(QWidget):
    """What goes on and is owed; the incident; who is here and commands. Extra width goes to the log first."""

    fitted = Signal()
    folded = Signal()  # what had the keys is no longer to be seen

    def __init__(self, left: Side, middle: QWidget, right: Side, widest: int) -> None:
        """`widest`: design pixels beyond which the middle gains nothing."""
        super().__init__()
        self._owed, self._beside, self._widest, self.person = left[1], right, widest, ""
        self._kept = Arranged()
        self._turn = 0
        self._offered: tuple[Shown, ...] = (ALL,)
        self.left, self.middle, self.right = _stacked(left), middle, _stacked(right)
        self.across = _split(Qt.Orientation.Horizontal, self.left, middle, self.right)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(HAIR)
        self._whole.addWidget(self.across, 1)
        self.across.splitterMoved.connect(lambda _at, _n: self._moved_across())
        for side in (self.left, self.right):
            side.splitterMoved.connect(lambda _at, _n: self._moved_inside())
        look.changed.connect(self.fit)

    @property
    def columns(self) -> int:
        """How many columns there is room for."""
        em = self.width() / look.px(PRIMARY)
        return 3 if em >= THREE else 2 if em >= TWO else 1

    @property
    def sides_shown(self) -> Shown:
        """What is shown beside the log, or in its place."""
        turns = self._turns()
        return turns[min(self._turn, len(turns) - 1)]

    def _turns(self) -> tuple[Shown, ...]:
        """What is shown there, one after the other."""
        left, right = (True, False, False), (False, True, True)
        if self.columns > 1:
            return (ALL,) if self.columns == 3 else (left, right)
        apart = (False, True, False), (False, False, True)
        return (NONE, left, *((right,) if self._high(BOTH_FROM) else apart))

    def _high(self, em: float) -> bool:
        return self.window().height() >= em * look.px(PRIMARY)

    @property
    def owed_shown(self) -> bool:
        """Whether what this person owes is shown: below a single column, else with the left side."""
        return self._below or self.sides_shown[0]

    @property
    def _below(self) -> bool:
        return self.columns == 1 and self._high(BELOW_FROM)

    def turn(self) -> None:
        """Show what does not fit beside the rest: the other side, the next column or pane."""
        self._turn = (self._turn + 1) % len(self._turns())
        self.fit()

    def of_person(self, person: str) -> None:
        """Arrange everything as this person had it; nobody has it as usual."""
        if person != self.person:
            self.person = person
            self._kept = _kept(person) if person else Arranged()
            if person:
                look.scale(self._kept.percent)
            self.fit()

    def keep(self) -> None:
        """Remember how the person has it."""
        if self.person:
            self._kept.percent = look.percent
            kept().setValue(f"people/{self.person}", msgspec.json.encode(self._kept).decode())

    def fit(self) -> None:
        """Columns by the room there is for text, not by pixels."""
        held: QWidget | None = self.window().focusWidget()
        self._turn_on()
        left, upper, lower = self.sides_shown
        right = upper or lower
        self._place_owed(below=self._below)
        self.left.setVisible(left)
        self.right.setVisible(right)
        for pane, shown in zip(self._beside, (upper, lower), strict=True):
            pane.setVisible(shown or not right)
        self.middle.setVisible(self.columns > 1 or not (left or right))
        self.left.setMinimumWidth(round(look.px(LEFT) * LEAST))
        self.right.setMinimumWidth(round(look.px(RIGHT) * LEAST))
        self._share(left, right)
        if held is not None and self.isAncestorOf(held) and not held.isVisibleTo(self.window()):
            self.folded.emit()
        self.fitted.emit()

    def _turn_on(self) -> None:
        """Where there is room for other columns than before, show what was shown; in a single one the log."""
        turns, before = self._turns(), self._offered[self._turn]
        if turns == self._offered:
            return
        covering = (n for n, one in enumerate(turns) if all(map(ge, one, before)))
        self._turn = 0 if turns[0] == NONE != self._offered[0] else next(covering, 0)
        self._offered = turns

    def _place_owed(self, *, below: bool) -> None:
        """What this person owes stands below a single column with room for it, else below the incidents."""
        if below and self.left.indexOf(self._owed) >= 0:
            self._whole.addWidget(self._owed)
        elif not below and self.left.indexOf(self._owed) < 0:
            self.left.addWidget(self._owed)
        self._owed.setMaximumHeight(round(self.height() * BELOW) if below else _ANY)
        self._owed.show()

    def _share(self, left: bool, right: bool) -> None:
        em, wide = look.px(PRIMARY), self.width()
        sides = [round(self._kept.left * em) or look.px(LEFT), round(self._kept.right * em) or look.px(RIGHT)]
        sides = [size if shown else 0 for size, shown in zip(sides, (left, right), strict=True)]
        middle = wide - sum(sides) - 2 * HAIR
        over = max(0, middle - look.px(self._widest))
        if over and left and right and not (self._kept.left or self._kept.right):
            grown = min(over, look.px(WIDER[0] - RIGHT))
            more = min(over - grown, look.px(WIDER[1] - LEFT))
            sides = [sides[0] + more, sides[1] + over - more]
        self.across.setSizes([sides[0], wide - sum(sides) - 2 * HAIR, sides[1]])
        apart = right and sides[1] >= look.px(APART)
        self.right.setOrientation(Qt.Orientation.Horizontal if apart else Qt.Orientation.Vertical)
        _divide(self.left, self.height(), self._kept.left_upper or UPPER[0])
        if apart:
            _divide(self.right, sides[1], self._kept.right_first or FIRST)
        else:
            _divide(self.right, self.height(), self._kept.right_upper or UPPER[1])

    def _moved_across(self) -> None:
        """Somebody moved an edge between columns: so it stays for them."""
        em, sizes, (left, right, _) = look.px(PRIMARY), self.across.sizes(), self.sides_shown
        if left and self.columns > 1:
            self._kept.left = sizes[0] / em
        if right and self.columns > 1:
            self._kept.right = sizes[2] / em
        self.keep()

    def _moved_inside(self) -> None:
        """Somebody moved the edge within a side."""
        left, right, _ = self.sides_shown
        if left and self.columns > 1:
            self._kept.left_upper = _first(self.left)
        if right and self.right.orientation() is Qt.Orientation.Horizontal:
            self._kept.right_first = _first(self.right)
        elif right and self.columns > 1:
            self._kept.right_upper = _first(self.right)
        self.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


_ANY: Final = 16777215  # Qt's own: as high as it likes


def _split(way: Qt.Orientation, *parts: QWidget) -> QSplitter:
    made = QSplitter(way)
    made.setHandleWidth(HAIR)
    made.setChildrenCollapsible(False)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    set_role(made, "window")
    for part in parts:
        made.addWidget(part)
    return made


def _stacked(parts: Side) -> QSplitter:
    return _split(Qt.Orientation.Vertical, *parts)


def _divide(side: QSplitter, length: int, share: float) -> None:
    """Give its first pane so much of it."""
    first = round(length * share)
    side.setSizes([first, length - first])


def _first(side: QSplitter) -> float:
    sizes = side.sizes()
    return sizes[0] / max(1, sum(sizes))


def _kept(person: str) -> Arranged:
    """As this person had it; as usual where that cannot be read."""
    stored = str(kept().value(f"people/{person}", ""))
    try:
        return msgspec.json.decode(stored, type=Arranged) if stored else Arranged()
    except GARBLED:
        return Arranged()
