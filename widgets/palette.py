"""Ctrl+K: anything. Commands, operations, incidents and words of the log, never more than two keys away."""

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QDialog, QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget

from console.catalogue import folded
from console.link.client import Paged
from widgets.actions import Actions
from widgets.ages import clock_time
from widgets.face import Face, value
from widgets.frame import framed
from widgets.look import SEMIBOLD, look, set_role
from widgets.marks import mark, metrics, write, write_right, write_within
from widgets.panes.log_words import log_row
from widgets.rows import RowPainter, Rows, RowsView
from widgets.text import one_line

WIDE, HIGH = 720, 460  # design pixels
TYPING_MS = 150
FOUND = 30


class Choice(msgspec.Struct, frozen=True):
    """What may be chosen: `sort` is command, operation, incident or line."""

    key: str
    sort: str
    icon: str
    strong: str
    text: str
    hint: str


class ChoicePainter(RowPainter):
    """Icon, name, hint."""

    usual = 36

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: Choice) -> None:
        box, px = option.rect, look.px
        font, strong, small = look.font(), look.font(17, SEMIBOLD), look.font(14)
        line = box.center().y() + metrics(font).capHeight() // 2
        mark(painter, row.icon, "t2", QRect(box.left() + px(18), box.center().y() - px(7), px(15), px(15)))
        right = write_right(painter, box.right() - px(18), line, small, "t3", row.hint) - px(12)
        left = box.left() + px(46)
        if row.strong:
            left = write(painter, QPoint(left, line), strong, "t1", row.strong) + px(8)
        top = line - metrics(font).ascent()
        write_within(painter, QRect(left, top, right - left, metrics(font).height()), font, "t1", row.text)


class Palette(QDialog):
    """Type, choose, Enter."""

    def __init__(self, face: Face, registry: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._face, self._registry, self._over = face, registry, parent
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Anything"))
        set_role(self, "card")
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("A command, an incident, words of the log"))
        self.line.setAccessibleName(self.tr("Anything"))
        self.view = RowsView(Rows(lambda c: c.key, lambda c: f"{c.strong} {c.text}"), ChoicePainter())
        set_role(self.view, "on-card")
        self._found: list[Choice] = []
        self._where: dict[str, tuple[str, str]] = {}  # entry found → operation, incident
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._search)
        body = QWidget()
        column = QVBoxLayout(body)
        column.addWidget(self.line)
        column.addWidget(self.view, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(framed(face, body))
        self.resize(look.px(WIDE), look.px(HIGH))
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.view.acted.connect(self._choose)
        self.view.clicked.connect(lambda _index: self._choose(self.view.current()))

    def rise(self) -> None:
        """Open in the upper middle of the window, ready to type."""
        over = self._over.geometry()
        self.move(over.center().x() - self.width() // 2, over.top() + over.height() // 6)
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._refresh()

    def _typed(self) -> None:
        self._found = []
        self._refresh()
        self._soon.start(TYPING_MS)

    def _refresh(self) -> None:
        wanted = folded(self.line.text()).split()
        known = [*self._incidents(), *self._commands(), *self._operations()]
        shown = [c for c in known if all(w in folded(f"{c.strong} {c.text}") for w in wanted)]
        self.view.show_rows([*shown, *self._found])
        if self._registry.commands and self.view.model().rowCount():
            self.view.setCurrentIndex(self.view.model().index(0, 0))

    def _commands(self) -> list[Choice]:
        commands = [c for c in self._registry.commands.values() if c.may() and c.name != "anything"]
        return [
            Choice(c.name, "command", "order", "", c.words(), self._registry.keys(c.name)) for c in commands
        ]

    def _incidents(self) -> list[Choice]:
        go = self.tr("go to")
        return [
            Choice(i.id, "incident", "incident", i.number, one_line(str(value(i.fields, "title"))), go)
            for i in self._face.of_operation("incident")
        ]

    def _operations(self) -> list[Choice]:
        hint, others = self.tr("operation"), self._face.picture.all("operation")
        return [
            Choice(o.id, "operation", "operation", o.number, one_line(str(value(o.fields, "title"))), hint)
            for o in others
        ]

    def _search(self) -> None:
        words = self.line.text().strip()
        if len(words) > 1:
            self._face.bridge.start(self._ask(words))

    async def _ask(self, words: str) -> None:
        page = await self._face.bridge.ask("search", words=words, limit=FOUND)
        if not isinstance(page, Paged) or words != self.line.text().strip():
            return
        hits = [hit for hit in page.items if hit.line is not None]
        rows = [(hit, log_row(self._face, hit.line)) for hit in hits]
        log = self.tr("log")
        self._found = [
            Choice(h.entry, "line", "line", clock_time(h.at), one_line(r.text), log) for h, r in rows
        ]
        self._where = {h.entry: (h.operation, h.line.incident) for h in hits}
        self._refresh()

    def _choose(self, choice: Choice | None) -> None:
        if choice is None:
            return
        self.accept()
        if choice.sort == "command":
            self._registry.run(choice.key)
        elif choice.sort == "incident":
            self._face.look_at(incident=choice.key)
        elif choice.sort == "operation":
            self._face.look_at(choice.key, "")
        else:
            self._face.look_at(*self._where[choice.key])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter belong to the list while somebody types."""
        keys = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
        keys |= {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys:
            self.view.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
