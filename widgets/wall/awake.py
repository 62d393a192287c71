"""Keeps the screen of a wall awake, as far as the desktop lets itself be asked."""

import ctypes
import logging
import sys

from PySide6.QtDBus import QDBusConnection, QDBusMessage

log = logging.getLogger(__name__)
SERVICE, PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
CONTINUOUS, DISPLAY = 0x80000000, 0x00000002  # of SetThreadExecutionState


def keep_awake() -> None:
    """Ask until this process ends. Where nobody can be asked, the log says so once."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetThreadExecutionState(CONTINUOUS | DISPLAY)
        return
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        log.warning("no session bus: the screen of the wall may be put to sleep by the machine")
        return
    asked = QDBusMessage.createMethodCall(SERVICE, PATH, SERVICE, "Inhibit")
    asked.setArguments(["Belfry", "wall"])
    bus.asyncCall(asked)  # it holds for as long as this process has the connection
