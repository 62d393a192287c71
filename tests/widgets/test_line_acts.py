"""What a mouse alone can do with a line of the log."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Window
from tests.widgets.desks import form
from widgets.desk import DeskWindow
from widgets.dialogs.asking import NewRequest
from widgets.panes.entry_doing import WITHDRAW

Desk = Callable[..., tuple[DeskWindow, Window]]
OF_ANY_LINE = ["Open…", "New incident", "New request", "New order"]


def offered(made: DeskWindow, qtbot: QtBot, place: int) -> QMenu:
    """The menu of a line, as the other button of the mouse brings it up."""
    view = made.log.view
    view.setFocus()
    view.setCurrentIndex(made.log.model.index(place, 0))
    at = view.visualRect(made.log.model.index(place, 0)).center()
    view.customContextMenuRequested.emit(at)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def place_of(made: DeskWindow, *, written: bool) -> int:
    rows = made.log.model.rows
    return next(n for n, row in enumerate(rows) if (row.line.kind == "log.written") == written)


def choose(menu: QMenu, name: str) -> None:
    next(action for action in menu.actions() if action.text() == name).trigger()
    menu.close()


def test_a_written_line_offers_to_be_corrected_withdrawn_and_made_into_more(desk: Desk, qtbot: QtBot) -> None:
    made, _ = desk()
    place = place_of(made, written=True)
    menu = offered(made, qtbot, place)
    names = [action.text() for action in menu.actions()]
    assert names == [OF_ANY_LINE[0], "Correct", "Withdraw the line", *OF_ANY_LINE[1:]]
    choose(menu, "New request")
    asked = form(NewRequest)
    assert isinstance(asked, NewRequest)
    assert asked.what.toPlainText() == made.log.model.rows[place].text


def test_a_line_is_withdrawn_from_its_menu(desk: Desk, qtbot: QtBot) -> None:
    made, _ = desk()
    choose(offered(made, qtbot, place_of(made, written=True)), "Withdraw the line")
    assert made.log.line.doing.sort == WITHDRAW


def test_the_entry_line_asks_for_the_reason_while_a_line_is_withdrawn(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    entry = made.log.entry
    assert entry.placeholderText().startswith("What happened?")
    choose(offered(made, qtbot, place_of(made, written=True)), "Withdraw the line")
    assert entry.placeholderText() == "Why is the line withdrawn?"
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    assert entry.placeholderText().startswith("What happened?")
    choose(offered(made, qtbot, place_of(made, written=True)), "Withdraw the line")
    window.enter("AMU liaison")
    assert entry.placeholderText().startswith("What happened?")
    choose(offered(made, qtbot, place_of(made, written=True)), "Withdraw the line")
    QTest.keyClicks(entry, "logged twice")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entry.placeholderText().startswith("What happened?"))


def test_what_the_log_only_tells_of_is_not_offered_to_be_corrected(desk: Desk, qtbot: QtBot) -> None:
    made, _ = desk()
    menu = offered(made, qtbot, place_of(made, written=False))
    assert [action.text() for action in menu.actions()] == OF_ANY_LINE
    menu.close()
