"""The log of what is looked at: newest first, older pages on demand; below it the entry line."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from console.domain.log import LineView
from console.link.client import Paged
from widgets.ages import moment
from widgets.face import MAIN_LOG, Face
from widgets.listed import Rows
from widgets.look import set_role
from widgets.painted import once_painted
from widgets.pane import Pane
from widgets.panes.empty import Empty
from widgets.panes.entry_line import EntryLine
from widgets.panes.finding import FindLine
from widgets.panes.log_rows import LogPainter, LogRow
from widgets.panes.log_words import LogLines
from widgets.panes.news import LogNews
from widgets.panes.rereading import Rereading
from widgets.panes.waiting import Waiting
from widgets.rows import RowsView

PAGE = 200
SCREEN = 50  # lines that a screen has room for at most
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
        self.line = EntryLine(face)
        self.entry, self.empty = self.line.line, Empty(18)
        self.chip, self.finder = QPushButton(self), FindLine(face)  # the desk puts the chip in its head
        self._lines = LogLines(face)
        self._older: list[LineView] = []
        self._latest: list[LineView] = []
        self._asking = self._all = False
        self._unread = 0
        self._writing, self._waiting = False, Waiting(self.view, self.model)
        self._looked_at = ("", "")
        self._sought: LineView | None = None
        self._news = LogNews(face)
        self._rereading = Rereading(face, self.view, self.model, self._renewed)
        self._lay_out()
        self._connect()
        self.follow()

    def _lay_out(self) -> None:
        set_role(self.chip, "new")
        self.chip.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.finder)
        whole.addWidget(self.empty)
        whole.addWidget(self.view, 1)
        self.view.setMinimumHeight(1)  # in a low window the entry line keeps its height first
        whole.addWidget(self.line)

    def _connect(self) -> None:
        self.model.more.connect(self._fetch)
        self.chip.clicked.connect(self._newest)
        self.view.hand.let_go.connect(self._let_go)
        self.view.acted.connect(lambda row: self.wanted.emit(row.line))
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.finder.changed.connect(self.refresh)
        self.finder.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.entry.returnPressed.connect(self._wrote)
        self.empty.acted.connect(lambda: self.entry.setFocus(Qt.FocusReason.OtherFocusReason))
        self.line.up.connect(self.correcting)
        self.line.down.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.line.reading.connect(self.wanted)
        self.face.bridge.session_changed.connect(self._left)
        self.face.sought.connect(self._seek)

    def reword(self) -> None:
        self.finder.reword()
        self.line.reword()
        self.view.setAccessibleName(self.tr("Log"))

    def refresh(self) -> None:
        looked_at = self.face.log
        if looked_at != self._looked_at:
            self._left()
            self._looked_at, self._older, self._all, self._unread = looked_at, [], False, 0
            self._latest = []
            self.view.show_rows(())  # nothing of the log before is read any more
        self.line.refresh()
        if (found := self.finder.lines) is not None:
            self._show_found(found)
            return
        if not self.face.log_here:
            self.empty.say("")
            return
        latest = self.face.picture.log(MAIN_LOG)
        self._follow_older(latest)
        lines = [*reversed(latest), *self._older]
        self.model.lacks = not self._all and len(lines) < min(self.face.picture.count(MAIN_LOG), MOST)
        in_sight = len(lines) > SCREEN and self._lines.are_new(lines)
        if in_sight:  # first
            lines = lines[:SCREEN]
            once_painted(self.view.viewport(), self._soon)
        rows = self._marked(self._lines.rows(lines))
        above = self.view.show_rows(self._waiting.placed(rows, at_once=self._writing))
        nothing = self.tr("Nothing is logged yet. Type below and press Enter.")
        self.empty.say("" if lines else self.face.none_yet(nothing), self.tr("Entry line"), "Ctrl+J")
        self._offer_new(above, rows)
        if not in_sight:
            self._find_sought()

    def _follow_older(self, latest: list[LineView]) -> None:
        """What falls out of the latest lines goes on above the older ones that somebody reads; after a gap
        between both, these are asked for again.
        """
        before, self._latest = self._latest, latest
        if not self._older or not latest:
            return
        fallen = [line for line in before if line.order < latest[0].order]
        older = [line for line in self._older if line.order < latest[0].order]
        if len(fallen) == len(before):
            fallen, older, self._all = [], [], False
        self._older = [*reversed(fallen), *older][:MOST]

    def _renewed(self, lines: list[LineView]) -> None:
        """Older lines in sight as they are now."""
        known = {line.id: line for line in lines}
        fresh = [known.get(line.id, line) for line in self._older]
        if fresh != self._older:
            self._older = fresh
            self.refresh()

    def _seek(self, line: LineView) -> None:
        """Somebody looked for this line, and wants to see it where it stands."""
        self._sought = line
        self.finder.end()

    def _find_sought(self) -> None:
        """What is too far back to be shown here is read by itself."""
        line, self._sought = self._sought, None
        if line is None:
            return
        if self.model.place(line.id) < 0:
            self.wanted.emit(line)
            return
        self.view.select(line.id)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_found(self, lines: list[LineView]) -> None:
        self.model.lacks = self.finder.search.more and not self.finder.search.busy
        self.view.show_rows(self._lines.rows(lines))
        none = not lines and not self.finder.search.busy
        self.empty.say(self.tr("No line of this log holds these words.") if none else "")
        self.chip.hide()

    def _left(self) -> None:
        """Another log is looked at, or nobody looks any longer: what comes from now on is new."""
        if self.face.log != self._looked_at or self.face.me is None:
            self._news.leave(self._looked_at, self._latest)

    def _marked(self, rows: list[LogRow]) -> list[LogRow]:
        """The first line that was there when this log was left says how many came since."""
        left = self._news.since(self._looked_at)
        place = next((n for n, row in enumerate(rows) if left and row.line.order <= left.newest), 0)
        new = self._others(rows[:place])
        if left is not None and new:
            told = self.tr("%n new since {0}", "", new).format(moment(left.at))
            rows[place] = msgspec.structs.replace(rows[place], since=told)
        return rows

    def _others(self, rows: list[LogRow]) -> int:
        """How many of these lines are new to whoever is here: their own are not."""
        me = self.face.me.name if self.face.me is not None else ""
        return sum(row.line.by != me for row in rows)

    def _wrote(self) -> None:
        """Whoever writes wants to see it stand there, even above what they read."""
        self._writing = True

    def _offer_new(self, above: int, rows: list[LogRow]) -> None:
        if above and self._writing:
            self._writing = False
            self.view.verticalScrollBar().setValue(0)
        reading = self.view.verticalScrollBar().value() > 0
        waiting = self._others(rows[: self._waiting.count])
        self._unread = self._unread + self._others(rows[:above]) if reading else waiting
        self.chip.setVisible(self._unread > 0)
        self.chip.setText(self.tr("{0} new").format(self._unread))

    def _let_go(self) -> None:
        if self._waiting.count:
            self.refresh()

    def show_at(self, at: int) -> None:
        """Read what was logged of that time: the newest line that is no later."""
        found = next((row for row in self.model.rows if row.line.happened <= at), None)
        if found is not None:
            self.view.select(found.id)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _newest(self) -> None:
        self.view.verticalScrollBar().setValue(0)
        if self._waiting.count:
            self._writing = True
            self.refresh()

    def _scrolled(self, place: int) -> None:
        if place == 0 and self._unread:
            self._unread = 0
            self.chip.hide()

    def _fetch(self) -> None:
        if self.finder.lines is not None:
            self.finder.search.fetch()
        elif not self._asking and self._latest:
            self._asking = True
            self.face.bridge.start(self._page(self._oldest))

    @property
    def _oldest(self) -> LineView:
        """Of the lines that are here."""
        return self._older[-1] if self._older else self._latest[0]

    async def _page(self, last: LineView) -> None:
        where = self._looked_at
        page = await self.face.bridge.ask(
            "log", operation=where[0], incident=where[1], before=list(last.order), limit=PAGE
        )
        self._asking = False
        if (
            isinstance(page, Paged)
            and where == self._looked_at
            and self._latest
            and self._oldest.id == last.id
        ):
            self._older += sorted(page.items, key=lambda line: line.order, reverse=True)
            self._all = not page.more
            self.refresh()
