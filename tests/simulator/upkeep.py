"""What is done to a seat beside the work: it takes leave, sticks are carried, files beside its record rot."""

from db import bundle
from db.bundle import Run
from tests.rooms.seat import Seat
from tests.simulator.damage import GARBLED
from tests.simulator.room import Room
from tests.simulator.steps import AtSeat
from tests.simulator.watch import disk_of

LEAVING = 20  # s within which the slowest seat has said all
COPIED = 600  # ms within which a stick is written


class Leave(AtSeat, frozen=True):
    """The seat stops as it should: sittings closed, heads signed, a backup and a last rest page."""

    back: bool

    def happen(self, room: Room, seat: Seat) -> None:
        if not room.works(seat):
            return
        seat.engine._stop()
        for _ in range(LEAVING):
            if not seat.running or (seat.engine._done() and disk_of(seat).idle):
                break
            room.go_on(1_000)
        room.leave(seat)
        if self.back:
            room.start(seat)


class Rot(AtSeat, frozen=True):
    """The rest page, or the index that search goes by, is not as it was, when the seat starts again."""

    file: str
    how: str

    def happen(self, room: Room, seat: Seat) -> None:
        room.crash(seat)
        disk_of(seat).rot(self.file, self.how)
        if self.how == GARBLED:
            room.watch.unfound.add(seat.name)
        room.start(seat)


class Carry(AtSeat, frozen=True):
    """What this seat holds goes to another on a stick, whatever is cut; `slight`: only what that one lacks.
    `garbled`: a bit of it flips on the way.
    """

    to: int
    slight: bool
    garbled: bool

    def happen(self, room: Room, seat: Seat) -> None:
        other = room.seats[self.to % len(room.seats)]
        if other is seat or not room.works(seat) or not room.works(other):
            return
        theirs = _carried_out(room, other, "") if self.slight else ""
        stick = _carried_out(room, seat, theirs) if room.works(seat) else ""
        if stick and not room.lies(seat) and seat.name not in room.watch.damaged:
            _look_at(room, seat, stick)
        if stick and self.garbled:
            raw = bytearray((room.folder / stick).read_bytes())
            raw[room.chance.randrange(len(raw))] ^= 1 << room.chance.randrange(8)
            (room.folder / stick).write_bytes(raw)
        if stick and room.works(other):
            room.hand(other).want("carry.in", path=str(room.folder / stick))


def _carried_out(room: Room, seat: Seat, lacking: str) -> str:
    """The name of the bundle; none where the seat did not write it."""
    name = f"{seat.name} {room.network.now}.bundle"
    about = {"path": str(room.folder / name), "lacking": lacking and str(room.folder / lacking)}
    room.hand(seat).want("carry.out", **about)
    room.go_on(COPIED)
    return name if (room.folder / name).exists() else ""


def _look_at(room: Room, seat: Seat, stick: str) -> None:
    """What leaves on a stick is what might be sent."""
    path = room.folder / stick
    room.watch.left(seat, path.read_bytes())
    for frame in bundle.frames(path):
        for entry in frame.entries if isinstance(frame, Run) else ():
            room.watch.passed_on(seat, entry)
