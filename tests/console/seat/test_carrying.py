"""What a bundle brings is shown, whatever the disk fails at beside it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import IO

import pytest

from console.link.client import Paged
from db import bundle
from db.errors import StorageFailed
from tests.console.seat.running import PATIENCE, Seat, paged, tell, texts, until


def test_what_a_bundle_brought_is_shown_although_the_disk_does_not_say_what_else_is_lacking(
    home: Path, start: Callable[..., Seat], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(home, tmp_path / "copy")
    one = start(home)
    desk = one.signed_in()
    tell(desk, "log.write", text="three hurt")
    paged(desk, "carry.out", path=str(tmp_path / "stick"))
    one.stop()
    other = start(tmp_path / "copy")

    def unread(_limit: int) -> list[bytes]:
        raise StorageFailed("storage.failed")

    monkeypatch.setattr(other.engine._ledger.record, "lacking", unread)
    assert paged(other.link(), "carry.in", path=str(tmp_path / "stick"))
    assert texts(other) == ["three hurt"]


class Stick:
    """Hangs once so many frames were read from it; `hanging` counts who waits for it."""

    def __init__(self) -> None:
        self.after, self.hanging, self.well = 1_000, 0, Event()

    def read(self, file: IO[bytes], path: Path) -> bytes:
        self.after -= 1
        if self.after < 0:
            self.hanging += 1
            self.well.wait(PATIENCE)
        return frame(file, path)


frame = bundle._frame


@pytest.fixture
def stick(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stick]:
    made = Stick()
    monkeypatch.setattr(bundle, "_frame", made.read)
    yield made
    made.well.set()


@pytest.mark.parametrize(("frames", "sticks"), [(0, 2), (2, 1)])
def test_people_sign_in_and_record_while_sticks_hang_from_the_first_or_later(
    home: Path, start: Callable[..., Seat], tmp_path: Path, stick: Stick, frames: int, sticks: int
) -> None:
    seat = start(home)
    desk = seat.signed_in()
    tell(desk, "log.write", text="before")
    paged(desk, "carry.out", path=str(tmp_path / "stick"))
    stick.after, carrying = frames, seat.link()
    asked = [carrying.ask("carry.in", path=str(tmp_path / "stick")) for _ in range(sticks)]
    until(lambda: stick.hanging == sticks, carrying)
    tell(desk, "log.write", text="meanwhile")
    tell(seat.signed_in(), "log.write", text="and another")
    assert texts(seat) == ["before", "meanwhile", "and another"]
    stick.well.set()
    assert all(isinstance(carrying.call(n, PATIENCE), Paged) for n in asked)
