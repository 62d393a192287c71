"""What stands there until the seat serves; or, where it cannot, why."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from console.link.client import SeatGone, TooOld
from console.words import Words
from widgets.look import look, set_role
from widgets.text import label

WIDTH, HEIGHT = 620, 220  # design pixels


class NotStarted(Exception):
    """The seat cannot run; `console.words` has the words for `code`."""

    def __init__(self, code: str, params: Mapping[str, Any]) -> None:
        super().__init__(code, params)
        self.code, self.params = code, params


class Starting(QWidget):
    """A small window of its own."""

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

    def fail(self, failure: NotStarted | SeatGone | TooOld, words: Words) -> None:
        """Say why there is no desk."""
        match failure:
            case NotStarted():
                why = words.refusal(failure.code, failure.params)
            case TooOld():
                why = words.refusal(str(failure), {})
            case _:
                why = words.refusal("link.gone", {})
        set_role(self.told, "refused")
        self.told.setText(why)
        self.busy.hide()
