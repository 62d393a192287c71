"""The record of the bench: written once by real seats and people, kept in a temporary folder."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from benches.people import Person, Room, Seat, found_room
from benches.story import Story
from console.domain import everything  # noqa: F401 - fills the tables of rules
from console.domain.facts import Event, Intent, encode
from console.domain.picture import Picture
from console.seat.events import event_of
from console.seat.reference import reference
from console.trust.authorship import Authorship
from console.trust.openings import KINDS
from db.entry import Entry, Stored
from db.record import Record

FORM = 3  # of the story and its files: another one is written anew
SPAN = 3 * 24 * 3_600_000  # ms that the story takes
BATCH = 500
HOME = "home"


def home_with(entries: int, seed: int) -> Path:
    """The folder of a seat that holds a story of so many entries; copy it before a seat runs in it."""
    base = Path(tempfile.gettempdir()) / f"belfry-bench-{FORM}-{entries}-{seed}"
    if not (base / "complete").exists():
        shutil.rmtree(base, ignore_errors=True)
        base.mkdir(mode=0o700)
        Writer(base / HOME, entries, seed).write()
        (base / "complete").touch()
    return base / HOME


class Writer:
    """All seats of the room at once, in step at every moment."""

    def __init__(self, home: Path, entries: int, seed: int) -> None:
        self._wanted, self._seed = entries, seed
        self._begun = int(time.time() * 1000) - SPAN
        self._written = 0
        self._waiting: list[Stored] = []
        self._all: dict[str, list[Event]] = {}  # what a thing folds anew from
        self._room: Room = found_room(home, self._now)
        self._authorship = Authorship(self._room.trust)
        self._picture = Picture(lambda thing: self._all.get(thing, []), reference())

    def _now(self) -> int:
        """The story's time goes with what is written."""
        return self._begun + SPAN * self._written // self._wanted

    def write(self) -> None:
        """Tell the story until the record is full."""
        record = Record.open(self._room.home, self._room.trust.room)
        try:
            for seat, person in zip(self._room.seats, self._room.people, strict=True):
                self._take(seat.open())
                self._take(seat.sit(person))
            story = Story(self._room, self._seed, self._tell)
            while self._written < self._wanted:
                story.go_on()
                if len(self._waiting) >= BATCH:
                    self._store(record)
            self._store(record)
            while record.verified_heads() != record.heads():
                record.verify_pending(5_000)
        finally:
            record.close()

    def _store(self, record: Record) -> None:
        for outcome in record.admit_all(self._runs(), self._now()):
            if isinstance(outcome, Exception):
                raise outcome
        self._waiting.clear()

    def _runs(self) -> Iterator[list[Entry]]:
        """As the others would have pushed them: in the order of the story."""
        for _, run in groupby(self._waiting, key=lambda stored: stored.header.feed):
            yield [stored.entry for stored in run]

    def _tell(self, seat: Seat, person: Person | None, intent: Intent) -> str:
        author = seat.author(self._authorship, person)
        drafts = self._picture.rule(intent, author, self._now())
        for draft in drafts:
            replaces = self._picture.replaces(draft)
            self._take(
                seat.write(
                    draft.fact.kind,
                    tuple(bytes.fromhex(thing) for thing in draft.about),
                    encode(draft.fact),
                    seat.sitting(person),
                    {n: tuple(bytes.fromhex(one) for one in ids) for n, ids in replaces.items()},
                )
            )
        return drafts[0].about[0] if drafts else ""

    def _take(self, stored: Stored) -> None:
        self._written += 1
        self._waiting.append(stored)
        self._authorship.learn(stored)
        if stored.header.kind not in KINDS:
            self._picture.fold(event_of(stored, self._authorship))
