"""The screen that a window stands on: text is sized for it, and what it says of itself can be corrected."""

from functools import partial

from PySide6.QtCore import QT_TR_NOOP, QCoreApplication, QEvent, QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from widgets.actions import Actions, Command
from widgets.dialogs.screen import ScreenForm
from widgets.face import Face
from widgets.look import look


class ScreenCommands(QObject):
    """Sizes text for the screen of a window, wherever it is moved; adds the command that corrects it."""

    def __init__(self, face: Face, registry: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._face, self._window = face, window
        words = partial(QCoreApplication.translate, "", str(QT_TR_NOOP("How this screen is read")))
        registry.add(Command("screen", words, self._correct))
        window.installEventFilter(self)

    def _correct(self) -> None:
        ScreenForm(self._face, self._window.screen(), self._window).show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QShowEvent):
            self._window.removeEventFilter(self)
            self._window.windowHandle().screenChanged.connect(look.fit)
            look.fit(self._window.screen())
        return False
