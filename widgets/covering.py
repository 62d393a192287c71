"""What the veil leaves of a window: nothing behind it takes a key, and no form beside it shows a word."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from widgets.face import Face
from widgets.signin import Veil


class Cover(QObject):
    """Covers with the veil and uncovers with it. Open forms come back to the person who left them."""

    def __init__(self, face: Face, body: QWidget, veil: Veil) -> None:
        super().__init__(veil)
        self._face, self._body, self._veil = face, body, veil
        self._hidden: list[QDialog] = []
        self._whose = ""
        veil.risen.connect(self._cover)
        veil.lifted.connect(self._uncover)
        if self.held():
            self._cover()

    def held(self) -> bool:
        """Whether nothing may be done now but to sign in."""
        return not self._veil.isHidden()

    def _person(self) -> str:
        session = self._face.bridge.session
        return session.person if session is not None else ""

    def _cover(self) -> None:
        self._body.setEnabled(False)
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        self._whose = self._person()
        self._hidden = [one for one in self._body.window().findChildren(QDialog) if one.isVisible()]
        for one in self._hidden:
            one.hide()

    def _uncover(self) -> None:
        self._body.setEnabled(True)
        for one in self._hidden:
            if isValid(one) and self._person() == self._whose:
                one.show()
            elif isValid(one):
                one.close()
        self._hidden = []
