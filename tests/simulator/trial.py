"""A story told to a room: it begins, things happen, all heals, and in the end all have to be one."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import Any
from unittest.mock import patch

from console.domain import picture
from console.mesh import credit, link
from console.seat import keeping, ledger
from console.seat.mending import DAMAGED
from tests.console.mesh.simulated import Mishaps
from tests.rooms.seat import Seat
from tests.rooms.seeded import seeded
from tests.simulator.beside import one_disk
from tests.simulator.field import Field
from tests.simulator.founding import founded, workspace
from tests.simulator.lookback import alarmed, look_back, no_secrets
from tests.simulator.room import Room
from tests.simulator.steps import Step
from tests.simulator.stories import Story
from tests.simulator.versions import NOW
from tests.simulator.watch import Broken, Watch, disk_of

SMALL_WINDOW, SMALL_FEEDS, SHORT_REST, FEW_ENTRIES, AT_ONCE = 256 << 10, 200, 5_000, 5, 10
GAP = 300  # ms between two steps
PATIENCE = 300_000  # ms within which a healed room must be one
WALKED = 130_000  # ms after a start within which garbled entries are found
NOTICED = 16_000  # ms within which two seats with one key are noticed, whatever their clocks say
Link = tuple[str, str]
Fault = Callable[[], AbstractContextManager[Any]]


class Trial:
    """A story and its room. Made and used within `telling`."""

    def __init__(self, story: Story, room: Room) -> None:
        self.story, self.room = story, room

    def tell(self) -> None:
        """Tell the story to its end. Raises Broken."""
        self.begin()
        for step in self.story.steps:
            self.happen(step)
        self.end()

    def happen(self, step: Step) -> None:
        step.do(self.room)
        self.room.go_on(GAP)

    def end(self) -> None:
        """All heals, and all agree."""
        self._heal()
        self._agree()

    def begin(self) -> None:
        """People sign in, and open what the story is about."""
        for seat in self.room.seats:
            self.room.hand(seat)
        self.room.go_on(1_500)
        self.room.hand(self.room.seats[0]).ask("operation.open", title="Dock fire")
        self.room.go_on(500)
        for title in ("Fire", "Leak"):
            self.room.hand(self.room.seats[0]).ask("incident.open", title=title, severity="minor")
        self.room.go_on(3_000)
        self.room.incidents = sorted(thing.id for thing in self.room.seats[0].picture.all("incident"))
        assert len(self.room.incidents) == 2, "the people of a story can work"

    def _heal(self) -> None:
        """Everything works again, but for what the story leaves in the way."""
        network, story = self.room.network, self.story
        network.cut.clear()
        network.mishaps = Mishaps(duplicates=story.mishaps.duplicates, delay=story.mishaps.delay)
        for seat in [seat for seat in self.room.seats if seat.name in network.stalled]:
            network.resume(seat)
        if self.room.liar is not None and story.liar_leaves:
            for seat in filter(self.room.lies, (*self.room.seats, *self.room.twins)):
                self.room.crash(seat)
        for seat in (*self.room.seats, *self.room.twins):
            disk_of(seat).refusing, disk_of(seat).slow = "", 20
            if not self.room.lies(seat):
                if self.room.is_older(seat):
                    self.room.crash(seat)
                    self.room.swap(seat, NOW)
                self.room.start(seat)
        network.cut |= set(self._left_cut())
        self.room.go_on(1_000)
        for seat in (*self.room.twins, *(each for each in self.room.seats if self._is_twinned(each))):
            if self.room.works(seat):
                self.room.hand(seat).ask("log.write", text=f"{seat.name} at the end")
        if self.room.twins:
            self.room.go_on(NOTICED)

    def _left_cut(self) -> Iterator[Link]:
        """A room needs no full mesh: the ends of a chain reach each other through those between."""
        names = [seat.name for seat in self.room.honest]
        if self.story.shape == "chain" and self.room.liar is None and not self.room.twins:
            pairs = ((a, b) for n, a in enumerate(names) for b in names[n + 2 :])
        elif self.story.shape == "star" and self.room.liar is None and not self.room.twins:
            pairs = ((a, b) for n, a in enumerate(names[1:], 1) for b in names[n + 1 :])
        else:
            return
        for one, other in pairs:
            yield from ((one, other), (other, one))

    def _is_twinned(self, seat: Seat) -> bool:
        return any(twin.id == seat.id for twin in self.room.twins)

    def _agree(self) -> None:
        """All that is whole somewhere comes to be everywhere, and all show the same."""
        self.room.go_on(WALKED if any(self.room.watch.flipped.values()) or self.room.watch.damaged else 2_000)
        doubtful = [seat for seat in self.room.honest if DAMAGED in seat.alarms]
        for seat in doubtful:
            self.room.crash(seat)  # its alarm asks to open it again
            self.room.start(seat)
        if doubtful and self.room.twins:
            self.room.go_on(NOTICED)  # a run that knew of both has begun: only who answers tells of them now
        self.room.watch.damaged.clear()
        seats = self.room.honest
        union: set[bytes] = set().union(*(self.room.watch.genuine(seat) for seat in seats))
        if self._beyond_repair(seats, union):
            return
        end = self.room.network.now + PATIENCE
        while self.room.network.now < end and not self._as_one(seats):
            self.room.go_on(2_000)
        for seat in seats:
            missing = union - self.room.watch.genuine(seat)
            if missing:
                raise Broken("I-2", f"{seat.name} lacks {len(missing)} entries that others hold")
        if not self._as_one(seats):
            raise Broken("I-3", "the healed seats do not hold the same, or do not show the same")
        self._look_back(seats)

    def _beyond_repair(self, seats: Iterable[Seat], whole: set[bytes]) -> bool:
        """Whether a disk garbled the only copy there is; what follows it in its feed is withheld for good."""
        lost = {name for seat in seats for name in seat.record.lacking(1_000)} - whole
        return any(self.room.watch.signature_lost(seat, name) for seat in seats for name in lost)

    def _told_more(self, seats: Iterable[Seat]) -> bool:
        """Whether a liar who stays told more within 3 s; else what waits for others, as search, is done."""
        held = holdings(seats)
        self.room.go_on(3_000)
        return held != holdings(seats)

    def _as_one(self, seats: Iterable[Seat]) -> bool:
        return len(holdings(seats)) == 1

    def _look_back(self, seats: list[Seat]) -> None:
        """What is known only at the end."""
        end = self.room.network.now + PATIENCE
        while self._told_more(seats) or not self._as_one(seats):
            if self.room.network.now >= end:
                raise Broken("I-3", "the healed seats were one, and are no longer")
        for seat in seats:
            look_back(self.room.watch, seat)
            if not self.story.liar_leaves or self.room.liar is None:
                alarmed(self.room, seat)
        for seat in (*self.room.seats, *self.room.twins):
            no_secrets(self.room.watch, seat)
        seat = self.room.chance.choice(seats)
        if seat.folded_again(self.story.seed) != seat.picture.digest():
            raise Broken("I-3", f"{seat.name} shows another picture when it folds in another order")


def holdings(seats: Iterable[Seat]) -> set[tuple[object, ...]]:
    """What they hold and show: one, where all are the same."""
    return {(s.record.digest(), s.trust.digest(), s.picture.digest(), lacks(s)) for s in seats}


def lacks(seat: Seat) -> tuple[bytes, ...]:
    return tuple(sorted(seat.record.lacking(1_000)))


@contextmanager
def small_bounds() -> Iterator[None]:
    """Less of everything, so that a short story can reach it."""
    with (
        patch.object(credit, "WINDOW", SMALL_WINDOW),
        patch.object(link, "FEEDS", SMALL_FEEDS),
        patch.object(picture, "LINGERS", SHORT_REST),
        patch.object(ledger, "SETTLE_EVERY", AT_ONCE),
        patch.object(keeping, "FEW", FEW_ENTRIES),
        patch.object(keeping, "PAGE_SECONDS", 2.0),
    ):
        yield


@contextmanager
def telling(story: Story, fault: Fault = nullcontext) -> Iterator[Trial]:
    """A trial of this story, perhaps with a planted fault. All chance and every clock come from its seed."""
    founded(story.seats)
    network = Field(story.seed, story.mishaps)
    folder = workspace()
    watch = Watch(network)
    try:
        within = (fault(), watch.noting(), small_bounds(), one_disk(network))
        with seeded(lambda: network.now, story.seed), ExitStack() as stack:
            for each in within:
                stack.enter_context(each)
            yield Trial(story, Room(story.seed, story.seats, network, watch, folder))
    finally:
        for seat in network.room:
            seat.crash()
        shutil.rmtree(folder, ignore_errors=True)
