"""Times as the room says them, whatever a clock that is wrong, or a seat that lies, makes of them."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from widgets.ages import age, clock_seconds, clock_time, moment
from widgets.panes.graph import Times

FARTHEST = 2**48 - 1  # ms, as far as an entry's clock can be ahead


@pytest.mark.parametrize("said", [age, clock_time, clock_seconds, moment])
@pytest.mark.parametrize("at", [0, FARTHEST])
def test_any_time_that_an_entry_may_bear_is_said(said: Callable[[int], str], at: int) -> None:
    assert said(at)


def test_the_timeline_is_drawn_wherever_somebody_reads(qapp: QApplication) -> None:
    assert Times("top").tickStrings([0.0, float(FARTHEST)], 1.0, 1.0)
