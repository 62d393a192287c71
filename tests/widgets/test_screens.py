"""What a screen says of its size can be corrected at the desk, and is kept."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Window
from widgets.desk import DeskWindow
from widgets.dialogs.screen import ScreenForm
from widgets.kept import kept
from widgets.look import correct_sight, look
from widgets.measured import measured

Open = Callable[..., Window]


@pytest.fixture
def form(window: Open, qtbot: QtBot) -> ScreenForm:
    desk = DeskWindow(window(me="SIAMU liaison").face)
    desk.show()
    qtbot.waitExposed(desk)
    desk.acts.registry.run("screen")
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, ScreenForm) and w.isVisible())


def main(form: ScreenForm) -> QPushButton:
    return next(b for b in form.findChildren(QPushButton) if b.isDefault())


def test_a_smaller_screen_farther_away_takes_larger_text_until_it_speaks_for_itself(form: ScreenForm) -> None:
    usual, screen = look.primary, form.screen()
    form.inches.setText("8,5")
    form.distance.setText("90")
    main(form).click()
    assert look.primary > usual
    assert (measured(screen).inches, measured(screen).metres) == (8.5, 0.9)
    correct_sight(screen, 0.0, 0.0)
    assert look.primary == usual


@pytest.mark.parametrize(("inches", "distance"), [("", "70"), ("abc", "70"), ("24", "0.7"), ("inf", "70")])
def test_what_cannot_be_is_refused_and_stays_to_be_mended(
    form: ScreenForm, inches: str, distance: str
) -> None:
    usual = look.primary
    form.inches.setText(inches)
    form.distance.setText(distance)
    main(form).click()
    assert "inches" in form.told_why
    assert form.inches.text() == inches
    assert look.primary == usual


def test_what_a_garbled_file_says_of_a_screen_is_not_believed(form: ScreenForm) -> None:
    screen = form.screen()
    usual = measured(screen)
    form.inches.setText("8,5")
    form.distance.setText("90")
    main(form).click()
    for garbled in ("8.\ufffd", "nan", "inf", "-8.5"):
        for key in [each for each in kept().allKeys() if each.endswith("inches")]:
            kept().setValue(key, garbled)
        assert measured(screen) == usual
    correct_sight(screen, 0.0, 0.0)


@pytest.mark.parametrize(("lang", "sign"), [("en", "."), ("fr", ","), ("nl", ",")])
def test_lengths_bear_the_decimal_sign_of_the_language(window: Open, lang: str, sign: str) -> None:
    face = window().face
    face.speech.speak(lang)
    form = ScreenForm(face, QGuiApplication.primaryScreen())
    assert sign in form.inches.text()
    assert re.search(rf"\d\{sign}\d", form.note.text())
