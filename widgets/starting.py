"""What stands there until the seat serves; or, where it cannot, why."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from widgets.look import look, set_role
from widgets.text import label

if TYPE_CHECKING:
    from widgets.face import Face

translate: Final = QCoreApplication.translate
WIDTH, HEIGHT = 620, 220  # design pixels
PAINT_MS = 500  # for a display to show a window; one that takes longer is not waited for


class NotStarted(Exception):
    """The seat cannot run; `console.words` has the words for `code`."""

    def __init__(self, code: str, params: Mapping[str, Any]) -> None:
        super().__init__(code, params)
        self.code, self.params = code, params


async def begin_again(face: "Face", say: Callable[[str], None]) -> None:
    """Have a seat that is gone run again; `say` is given how that goes. The link comes back by itself."""
    say(translate("Starting", "The seat is starting and reads its record."))
    try:
        await face.bridge.aside(face.restart)
    except NotStarted as failure:
        say(face.words.refusal(failure.code, failure.params))


class Starting(QWidget):
    """A small window of its own."""

    painted = Signal()

    def __init__(self, home: Path) -> None:
        super().__init__()
        self.setWindowTitle("Belfry")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, "card")
        self.resize(look.px(WIDTH), look.px(HEIGHT))
        column = QVBoxLayout(self)
        margin = look.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(label("title", "Belfry"))
        self.told = label("second", self.tr("The seat is starting and reads its record."), wrap=True)
        column.addWidget(self.told)
        column.addWidget(label("muted", str(home), wrap=True))
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.told.text())
        column.addWidget(self.busy)
        column.addStretch(1)
        self.leave = QPushButton(self.tr("Close"))
        self.leave.clicked.connect(lambda _checked: self.close())
        self.leave.setAutoDefault(True)  # Enter presses it, as in a dialog
        self.leave.hide()
        column.addWidget(self.leave, alignment=Qt.AlignmentFlag.AlignRight)

    def paint(self) -> None:
        """Show it, and return once it was painted: what is loaded then nobody waits for in the dark."""
        turning = QEventLoop()
        self.painted.connect(turning.quit, Qt.ConnectionType.QueuedConnection)
        QTimer.singleShot(PAINT_MS, turning.quit)
        self.show()
        turning.exec()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()

    def say_silent(self) -> None:
        """Its seat is there, and may go on."""
        self.told.setText(self.tr("The seat is there but does not answer for now. It may go on by itself."))

    def fail(self, why: str) -> None:
        """Say why there is no desk."""
        set_role(self.told, "refused")
        self.told.setText(why)
        self.busy.hide()
        self.leave.show()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
