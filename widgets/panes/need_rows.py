"""A row of what waits for a person: its mark, what it is, how long it waits, and the act."""

import msgspec
from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from console.domain.needs import Need
from widgets.ages import age, now_ms, overdue
from widgets.lines import broken, height, write_lines
from widgets.listed import ROW, Rows
from widgets.look import SEMIBOLD, colour, look
from widgets.marks import mark, width
from widgets.rows import RowPainter, RowsView

HUE = {"critical": "critical", "serious": "warning"}
LINES = 2  # of what it is about; the form behind it shows all


class NeedRow(msgspec.Struct, frozen=True):
    """Everything a row shows, in the reader's language. In `waits` and `late` {0} stands for the age."""

    key: tuple[str, str, str]
    icon: str
    title: str
    text: str
    waits: str
    late: str
    act: str
    need: Need

    def waiting(self, now: int) -> str:
        """How long it waits, or how late it is."""
        due = self.need.due
        return (
            self.late.format(age(due, now))
            if overdue(due, now)
            else self.waits.format(age(self.need.since, now))
        )


class NeedPainter(RowPainter):
    """Title and act on the first line; what it is about and how long it waits below."""

    usual = 62

    def height(self, row: NeedRow, wide: int) -> int:
        box = QRect(0, 0, wide, 0)
        words = sum(height(font, lines) for font, _, lines in self._words(box, row, now_ms()))
        return max(look.px(self.usual), words + look.px(18))

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: NeedRow) -> None:
        px, box = look.px, option.rect
        hue = HUE.get(row.need.severity, "t2")
        mark(painter, row.icon, hue, QRect(box.left() + px(14), box.top() + px(11), px(18), px(18)))
        at = QPoint(box.left() + px(44), box.top() + px(9))
        for font, token, lines in self._words(box, row, now_ms()):
            at.setY(write_lines(painter, at, font, token, lines))
        act = act_box(box, row)
        painter.setPen(colour("edge"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(act, px(4), px(4))
        painter.setFont(look.font(15, SEMIBOLD))
        painter.setPen(colour("t1"))
        painter.drawText(act, Qt.AlignmentFlag.AlignCenter, row.act)

    @staticmethod
    def _words(box: QRect, row: NeedRow, now: int) -> list[tuple[QFont, str, tuple[str, ...]]]:
        """Font, token and lines of each part, between mark and act."""
        wide = act_box(box, row).left() - look.px(10) - box.left() - look.px(44)
        title, small = look.font(17, SEMIBOLD), look.font(14)
        parts = [(title, "t1", broken(title, row.title, wide, LINES + 1, title=True))]
        if row.text:
            parts.append((small, "t2", broken(small, row.text, wide, LINES)))
        late = overdue(row.need.due, now)
        parts.append((small, "warning" if late else "t2", broken(small, row.waiting(now), wide, LINES + 1)))
        return parts


def act_box(box: QRect, row: NeedRow) -> QRect:
    """Where the act stands in a row."""
    px = look.px
    wide = width(look.font(15, SEMIBOLD), row.act) + px(24)
    return QRect(box.right() - px(12) - wide, box.top() + px(12), wide, px(32))


class NeedsView(RowsView):
    """Rows whose act is one click away."""

    pressed_act = Signal(object)  # the row

    def __init__(self, model: Rows) -> None:
        super().__init__(model, NeedPainter())
        self._aimed: NeedRow | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._aimed = self._act_at(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row, self._aimed = self._aimed, None
        if row is not None and self._act_at(event) == row:
            self.pressed_act.emit(row)

    def _act_at(self, event: QMouseEvent) -> NeedRow | None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        row: NeedRow | None = index.data(ROW) if index.isValid() else None
        inside = row is not None and act_box(self.visualRect(index), row).contains(at)
        return row if inside and event.button() == Qt.MouseButton.LeftButton else None
