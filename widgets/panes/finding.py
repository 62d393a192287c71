"""The line above the log in which somebody looks for words in it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from console.domain.log import LineView
from console.link.pages import Hit
from widgets.face import Face
from widgets.look import pad, set_role, space
from widgets.searching import SHORTEST, Search
from widgets.text import label


class FindLine(QWidget):
    """Hidden until asked for; Escape puts the log back. `changed` when other lines are to be shown."""

    changed = Signal()
    left = Signal()  # down into the list, or away

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        self.words, self.told, self.leave = QLineEdit(), label("muted"), QPushButton()
        self.search = Search(face, self, self._here)
        row = QHBoxLayout(self)
        pad(row, 18, 6, 18, 6)
        space(row, 12)
        set_role(self.leave, "quiet")
        row.addWidget(self.words, 1)
        row.addWidget(self.told)
        row.addWidget(self.leave)
        self.words.textChanged.connect(self._look)
        self.words.installEventFilter(self)
        self.leave.clicked.connect(lambda _checked: self.end())
        self.search.changed.connect(self._found)
        self.search.refused.connect(self.told.setText)
        face.looked.connect(self._look)
        self.reword()
        self.hide()

    def reword(self) -> None:
        """Say everything in the language of now."""
        self.words.setPlaceholderText(self.tr("Find in this log: any words"))
        self.words.setAccessibleName(self.tr("Find in this log"))
        self.leave.setText(self.tr("Esc  whole log"))
        self._count()

    @property
    def lines(self) -> list[LineView] | None:
        """The lines found, latest first; None where nobody looks for anything."""
        if self.isHidden() or len(self.search.words) < SHORTEST:
            return None
        found = [hit.line for hit in self.search.hits if hit.line is not None]
        return sorted(found, key=lambda line: line.order, reverse=True)

    def begin(self) -> None:
        """Let somebody type."""
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def end(self) -> None:
        """The whole log again."""
        self.hide()
        self.words.clear()
        self.search.look("")
        self.left.emit()

    def _look(self) -> None:
        if not self.isHidden():
            self.search.look(self.words.text(), self._face.log[0])

    def _here(self, hit: Hit) -> bool:
        """Whether it belongs to the log that is shown."""
        (operation, incident), line = self._face.log, hit.line
        if line is None:
            return False
        if incident:
            return incident in (line.incident, *line.references)
        return line.operation == operation if operation else line.of_room

    def _found(self) -> None:
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        count, search = len(self.search.hits), self.search
        if len(search.words) < SHORTEST:
            self.told.setText("")
        elif search.busy:
            self.told.setText(self.tr("looking… {0}").format(count))
        else:
            more = search.more
            self.told.setText(
                self.tr("{0} and more").format(count) if more else self.tr("%n found", "", count)
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.end()
                return True
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)
