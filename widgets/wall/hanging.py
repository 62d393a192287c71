"""Where a wall hangs: full screen on its own screen, hidden while that one is gone."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from widgets.kept import kept

KEY = "wall/screen"


def named(screens: list[QScreen], name: str) -> QScreen | None:
    """The screen that goes by this name, serial number or place (1 is the first); the last without a name."""
    if not name:
        return screens[-1] if screens else None
    for screen in screens:
        if name.casefold() in (screen.name().casefold(), screen.serialNumber().casefold()):
            return screen
    return screens[int(name) - 1] if name.isdecimal() and 0 < int(name) <= len(screens) else None


class Hanging(QObject):
    """Shows the window where its screen is, and hides it where it is not."""

    def __init__(self, window: QWidget, screens: QGuiApplication, name: str = "") -> None:
        """`screens` tells which come and go. `name` is kept for next time; without one, the last holds."""
        super().__init__(window)
        self._window, self._screens = window, screens
        if name:
            kept().setValue(KEY, name)
        self.name = name or str(kept().value(KEY, ""))
        screens.screenAdded.connect(self.hang)
        screens.screenRemoved.connect(self._removed)

    def there(self) -> str:
        """The screens there are, as people may name them."""
        sizes = [(each, each.geometry().size()) for each in self._screens.screens()]
        told = (
            f"{n} {each.name()} {size.width()}×{size.height()}" for n, (each, size) in enumerate(sizes, 1)
        )
        return ", ".join(" ".join(one.split()) for one in told)

    def hang(self) -> bool:
        """Fill the screen, if it is there."""
        screen = named(self._screens.screens(), self.name)
        if screen is None:
            self._window.hide()
            return False
        self.name = self.name or screen.name()  # another screen that comes later is not the wall
        self._window.setGeometry(screen.geometry())
        self._window.showFullScreen()
        return True

    def _removed(self, screen: QScreen) -> None:
        """Qt moves the windows of a screen that goes to another, where nobody wants a wall."""
        there = [each for each in self._screens.screens() if each is not screen]
        if named(there, self.name) is None:
            self._window.hide()
