"""The timeline band: the incident, who was in command, when each agency was heard, what is to come."""

import importlib
import threading
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout

from widgets.ages import HOUR, MINUTE, now_ms
from widgets.face import Face
from widgets.look import look
from widgets.pane import Pane
from widgets.panes.lanes import Lane, lanes_of, marks_of
from widgets.unhurried import Unhurried

HEIGHT = 178  # design pixels
BEFORE, AFTER = HOUR, 30 * MINUTE
LOOK_MS = 20  # whether it is imported


class Drawing(QObject):
    """pyqtgraph, imported once, beside the windows; `ready` whenever somebody asked and may draw with it.

    The thread knows no Qt: a signal that it emitted could meet a window that is being deleted.
    """

    ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._importing: threading.Thread | None = None

    def load(self) -> None:
        if self._importing is None:
            work, what = importlib.import_module, "pyqtgraph"
            self._importing = threading.Thread(target=work, args=(what,), name=what, daemon=True)
            self._importing.start()
        if self._importing.is_alive():
            QTimer.singleShot(LOOK_MS, self, self.load)
        else:
            self.ready.emit()


drawing: Final = Drawing()  # outlives every window: the import may end after the one that asked for it


class Timeline(Pane):
    """Arrows move it, Home goes back to now, Enter reads the log there. Drawn after the first painting."""

    follows = frozenset({"incident", "command", "agenda", "line", "operation"})
    entered = Signal(object)  # ms in the middle of what is shown

    def __init__(self, face: Face) -> None:
        super().__init__(face, "graph")
        self._graph: Any = None
        self._begun = False
        self._offset = 0  # ms that somebody moved away from now
        self.setFixedHeight(look.px(HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._calmly = Unhurried(super()._soon, self)  # a line moves it by less than can be seen
        face.looked.connect(self._calmly.hurry)  # its lines come after it
        drawing.ready.connect(self._build, Qt.ConnectionType.QueuedConnection)
        self.follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What draws it takes a while to load: not before everything else is painted."""
        super().paintEvent(event)
        if not self._begun:
            self._begun = True
            QTimer.singleShot(0, self, drawing.load)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take the graph apart in the order of pyqtgraph: in that of Qt some of it is freed twice."""
        self._begun = False
        if self._graph is not None:
            self._graph.close()
            self._graph = None
        super().closeEvent(event)

    def _build(self) -> None:
        if not self._begun or self._graph is not None:
            return
        from widgets.panes.graph import Graph  # noqa: PLC0415 - it draws with pyqtgraph, which is there only now

        self._graph = Graph()
        self._graph.setFocusProxy(self)
        self._column.addWidget(self._graph)
        QTimer.singleShot(0, self, self.refresh)  # keys and clicks come first: either takes its time

    def _soon(self) -> None:
        self._calmly.ask()

    def reword(self) -> None:
        self.setAccessibleName(self.tr("Timeline"))

    def refresh(self) -> None:
        self.setFixedHeight(look.px(HEIGHT))
        if self._graph is None:
            return
        now = now_ms()
        lanes: list[Lane] = lanes_of(self.face, now)
        middle = now + self._offset
        between = (middle - BEFORE, middle + AFTER)
        self._graph.show_lanes(lanes, marks_of(self.face), (now, middle), between)

    def age(self) -> None:
        self.refresh()

    def _resized(self) -> None:
        if self._graph is not None:
            self._graph.dress()
        super()._resized()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -15 * MINUTE, Qt.Key.Key_Right: 15 * MINUTE}
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit(now_ms() + self._offset)
            return
        if event.key() == Qt.Key.Key_Home:
            self._offset = 0
        elif event.key() in steps:
            self._offset += steps[Qt.Key(event.key())]
        else:
            super().keyPressEvent(event)
            return
        self.refresh()
