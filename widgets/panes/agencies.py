"""Who is here: agencies needing attention first, then engaged, present; the absent are a count."""

from collections import defaultdict

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.room import SeatView
from widgets import dialogs
from widgets.ages import now_ms
from widgets.face import Face
from widgets.heads import head_bar
from widgets.hinted import Hinted
from widgets.listed import Rows
from widgets.look import high, look, set_role, space
from widgets.marks import metrics, write, write_right
from widgets.pane import Pane
from widgets.panes import EDGE
from widgets.panes.agency_rows import AgenciesView, AgencyPainter, AgencyRow
from widgets.panes.agency_words import ABSENT, OUTSIDE, agency_row, in_order, matches, utmost
from widgets.panes.empty import Empty
from widgets.panes.unshown import Unshown
from widgets.steady import Steady
from widgets.text import label, quoted


class AgenciesPane(Pane):
    """The agencies of the room. Type to filter; Enter or a double click opens an agency's card."""

    follows = frozenset({"agency", "seat", "operation", "room"})

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self.head, self.counted, self.filter = label("head"), label("small"), Hinted()
        self.empty = Empty()
        self._painter = AgencyPainter()
        self.list = AgenciesView(Rows(lambda row: row.code, _said), self._painter)
        self._columns = Columns(self.list)
        self._steady = Steady(self.list.hand, lambda row: row.code, self.refresh)
        self._unfolded, self._here = False, set[str]()  # the codes above the fold
        self._lay_out()
        self.list.acted.connect(self._act)
        self.list.typed.connect(self._typed)
        self.filter.textChanged.connect(lambda _text: self._steady.reorder())
        self.filter.returnPressed.connect(self.list.setFocus)
        self.empty.acted.connect(self.filter.clear)
        clear = QShortcut(Qt.Key.Key_Escape, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        clear.activated.connect(self.filter.clear)
        self.follow()

    def _lay_out(self) -> None:
        head, row = head_bar()
        space(row, 16)
        row.addWidget(self.head)
        row.addWidget(self.counted, 1)
        set_role(self.filter, "filter")
        self.filter.setMaximumWidth(look.px(150))
        row.addWidget(self.filter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (head, Unshown(self.face, "agency", "room"), self._columns, self.empty):
            whole.addWidget(part)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._steady.chip, 0, Qt.AlignmentFlag.AlignHCenter)

    def reword(self) -> None:
        self.head.setText(self.tr("AGENCIES"))
        self.list.setAccessibleName(self.tr("Agencies"))
        self.filter.say(self.tr("type to filter"), self.tr("filter"))
        self.filter.setAccessibleName(self.tr("Filter the agencies"))

    def refresh(self) -> None:
        now, typed = now_ms(), self.filter.text()
        seats = self._seats()
        views = {v.code: v for v in self.face.picture.all("agency")}
        every = in_order((agency_row(self.face, v, seats[v.code]) for v in views.values()), now)
        heads = tuple(self._heads())
        known = [row for row in every if row.rank < OUTSIDE]
        self._painter.measure([*known, *utmost(self.face, now)], heads, now)
        self._count(known)
        found = [row for row in every if typed and matches(self.face, views[row.code], typed)]
        rows = found if typed else self._folded(every, now)
        self._columns.show_heads(heads, self._painter)
        self.list.show_rows(self._steady.ordered(rows))
        self.list.viewport().update()
        none = self.tr("No agency is known by “{0}”.").format(quoted(typed))
        self.empty.say("" if rows or not typed else none, self.tr("Show all"), "Esc")

    def _heads(self) -> tuple[str, ...]:
        return (self.tr("Agency"), self.tr("State"), self.tr("In use"), self.tr("Seat"), self.tr("Report"))

    def _seats(self) -> defaultdict[str, list[SeatView]]:
        found: defaultdict[str, list[SeatView]] = defaultdict(list)
        for seat in self.face.picture.all("seat"):
            if not seat.revoked:
                found[seat.agency].append(seat)
        return found

    def _count(self, known: list[AgencyRow]) -> None:
        here = sum(row.rank < ABSENT for row in known)
        self.counted.setText(self.tr("%n of {0} present", "", here).format(len(known)))

    def _folded(self, rows: list[AgencyRow], now: int) -> list[AgencyRow]:
        """The absent as one row that says how many, until somebody opens it; who leaves under a hand stays
        until it is gone.
        """
        held = self._here if self.list.hand.holds() else set()
        here = [row for row in rows if row.rank < ABSENT or row.attention(now) or row.code in held]
        self._here = {row.code for row in here}
        absent = [row for row in rows if row.rank == ABSENT and row.code not in self._here]
        if not absent:
            return here
        count = len(absent)
        told = (
            self.tr("%n absent – hide", "", count)
            if self._unfolded
            else self.tr("%n absent – show", "", count)
        )
        fold = AgencyRow("", told)
        return [*here, fold, *(absent if self._unfolded else ())]

    def age(self) -> None:
        self.refresh()

    def _typed(self, text: str) -> None:
        self.filter.setText(self.filter.text() + text)
        self.filter.setFocus()

    def _act(self, row: AgencyRow) -> None:
        if not row.code:
            self._unfolded = not self._unfolded
            self.refresh()
            return
        view = self.face.agency(row.code)
        if view is not None:
            dialogs.agency.AgencyCard(self.face, view, self.window()).show()


class Columns(QWidget):
    """The names of the columns, where the columns are."""

    def __init__(self, rows: AgenciesView) -> None:
        super().__init__()
        self._list = rows
        self._heads: tuple[str, ...] = ()
        self._painter: AgencyPainter | None = None

    def show_heads(self, heads: tuple[str, ...], painter: AgencyPainter) -> None:
        """Show these names above the columns of `painter`."""
        self._heads, self._painter = heads, painter
        high(self, 24)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._painter is None:
            return
        painter, font = QPainter(self), look.font(13)
        line = self.height() // 2 + metrics(font).capHeight() // 2
        state, bar, seat, right, _ = self._painter.places(0, self._list.viewport().width())
        at = QRect(look.px(EDGE), line, 0, 0).topLeft()
        for left, name in zip((at.x(), state, bar, seat), self._heads, strict=False):
            if left >= 0:
                at.setX(left)
                write(painter, at, font, "t3", name)
        write_right(painter, right, line, font, "t3", self._heads[4])


def _said(row: AgencyRow) -> str:
    now = now_ms()
    parts = (row.name, row.state, row.noted, row.seat(now), row.told(now), row.second(now))
    return ", ".join(part for part in parts if part)
