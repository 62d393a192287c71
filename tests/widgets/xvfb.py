"""A real X screen that nobody sees, for what the platform without a screen cannot show: keyboards, fonts."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

TOOLS = ("Xvfb", "setxkbmap", "xdotool")
needs_a_screen = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)),
    reason="NOT PROVED HERE: a real keyboard needs Xvfb, setxkbmap and xdotool (packaging/setup test)",
)


@contextmanager
def screen(wide: int, high: int) -> Iterator[dict[str, str]]:
    """Its display as it stands in the environment of a process that opens windows there."""
    told = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{wide}x{high}x24", "-nolisten", "tcp"]
    with subprocess.Popen(told, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            display = server.stdout.readline().strip()
            yield {**os.environ, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()
