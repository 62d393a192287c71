"""Windows and dialogs that are opened and closed leave nothing behind: no widget, timer or thread."""

import gc
import os
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Window
from widgets.acts import _counting
from widgets.desk import DeskWindow
from widgets.dialogs.agency import AgencyCard
from widgets.dialogs.asking import HandleRequest
from widgets.dialogs.line import LineForm
from widgets.dialogs.receipt import EndOrder, Receipt
from widgets.dialogs.step import StepForm

Desk = Callable[..., tuple[DeskWindow, Window]]
TIMES = int(os.environ.get("BELFRY_OPENS", "36"))  # of each: over 1,000 in all
WARM = 3
UNDONE = {"lock", "sign_in", "sign_out", "side", "menu"}


def settle() -> None:
    """Let Qt delete what it promised to delete."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def held(root: QObject) -> dict[str, int]:
    """What there is: widgets anywhere, timers and other objects below the desk, threads."""
    gc.collect()
    settle()
    return {
        "widgets": len(QApplication.allWidgets()),
        "timers": len(root.findChildren(QTimer)),
        "objects": len(root.findChildren(QObject)),
        "threads": threading.active_count(),
    }


def closed(before: set[QWidget]) -> None:
    for window in set(QApplication.topLevelWidgets()) - before:
        window.close()
    settle()


def forms(made: DeskWindow) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Forms that no command opens by itself."""
    face = made.face
    order, request = face.picture.all("order")[0], face.picture.all("request")[0]
    incident, step = face.of_operation("incident")[0], face.picture.all("agenda")[0]
    line = next(row.line for row in made.log.model.rows if row.line.kind == "log.written")
    yield "receipt", lambda: Receipt(face, order, parent=made)
    yield "end of an order", lambda: EndOrder(face, order, made)
    yield "request", lambda: HandleRequest(face, request, made)
    yield "line", lambda: LineForm(face, line, made)
    yield "step", lambda: StepForm(face, step, made)
    yield "casualties", lambda: _counting("casualties")(face, incident, made)
    yield "units", lambda: _counting("units")(face, incident, made)
    yield "agency", lambda: AgencyCard(face, face.picture.get("agency", "AMU"), made)


@pytest.mark.slow
def test_forms_opened_and_closed_leave_nothing_behind(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(me="SIAMU liaison", until=45 * 60)
    qtbot.waitUntil(lambda: made.timeline._graph is not None)  # it comes once, a while after the window
    made.face.look_at(incident=made.face.of_operation("incident")[0].id)
    window.bridge.drain()  # the log of that incident
    windows = set(QApplication.topLevelWidgets())
    commands = [c for c in made.acts.registry.commands.values() if c.may() and c.name not in UNDONE]
    opening = [(c.name, c.run) for c in commands if c.group in {"act", "command", "room"}]
    opening += [(name, lambda make=make: make().show()) for name, make in forms(made)]  # type: ignore[misc]
    assert len(opening) > 20
    leaks = {}
    for name, run in opening:
        for _ in range(WARM):
            run()
            closed(windows)
        before = held(made)
        for _ in range(TIMES):
            run()
            closed(windows)
        after = held(made)
        if after != before:
            leaks[name] = {key: after[key] - before[key] for key in after if after[key] != before[key]}
    assert leaks == {}


@pytest.mark.slow
def test_desks_opened_and_closed_leave_nothing_behind(window: Callable[..., Window], qtbot: QtBot) -> None:
    one = window(me="SIAMU liaison")

    def open_and_close() -> None:
        made = DeskWindow(one.face)
        made.show()
        qtbot.waitUntil(lambda: made.timeline._graph is not None)
        made.close()
        made.deleteLater()
        settle()

    one.bridge.close = lambda: None  # type: ignore[method-assign] # the link serves the next desk
    for _ in range(WARM):
        open_and_close()
    before = held(one.face)
    for _ in range(TIMES // 4):
        open_and_close()
    assert held(one.face) == before
