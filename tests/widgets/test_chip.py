"""What a chip offers stands whole, in full or in short."""

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.chip import Chip


@pytest.fixture
def head(dressed: QApplication, qtbot: QtBot) -> tuple[QWidget, Chip]:
    over, chip = QWidget(), Chip()
    qtbot.addWidget(over)
    row = QHBoxLayout(over)
    row.addStretch(1)
    row.addWidget(chip)
    chip.say("12 new · re-order", "re-order")
    chip.show()
    over.resize(500, 60)
    over.show()
    qtbot.waitExposed(over)
    return over, chip


def test_a_chip_says_less_where_its_head_is_narrow_and_more_again(
    head: tuple[QWidget, Chip], qtbot: QtBot
) -> None:
    over, chip = head
    full = chip.width()
    assert chip.text() == "12 new · re-order"
    over.resize(full, 60)
    assert chip.text() == "re-order"
    assert chip.width() < full
    assert chip.fontMetrics().horizontalAdvance(chip.text()) < chip.width()
    over.resize(500, 60)
    assert chip.text() == "12 new · re-order"
    assert chip.width() == pytest.approx(full, abs=1)


def test_a_chip_that_has_more_to_say_takes_the_room(head: tuple[QWidget, Chip], qtbot: QtBot) -> None:
    _, chip = head
    chip.say("120 new · re-order", "re-order")
    qtbot.waitUntil(lambda: chip.text() == "120 new · re-order")
