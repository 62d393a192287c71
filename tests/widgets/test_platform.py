"""Where there is no display a window says so in words, instead of ending with Qt's process."""

import os
import subprocess
import sys
from pathlib import Path

TRIED = """
import sys
from widgets.platform import NoDisplay, tried
try:
    with tried():
        print("meanwhile", flush=True)
except NoDisplay as none:
    print(none)
else:
    from PySide6.QtWidgets import QApplication
    QApplication([])
    print("a window may open")
"""

LOADED = """
import linecache
from widgets.platform import tried
with tried():
    pass
from widgets.desk import DeskWindow
print([name for name in linecache.cache if "/widgets/" in name])
"""


def without_display(platform: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    return {**kept, "QT_QPA_PLATFORM": platform}


def said(platform: str, told: str = TRIED) -> list[str]:
    command = [sys.executable, "-c", told]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=without_display(platform))
    return done.stdout.splitlines()


def test_a_display_that_is_there_is_found_beside_other_work() -> None:
    assert said("offscreen") == ["meanwhile", "a window may open"]


def test_what_a_window_loads_after_that_leaves_no_source_in_memory() -> None:
    assert said("offscreen", LOADED) == ["[]"]


def test_where_there_is_none_the_reason_is_qts_own() -> None:
    meanwhile, reason = said("xcb")
    assert meanwhile == "meanwhile"
    assert "could not connect to display" in reason


def test_the_command_says_it_in_the_readers_language(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "console", "wall", str(tmp_path), "--lang", "fr"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=without_display("xcb"))
    assert done.returncode == 1
    assert done.stderr.startswith("belfry: Aucun écran")
