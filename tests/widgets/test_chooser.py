"""Typed letters choose, by whichever word of a choice one remembers."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.chooser import chooser

MEANS = ("par téléphone", "par radio", "de vive voix", "Protection civile", "Zone de police Nord")


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("radio", "par radio"),
        ("tele", "par téléphone"),
        ("vive", "de vive voix"),
        ("p", "Protection civile"),
        ("pr", "Protection civile"),
        ("nord", "Zone de police Nord"),
        ("ppp", "par radio"),  # the same letter again: the next of its kind
        ("xyz", "de vive voix"),  # no such word: nothing moves
    ],
)
def test_any_word_of_a_choice_is_found(dressed: QApplication, qtbot: QtBot, typed: str, chosen: str) -> None:
    box = chooser()
    qtbot.addWidget(box)
    box.addItems(MEANS)
    box.setCurrentText("de vive voix")
    box.show()
    QTest.keyClicks(box, typed)
    assert box.currentText() == chosen


def test_an_empty_choice_is_left_alone(dressed: QApplication, qtbot: QtBot) -> None:
    box = chooser()
    qtbot.addWidget(box)
    QTest.keyClicks(box, "radio")
    assert box.currentIndex() == -1


def test_words_without_end_make_no_form_wider_than_its_screen(dressed: QApplication, qtbot: QtBot) -> None:
    made = chooser()
    qtbot.addWidget(made)
    made.addItem("7-1 " + "Explosion at the Vergote dock, " * 20, "7-1")
    assert made.sizeHint().width() <= made.screen().availableGeometry().width()
    assert made.currentText().strip() in made.toolTip()
