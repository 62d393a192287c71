"""What came into a closed operation from where nobody knew of the closing: seen, or a reason to reopen it."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.afterwards import ReviewOperation
from console.domain.needs import Need
from widgets.ages import to_the_second
from widgets.dialogs.form import Form
from widgets.dialogs.operation import EndOperation
from widgets.face import Face
from widgets.text import label

translate = QCoreApplication.translate


def worded(face: Face, told: dict[str, Any]) -> str:
    """One thing that came, as the log tells it."""
    words = str(told.get("text") or face.words.kind(told["kind"], told["params"], told["at"]))
    if not told.get("unsaid"):
        return words
    return translate("Afterwards", "{0} (whether the closing was known there is not recorded)").format(words)


class Afterwards(Form):
    """Each thing that came, with who and when; the rest is counted and stands in the log behind the form."""

    deliberate = True

    def __init__(self, face: Face, need: Need, parent: QWidget | None = None) -> None:
        title = translate("Afterwards", "After the closing of {0}").format(need.label)
        subtitle = translate("Afterwards", "told where nobody knew yet that it was closed")
        super().__init__(face, title, subtitle, parent)
        self._operation, self._shown = need.thing, int(need.params["n"])
        came = need.params["came"]
        for told in came:
            who = f"{to_the_second(told['at'])}  {told['by']}"
            self.row(who, label("ordertext", worded(face, told), wrap=True))
        if self._shown > len(came):
            self.note.setText(self.tr("and {0} more, in the log").format(self._shown - len(came)))
        self.cancel_button()
        self.reopen = self.button(self.tr("Reopen…"), self._reopen)
        self.seen = self.button(self.tr("Seen: it stays closed"), self._seen, "main")

    def _seen(self) -> None:
        self.tell(ReviewOperation(operation=self._operation, n=self._shown))

    def _reopen(self) -> None:
        operation = self.face.picture.get("operation", self._operation)
        if operation is not None:
            EndOperation(self.face, operation, self.parentWidget()).show()
        self.reject()
