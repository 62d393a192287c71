"""In a language two fifths longer than ours nothing that the windows say is cut."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)
from pytestqt.qtbot import QtBot

from console.domain.incidents import SetIncident
from console.domain.orders import IssueOrder
from tests.widgets.conftest import Window
from tests.widgets.desks import saying
from tests.widgets.every import dialogs, furnished, made
from widgets.desk import DeskWindow
from widgets.dialogs.card import WIDEST
from widgets.dialogs.receipt import Receipt
from widgets.face import Face
from widgets.look import look

SIZES = [(1366, 768), (1920, 1080), (2560, 1440)]


def cut(window: QWidget) -> list[str]:
    """What stands in less room than it needs."""
    QApplication.processEvents()
    shown = [part for part in window.findChildren(QWidget) if part.isVisible()]
    told = [
        f"{type(part).__name__} {part.text()!r}"
        for part in shown
        if isinstance(part, QLabel | QAbstractButton) and part.text() and not whole(part)
    ]
    hints = [line for line in shown if isinstance(line, QLineEdit) and not line.text()]
    return told + [f"hint {line.placeholderText()!r}" for line in hints if not hinted(line)]


def hinted(line: QLineEdit) -> bool:
    """Whether all of the hint in an empty line is to be seen."""
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    inside = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    return line.fontMetrics().horizontalAdvance(line.placeholderText()) <= inside.width()


def whole(part: QLabel | QAbstractButton) -> bool:
    """Whether all of its text is to be seen."""
    if isinstance(part, QLabel):
        drawn = QLabel.text(part)  # what holds together is drawn so, and told as it was given
        inside, words = part.contentsRect(), re.split("[ \n\u200b]" if part.wordWrap() else "\n", drawn)
        widest = max(part.fontMetrics().horizontalAdvance(each) for each in words)
        high = part.heightForWidth(part.width()) if part.wordWrap() else part.sizeHint().height()
        return widest <= inside.width() and high <= part.height() + 1
    return part.minimumSizeHint().width() <= part.width()


@pytest.mark.usefixtures("inter")
@pytest.mark.parametrize("size", SIZES)
def test_nothing_that_a_desk_says_is_cut(
    desk: Callable[..., tuple[DeskWindow, Window]],
    longer: Callable[[Face], None],
    size: tuple[int, int],
    qtbot: QtBot,
) -> None:
    opened, window = desk("Duty director", 27 * 60)
    opened.resize(*size)
    opened.incidents.step(1)
    longer(window.face)
    window.bridge.drain()

    def settled() -> None:
        assert cut(opened) == []

    qtbot.waitUntil(settled)


@pytest.mark.usefixtures("inter")
@pytest.mark.parametrize("kind", dialogs(), ids=lambda kind: kind.__name__)
def test_nothing_that_a_dialog_says_is_cut(
    kind: type[QDialog],
    window: Callable[..., Window],
    longer: Callable[[Face], None],
    qtbot: QtBot,
) -> None:
    face = furnished(window())
    longer(face)
    over = QWidget()
    qtbot.addWidget(over)
    shown = made(kind, face, over)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    assert cut(shown) == []


@pytest.mark.parametrize("size", SIZES)
def test_a_word_without_an_end_takes_no_room_from_what_stands_around_it(
    desk: Callable[..., tuple[DeskWindow, Window]], size: tuple[int, int], qtbot: QtBot
) -> None:
    """An address that is pasted, for instance."""
    opened, window = desk("Duty director", 27 * 60)
    opened.resize(*size)
    incident = opened.face.of_operation("incident")[0]
    opened.face.look_at(incident=incident.id)
    window.bridge.drain()
    QApplication.processEvents()
    usual = opened.incidents.width()
    endless = f"https://{'W' * 190}"
    seen = incident.fields["title"].heads
    window.link.tell(SetIncident(incident=incident.id, field="title", value=endless, seen=seen))
    window.link.tell(IssueOrder(to=("STIB",), text=endless, incident=incident.id))
    window.bridge.drain()
    qtbot.waitUntil(lambda: cut(opened) == [])
    assert opened.incidents.width() == usual
    order = next(o for o in window.face.of_operation("order") if o.text == endless)
    receipt = Receipt(window.face, order, "STIB", opened)
    receipt.show()
    assert cut(receipt) == []
    assert receipt.width() <= look.px(WIDEST)
    assert endless in saying(receipt)
