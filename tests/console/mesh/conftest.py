"""Seats with real records."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.trust.trust import Trust
from tests.console.mesh.simulated import SimSeat
from tests.console.trust.rooms import Room


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def seat(tmp_path: Path, room: Room) -> Iterator[Callable[[str], SimSeat]]:
    """Seats by name, all in one room; their records are closed at the end."""
    opened: list[SimSeat] = []

    def open_one(name: str) -> SimSeat:
        opened.append(SimSeat(name, tmp_path / name, Trust.of(room.trust.raw())))
        return opened[-1]

    yield open_one
    for one in opened:
        one.record.close()
