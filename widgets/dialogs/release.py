"""What was written after a revocation counts for nothing until an administrator lets it count again."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.log import LineView
from widgets.dialogs.signed import SignedForm
from widgets.face import Face
from widgets.panes.log_words import log_row
from widgets.refusing import why_not

translate = QCoreApplication.translate
AFTER_REVOCATION = "after_revocation"


class ReleaseLine(SignedForm):
    """One line at a time: who releases it has read it."""

    def __init__(self, face: Face, line: LineView, *, parent: QWidget | None = None) -> None:
        told = face.words.word(f"standing.{AFTER_REVOCATION}")
        super().__init__(face, translate("ReleaseLine", "Let it count again"), told, parent)
        self._entry = line.entry
        self.fact(self.tr("Text"), log_row(face, line).text)
        self.fact(self.tr("Written by"), line.by)
        self.reason = self.line(self.tr("Reason"))
        self.signature = self.sign_rows()
        self.release = self.act(self.tr("Let it count"), self._release, why_not(face, "people"), "main")

    def _release(self) -> None:
        self.sign("room.release", self.signature, entries=[self._entry], reason=self.reason.text())
