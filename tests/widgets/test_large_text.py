"""Text as large as the keys make it, on the smallest screens: whatever is shown stands whole."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.templates import LANGUAGES
from tests.widgets.conftest import Window
from tests.widgets.test_longer import cut
from widgets.desk import DeskWindow
from widgets.look import SCALES, look

Desk = Callable[..., tuple[DeskWindow, Window]]
SMALL, USUAL = (1366, 740), (1920, 1050)  # of a screen, without the bar that the system gives a window
TOLD = (QLineEdit, QAbstractButton, QLabel)
LARGE = [percent for percent in SCALES if percent > 100]


@pytest.fixture(autouse=True)
def usual_afterwards() -> Iterator[None]:
    yield
    look.scale(100)


def squashed(window: QWidget) -> list[str]:
    """What is shown and has not the height that it needs."""
    shown = [part for part in window.findChildren(QWidget) if part.isVisible() and isinstance(part, TOLD)]
    return [
        f"{type(part).__name__} {part.text()!r}"
        for part in shown
        if not part.visibleRegion().isEmpty() and part.height() + 1 < part.minimumSizeHint().height()
    ]


def whole(desk: DeskWindow) -> bool:
    return cut(desk) == [] == squashed(desk)


@pytest.mark.parametrize("percent", LARGE)
@pytest.mark.parametrize("size", [SMALL, USUAL])
def test_nothing_that_a_desk_says_is_cut_or_squashed(
    desk: Desk, qtbot: QtBot, size: tuple[int, int], percent: int
) -> None:
    made, window = desk(until=27 * 60)
    made.resize(*size)
    look.scale(percent)
    for lang in LANGUAGES:
        made.face.speech.speak(lang)
        for incident in ("", made.face.of_operation("incident")[0].id):
            made.face.look_at(incident=incident)
            window.bridge.drain()
            seen = []
            while made.panes.sides_shown not in seen:
                seen.append(made.panes.sides_shown)
                qtbot.waitUntil(lambda: whole(made))
                made.other_side()
            assert [any(one) for one in zip(*seen, strict=True)] == [True, True, True]


def test_a_low_desk_counts_what_waits_for_you_where_its_key_brings_it_up(desk: Desk) -> None:
    made, _ = desk(until=45 * 60)
    made.resize(*SMALL)
    look.scale(LARGE[-1])
    assert made.needs.waits()
    assert not made.needs.isVisible()
    assert f"Needs you {made.needs.count}" in made.side.text()
    made.acts.registry.run("side")
    assert made.needs.isVisible()
    assert "Needs you" not in made.side.text()


def test_the_last_word_of_the_status_line_stands_whole_as_text_grows(desk: Desk) -> None:
    made, _ = desk()
    made.resize(*SMALL)
    for percent in LARGE:
        look.scale(percent)
        room = made.status.width()
        said = [one for one in made.status._said if not one.isHidden()]
        assert sum(one.sizeHint().width() for one in said) < room
