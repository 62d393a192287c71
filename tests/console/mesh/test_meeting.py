"""What seats tell one another of where seats of the room are."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

from console.mesh import messages as m
from console.mesh.interfaces import Self
from console.mesh.meeting import TELL_NEW, Meeting
from console.mesh.porches import Porches
from console.mesh.refusals import Refusals
from console.mesh.wires import Wire, Wires
from tests.console.trust.rooms import Room

AT = 100_000


class Core:
    """Remembers what each link was told."""

    def __init__(self) -> None:
        self.seats: set[bytes] = set()
        self.told: list[int] = []

    def linked_seats(self) -> set[bytes]:
        return self.seats

    def tell_addresses(self, peer: int, known: Sequence[m.Address]) -> None:
        self.told.append(peer)


class House:
    """A seat that is linked with two others."""

    def __init__(self, room: Room) -> None:
        key = room.seat_key
        self.core = Core()
        self.near, self.far = (room.joined(label).seat_key.seat for label in ("Amu 1", "Siamu 1"))
        there = ("10.0.0.2", 5000)
        self.wires = {
            n: cast(Wire, SimpleNamespace(number=n, dialled=True, place=there, address="10.0.0.2:5000"))
            for n in (1, 2)
        }
        own = Self(key.seat, bytes(16), "10.0.0.1", 5000, 7400)
        self.meeting = Meeting(own, key, room.trust, self.core, Refusals(lambda: 0), None)
        self.core.seats = {self.near, self.far}
        self.tick(AT)

    def tick(self, now: int) -> list[int]:
        """Which links are told something now."""
        self.core.told.clear()
        wires = SimpleNamespace(all=self.wires, dial=lambda *_: None)
        self.meeting.tick(cast(Wires, wires), cast(Porches, None), now)
        return self.core.told


def test_what_a_seat_says_of_itself_is_passed_on_within_a_second(room: Room) -> None:
    house = House(room)
    house.meeting.learned(house.near, house.wires[1], [m.Address(house.near, "10.0.0.2", 5000, 7400)], AT)
    assert house.tick(AT + TELL_NEW) == [1, 2]


def test_what_a_seat_says_of_others_is_remembered_and_not_passed_on_at_once(room: Room) -> None:
    house = House(room)
    told = m.Address(house.far, "10.0.0.3", 5000, 7400)
    house.meeting.learned(house.near, house.wires[1], [told], AT)
    assert house.meeting._addresses.of(house.far) == [told]
    assert house.tick(AT + TELL_NEW) == []
