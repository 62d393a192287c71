"""What stands between the heading and the foot of a card: it scrolls where the screen is not high enough."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

SHARE: Final = 0.7  # of the screen at the least: the rest is for the foot, the frame and the title bar


class Inside(QWidget):
    """Is squeezed to the least that it needs before it scrolls."""

    def heightForWidth(self, wide: int) -> int:
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(wide) if layout is not None else 0


class Body(QScrollArea):
    """Asks for as much room as what is in it does; the field that has the focus is in view."""

    def __init__(self, inside: Inside) -> None:
        super().__init__()
        self._inside = inside
        self.setWidget(inside)
        for part in (inside, self.viewport()):
            part.setAutoFillBackground(False)  # the ground is the card's
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self._inside.minimumSizeHint()
        most = round(self.screen().availableGeometry().height() * SHARE)
        bar = self.verticalScrollBar().sizeHint().width() if self.heightForWidth(least.width()) > most else 0
        return QSize(least.width() + bar, min(least.height(), most))

    def heightForWidth(self, wide: int) -> int:
        layout = self._inside.layout()
        return layout.totalHeightForWidth(wide) if layout is not None else 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is inside wants another size: so does this."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
