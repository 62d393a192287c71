"""How a picture looks that nobody keeps any more: no hue, everything paler, still to be read."""

from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsColorizeEffect

from widgets.look import colour

VEIL: Final = 0.25  # how much of the veil is seen: more would make small text hard to read


class Greyed(QGraphicsColorizeEffect):
    """Takes away the hues, then lays a grey veil over the rest."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setColor(Qt.GlobalColor.black)  # no tint
        self.setStrength(1.0)

    def draw(self, painter: QPainter) -> None:
        super().draw(painter)
        painter.fillRect(self.boundingRect(), colour("edge", VEIL))
