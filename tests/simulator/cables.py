"""What can happen to the network."""

from tests.rooms.seat import Seat
from tests.simulator.room import Room
from tests.simulator.steps import AtSeat, Step
from tests.simulator.work import Burst, Write


class Cut(Step, frozen=True):
    """Frames from one seat no longer reach another."""

    one: int
    other: int
    both: bool

    def do(self, room: Room) -> None:
        a, b = (room.seats[n % len(room.seats)].name for n in (self.one, self.other))
        room.network.cut |= {(a, b), (b, a)} if self.both else {(a, b)}


class Split(Step, frozen=True):
    """Two islands; perhaps one seat that both can hear."""

    at: int
    bridge: bool

    def do(self, room: Room) -> None:
        names = [seat.name for seat in room.network.room]
        at = self.at % len(names)
        for a in names[: at - 1 if self.bridge and at else at]:
            for b in names[at:]:
                room.network.cut |= {(a, b), (b, a)}


class Behind(AtSeat, frozen=True):
    """A seat, or two, can hear only the last one, while others write."""

    two: bool
    ms: int

    def happen(self, room: Room, seat: Seat) -> None:
        relay = room.seats[-1]
        near = {seat.name, room.seats[(self.who + 1) % len(room.seats)].name if self.two else seat.name}
        for other in room.network.room:
            if other.name not in near and other is not relay:
                for name in near - {relay.name}:
                    room.network.cut |= {(name, other.name), (other.name, name)}
        for other in (each for each in room.seats if each.name not in near and each is not relay):
            Write(room.seats.index(other), 3).happen(room, other)
        room.go_on(self.ms)


class Flap(AtSeat, frozen=True):
    """A seat's cable comes and goes."""

    times: int

    def happen(self, room: Room, seat: Seat) -> None:
        before = set(room.network.cut)
        ends = {seat.name}
        for _ in range(self.times):
            others = {each.name for each in room.network.room} - ends
            room.network.cut |= {(seat.name, other) for other in others}
            room.network.cut |= {(other, seat.name) for other in others}
            room.network.hang_up_all(seat)
            room.go_on(1_500)
            room.network.cut = set(before)
            room.go_on(1_500)


class Mend(Step, frozen=True):
    """No cuts any more."""

    def do(self, room: Room) -> None:
        room.network.cut.clear()


class Stall(AtSeat, frozen=True):
    """A seat does nothing for a while, as after SIGSTOP; frames to it wait. `busy`: much is written."""

    ms: int
    busy: bool

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat):
            room.network.stalled.add(seat.name)
            for other in room.honest[:1] if self.busy else ():
                Burst(room.seats.index(other), 90).happen(room, other)
            room.go_on(self.ms)
            room.network.resume(seat)
