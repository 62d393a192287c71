"""Every dialog there is, opened and closed again: no widget, timer, thread or listener is left behind."""

import gc
import threading
from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from console.link.client import Event
from tests.widgets.conftest import Window
from tests.widgets.every import dialogs, furnished, made

Open = Callable[..., Window]
TIMES = 5


def left() -> Counter[str]:
    """Every widget, every running timer of a Qt object that Python can still name, and every thread."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    found = Counter(type(widget).__name__ for widget in QApplication.allWidgets())
    timers = (each for top in tops() for each in top.findChildren(QTimer) if each.isActive())
    found.update(f"timer of {type(each.parent()).__name__}" for each in timers)
    found.update(f"thread {each.name}" for each in threading.enumerate())
    return found


def tops() -> list[QObject]:
    return [*QApplication.topLevelWidgets(), QApplication.instance() or QObject()]


@pytest.mark.parametrize("kind", dialogs(), ids=lambda kind: kind.__name__)
def test_a_dialog_leaves_nothing_behind(window: Open, kind: type) -> None:
    opened = window(me="SIAMU liaison", until=30 * 60)
    face, over = furnished(opened), QWidget()
    listening = 0
    before: Counter[str] = Counter()
    for n in range(TIMES):
        dialog = made(kind, face, over)
        dialog.show()
        QApplication.processEvents()
        dialog.close()
        del dialog
        QApplication.processEvents()
        if n == 0:  # the first of a kind may fill a cache
            before, listening = left(), listeners(opened)
    assert left() - before == Counter()
    assert listeners(opened) == listening


def listeners(opened: Window) -> int:
    """How many slots hang on the signals that every window follows."""
    bridge, face = opened.bridge, opened.face
    signals = ("changed(PyObject)", "reset()", "session_changed()", "gone(QString)", "back()")
    heard = sum(bridge.receivers(f"2{signal}") for signal in signals)
    return (
        heard
        + face.receivers("2looked()")
        + face.speech.receivers("2changed()")
        + face.ages.receivers("2aged()")
    )


def test_a_window_that_closed_asks_nothing_more_of_its_link(
    window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its socket is closed: a turn that was on its way when it closed would find none."""
    opened = window(me="SIAMU liaison")
    asked: list[int] = []

    def drain(ms: int = 5) -> list[Event]:
        asked.append(ms)
        return []

    monkeypatch.setattr(opened.link, "drain", drain)
    opened.bridge.mirror(())
    opened.bridge.close()
    QApplication.processEvents()
    assert asked == []
