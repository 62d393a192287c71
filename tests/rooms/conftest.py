"""A founded room to begin with."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.console.mesh.simulated import Mishaps
from tests.rooms.house import SEATS, House, copy_of, found

Founded = tuple[Path, int]
Opening = Callable[..., House]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    """The room on disk, and the time when it stood."""
    folder = tmp_path_factory.mktemp("founded")
    return folder, found(folder)


@pytest.fixture
def opening(founded: Founded, tmp_path: Path) -> Iterator[Opening]:
    """Opens the room with its three seats linked, on a network with these mishaps."""
    with ExitStack() as stack:

        def open_room(seed: int = 1, mishaps: Mishaps | None = None) -> House:
            house = stack.enter_context(copy_of(*founded, tmp_path / f"room{seed}", seed, mishaps))
            for name in SEATS:
                house.open(name)
            house.network.run(1_000)
            return house

        yield open_room


@pytest.fixture
def house(opening: Opening) -> House:
    """The room on a good network."""
    return opening()
