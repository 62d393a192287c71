"""Several lines to type; Tab leaves them."""

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from console.domain.text import TEXT

MOST: Final = 2 * TEXT  # characters: over every bound of the rules, which refuse it in words


class Paragraph(QPlainTextEdit):
    """Of what is pasted it takes no more than that: Qt breaks a word of 100,000 letters for seconds."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setTabChangesFocus(True)

    def insertFromMimeData(self, source: QMimeData) -> None:
        taken, cursor = QMimeData(), self.textCursor()
        replaced = cursor.selectionEnd() - cursor.selectionStart()
        taken.setText(source.text()[: max(0, MOST - self.document().characterCount() + replaced)])
        super().insertFromMimeData(taken)
