"""The room that a story is told to: its seats and people, who of them keep the rules, what befalls them."""

import copy
import random
import shutil
from pathlib import Path

from console.seat.create import join_room
from console.seat.ledger import Ledger
from console.trust.errors import Barred
from console.trust.standings import Cutoff
from db.errors import Damaged
from db.files import RECORD
from tests.console.domain.seats import ANN, BEN, CLO, DAN
from tests.rooms.desk import PASSPHRASE
from tests.rooms.seat import Seat
from tests.simulator.disk import SimulatedDisk
from tests.simulator.field import Field
from tests.simulator.founding import founded
from tests.simulator.hand import Hand
from tests.simulator.liars import LIES, WORSE
from tests.simulator.versions import NEWER, OLDER, OlderLedger
from tests.simulator.watch import EVERYTHING, Watch, disk_of

WORKERS = (DAN, BEN, CLO, ANN)
LATE = "late"  # name of a seat that joins
NEW_PASSPHRASE = "nine loud geese over ice"
EXPIRED = "trust.invitation.expired"


class Room:
    """Everything that a step may touch."""

    def __init__(self, seed: int, seats: int, network: Field, watch: Watch, folder: Path) -> None:
        self.network, self.watch, self.folder = network, watch, folder
        self.chance = random.Random(seed)
        self._template, self.network.now, names = founded(seats)
        self.seats: list[Seat] = []
        self.twins: list[Seat] = []  # machines that run the key of another
        self.hands: dict[str, Hand] = {}
        self.incidents: list[str] = []
        self.renewed: set[str] = set()  # people who took a new passphrase somewhere
        self._revoked: list[bytes] = []  # seats that somebody put out, in the order in which that was known
        for name in names:
            shutil.copytree(self._template / name, self.folder / name)
            self.seats.append(self._open(name))
            self.watch.know(self.seats[-1])
        self.liar: Seat | None = None
        self.newcomer: Seat | None = None

    def _open(self, name: str) -> Seat:
        disk = SimulatedDisk(self.folder / name, self.network.at, random.Random(self.chance.random()))
        return self.network.add(Seat(self.network, name, self.folder / name, disk))

    @property
    def honest(self) -> list[Seat]:
        """The running seats that keep the rules and stand in the room."""
        return [
            seat
            for seat in (*self.seats, *self.twins)
            if seat.running and not self.lies(seat) and not self.is_revoked(seat) and self._is_welcome(seat)
        ]

    def lies(self, seat: Seat) -> bool:
        """Whether it is the liar, or another machine with the liar's key."""
        return self.liar is not None and seat.id == self.liar.id

    def is_revoked(self, seat: Seat) -> bool:
        """Whether anybody in the room knows that this seat is out. A disk that is put back, or a seat that
        turns liar, may take what only it knew out of the world.
        """
        known = {each for one in (*self.seats, *self.twins) for each in _put_out(one)}
        self._revoked += sorted(known - set(self._revoked))
        out: set[bytes] = set()
        for each in self._revoked:
            if self._revocations(each, out):
                out.add(each)
            if each == seat.id:
                return each in out
        return False

    def revocations(self, seat: Seat) -> frozenset[bytes]:
        """The statements by which somebody in the room put this seat out."""
        out = {each.id for each in self.seats if each is not seat and self.is_revoked(each)}
        return self._revocations(seat.id, out)

    def _revocations(self, seat: bytes, out: set[bytes]) -> frozenset[bytes]:
        rest = (one for one in (*self.seats, *self.twins) if not self.lies(one) and one.id not in out)
        return frozenset(cut.statement for one in rest for cut in _put_out(one).get(seat, ()))

    def is_spare(self, seat: Seat) -> bool:
        """Whether all that it holds is whole with others too, and its room in a backup."""
        others = [each for each in self.honest if each.id != seat.id]
        entries: set[bytes] = set().union(*map(self.watch.genuine, others))
        statements: set[bytes] = set().union(*(each.trust.ids() for each in others))
        held = {stored.id for stored in seat.record.since(0, EVERYTHING)}
        return seat is not self.newcomer and entries >= held and statements >= set(seat.trust.ids())

    def works(self, seat: Seat) -> bool:
        return seat.running and seat.name not in self.network.stalled

    def hand(self, seat: Seat, person: str = "") -> Hand:
        """Somebody who works at this seat now."""
        name = person or WORKERS[[s.name for s in (*self.seats, *self.twins)].index(seat.name) % 4].name
        key = f"{seat.name}/{name}"
        hand = self.hands.get(key)
        if hand is None or hand.door is not seat.door:
            passphrases = (PASSPHRASE, NEW_PASSPHRASE) if name in self.renewed else (PASSPHRASE,)
            hand = self.hands[key] = Hand(seat, name, *passphrases)
        return hand

    def relieve(self, seat: Seat) -> None:
        """Whoever sits down here next has a desk of his own."""
        for key in [key for key in self.hands if key.partition("/")[0] == seat.name]:
            del self.hands[key]
        self.hand(seat)

    def go_on(self, ms: int) -> None:
        """Let time pass, looking every second."""
        end = self.network.now + ms
        while self.network.now < end:
            self.network.run(min(1_000, end - self.network.now))
            self.watch.check(self.honest, [hand for hand in self.hands.values() if hand.seat.running])

    # What befalls them.

    def crash(self, seat: Seat, *, quietly: bool = False) -> None:
        if seat.running:
            if quietly:
                self.network.unplug(seat)
            self.network.stalled.discard(seat.name)
            self.watch.cut(seat)
            seat.crash()

    def leave(self, seat: Seat) -> None:
        """The seat ends its process by itself; it writes still what it can."""
        if seat.running:
            self.network.stalled.discard(seat.name)
            self.watch.cut(seat)
            disk_of(seat).left(seat._close)

    def start(self, seat: Seat) -> None:
        """Start the seat's process, with somebody who signs in."""
        if not seat.running:
            try:
                seat.run()
            except Damaged:  # beyond salvage: there is a backup from the day when the room was founded
                shutil.copy(self._template / seat.name / RECORD, seat.folder / RECORD)
                self.watch.forget(seat)
                seat.run()
            self.watch.survived(seat)
            self.hand(seat)

    def twin(self, seat: Seat, *, clone: bool) -> None:
        """A second machine with this seat's folder; a clone also has what was in memory."""
        name = f"{seat.name}+{len(self.twins) + 1}"
        if clone:
            self.watch.twins.add(seat.ledger.feed.id)
        disk_of(seat).copy_to(self.folder / name)
        self.watch.copied(seat.name, name)
        twin = self._open(name)
        if clone:
            twin.ledger.feed = copy.copy(seat.ledger.feed)
            twin.ledger.clock._last = seat.ledger.clock._last
            twin.skew, twin.drift = seat.skew, seat.drift
            if seat.name in self.watch.jumped:
                self.watch.jumped.add(name)
        self.twins.append(twin)
        if seat is self.liar:
            self.network.lies[name] = self.network.lies[seat.name]
        self.hand(twin)

    def swap(self, seat: Seat, version: str) -> None:
        """The seat is down; it will start as another version."""
        seat.version = OlderLedger if version == OLDER else Ledger
        (self.network.newer.add if version == NEWER else self.network.newer.discard)(seat.name)

    def is_older(self, seat: Seat) -> bool:
        return seat.version is OlderLedger

    def join(self, invitation: Path) -> None:
        """A new seat, whose folder did not exist before."""
        if self.newcomer is not None:
            return
        try:
            join_room(self.folder / LATE, invitation)
        except Barred as refusal:
            if refusal.code != EXPIRED or (self.folder / LATE).exists():
                raise
            return  # the clock of who invited it is far behind: it is told so, and nothing was made
        self.newcomer = self._open(LATE)
        self.seats.append(self.newcomer)

    def _is_welcome(self, seat: Seat) -> bool:
        """Whether the room knows of it: who invited it may have been lost before anybody heard."""
        known = (seat.id in each.trust.seats for each in self.seats if each is not seat and each.running)
        return seat is not self.newcomer or any(known)

    def lie(self, seat: Seat, how: str) -> None:
        if self.liar in (None, seat):
            self.liar = seat
            self.network.lies[seat.name] = (LIES | WORSE)[how]()


def _put_out(seat: Seat) -> dict[bytes, tuple[Cutoff, ...]]:
    """The seats that this one knows, or knew when it stopped, to be revoked, and by what."""
    return {found.id: found.revocations for found in seat.trust.seats.values() if found.revoked}
