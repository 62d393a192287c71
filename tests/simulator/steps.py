"""The words in which stories are told: what one is."""

from msgspec import Struct

from tests.rooms.seat import Seat
from tests.simulator.room import Room


class Step(Struct, frozen=True):
    """One thing that happens. Where it makes no sense any more, nothing does."""

    def do(self, room: Room) -> None:
        raise NotImplementedError

    def __str__(self) -> str:
        values = ", ".join(str(getattr(self, name)) for name in self.__struct_fields__)
        return f"{type(self).__name__.lower()} {values}"


class AtSeat(Step, frozen=True):
    """Something that happens to one seat."""

    who: int

    def do(self, room: Room) -> None:
        self.happen(room, room.seats[self.who % len(room.seats)])

    def happen(self, room: Room, seat: Seat) -> None:
        raise NotImplementedError


class Wait(Step, frozen=True):
    """Time passes."""

    ms: int

    def do(self, room: Room) -> None:
        room.go_on(self.ms)
