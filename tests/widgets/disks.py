"""Disks that take their time, and what a desk finds on them."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from widgets.drafts import FOLDER, Drafts, writer


class BusyDisk:
    """Finishes no file until it is let."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.busy, self.go_on, self.finished = threading.Event(), threading.Event(), 0
        self._replace: Callable[[Path, Path], Path] = Path.replace

        def finish(fresh: Path, file: Path) -> Path:
            self.busy.set()
            assert self.go_on.wait(60)
            self.finished += 1
            return self._replace(fresh, file)

        monkeypatch.setattr(Path, "replace", finish)


class SlowDisk:
    """Gives no draft back until it is let, and none at all to the thread of the windows."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on, self._read = threading.Event(), Path.read_bytes

        def read(file: Path) -> bytes:
            if file.parent.name == FOLDER:
                assert threading.current_thread() is not threading.main_thread()
                assert self.go_on.wait(60)
            return self._read(file)

        monkeypatch.setattr(Path, "read_bytes", read)

    def answer(self) -> None:
        self.go_on.set()
        written()


def written() -> None:
    """Wait for what is being read and written."""
    writer().submit(bool).result(60)


def left(file: Path) -> Drafts:
    """What a desk finds that begins now."""
    found = Drafts(file)
    written()
    return found
