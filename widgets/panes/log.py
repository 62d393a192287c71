"""The log of what is looked at: newest first, older pages on demand; below it the entry line."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.domain.log import LineView, WriteLog
from console.link.client import Paged, RefusedAnswer
from widgets.face import MAIN_LOG, Face, Pane
from widgets.look import look, set_role
from widgets.panes.entry import Typed, UnclearTime, read
from widgets.panes.finding import FindLine
from widgets.panes.log_rows import LogPainter
from widgets.panes.log_words import log_row
from widgets.rows import Rows, RowsView
from widgets.text import label

PAGE = 200
MOST = 5000  # older lines that a window keeps; further back there is search


class LogPane(Pane):
    """`wanted` when somebody opens a line; `correcting` when they want the last of theirs."""

    follows = frozenset({"line", "count", "order", "status", "incident", "agency"})
    wanted = Signal(object)  # LineView
    correcting = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self.model = Rows(lambda row: row.id, lambda row: f"{row.time} {row.agency} {row.text} {row.state}")
        self.view = RowsView(self.model, LogPainter())
        self.entry = QLineEdit()
        self.target, self.refusal, self.empty = label("muted"), label("refused", wrap=True), label("second")
        self.chip, self.finder = QPushButton(), FindLine(face)
        self.keys = [(label("key", "Enter"), label("muted")), (label("key", "Ctrl K"), label("muted"))]
        self._older: list[LineView] = []
        self._asking = self._all = False
        self._unread = 0
        self._looked_at = ("", "")
        self._fixed = ("", "")  # operation and incident that the entry began for
        self._lay_out()
        self._connect()
        self.follow()

    def _lay_out(self) -> None:
        set_role(self.chip, "new")
        self.chip.hide()
        self.refusal.hide()
        self.refusal.setContentsMargins(look.px(18), look.px(4), look.px(18), 0)
        self.empty.setContentsMargins(look.px(18), look.px(14), look.px(18), 0)
        self.entry.installEventFilter(self)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(look.px(18), look.px(9), look.px(18), look.px(9))
        row.setSpacing(look.px(8))
        row.addWidget(self.entry, 1)
        row.addWidget(self.target)
        for key, word in self.keys:
            row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(word)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.finder)
        whole.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addWidget(self.empty)
        whole.addWidget(self.view, 1)
        whole.addWidget(self.refusal)
        whole.addWidget(line)

    def _connect(self) -> None:
        self.model.more.connect(self._fetch)
        self.chip.clicked.connect(self._newest)
        self.view.acted.connect(lambda row: self.wanted.emit(row.line))
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.finder.changed.connect(self.refresh)
        self.finder.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.entry.returnPressed.connect(self._write)
        self.entry.textChanged.connect(self._typed)

    def reword(self) -> None:
        self.finder.reword()
        self.entry.setPlaceholderText(self.tr("What happened?   14:05 or -10 in front sets the time"))
        self.entry.setAccessibleName(self.tr("Entry line"))
        self.view.setAccessibleName(self.tr("Log"))
        for (_, word), text in zip(self.keys, (self.tr("log"), self.tr("anything")), strict=True):
            word.setText(text)

    def refresh(self) -> None:
        looked_at = (self.face.operation_id, self.face.incident_id)
        if looked_at != self._looked_at:
            self._looked_at, self._older, self._all, self._unread = looked_at, [], False, 0
            self.view.verticalScrollBar().setValue(0)
        self.entry.setEnabled(self.face.me is not None or bool(self.face.bridge.lost))
        self._show_target()
        if (found := self.finder.lines) is not None:
            self._show_found(found)
            return
        latest = self.face.picture.log(MAIN_LOG)
        first = latest[0].order if latest else None
        older = [line for line in self._older if first is None or line.order < first]
        lines = [*reversed(latest), *older]
        self.model.lacks = not self._all and len(lines) < min(self.face.picture.count(MAIN_LOG), MOST)
        above = self.view.show_rows([log_row(self.face, line) for line in lines])
        self.empty.setVisible(not lines)
        self.empty.setText(self.tr("Nothing is logged yet.") if self.face.operation_id else "")
        self._offer_new(above)

    def _show_found(self, lines: list[LineView]) -> None:
        self.model.lacks = self.finder.search.more and not self.finder.search.busy
        self.view.show_rows([log_row(self.face, line) for line in lines])
        self.empty.setVisible(not lines and not self.finder.search.busy)
        self.empty.setText(self.tr("No line of this log holds these words."))
        self.chip.hide()

    def _offer_new(self, above: int) -> None:
        reading = self.view.verticalScrollBar().value() > 0
        self._unread = self._unread + above if reading else 0
        self.chip.setVisible(self._unread > 0)
        self.chip.setText(self.tr("{0} new ↑").format(self._unread))

    def _newest(self) -> None:
        self.view.verticalScrollBar().setValue(0)

    def _scrolled(self, place: int) -> None:
        if place == 0 and self._unread:
            self._unread = 0
            self.chip.hide()

    def _fetch(self) -> None:
        if self.finder.lines is not None:
            self.finder.search.fetch()
        elif not self._asking and self.model.rows:
            self._asking = True
            self.face.bridge.start(self._page(self.model.rows[-1].line))

    async def _page(self, last: LineView) -> None:
        where = self._looked_at
        page = await self.face.bridge.ask(
            "log", operation=where[0], incident=where[1], before=list(last.order), limit=PAGE
        )
        self._asking = False
        if isinstance(page, Paged) and where == self._looked_at:
            self._older += sorted(page.items, key=lambda line: line.order, reverse=True)
            self._all = not page.more
            self.refresh()

    def _typed(self, text: str) -> None:
        self.refusal.hide()
        if len(text) == 1 or not text:
            self._fixed = (self.face.operation_id, self.face.incident_id) if text else ("", "")
        self._show_target()

    def _show_target(self) -> None:
        """What the entry will be about: fixed at its first character, shown until Enter."""
        incident = (
            self.face.picture.get("incident", self._fixed[1]) if self.entry.text() else self.face.incident
        )
        log = self.tr("operation log") if self.face.operation is not None else self.tr("room log")
        self.target.setText(f"#{incident.number}" if incident is not None else log)

    def _write(self) -> None:
        text = self.entry.text()
        if not text.strip():
            return
        try:
            typed = read(text)
        except UnclearTime as unclear:
            self._refuse(
                self.tr("{0} is more than 12 hours back, or ahead. Write it in the text.").format(unclear)
            )
            return
        self.face.bridge.start(self._tell(text, typed))

    async def _tell(self, text: str, typed: Typed) -> None:
        operation, incident = self._fixed
        reply = await self.face.bridge.tell(
            WriteLog(
                text=typed.text, operation=operation, incident=incident, happened=typed.at, key=typed.key
            )
        )
        if isinstance(reply, RefusedAnswer):
            self._refuse(self.face.words.refusal(reply.code, reply.params))
        elif self.entry.text() == text:
            self.entry.clear()

    def _refuse(self, why: str) -> None:
        self.refusal.setText(why)
        self.refusal.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Up and not self.entry.text():
                self.correcting.emit()
                return True
            if event.key() == Qt.Key.Key_Down and not self.entry.text():
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)
