"""A form where text is large and the screen is not."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.templates import LANGUAGES
from tests.widgets.conftest import Window
from tests.widgets.every import dialogs, furnished, made
from tests.widgets.test_longer import cut
from widgets.desk import DeskWindow
from widgets.dialogs.card import FRAME, Card
from widgets.dialogs.catalogue import CatalogueEntry
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.history import History
from widgets.dialogs.paragraph import Paragraph
from widgets.face import Face
from widgets.look import look
from widgets.menu import Sheet
from widgets.room.window import RoomWindow

SMALL = QSize(1366, 740)
CARDS = [kind for kind in dialogs() if issubclass(kind, Card)]
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


def is_whole(shown: QDialog) -> bool:
    return cut(shown) == []


@pytest.mark.usefixtures("inter")
@pytest.mark.parametrize("kind", CARDS, ids=lambda kind: kind.__name__)
def test_every_form_fits_a_small_screen_in_large_text_with_all_of_its_buttons(
    kind: type[QDialog],
    large: None,
    window: Callable[..., Window],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Card, "_room", lambda _: SMALL.width() - FRAME)
    over, opened = QWidget(), window()
    over.resize(SMALL)
    qtbot.addWidget(over)
    for lang in LANGUAGES:
        face = furnished(opened)
        face.speech.speak(lang)
        shown = made(kind, face, over)
        shown.show()
        qtbot.waitExposed(shown)
        assert shown.minimumSizeHint().width() <= SMALL.width()
        qtbot.waitUntil(partial(is_whole, shown))
        buttons = [one for one in shown.findChildren(QPushButton) if one.isVisible()]
        places = [QRect(one.mapTo(shown, QPoint()), one.size()) for one in buttons]
        assert [one for one in places if not 0 <= one.left() <= one.right() < SMALL.width()] == []
        assert not any(one.intersects(other) for one, other in combinations(places, 2))
        shown.close()


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


NAMED_FORMS = [kind for kind in CARDS if kind is not Sheet]


@pytest.mark.parametrize("kind", NAMED_FORMS, ids=lambda kind: kind.__name__)
def test_a_form_that_is_open_follows_text_that_grows_and_shrinks(
    kind: type[Card], window: Callable[..., Window], qtbot: QtBot
) -> None:
    face, over = furnished(window()), QWidget()
    qtbot.addWidget(over)
    shown = settled(kind, face, over, qtbot)
    for percent in (LARGE, 100):
        look.scale(percent)
        fresh = settled(kind, face, over, qtbot)
        meant = laid_out(fresh)
        fresh.close()
        qtbot.waitUntil(partial(is_laid_out, shown, meant))
    shown.close()


def test_keys_make_text_larger_from_within_a_form(
    desk: Callable[..., tuple[DeskWindow, Window]], qtbot: QtBot, large: None
) -> None:
    opened, _ = desk("Duty director")
    look.scale(100)
    composer = ComposeOrder(opened.face, parent=opened)
    composer.show()
    composer.activateWindow()
    qtbot.waitUntil(composer.isActiveWindow)
    QTest.keyClicks(composer.what, "Hold ")
    QTest.keyClick(composer.what, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert look.percent == 110
    QTest.keyClick(composer.what, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert (look.percent, composer.what.toPlainText()) == (100, "Hold ")


def settled(kind: type[QDialog], face: Face, over: QWidget, qtbot: QtBot) -> Card:
    shown = made(kind, face, over)
    assert isinstance(shown, Card)
    shown.show()
    qtbot.waitExposed(shown)
    QApplication.processEvents()
    return shown


def is_laid_out(shown: Card, meant: list[int]) -> bool:
    return laid_out(shown) == meant


def laid_out(shown: Card) -> list[int]:
    """How wide it is, and the fields to type in; how high those are that take several lines."""
    fields = [one for one in shown._names if one.isVisible() and not isinstance(one, QLabel)]
    paragraphs = [one for one in fields if isinstance(one, Paragraph)]
    return [shown.width(), *(one.width() for one in fields), *(one.height() for one in paragraphs)]


def test_names_leave_the_fields_their_room(
    large: None,
    window: Callable[..., Window],
    longer: Callable[[Face], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Card, "_room", lambda _: SMALL.width() - FRAME)
    face, over = furnished(window()), QWidget()
    qtbot.addWidget(over)
    longer(face)
    for kind in CARDS:
        shown = settled(kind, face, over, qtbot)
        names = [one for one in shown._names.values() if one.isVisible()]
        assert max((one.width() for one in names), default=0) <= shown.width() * 0.4, kind
        assert [one for one in cut(shown) if not one.startswith("hint")] == []
        shown.close()


def test_the_room_window_leaves_something_of_the_desk_to_be_seen(
    large: None, window: Callable[..., Window], qtbot: QtBot
) -> None:
    shown = RoomWindow(furnished(window()))
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    assert shown.height() < shown.screen().availableGeometry().height() * 0.9


def test_where_there_is_room_nothing_scrolls(window: Callable[..., Window], qtbot: QtBot) -> None:
    form = CatalogueEntry(furnished(window()))
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    assert form.body.verticalScrollBar().maximum() == 0
