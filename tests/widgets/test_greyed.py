"""The last picture of a seat that is gone: nobody takes it for a live one, everybody can read it."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from console.figures import clock_time
from tests.widgets.conftest import Window
from tests.widgets.test_look import luminance
from widgets.ages import now_ms
from widgets.desk import DeskWindow
from widgets.greyed import VEIL
from widgets.look import colour

Desk = Callable[..., tuple[DeskWindow, Window]]
HUELESS = 16  # of 255 between the parts of a colour


def colours(of: QWidget) -> Counter[int]:
    image = of.window().grab(of.rect().translated(of.mapTo(of.window(), of.rect().topLeft()))).toImage()
    return Counter(memoryview(image.convertToFormat(image.Format.Format_RGB32).constBits()).cast("I"))


def ground(of: QWidget) -> QColor:
    return QColor(colours(of).most_common(1)[0][0])


def test_what_a_lost_seat_showed_is_paler_and_without_hues_and_what_may_be_used_is_not(desk: Desk) -> None:
    made, window = desk("Duty director", 27 * 60)
    panes, entry = (made.incidents, made.needs, made.agencies, made.command, made.log.view), made.log.line
    alive, usable = [luminance(ground(pane)) for pane in panes], ground(entry)
    window.link.lose()
    window.bridge.drain()
    for pane, before in zip(panes, alive, strict=True):
        for rgb in colours(pane):
            red, green, blue = QColor(rgb).red(), QColor(rgb).green(), QColor(rgb).blue()
            assert max(red, green, blue) - min(red, green, blue) <= HUELESS, type(pane)
        assert luminance(ground(pane)) > 1.5 * before, type(pane)
    assert ground(entry) == usable
    assert made.log_head.text().endswith(f"as of {clock_time(now_ms())}")
    window.link.regain()
    window.bridge.drain()
    assert [luminance(ground(pane)) for pane in panes] == pytest.approx(alive)
    assert "as of" not in made.log_head.text()


@pytest.mark.parametrize("text", ["t1", "t2", "t3"])
def test_a_greyed_picture_can_be_read(text: str) -> None:
    on, below = (luminance(veiled(token)) for token in (text, "bg1"))
    assert (on + 0.05) / (below + 0.05) >= 4.5


def veiled(token: str) -> QColor:
    """What is left of a colour: first its grey, then the veil over it."""
    grey, veil = colour(token).valueF(), colour("edge")
    return QColor.fromRgbF(
        *((1 - VEIL) * grey + VEIL * part for part in (veil.redF(), veil.greenF(), veil.blueF()))
    )
