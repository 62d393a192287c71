"""The chips that offer the right order take no room from what stands around them, in any language."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from console.templates import LANGUAGES
from tests.widgets.conftest import Window
from tests.widgets.test_longer import cut
from widgets.desk import DeskWindow
from widgets.steady import Steady

Desk = Callable[..., tuple[DeskWindow, Window]]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_nothing_is_cut_while_every_list_offers_its_order(
    desk: Desk, qtbot: QtBot, lang: str, size: tuple[int, int]
) -> None:
    made, _ = desk(me="Duty director", until=27 * 60)
    made.face.speech.speak(lang)
    made.resize(*size)
    steady = made.findChildren(Steady)
    assert len(steady) > 2
    for each in steady:
        each._offer(stirred=True, new=12)
    qtbot.waitUntil(lambda: cut(made) == [])
    assert not any(each.chip.isHidden() for each in steady)
