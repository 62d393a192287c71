"""The first start: a workstation that is in no room yet."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import qasync
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStyle, QStyleOptionFrame
from pytestqt.qtbot import QtBot

from console.templates import LANGUAGES
from widgets.first import CHOICE, CREATE, DONE, JOIN, Beginnings, FirstStart, Founding, Joining
from widgets.speech import Speech
from widgets.starting import NotStarted

WORDS = "tongue veteran line monarch pebble"
SAME = "anchor velvet morning pine"
Key = Qt.Key


class Begun:
    """What the window asked for."""

    def __init__(self, app: QApplication, home: Path) -> None:
        self.asked: list[Founding | Joining] = []
        self.refusing = ""
        self.loop = qasync.QEventLoop(app)
        asyncio.set_event_loop(self.loop)
        self.speech = Speech("en")
        beginnings = Beginnings(self._take, self._join, lambda: WORDS, home)
        self.window = FirstStart(beginnings, self.speech, self.loop)
        self.homes: list[str] = []
        self.window.begun.connect(self.homes.append)

    def _join(self, asked: Joining) -> str:
        self._take(asked)
        return SAME if asked.code else ""

    def _take(self, asked: Founding | Joining) -> None:
        self.asked.append(asked)
        if self.refusing:
            raise NotStarted(self.refusing, {"path": "x", "reason": "y", "id": "z", "limit": 80})


@pytest.fixture
def begun(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Begun]:
    made = Begun(dressed, tmp_path / "seat")
    made.window.show()
    yield made
    made.window.close()
    made.speech.close()
    made.loop.close()
    asyncio.set_event_loop(None)


def saying(begun: Begun) -> str:
    return "\n".join(each.text() for each in begun.window.findChildren(QLabel) if each.isVisible())


def settled(begun: Begun) -> Callable[[], bool]:
    return lambda: begun.window.busy.isHidden() and bool(begun.asked)


def test_a_room_is_created_by_keys_and_says_what_must_be_kept(begun: Begun, qtbot: QtBot) -> None:
    window = begun.window
    assert window.pages.currentIndex() == CHOICE
    window.offers[1].click()
    assert window.pages.currentIndex() == CREATE
    page = window.creating
    QTest.keyClicks(window.focusWidget(), "Crisis centre")
    page.seat.setText("Safe 1")
    QTest.keyClicks(page.person, "Duty officer")
    QTest.keyClick(page.person, Key.Key_Return)
    qtbot.waitUntil(lambda: window.pages.currentIndex() == DONE)
    (asked,) = begun.asked
    assert isinstance(asked, Founding)
    assert (asked.room, asked.agency, asked.passphrase) == ("Crisis centre", "SAFE", WORDS)
    assert not asked.exercise
    assert WORDS in saying(begun)
    assert asked.room_key in saying(begun)
    assert begun.homes == []
    window.made.go.click()
    assert begun.homes == [asked.home]


def test_what_is_refused_says_why_and_keeps_what_was_typed(begun: Begun, qtbot: QtBot) -> None:
    window = begun.window
    begun.refusing = "trust.passphrase.monotonous"
    window.offers[1].click()
    window.creating.room.setText("Crisis centre")
    window.creating.go.click()
    qtbot.waitUntil(settled(begun))
    assert window.refusal.text() == "The passphrase repeats itself too much."
    assert window.creating.room.text() == "Crisis centre"
    assert window.pages.isEnabled()


def test_after_a_refusal_the_keys_are_where_they_were(begun: Begun, qtbot: QtBot) -> None:
    window = begun.window
    begun.refusing = "trust.code.wrong"
    window.offers[0].click()
    QTest.keyClicks(window.joining.code, "7k4q-9xwn")
    for _ in range(2):
        begun.asked.clear()
        QTest.keyClick(window.focusWidget(), Key.Key_Return)
        qtbot.waitUntil(settled(begun))
        assert window.focusWidget() is window.joining.code


def test_a_seat_joins_with_its_invitation_and_the_desk_opens_at_once(begun: Begun, qtbot: QtBot) -> None:
    window = begun.window
    window.offers[0].click()
    assert window.pages.currentIndex() == JOIN
    window.joining.invitation.setText("/media/stick/siamu.invitation")
    QTest.keyClick(window.joining.invitation, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(begun.homes))
    (asked,) = begun.asked
    assert isinstance(asked, Joining)
    assert asked.invitation == "/media/stick/siamu.invitation"


def test_a_seat_joins_by_a_code_and_shows_the_words_to_compare(begun: Begun, qtbot: QtBot) -> None:
    window = begun.window
    window.offers[0].click()
    QTest.keyClicks(window.focusWidget(), "7k4q-9xwm")
    QTest.keyClicks(window.joining.peer, "192.0.2.7:41001")
    window.joining.go.click()
    qtbot.waitUntil(lambda: window.pages.currentIndex() == DONE)
    (asked,) = begun.asked
    assert isinstance(asked, Joining)
    assert (asked.code, asked.peer) == ("7k4q-9xwm", "192.0.2.7:41001")
    assert SAME in saying(begun)
    assert "in no room yet" not in saying(begun)
    assert begun.homes == []
    window.made.go.click()
    assert begun.homes == [asked.home]


def test_the_language_may_be_chosen_first_and_what_was_typed_stays(begun: Begun) -> None:
    window = begun.window
    window.offers[1].click()
    window.creating.room.setText("Crisis centre")
    begun.speech.speak("nl")
    assert window.creating.go.text() == "Oprichten"
    assert window.creating.room.text() == "Crisis centre"
    assert window.creating.agency.currentData() == "SAFE"
    assert "Deze werkpost hoort nog bij geen zaal." in saying(begun)


def test_somebody_may_only_try(begun: Begun, qtbot: QtBot) -> None:
    with qtbot.waitSignal(begun.window.tried):
        begun.window.offers[2].click()


def test_enter_takes_what_is_offered_and_goes_back(begun: Begun) -> None:
    window = begun.window
    QTest.keyClick(window.offers[0], Key.Key_Return)
    assert window.pages.currentIndex() == JOIN
    window.joining.back.setFocus()
    QTest.keyClick(window.joining.back, Key.Key_Enter)
    assert window.pages.currentIndex() == CHOICE


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_hint_is_cut(begun: Begun, lang: str) -> None:
    begun.speech.speak(lang)
    begun.window.offers[0].click()
    QApplication.processEvents()
    for field in (begun.window.joining.code, begun.window.joining.peer):
        option = QStyleOptionFrame()
        field.initStyleOption(option)
        room = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field).width()
        wide = field.fontMetrics().horizontalAdvance(field.placeholderText())
        assert 0 < wide <= room, field.placeholderText()
