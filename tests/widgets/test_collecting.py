"""What no window holds any longer is destroyed in Qt's thread, whichever thread was busy meanwhile."""

import gc
import threading
from weakref import ref

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from widgets.collecting import Collector, collect, keep


class Ring(QObject):
    """It holds itself, and a timer that runs; it notes in which thread it ends."""

    def __init__(self, ended: list[threading.Thread]) -> None:
        super().__init__()
        self.self, self._ended = self, ended
        self.timer = QTimer(self)
        self.timer.start(1)

    def __del__(self) -> None:
        self._ended.append(threading.current_thread())


def busy() -> None:
    """Allocate enough for Python to collect, if it may."""
    kept = [[] for _ in range(200_000)]  # type: ignore[var-annotated]
    del kept


@pytest.mark.usefixtures("dressed")
def test_a_busy_thread_destroys_no_widget(qtbot: QtBot) -> None:
    parent = QObject()
    Collector(parent)
    ended: list[threading.Thread] = []
    held = ref(Ring(ended))
    worker = threading.Thread(target=busy)
    worker.start()
    worker.join()
    assert held() is not None
    gc.collect()
    assert ended == [threading.main_thread()]


def test_garbage_goes_while_the_window_stands_idle(qtbot: QtBot) -> None:
    parent = QObject()
    Collector(parent)
    ended: list[threading.Thread] = []
    kept: list[object] = []
    Ring(ended)

    def gone() -> bool:
        kept.append([[] for _ in range(1_000)])  # some of it lasts, as it does when somebody works
        return bool(ended)

    qtbot.waitUntil(gone, timeout=10_000)


@pytest.mark.usefixtures("dressed")
def test_what_was_kept_is_not_looked_at_again() -> None:
    ended: list[threading.Thread] = []
    Ring(ended)
    keep()
    gc.collect()
    assert not ended
    gc.unfreeze()
    gc.collect()
    assert ended


def test_nothing_is_done_where_nothing_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    monkeypatch.setattr(gc, "get_count", lambda: (3, 2, 1))
    collect()
    assert not collected
    monkeypatch.setattr(gc, "get_count", lambda: (701, 11, 1))
    collect()
    assert collected == [1]
