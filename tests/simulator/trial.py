"""One story told to one room: its seats, their disks and people, and the invariants after every step."""

import copy
import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from console.domain import picture
from console.mesh import credit, link
from console.seat import keeping, resting
from console.seat.create import join_room
from console.seat.ledger import Ledger
from console.seat.mending import DAMAGED
from console.trust.errors import Barred
from console.trust.standings import Cutoff
from db.errors import Damaged
from db.files import RECORD
from tests.console.domain.seats import ANN, BEN, CLO, DAN
from tests.console.mesh.simulated import Mishaps
from tests.rooms.seat import Seat
from tests.rooms.seeded import seeded
from tests.simulator.disk import SimulatedDisk
from tests.simulator.field import Field
from tests.simulator.hand import Hand
from tests.simulator.liars import LIES
from tests.simulator.lookback import look_back, no_secrets
from tests.simulator.room import founded, workspace
from tests.simulator.versions import NEWER, NOW, OLDER, OlderLedger
from tests.simulator.watch import EVERYTHING, Broken, Watch, disk_of

if TYPE_CHECKING:
    from tests.simulator.steps import Step
    from tests.simulator.stories import Story

WORKERS = (DAN, BEN, CLO, ANN)
SMALL_WINDOW, SMALL_FEEDS, SHORT_REST, FEW_ENTRIES = 256 << 10, 200, 5_000, 5
GAP = 300  # ms between two steps
PATIENCE = 300_000  # ms within which a healed room must be one
WALKED = 130_000  # ms after a start within which garbled entries are found
NOTICED = 16_000  # ms within which two seats with one key are noticed, whatever their clocks say
LATE = "late"  # name of a seat that joins
EXPIRED = "trust.invitation.expired"
Link = tuple[str, str]
Fault = Callable[[], AbstractContextManager[Any]]


class Trial:
    """Everything that a step may touch. Made and used within `telling`."""

    def __init__(self, story: "Story", network: Field, watch: Watch, folder: Path) -> None:
        self.story, self.network, self.watch, self.folder = story, network, watch, folder
        self.chance = random.Random(story.seed)
        template, self.network.now, names = founded(story.seats)
        self.seats: list[Seat] = []
        self.twins: list[Seat] = []  # machines that run the key of another
        self.hands: dict[str, Hand] = {}
        self.incidents: list[str] = []
        self._revoked: list[bytes] = []  # seats that somebody put out, in the order in which that was known
        for name in names:
            shutil.copytree(template / name, self.folder / name)
            self.seats.append(self._open(name))
            self.watch.know(self.seats[-1])
        self.liar: Seat | None = None
        self.newcomer: Seat | None = None

    # The room.

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
            hand = self.hands[key] = Hand(seat, name)
        return hand

    # What steps do.

    def crash(self, seat: Seat, *, quietly: bool = False) -> None:
        if seat.running:
            if quietly:
                self.network.unplug(seat)
            self.network.stalled.discard(seat.name)
            self.watch.cut(seat)
            seat.crash()

    def start(self, seat: Seat) -> None:
        """Start the seat's process, with somebody who signs in."""
        if not seat.running:
            try:
                seat.run()
            except Damaged:  # beyond salvage: there is a backup from the day when the room was founded
                shutil.copy(founded(self.story.seats)[0] / seat.name / RECORD, seat.folder / RECORD)
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
            self.network.lies[seat.name] = LIES[how]()

    # Telling.

    def tell(self) -> None:
        """Tell the story to its end. Raises Broken."""
        self.begin()
        for step in self.story.steps:
            self.happen(step)
        self.end()

    def happen(self, step: "Step") -> None:
        step.do(self)
        self.go_on(GAP)

    def end(self) -> None:
        """All heals, and all agree."""
        self._heal()
        self._agree()

    def go_on(self, ms: int) -> None:
        """Let time pass, looking every second."""
        end = self.network.now + ms
        while self.network.now < end:
            self.network.run(min(1_000, end - self.network.now))
            self.watch.check(self.honest, [hand for hand in self.hands.values() if hand.seat.running])

    def begin(self) -> None:
        """People sign in, and open what the story is about."""
        for seat in self.seats:
            self.hand(seat)
        self.go_on(1_500)
        self.hand(self.seats[0]).ask("operation.open", title="Dock fire")
        self.go_on(500)
        for title in ("Fire", "Leak"):
            self.hand(self.seats[0]).ask("incident.open", title=title, severity="minor")
        self.go_on(3_000)
        self.incidents = sorted(thing.id for thing in self.seats[0].picture.all("incident"))
        assert len(self.incidents) == 2, "the people of a story can work"

    def _heal(self) -> None:
        """Everything works again, but for what the story leaves in the way."""
        network, story = self.network, self.story
        network.cut.clear()
        network.mishaps = Mishaps(duplicates=story.mishaps.duplicates, delay=story.mishaps.delay)
        for seat in [seat for seat in self.seats if seat.name in network.stalled]:
            network.resume(seat)
        if self.liar is not None and story.liar_leaves:
            for seat in filter(self.lies, (*self.seats, *self.twins)):
                self.crash(seat)
        for seat in (*self.seats, *self.twins):
            disk_of(seat).refusing, disk_of(seat).slow = "", 20
            if not self.lies(seat):
                if self.is_older(seat):
                    self.crash(seat)
                    self.swap(seat, NOW)
                self.start(seat)
        network.cut |= set(self._left_cut())
        self.go_on(1_000)
        for seat in (*self.twins, *(each for each in self.seats if self._is_twinned(each))):
            if self.works(seat):
                self.hand(seat).ask("log.write", text=f"{seat.name} at the end")
        if self.twins:
            self.go_on(NOTICED)

    def _left_cut(self) -> Iterator[Link]:
        """A room needs no full mesh: the ends of a chain reach each other through those between."""
        names = [seat.name for seat in self.honest]
        if self.story.shape == "chain" and self.liar is None and not self.twins:
            pairs = ((a, b) for n, a in enumerate(names) for b in names[n + 2 :])
        elif self.story.shape == "star" and self.liar is None and not self.twins:
            pairs = ((a, b) for n, a in enumerate(names[1:], 1) for b in names[n + 1 :])
        else:
            return
        for one, other in pairs:
            yield from ((one, other), (other, one))

    def _is_twinned(self, seat: Seat) -> bool:
        return any(twin.id == seat.id for twin in self.twins)

    def _agree(self) -> None:
        """All that is whole somewhere comes to be everywhere, and all show the same."""
        self.go_on(WALKED if any(self.watch.flipped.values()) or self.watch.damaged else 2_000)
        for seat in [seat for seat in self.honest if DAMAGED in seat.alarms]:
            self.crash(seat)  # its alarm asks to open it again
            self.start(seat)
        self.watch.damaged.clear()
        seats = self.honest
        union: set[bytes] = set().union(*(self.watch.genuine(seat) for seat in seats))
        if self._beyond_repair(seats, union):
            return
        end = self.network.now + PATIENCE
        while self.network.now < end and not self._as_one(seats):
            self.go_on(2_000)
        for seat in seats:
            missing = union - self.watch.genuine(seat)
            if missing:
                raise Broken("I-2", f"{seat.name} lacks {len(missing)} entries that others hold")
        if not self._as_one(seats):
            raise Broken("I-3", "the healed seats do not hold the same, or do not show the same")
        self._look_back(seats)

    def _beyond_repair(self, seats: Iterable[Seat], whole: set[bytes]) -> bool:
        """Whether a disk garbled the only copy there is; what follows it in its feed is withheld for good."""
        lost = {name for seat in seats for name in seat.record.lacking(1_000)} - whole
        return any(self.watch.signature_lost(seat, name) for seat in seats for name in lost)

    def _as_one(self, seats: Iterable[Seat]) -> bool:
        return len({(s.record.digest(), s.trust.digest(), s.picture.digest(), lacks(s)) for s in seats}) == 1

    def _look_back(self, seats: list[Seat]) -> None:
        """What is known only at the end."""
        self.go_on(3_000)  # for what waits while others seem to have much more, as search does
        for seat in seats:
            look_back(self.watch, seat)
            faults = list(seat.record.walk(lambda done, whole: None))
            if faults:
                raise Broken("I-4", f"the record of {seat.name} has faults: {faults[0].code}")
            if not self.story.liar_leaves or self.liar is None:
                self._alarmed(seat)
            if seat.started_again() != seat.picture.digest():
                raise Broken("I-3", f"{seat.name} shows another picture when it starts from its rest page")
        for seat in (*self.seats, *self.twins):
            no_secrets(self.watch, seat)
        seat = self.chance.choice(seats)
        if seat.folded_again(self.story.seed) != seat.picture.digest():
            raise Broken("I-3", f"{seat.name} shows another picture when it folds in another order")

    def _alarmed(self, seat: Seat) -> None:
        forked = {self.seats[0].ledger.authorship.seat_of(feed) for feed in seat.record.forks()}
        for each in forked:
            if each is not None and f"seat.forked:{each.id.hex()}" not in seat.alarms:
                raise Broken("I-5", f"{seat.name} holds a fork and does not say so")
        for twin in self.twins:
            told = {f"seat.{what}:{twin.id.hex()}" for what in ("copied", "forked")}
            if not told & set(seat.alarms) and not self.is_revoked(twin):
                raise Broken("I-5", f"{seat.name} does not say that a seat runs twice")


def _put_out(seat: Seat) -> dict[bytes, tuple[Cutoff, ...]]:
    """The seats that this one knows, or knew when it stopped, to be revoked, and by what."""
    return {found.id: found.revocations for found in seat.trust.seats.values() if found.revoked}


def lacks(seat: Seat) -> tuple[bytes, ...]:
    return tuple(sorted(seat.record.lacking(1_000)))


@contextmanager
def small_bounds() -> Iterator[None]:
    """Less of everything, so that a short story can reach it."""
    with (
        patch.object(credit, "WINDOW", SMALL_WINDOW),
        patch.object(link, "FEEDS", SMALL_FEEDS),
        patch.object(picture, "LINGERS", SHORT_REST),
        patch.object(resting, "FEW", FEW_ENTRIES),
        patch.object(keeping, "PAGE_SECONDS", 2.0),
    ):
        yield


@contextmanager
def telling(story: "Story", fault: Fault = nullcontext) -> Iterator[Trial]:
    """A trial of this story, perhaps with a planted fault. All chance and every clock come from its seed."""
    founded(story.seats)
    network = Field(story.seed, story.mishaps)
    folder = workspace()
    watch = Watch(network)
    try:
        with seeded(lambda: network.now, story.seed), fault(), watch.noting(), small_bounds():
            yield Trial(story, network, watch, folder)
    finally:
        for seat in network.room:
            seat.crash()
        shutil.rmtree(folder, ignore_errors=True)
