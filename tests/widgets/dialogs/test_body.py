"""A form where text is large and the screen is not."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Window
from tests.widgets.every import furnished, made
from widgets.desk import DeskWindow
from widgets.dialogs.catalogue import CatalogueEntry
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.history import History
from widgets.look import look
from widgets.menu import Sheet
from widgets.room.window import RoomWindow

LARGE = 200  # per cent, the most that a key gives


@pytest.fixture
def large(dressed: QApplication) -> Iterator[None]:
    look.scale(LARGE)
    yield
    look.scale(100)


@pytest.mark.parametrize("kind", [CatalogueEntry, ComposeOrder, History, RoomWindow])
def test_no_form_is_higher_than_its_screen(
    kind: type[QDialog], large: None, window: Callable[..., Window], qtbot: QtBot
) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    shown = made(kind, furnished(window()), over)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    assert shown.height() <= shown.screen().availableGeometry().height()


def test_a_field_below_comes_into_view_when_somebody_tabs_to_it(
    large: None, window: Callable[..., Window], qtbot: QtBot
) -> None:
    form = CatalogueEntry(furnished(window()))
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    fields = list(form._names)
    fields[0].setFocus()
    for _ in fields[1:]:
        holding = QApplication.focusWidget()
        assert holding is not None
        QTest.keyClick(holding, Qt.Key.Key_Tab)
    last = QApplication.focusWidget()
    assert last is fields[-1]
    assert form.body.verticalScrollBar().value() > 0
    whole = QRect(last.mapTo(form.body, QPoint()), last.size())
    assert form.body.rect().contains(whole)


def test_keys_are_read_to_the_end_where_only_a_button_takes_the_focus(
    large: None, desk: Callable[..., tuple[DeskWindow, Window]], qtbot: QtBot
) -> None:
    opened, _ = desk()
    look.scale(LARGE)  # whoever sits here has a size of their own
    sheet = Sheet(opened.face, opened.acts.registry, opened)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    bar = sheet.body.verticalScrollBar()
    assert bar.maximum() > 0
    assert sheet.body.horizontalScrollBar().maximum() == 0, "the bar covers no word"
    while bar.value() < bar.maximum():
        before, holding = bar.value(), QApplication.focusWidget()
        assert holding is not None
        QTest.keyClick(holding, Qt.Key.Key_PageDown)
        assert bar.value() > before


def test_where_there_is_room_nothing_scrolls(window: Callable[..., Window], qtbot: QtBot) -> None:
    form = CatalogueEntry(furnished(window()))
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    assert form.body.verticalScrollBar().maximum() == 0
