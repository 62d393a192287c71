"""Single command: who holds it, the intent, the orders with their lamps, the requests."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout

from console.domain.orders import OrderView
from console.domain.requests import RequestView
from widgets import dialogs
from widgets.ages import now_ms
from widgets.displayed import displayed, wholly_visible
from widgets.face import Face
from widgets.heads import KeyedButton
from widgets.listed import Rows
from widgets.look import set_role
from widgets.pane import Pane
from widgets.panes.empty import Empty
from widgets.panes.holder import Holder, bar
from widgets.panes.loop_rows import LoopPainter, LoopRow
from widgets.panes.loop_words import order_row, request_row
from widgets.panes.unshown import Unshown
from widgets.refusing import allow, closed, why_not, why_not_command
from widgets.rows import RowsView
from widgets.steady import Steady
from widgets.text import label, tip

SHOWN = ("command", "order", "request")


class CommandPane(Pane):
    """The one person in command. Enter or a double click on an order or request opens what may be done."""

    beginning = Signal(str)  # order.new or request.new
    follows = frozenset({"command", "order", "request", "operation", "agency", "room", "person"})

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self.holder = Holder(face)
        self.new_order, self.new_request = KeyedButton(), KeyedButton()
        self._named: dict[QPushButton, tuple[str, str]] = {}
        self.empty = Empty()
        self._painter = LoopPainter()
        self._rows = Rows(lambda row: row.key, lambda row: row.spoken or row.text)
        self.list = RowsView(self._rows, self._painter)
        self._steady = Steady(self.list.hand, lambda row: row.key, self.refresh)
        self.displayed = displayed(face)
        self.displayed.look_in(self.list, self.shown_whole)
        self._lay_out()
        self.list.acted.connect(lambda row: self.act(row.key))
        self.list.customContextMenuRequested.connect(self._offer)
        self.new_order.clicked.connect(lambda _checked: self.beginning.emit("order.new"))
        self.new_request.clicked.connect(lambda _checked: self.beginning.emit("request.new"))
        self.follow()

    def _lay_out(self) -> None:
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        foot = self._foot = bar((self.new_order, 0), (self.new_request, 0), (label(), 1))
        set_role(foot, "foot")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.holder, Unshown(self.face, *SHOWN), self.empty):
            whole.addWidget(part)
        whole.addWidget(self.list, 1)
        self.list.setMinimumHeight(1)  # in a low window who commands keeps its room first
        whole.addWidget(self._steady.chip, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addWidget(foot)

    def reword(self) -> None:
        self.holder.reword()
        order, request = self.tr("New order"), self.tr("New request")
        self._named = {self.new_order: (order, "Ctrl+O"), self.new_request: (request, "Ctrl+R")}
        self._name_buttons()
        self.list.setAccessibleName(self.tr("Orders and requests"))

    def _name_buttons(self) -> None:
        """With their keys where there is room for them; a word is never cut."""
        for button, (words, keys) in self._named.items():
            button.setText(f"{words}  {_keys(keys)}")
        if self._foot.sizeHint().width() > self.width():
            for button, (words, _) in self._named.items():
                button.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_buttons()

    def refresh(self) -> None:
        self.holder.refresh()
        self._show_loops()
        none = closed(self.face) if self.face.operation else self.tr("No operation is open.")
        allow(self.new_order, why_not(self.face, "draft") or none)
        allow(self.new_request, why_not(self.face, "requests") or none)
        self.displayed.watch()

    def age(self) -> None:
        self.refresh()

    def _show_loops(self) -> None:
        now, face = now_ms(), self.face
        orders: list[OrderView] = sorted(face.of_operation("order"), key=_order_place)
        requests: list[RequestView] = sorted(face.of_operation("request"), key=_request_place)
        rows = [order_row(face, order, now) for order in orders]
        rows += [LoopRow("", "", self.tr("REQUESTS {0}").format(len(requests)), "")] if requests else []
        rows += [request_row(face, request, now) for request in requests]
        self.list.show_rows(self._steady.ordered(rows))
        none = self.tr("No order and no request.") if face.operation else self.tr("No operation is open.")
        self.empty.say("" if rows else self.face.none_yet(none, *SHOWN))

    def shown_whole(self) -> Iterator[str]:
        """The orders whose full text stands in view."""
        wide = self.list.viewport().width()
        for place, row in enumerate(self._rows.rows):
            order = self.face.picture.get("order", row.key)
            if order is None or not row.whole or self._painter.cut(row, wide):
                continue
            if wholly_visible(self.list, self.list.visualRect(self._rows.index(place, 0))):
                yield row.key

    def act(self, key: str) -> None:
        """Open what fits: a draft is issued, an own order answered, another's word noted."""
        face = self.face
        request, order = face.picture.get("request", key), face.picture.get("order", key)
        form: dialogs.form.Form | None = None
        if request is not None:
            form = dialogs.asking.HandleRequest(face, request, self.window())
        elif order is not None and order.number == 0:
            form = dialogs.compose.ComposeOrder(face, draft=order, parent=self.window())
        elif order is not None:
            form = dialogs.receipt.Receipt(face, order, parent=self.window())
        if form is not None:
            form.show()

    def chosen(self) -> OrderView | None:
        """The order that is chosen in the list."""
        row: LoopRow | None = self.list.current()
        found: OrderView | None = self.face.picture.get("order", row.key) if row is not None else None
        return found

    def may_end(self) -> bool:
        """Whether the chosen order may be cancelled or replaced by the person here."""
        order = self.chosen()
        return order is not None and not why_not_command(self.face, order.operation) and _runs(order)

    def end(self) -> None:
        """Cancel or replace the chosen order."""
        order = self.chosen()
        if order is not None:
            dialogs.receipt.EndOrder(self.face, order, self.window()).show()

    def _offer(self, at: QPoint) -> None:
        """The menu of an order: answer or note, cancel or replace."""
        order = self.chosen()
        if order is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addAction(self.tr("Open…")).triggered.connect(lambda: self.act(order.id))
        end = menu.addAction(self.tr("Cancel or replace…"))
        end.setEnabled(self.may_end())
        tip(end, why_not_command(self.face, order.operation))
        end.triggered.connect(self.end)
        menu.popup(self.list.viewport().mapToGlobal(at))


def _runs(order: OrderView) -> bool:
    return order.open and order.number > 0


def _order_place(order: OrderView) -> tuple[bool, bool, int]:
    """Open before closed, drafts first, then the newest."""
    return (not order.open, order.number > 0, -order.issued)


def _request_place(request: RequestView) -> tuple[bool, int]:
    return (not request.open, -request.asked)


def _keys(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
