"""A wall loads nothing for people who type: nobody types there."""

import subprocess
import sys

LOADED = "import sys, widgets.wall.window; print(*(each for each in sys.modules))"
TYPED_INTO = {"widgets.completing", "widgets.places", "widgets.panes.fact", "widgets.panes.entry"}


def test_a_wall_loads_nothing_that_is_typed_into() -> None:
    told = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert set(told.stdout.split()).isdisjoint(TYPED_INTO)
