"""What the walls show: recorded from any operator's desk, followed by every wall of the room."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.board import NEWEST, PAGES, SetBoard
from widgets.ages import moment
from widgets.dialogs.form import Form
from widgets.face import Face, value

translate = QCoreApplication.translate


class ChooseBoard(Form):
    """A page, an operation, or darkness."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        board, words = face.board, face.words
        since = translate("ChooseBoard", "Chosen by {0} at {1}").format(
            board.shown.by, moment(board.shown.at)
        )
        super().__init__(
            face, translate("ChooseBoard", "What the walls show"), since if board.shown.by else "", parent
        )
        pages = [(page, words.word(f"page.{page}")) for page in PAGES]
        self.page = self.choice(self.tr("Page"), pages, board.page)
        operations = sorted(face.picture.all("operation"), key=lambda o: -o.opened)
        told = [(o.id, f"{o.number} {value(o.fields, 'title')}") for o in operations]
        newest = (NEWEST, self.tr("the one opened last"))
        self.operation = self.choice(self.tr("Operation"), [newest, *told], board.operation or NEWEST)
        self.page.setFocus()
        self.cancel_button()
        self.button(self.tr("Make the walls dark"), lambda: self._set(blank=True))
        self.button(self.tr("Show"), lambda: self._set(blank=False), "main")

    def _set(self, *, blank: bool) -> None:
        page, operation = self.page.currentData(), self.operation.currentData()
        self.tell(SetBoard(page=page, operation=operation, blank=blank))
