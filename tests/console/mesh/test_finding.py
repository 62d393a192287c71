"""What seats tell one another of where seats of the room are."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from console.mesh import messages as m
from console.mesh import remembered
from console.mesh.addresses import Addresses
from console.mesh.finding import SAVE, TELL, TELL_NEW, Finding
from console.mesh.interfaces import Self
from console.mesh.porches import Porches
from console.mesh.refusals import Refusals
from console.mesh.wires import Wire, Wires
from console.trust.errors import KeyFileFault
from tests.console.trust.rooms import Room

AT = 100_000
PATIENCE = 20.0


class Core:
    """Remembers what each link was told."""

    def __init__(self) -> None:
        self.seats: set[bytes] = set()
        self.told: dict[int, list[m.Address]] = {}

    def linked_seats(self) -> set[bytes]:
        return self.seats

    def tell_addresses(self, peer: int, known: Sequence[m.Address]) -> None:
        self.told[peer] = list(known)


class House:
    """A seat that is linked with two others."""

    def __init__(self, room: Room, path: Path | None = None) -> None:
        key = room.seat_key
        self.core = Core()
        self.near, self.far = (room.joined(label).seat_key.seat for label in ("Amu 1", "Siamu 1"))
        there = ("10.0.0.2", 5000)
        self.wires = {
            n: cast(Wire, SimpleNamespace(number=n, dialled=True, place=there, address="10.0.0.2:5000"))
            for n in (1, 2)
        }
        own = Self(key.seat, bytes(16), "10.0.0.1", 5000, 7400)
        self.meeting = Finding(own, key, room.trust, self.core, Refusals(lambda: 0), path)
        self.core.seats = {self.near, self.far}
        self.tick(AT)

    def tick(self, now: int) -> dict[int, list[m.Address]]:
        """What each link is told now."""
        self.core.told.clear()
        wires = SimpleNamespace(all=self.wires, dial=lambda *_: None, avoids=lambda _: False)
        self.meeting.tick(cast(Wires, wires), cast(Porches, SimpleNamespace(avoided=False)), now)
        return self.core.told


def test_what_a_seat_says_of_itself_is_passed_on_within_a_second(room: Room) -> None:
    house = House(room)
    new = m.Address(house.near, "10.0.0.2", 5000, 7400)
    house.meeting.learned(house.near, house.wires[1], [new], AT)
    assert house.tick(AT + TELL_NEW - 1) == {}
    assert house.tick(AT + TELL_NEW) == {1: [new], 2: [new]}, "and nothing that they know already"
    assert house.tick(AT + 2 * TELL_NEW) == {}


def test_all_that_a_seat_knows_is_told_again_each_minute(room: Room) -> None:
    house = House(room)
    known = [m.Address(seat, "10.0.0.2", 5000, 7400) for seat in sorted([house.near, house.far])]
    house.meeting.learned(house.near, house.wires[1], known, AT)
    house.tick(AT + TELL_NEW)
    own = m.Address(room.seat_key.seat, "10.0.0.1", 5000, 7400)
    assert house.tick(AT + TELL) == {1: [own, *known], 2: [own, *known]}


def test_what_a_seat_says_of_others_is_remembered_and_not_passed_on_at_once(room: Room) -> None:
    house = House(room)
    told = m.Address(house.far, "10.0.0.3", 5000, 7400)
    house.meeting.learned(house.near, house.wires[1], [told], AT)
    assert house.meeting._addresses.of(house.far) == [told]
    assert house.tick(AT + TELL_NEW) == {}


def soon(done: Callable[[], bool]) -> bool:
    """Whether something comes to be so that another thread does."""
    end = time.monotonic() + PATIENCE
    while not done() and time.monotonic() < end:
        time.sleep(0.01)
    return done()


def test_a_seat_that_is_killed_right_after_its_first_link_knows_where_it_met_the_other(
    room: Room, tmp_path: Path
) -> None:
    house = House(room, tmp_path / "addresses")
    new = m.Address(house.near, "10.0.0.2", 5000, 7400)
    house.meeting.learned(house.near, house.wires[1], [new], AT + 200)
    house.tick(AT + 400)
    assert soon(lambda: Addresses(tmp_path / "addresses").of(house.near) == [new])


def test_addresses_that_come_one_after_the_other_are_written_together(room: Room, tmp_path: Path) -> None:
    house = House(room, tmp_path / "addresses")
    writes: list[int] = []
    house.meeting._addresses._file = cast(
        remembered.Remembered,
        SimpleNamespace(busy=False, failed=False, write=lambda known, **_: writes.append(len(known))),
    )
    for n in range(10):
        told = m.Address(house.far, f"10.0.1.{n}", 5000, 7400)
        house.meeting.learned(house.near, house.wires[1], [told], AT + n * SAVE // 10)
        house.tick(AT + n * SAVE // 10)
    house.tick(AT + SAVE)
    house.tick(AT + 2 * SAVE)
    assert writes == [1, 8], "the first at once, those of the second that follows in one, then nothing"


def test_a_disk_that_would_not_take_the_addresses_gets_them_again(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "addresses"
    house = House(room, path)
    fails = [True]

    def write(path: Path, content: bytes, **_: bool) -> None:
        if fails:
            fails.clear()
            raise KeyFileFault("trust.key_file.not_written", path=str(path), reason="")
        path.write_bytes(content)

    monkeypatch.setattr(remembered, "write_private", write)
    new = m.Address(house.near, "10.0.0.2", 5000, 7400)
    house.meeting.learned(house.near, house.wires[1], [new], AT + 200)
    house.tick(AT + 400)
    assert soon(lambda: not fails)
    assert soon(lambda: house.tick(AT + 400 + SAVE) == {} and Addresses(path).of(house.near) == [new])
