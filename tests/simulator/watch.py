"""What must hold whatever happens (design.md 12), looked at from outside, after every step."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from console.mesh import credit, link
from console.mesh import messages as m
from console.mesh.inbox import BYTES_IN_ALL, UNDERWAY
from console.mesh.serving import WAITING_A_PEER
from console.seat import sessions
from console.trust.boxes import unlock
from console.trust.keys import SigningKey
from db.clock import MAX_AHEAD_MS
from db.entry import Entry, decode_header, entry_id
from db.feed import Feed
from tests.rooms.desk import PASSPHRASE
from tests.rooms.seat import Seat
from tests.simulator.disk import SimulatedDisk
from tests.simulator.field import Field
from tests.simulator.versions import OlderLedger

EVERYTHING = 1_000_000
FORGED = "FORGED"  # a value that may never be shown


class Broken(Exception):
    """An invariant does not hold."""

    def __init__(self, invariant: str, text: str) -> None:
        super().__init__(f"{invariant}: {text}")
        self.invariant = invariant


class Watch:
    """Knows all that was ever signed and confirmed, and compares it with what seats send, hold and show."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.signed: dict[bytes, Entry] = {}
        self.twins: set[bytes] = set()  # feeds that two machines write
        # Values that revoked seats wrote after their cut, each with the statements that set such a cut.
        self.late: dict[str, frozenset[bytes]] = {}
        self.released: set[str] = set()  # entries that somebody let count again
        self.before_cut: dict[bytes, set[str]] = {}  # seat → its entries that all who revoked it held then
        self.secrets: set[bytes] = {PASSPHRASE.encode()}
        self.jumped: set[str] = set()  # seats whose clock was set back
        self.flipped: dict[str, set[bytes]] = defaultdict(set)  # entries that a disk garbled, by seat
        self.damaged: set[str] = set()  # seats whose disk garbled more than an entry
        self.unfound: set[str] = set()  # seats whose index for search nobody can check for what it lacks
        self.confirmed: dict[str, set[bytes]] = defaultdict(set)
        self._places: dict[tuple[bytes, int], bytes] = {}
        self.durable: dict[str, set[bytes]] = defaultdict(set)
        self._trusted: dict[str, set[bytes]] = defaultdict(
            set
        )  # statements that a seat knew at the last look
        self._kept: dict[str, set[bytes]] = defaultdict(set)  # and those that were ever on its disk
        field.watch = self.sent

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note everything that is signed within this."""
        write = Feed.write

        def noted(feed: Feed, *args: Any, **kwargs: Any) -> Entry:
            entry = write(feed, *args, **kwargs)
            self.signed[entry_id(entry.header)] = entry
            self.secrets.add(bytes(feed._key or b""))
            return entry

        def opened(boxes: Any, passphrase: str) -> SigningKey:
            key = unlock(boxes, passphrase)
            self.secrets.add(bytes(key))
            return key

        with patch.object(Feed, "write", noted), patch.object(sessions, "unlock", opened):
            yield

    def know(self, seat: Seat) -> None:
        """What a seat holds from before the story."""
        key = seat.home.key
        self.secrets |= {key.seed, key.curve_secret, key.room_secret}
        self.signed.update((stored.id, stored.entry) for stored in seat.record.since(0, EVERYTHING))

    def forget(self, seat: Seat) -> None:
        """Its disk was lost or put back: what it had confirmed may be gone with it."""
        for held in (self.confirmed, self.durable, self._trusted, self._kept):
            held.pop(seat.name, None)

    def copied(self, disk: str, to: str) -> None:
        """What one disk keeps is on another now, garbled as it is."""
        (self.unfound.add if disk in self.unfound else self.unfound.discard)(to)
        self.flipped[to] = set(self.flipped[disk])
        (self.damaged.add if disk in self.damaged else self.damaged.discard)(to)

    def cut(self, seat: Seat) -> None:
        """Its power goes. What it heard of trust and had only in memory was never recorded (design.md 3), and
        who told it tells it again; what was ever on its disk, it has to know.
        """
        if seat.name not in self.damaged:
            self._note_kept(seat)
        self._trusted[seat.name] &= self._kept[seat.name]

    # At each frame.

    def sent(self, seat: Seat, frame: bytes) -> None:
        """An honest seat sends a frame."""
        if seat.name in self.damaged:
            return  # its walk, or its next start, has yet to find it; whoever gets it must
        self.left(seat, frame)
        message = m.decode(frame)
        if isinstance(message, m.Entries | m.Mends):
            for entry in message.run if isinstance(message, m.Entries) else message.entries:
                self.passed_on(seat, entry)

    def left(self, seat: Seat, content: bytes) -> None:
        """Bytes leave the seat, by a cable or on a stick."""
        if any(secret in content for secret in self.secrets):
            raise Broken("I-6", f"{seat.name} sends a secret")

    def passed_on(self, seat: Seat, entry: Entry) -> None:
        """An entry leaves it."""
        name = entry_id(entry.header)
        self._genuine(seat, name, entry)
        header = decode_header(entry.header)
        if header.feed not in self.twins and self._places.setdefault((header.feed, header.seq), name) != name:
            raise Broken("I-5", f"{seat.name} sent a second entry {header.seq} of one feed")
        if name not in self.durable[seat.name]:
            if seat.record.get(name) is None:
                raise Broken("I-1", f"{seat.name} sent entry {header.seq} before it was on its disk")
            self.durable[seat.name].add(name)

    def _genuine(self, seat: Seat, name: bytes, entry: Entry) -> None:
        original = self.signed.get(name)
        if name in self.flipped[seat.name]:
            return  # its walk has yet to find it; whoever gets it must
        if original is None:
            raise Broken("I-4", f"{seat.name} passed on an entry that nobody wrote")
        if entry.signature != original.signature:
            raise Broken("I-4", f"{seat.name} passed on a bad signature")
        if entry.payload is not None and entry.payload != original.payload:
            raise Broken("I-4", f"{seat.name} passed on other words than were written")

    # After each step.

    def check(self, seats: list[Seat], hands: list[Any]) -> None:
        """All that can be seen of running, honest seats."""
        for hand in hands:
            self._confirm(hand.seat, hand.confirmed())
        for seat in seats:
            self._authority(seat)
            self._bounds(seat)
            self._shown(seat)
            self._clock(seat)
        self._same_picture(seats)

    def survived(self, seat: Seat) -> None:
        """A seat has started again: what it confirmed or sent before is there."""
        for name in self.confirmed[seat.name] | self.durable[seat.name]:
            if seat.record.get(name) is None:
                raise Broken("I-1", f"{seat.name} lost an entry that it had confirmed or sent")

    def _confirm(self, seat: Seat, entries: list[str]) -> None:
        for entry in map(bytes.fromhex, entries):
            if seat.running and seat.name not in self.damaged and seat.record.get(entry) is None:
                raise Broken("I-1", f"{seat.name} confirmed what is not on its disk")
            self.confirmed[seat.name].add(entry)

    def _authority(self, seat: Seat) -> None:
        known = set(seat.trust.ids())
        if not known >= self._trusted[seat.name]:
            raise Broken(
                "I-7", f"{seat.name} forgot {len(self._trusted[seat.name] - known)} trust statements"
            )
        self._trusted[seat.name] = known
        if not known <= self._kept[seat.name] and seat.name not in self.damaged:
            self._note_kept(seat)
            unkept = known - self._kept[seat.name]
            if unkept and quiet(seat) and not seat.engine._growth._unkept:
                raise Broken("I-7", f"{seat.name} keeps {len(unkept)} trust statements in memory alone")

    def _note_kept(self, seat: Seat) -> None:
        on_disk = set(seat.record.statements())
        held = ((name, seat.trust.get(name)) for name in seat.trust.ids())
        self._kept[seat.name] |= {name for name, one in held if one is not None and one.raw in on_disk}

    def _bounds(self, seat: Seat) -> None:
        mesh = seat.mesh
        waiting = [box.bytes for (name, _), box in self.field.outboxes.items() if name == seat.name]
        amounts = {
            "early runs": (mesh._inbox.bytes, BYTES_IN_ALL),
            "runs under way": (mesh._inbox.underway, UNDERWAY + 64 * m.MAX_FRAME),
            "bytes for one link": (max(waiting, default=0), 2 * credit.WINDOW),
        }
        for each in mesh.links.all.values():
            amounts["bytes of one link"] = (each.receiving.waiting, 2 * credit.WINDOW)
            amounts["feeds of one link"] = (len(each.theirs), link.FEEDS)
            amounts["wants of one link"] = (len(each.waiting), WAITING_A_PEER)
            amounts["doubts of one link"] = (len(each.doubts), link.FEEDS)
            for what, (amount, limit) in amounts.items():
                if amount > limit:
                    raise Broken("I-8", f"{seat.name} keeps {amount} {what}, more than {limit}")

    def _shown(self, seat: Seat) -> None:
        for incident in seat.picture.all("incident"):
            value = str(incident.value("title"))
            if value.startswith(FORGED):
                raise Broken("I-4", f"{seat.name} shows what an observer's seat forged")

    def _clock(self, seat: Seat) -> None:
        ahead = (seat.ledger.clock._last >> 16) - seat.wall()
        if seat.name not in self.jumped and ahead > MAX_AHEAD_MS + 1:
            raise Broken("I-T", f"{seat.name} followed a clock that was {ahead} ms ahead")

    def _whole(self, seat: Seat) -> bool:
        """Whether its picture tells all of its record: nothing is under way, nothing is garbled."""
        if seat.name in self.damaged:
            return False  # not even the garbled entries can be looked for
        whole = {name for name in self.flipped[seat.name] if self._is_whole(seat, name)}
        self.flipped[seat.name] -= whole
        return settled(seat) and not self.flipped[seat.name]

    def _is_whole(self, seat: Seat, name: bytes) -> bool:
        held = seat.record.get(name)
        return held is None or held.entry == self.signed.get(name)

    def _same_picture(self, seats: list[Seat]) -> None:
        pictures: dict[object, tuple[str, str]] = {}
        for seat in filter(self._whole, seats):
            if seat.version is OlderLedger:
                continue  # it shows what it understands
            holds = (seat.record.digest(), seat.trust.digest(), tuple(seat.record.lacking(1_000)))
            other, digest = pictures.setdefault(holds, (seat.name, seat.picture.digest()))
            if seat.picture.digest() != digest:
                raise Broken("I-3", f"{other} and {seat.name} hold the same and show different pictures")

    # At the end.

    def genuine(self, seat: Seat) -> set[bytes]:
        """The entries that this seat holds whole, as they were written."""
        held = ((stored.id, stored.entry) for stored in seat.record.since(0, EVERYTHING))
        return {name for name, entry in held if self.signed.get(name) == entry}

    def written_by(self, seat: Seat, holder: Seat) -> set[str]:
        """What people wrote at a seat, as far as another one holds it; what a seat alone says of incidents
        and lines never counts.
        """
        held, of = holder.record.since(0, EVERYTHING), holder.ledger.authorship.seat_of
        by_people = ((each.id.hex(), of(each.header.feed)) for each in held if each.header.by)
        return {name for name, found in by_people if found is not None and found.id == seat.id}

    def signature_lost(self, seat: Seat, name: bytes) -> bool:
        """Whether it holds this entry with another signature than was written."""
        held, original = seat.record.get(name), self.signed.get(name)
        return held is not None and original is not None and held.entry.signature != original.signature


def disk_of(seat: Seat) -> SimulatedDisk:
    assert isinstance(seat.disk, SimulatedDisk)
    return seat.disk


def settled(seat: Seat) -> bool:
    """Whether nothing is between its record and its picture."""
    engine = seat.engine
    waiting = engine._replication._waiting or engine._replication._busy or engine._commits.busy
    return written(seat) and not waiting and not seat.ledger.unfolded


def written(seat: Seat) -> bool:
    """Whether what its people did is on its disk, or was taken back."""
    return quiet(seat) and not seat.ledger.fresh


def quiet(seat: Seat) -> bool:
    """Whether its disk has done all that was asked of it."""
    return disk_of(seat).idle and not seat.engine._poller._calls
