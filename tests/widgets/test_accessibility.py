"""Every window and dialog: each control has a name and a role, is reached by Tab, and shows its focus."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Window
from tests.widgets.every import dialogs, furnished, made
from widgets.desk import DeskWindow
from widgets.face import Face, value
from widgets.first import Beginnings, FirstStart
from widgets.panes.timeline import Timeline
from widgets.rows import RowsView
from widgets.starting import Starting

Open = Callable[..., Window]
CONTRAST, EDGE = 3.0, 16  # of a mark of the focus, and the pixels of its edge at the least
DRAWN = (Timeline,)  # a picture that takes keys: Qt knows no role for what is painted


def controls(window: QWidget) -> list[QWidget]:
    """What takes the focus, without the parts of what does."""
    taking = [w for w in window.findChildren(QWidget) if w.isVisible() and w.isEnabled()]
    return [
        w for w in taking if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None and whole(w)
    ]


def whole(widget: QWidget) -> bool:
    """Whether it is a control itself, not the inside of one: a scroll area's page, a combo's line."""
    above = widget.parentWidget()
    return above is None or (above.focusProxy() is None and not above.inherits("QAbstractScrollArea"))


def check(window: QWidget, qtbot: QtBot) -> None:
    """Names, roles, Tab, focus."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    found = controls(window)
    assert found
    for one in found:
        told = QAccessible.queryAccessibleInterface(one)
        assert told is not None
        assert told.text(QAccessible.Text.Name), f"{described(one)} has no name"
        assert told.role() != QAccessible.Role.Client or isinstance(one, DRAWN), f"{described(one)}: no role"
    reached = walk(window, found[0], len(found))
    assert [described(w) for w in found if w not in reached and not grouped(w, reached)] == []
    for one in found:
        assert shows_focus(window, one), f"{described(one)} looks the same with and without the focus"


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()!r}"


def walk(window: QWidget, begin: QWidget, count: int) -> set[QWidget]:
    """Everything that Tab reaches."""
    begin.setFocus(Qt.FocusReason.TabFocusReason)
    reached = {begin}
    for _ in range(2 * count + 10):
        holding = QApplication.focusWidget()
        if holding is None:
            break
        reached.add(holding)
        QTest.keyClick(holding, Qt.Key.Key_Tab)
    return reached


def grouped(widget: QWidget, reached: set[QWidget]) -> bool:
    """Of buttons of which one is chosen, Tab reaches that one, and arrows the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(button in reached for button in group.buttons())


def shows_focus(window: QWidget, one: QWidget) -> bool:
    one.setFocus(Qt.FocusReason.TabFocusReason)
    if not one.hasFocus():
        return False
    with_focus = pixels(one)
    one.clearFocus()
    without = pixels(one)
    lighter, darker = np.maximum(with_focus, without), np.minimum(with_focus, without)
    return bool(np.count_nonzero((lighter + 0.05) / (darker + 0.05) >= CONTRAST) >= EDGE)


def pixels(one: QWidget) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """How light each pixel is, as contrast counts it."""
    image = one.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4) / 255
    linear = np.where(flat <= 0.04045, flat / 12.92, ((flat + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear[..., 2] * 0.2126 + linear[..., 1] * 0.7152 + linear[..., 0] * 0.0722)


@pytest.fixture
def face(window: Open) -> Face:
    return furnished(window(me="SIAMU liaison", until=30 * 60))


@pytest.mark.parametrize("kind", dialogs(), ids=lambda kind: kind.__name__)
def test_every_dialog_can_be_used_without_eyes_and_without_a_mouse(
    face: Face, qtbot: QtBot, kind: type[QDialog]
) -> None:
    over = QWidget()  # which outlives it
    dialog = made(kind, face, over)
    check(dialog, qtbot)


def test_the_desk_can_be_used_without_eyes_and_without_a_mouse(face: Face, qtbot: QtBot) -> None:
    desk = DeskWindow(face)
    desk.resize(1920, 1080)
    check(desk, qtbot)


def test_the_first_windows_can_be_used_without_eyes_and_without_a_mouse(
    face: Face, qtbot: QtBot, tmp_path: Path
) -> None:
    first = FirstStart(
        Beginnings(lambda _: None, lambda _: "", lambda: "words", tmp_path),
        face.speech,
        asyncio.get_event_loop(),
    )
    for page in range(first.pages.count()):
        first.turn(page)
        check(first, qtbot)
    starting = Starting(tmp_path)
    assert starting.busy.accessibleName()
    starting.fail("The folder is no seat's.")
    check(starting, qtbot)
    assert starting.told.text() == "The folder is no seat's."
    QTest.keyClick(starting.leave, Qt.Key.Key_Return)
    assert not starting.isVisible()


def test_whatever_a_colour_says_stands_there_in_words(face: Face, qtbot: QtBot) -> None:
    desk = DeskWindow(face)
    desk.resize(1920, 1080)
    desk.show()
    spoken = ""
    for view in desk.findChildren(RowsView):
        rows = [view.model().index(n, 0) for n in range(view.model().rowCount())]
        said = [str(row.data(Qt.ItemDataRole.AccessibleTextRole) or "") for row in rows]
        assert all(said), view.accessibleName()
        spoken += "\n".join(said)
    severities = {value(i.fields, "severity", "") for i in face.of_operation("incident")}
    assert {"critical", "serious"} & severities
    for severity in {"critical", "serious"} & severities:  # the edge of a row has their colours
        assert face.words.word(f"severity.{severity}") in spoken
    assert "no link 3 min" in spoken  # and so has a seat without a link
