"""The faces of a seat, and how much of its time they take."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from types import SimpleNamespace
from typing import cast

import pytest

from console.domain.lines import Extent, Row
from console.link.mirror import Key
from console.link.protocol import Changes, FromSeat, LogWindow
from console.link.server import Server
from console.seat import audience
from console.seat.audience import Audience, Face

SECONDS_A_BATCH = 0.2


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


class Slow:
    """A picture of one incident, which changes all the while and takes long to be shown."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def keys(self) -> Sequence[Key]:
        return [("incident", "a")]

    def at_hand(self, key: Key) -> bool:
        return True

    def rests(self, key: Key) -> bool:
        return False

    def encoded(self, key: Key) -> bytes:
        self._clock.now += SECONDS_A_BATCH
        return b"view"

    def rows(self, window: LogWindow, seen: Extent) -> tuple[Sequence[Row], Extent]:
        return [], seen

    def together(self, rows: Sequence[Row]) -> AbstractContextManager[None]:
        return nullcontext()

    def line(self, row: Row) -> bytes:
        return b""


class Sockets:
    """Where the batches go."""

    def __init__(self) -> None:
        self.batches: list[Changes] = []

    def send(self, face: bytes, message: FromSeat) -> bool:
        assert isinstance(message, Changes)
        self.batches.append(message)
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(audience, "time", SimpleNamespace(monotonic=clock.monotonic))
    return clock


def shown_in(seconds: float, clock: Clock, *, seldom: bool) -> int:
    """How many batches a desk gets in which an incident changes every 10 ms."""
    sockets = Sockets()
    faces = Audience(cast(Server, sockets), Slow(clock))
    desk = Face(b"desk", "desk", "en", 64)
    faces.enter(desk)
    end = clock.now + seconds
    while clock.now < end:
        faces.touch([("incident", "a")])
        faces.show(seldom=seldom)
        desk.feed.credited(len(sockets.batches))
        clock.now += 0.01
    return len(sockets.batches)


def test_a_seat_that_catches_up_gives_its_faces_a_fifth_of_its_time(clock: Clock) -> None:
    assert shown_in(20.0, clock, seldom=True) in range(18, 22)


def test_a_seat_that_is_in_step_shows_what_changes_as_fast_as_it_can(clock: Clock) -> None:
    assert shown_in(20.0, clock, seldom=False) > 90


def test_a_face_is_told_when_the_next_batch_comes(clock: Clock) -> None:
    faces = Audience(cast(Server, Sockets()), Slow(clock))
    faces.enter(Face(b"desk", "desk", "en", 64))
    faces.show(seldom=True)
    faces.touch([("incident", "a")])
    wait = faces.show(seldom=True)
    assert wait == pytest.approx(4 * SECONDS_A_BATCH)
