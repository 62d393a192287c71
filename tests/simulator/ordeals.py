"""What befalls a room seldom, and then much of it at once: words that are whole scenes."""

import shutil
from contextlib import nullcontext
from errno import ENOSPC
from pathlib import Path
from unittest.mock import patch

from console.trust.errors import Refusal
from db.backup import backups, restore
from tests.console.domain.seats import ANN, BEN
from tests.rooms.seat import Seat
from tests.simulator.blows import APART, BackUp, Restore, Swap
from tests.simulator.office import Do, HandOver, Renew
from tests.simulator.room import Room
from tests.simulator.steps import AtSeat, Step
from tests.simulator.versions import NOW, OLDER
from tests.simulator.work import SIGNED_IN, Command, Edit

ARRIVED = 3_000  # ms within which most is everywhere


class Blackout(Step, frozen=True):
    """The power of the whole building goes, and comes back: the seats start in some order."""

    ms: int

    def do(self, room: Room) -> None:
        down = [seat for seat in (*room.seats, *room.twins) if seat.running]
        for seat in down:
            room.crash(seat)
        room.go_on(self.ms)
        room.chance.shuffle(down)
        for seat in down:
            room.start(seat)


class Rise(AtSeat, frozen=True):
    """Who works here goes home, perhaps after the clock was set back (`ms`), and the next sits down."""

    ms: int

    def happen(self, room: Room, seat: Seat) -> None:
        if not room.works(seat):
            return
        if self.ms:
            seat.skew -= self.ms
            room.watch.jumped.add(seat.name)
        room.hand(seat).rise()
        room.go_on(SIGNED_IN)
        if room.works(seat):
            room.relieve(seat)


class Walk(AtSeat, frozen=True):
    """The walk over the record is due here now, whatever else goes on."""

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat):
            seat.engine._keeping._walk_at = float("-inf")


class PutBack(AtSeat, frozen=True):
    """Somebody backs this seat up, stops it, and puts the newest backup back; `full`: a disk that has no room
    for it refuses, and leaves all as it was.
    """

    full: bool

    def happen(self, room: Room, seat: Seat) -> None:
        if not room.works(seat) or seat.name in room.watch.damaged:
            return
        room.hand(seat).want("backup", path="")
        room.go_on(SIGNED_IN)
        room.crash(seat)
        made = backups(seat.folder)
        with patch.object(shutil, "copyfile", _half) if self.full else nullcontext():
            try:
                restore(seat.folder, seat.room, seat.wall())
            except Refusal:
                assert self.full or not made, "a backup that was made can be put back"
            else:
                room.watch.forget(seat)
        room.start(seat)


def _half(_: Path, target: Path) -> None:
    target.write_bytes(b"half of it")
    raise OSError(ENOSPC, "")


class Regret(AtSeat, frozen=True):
    """A handover is on offer here; the disk of before is put back; elsewhere the other accepts it."""

    at: int

    def happen(self, room: Room, seat: Seat) -> None:
        Command(self.who, ANN.name).happen(room, seat)
        room.go_on(ARRIVED)
        BackUp(self.who).happen(room, seat)
        HandOver(self.who, ANN.name, "command.offer", BEN.name).happen(room, seat)
        room.go_on(ARRIVED)
        Restore(self.who).happen(room, seat)
        HandOver(self.at, BEN.name, "command.accept", ANN.name).do(room)


class RenewApart(AtSeat, frozen=True):
    """Somebody takes a new passphrase at two seats that do not hear each other."""

    at: int
    name: str

    def happen(self, room: Room, seat: Seat) -> None:
        other, before = room.seats[self.at % len(room.seats)], set(room.network.cut)
        rest = [each.name for each in room.network.room if each is not other]
        room.network.cut |= {end for name in rest for end in ((name, other.name), (other.name, name))}
        for step in (Renew(self.who, self.name), Renew(self.at, self.name)):
            step.do(room)
        room.go_on(APART)
        room.network.cut = before


class Downgrade(AtSeat, frozen=True):
    """A seat goes back to an older version while two disagree, one settles it, and it comes forth again."""

    at: int

    def happen(self, room: Room, seat: Seat) -> None:
        Swap(self.who, OLDER).happen(room, seat)
        for who in (self.who, self.at):
            Edit(who, 0, "title", 1).do(room)
        room.go_on(ARRIVED)
        Do(self.at, "settle a conflict").do(room)
        room.go_on(ARRIVED)
        Swap(self.who, NOW).happen(room, seat)
