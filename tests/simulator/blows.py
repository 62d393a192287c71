"""What can happen to machines, clocks, trust and versions: the harder words of a story."""

from console.domain.facts import encode
from console.domain.incident_facts import IncidentSet
from tests.console.domain.seats import EVE, FAY
from tests.rooms.desk import PASSPHRASE
from tests.rooms.seat import Seat
from tests.simulator.room import Room
from tests.simulator.steps import AtSeat
from tests.simulator.versions import NEWER, write_as_newer
from tests.simulator.watch import FORGED, disk_of, written
from tests.simulator.work import Write

TITLE = 1  # number of the field
IMAGE_OF = "image of "
WRITTEN = 20  # s within which the slowest disk has written
APART, LINES_APART = 3_000, 6  # ms, and lines within them: the others have a rest page of these

# Processes and disks.


class Crash(AtSeat, frozen=True):
    """Power cut; `quietly`: the others have to find out by themselves."""

    quietly: bool

    def happen(self, room: Room, seat: Seat) -> None:
        room.crash(seat, quietly=self.quietly)


class Start(AtSeat, frozen=True):
    """A seat that is down starts again."""

    def happen(self, room: Room, seat: Seat) -> None:
        room.start(seat)


class Refuse(AtSeat, frozen=True):
    """The disk writes nothing, for lack of room, of rights or of luck (`code`); or it does again."""

    code: str

    def happen(self, room: Room, seat: Seat) -> None:
        disk_of(seat).refusing = self.code


class Slow(AtSeat, frozen=True):
    """The disk takes its time."""

    ms: int

    def happen(self, room: Room, seat: Seat) -> None:
        disk_of(seat).slow = self.ms


class Flip(AtSeat, frozen=True):
    """A bit of the disk flips while the seat is down; of one that is damaged more than that is wrong."""

    def happen(self, room: Room, seat: Seat) -> None:
        room.crash(seat)
        others = [other for other in room.honest if other is not seat]
        damaged = seat.name in room.watch.damaged
        name = None if damaged else disk_of(seat).flip(set().union(*map(room.watch.genuine, others)))
        if name is not None:
            room.watch.flipped[seat.name].add(name)
        room.start(seat)


class Damage(AtSeat, frozen=True):
    """The disk keeps something else than it was given, of what others hold too."""

    what: str

    def happen(self, room: Room, seat: Seat) -> None:
        spare = seat.running and not room.lies(seat) and room.is_spare(seat)
        room.crash(seat)
        if spare:
            disk_of(seat).damage(self.what)
            room.watch.damaged.add(seat.name)
            room.watch.forget(seat)
        room.start(seat)


class BackUp(AtSeat, frozen=True):
    """An image of the disk is taken."""

    def happen(self, room: Room, seat: Seat) -> None:
        disk_of(seat).back_up()
        room.watch.copied(seat.name, IMAGE_OF + seat.name)


class Restore(AtSeat, frozen=True):
    """The image is put back, and the seat starts from it."""

    def happen(self, room: Room, seat: Seat) -> None:
        room.crash(seat)
        if disk_of(seat).restore():
            room.watch.forget(seat)
            room.watch.copied(IMAGE_OF + seat.name, seat.name)
        room.start(seat)


class Wipe(AtSeat, frozen=True):
    """The disk loses all entries, if it can be written to as a record still."""

    def happen(self, room: Room, seat: Seat) -> None:
        room.crash(seat)
        if seat.name not in room.watch.damaged:
            disk_of(seat).wipe()
            room.watch.forget(seat)
        room.start(seat)


class Twin(AtSeat, frozen=True):
    """The folder is copied and run beside the seat; a clone also shares what was in memory, but for what is
    on its way to the disk.
    """

    clone: bool

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat) and len(room.twins) < 2:
            room.go_on(1_000)
            for _ in range(WRITTEN):
                if not written(seat):
                    room.go_on(1_000)
            room.twin(seat, clone=self.clone)


# Clocks.


class Jump(AtSeat, frozen=True):
    """A clock jumps, forth or back."""

    ms: int

    def happen(self, room: Room, seat: Seat) -> None:
        seat.skew += self.ms
        room.watch.jumped.add(seat.name)


class Drift(AtSeat, frozen=True):
    """A clock runs fast or slow from now on."""

    percent: int

    def happen(self, room: Room, seat: Seat) -> None:
        seat.drift = self.percent / 100
        room.watch.jumped.add(seat.name)


# Trust, versions, liars.


class Revoke(AtSeat, frozen=True):
    """An administrator at another seat revokes this one; `apart`: while cut off, and others hear it still."""

    by: int
    apart: bool

    def happen(self, room: Room, seat: Seat) -> None:
        other = room.seats[self.by % len(room.seats)]
        if not room.works(other) or other is seat or len(room.honest) < 3:
            return
        fay = room.hand(other, FAY.name)
        room.go_on(600)
        before, late = set(room.network.cut), f"{seat.name} apart {room.network.now}"
        if self.apart:
            names = [each.name for each in room.network.room if each is not other]
            room.network.cut |= {end for name in names for end in ((name, other.name), (other.name, name))}
            if room.works(seat):
                about = room.incidents[0]
                room.hand(seat).ask("incident.set", incident=about, field="title", value=late)
                Write(self.who, LINES_APART).happen(room, seat)
            room.go_on(APART)
        known = room.watch.written_by(seat, other)
        fay.ask("seat.revoke", seat=seat.id.hex(), reason="lost", passphrase=PASSPHRASE)
        room.go_on(600)
        room.network.cut = before
        if room.works(other) and not room.is_revoked(other) and room.is_revoked(seat):
            room.watch.late[late] = room.revocations(seat)
            room.watch.before_cut[seat.id] = known & room.watch.before_cut.get(seat.id, known)


class Swap(AtSeat, frozen=True):
    """The seat stops and goes on with another version of the program: an older one, this one, or a later one
    with facts, messages, fields and compartments that this one does not know.
    """

    version: str

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat):
            room.crash(seat)
            room.swap(seat, self.version)
            room.start(seat)
            if self.version == NEWER:
                room.go_on(600)
                write_as_newer(room, seat)


class Join(AtSeat, frozen=True):
    """An administrator at this seat invites a new one, which joins, empty, in the midst of it all."""

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat) and not room.lies(seat) and not room.is_revoked(seat):
            path = room.folder / "invitation"
            about = {"label": "Late", "agency": "SAFE", "path": str(path), "passphrase": PASSPHRASE}
            room.hand(seat, FAY.name).ask("seat.invite", **about)
            room.go_on(1_500)
            if path.exists():
                room.join(path)


class Lie(AtSeat, frozen=True):
    """The seat lies from now on."""

    how: str

    def happen(self, room: Room, seat: Seat) -> None:
        room.lie(seat, self.how)


class Forge(AtSeat, frozen=True):
    """A patched seat writes in the name of an observer what no rule allowed."""

    def happen(self, room: Room, seat: Seat) -> None:
        if not room.works(seat):
            return
        eve = room.hand(seat, EVE.name)
        room.go_on(600)
        face = seat.engine._audience.faces.get(eve.address)
        if face is not None and face.sitter is not None:
            write_anything(room, seat, IncidentSet.kind, encode(IncidentSet({TITLE: FORGED})), face.sitter.by)


def write_anything(room: Room, seat: Seat, kind: str, payload: bytes, by: int) -> None:
    """A seat writes about an incident what no rule of ours would let it."""
    commits, about = seat.engine._commits, bytes.fromhex(room.incidents[0])

    def write() -> None:
        with commits.writing():
            commits.write(kind, (about,), payload, by)

    commits.when_free(write)
