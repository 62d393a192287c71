"""The rest page beside the record: what was at rest when it was written need not be folded at a start.

It is no second truth. Where anything that it stands on is other than when it was written, all is folded.
"""

import logging
import sys
from array import array
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

from console import domain, seat, trust
from console.domain.laying import Layer, Laying, layer
from console.domain.picture import FOLD_VERSION
from console.domain.rest_page import NUMBERS, Page
from console.seat.events import event_of
from console.seat.home import ReadHome
from console.seat.ledger import PAGE, Ledger
from console.seat.reference import reference
from console.trust.errors import Refusal
from db import files, sealed
from db.entry import Stored
from db.errors import Damaged
from db.mending import MENDED

CONTEXT = b"belfry rest page 1\0"
GROUND, WHO, AWAKE = "ground", "told who", "awake"  # what a start needs before it folds anything
FIRST = frozenset({GROUND, WHO, AWAKE})
log = logging.getLogger(__name__)


class Ground(msgspec.Struct, frozen=True, array_like=True):
    """All that a page stands on, but the program that made it: its seal is of that."""

    room: bytes
    upto: int  # admission number of the last entry of which it speaks
    total: bytes  # the sum over the ids up to there
    ends: tuple[tuple[bytes, int], ...]  # id and time of receipt of the first and the last of them
    trust: bytes
    forks: dict[bytes, int]
    mended: bytes | None  # by each mending of the record it is another

    def holds(self, now: "Ground") -> bool:
        """Whether a page that was written on this ground tells of what there is now."""
        return self == now


class Told(msgspec.Struct, array_like=True):
    """What the seat has to know before it folds what was awake."""

    runs: list[tuple[bytes, int, int, int]]  # how far each came
    openings: list[int]  # admission numbers


class Draft(msgspec.Struct):
    """A page about to be written."""

    ground: Ground
    told: Told
    laid: Layer


class RestPage:
    """Writes the page of a seat, and starts from it."""

    def __init__(self, home: ReadHome, ledger: Ledger) -> None:
        self._path, self._ledger = home.home.folder / files.PAGE, ledger
        self._key = sha256(CONTEXT + program() + home.key.seed).digest()
        self._garbled = False  # which was seen only once what was awake was folded
        self._written: Ground | None = None  # on what the page stands that lies there

    @property
    def lacks(self) -> int:
        """How many entries a start would have to fold beside it."""
        return self._ledger.record.count - (self._written.upto if self._written else 0)

    def begin(self) -> bool:
        """Start from the page, if it holds for this record; the ledger folds the rest. Raises a StorageFailed
        where the record does not give what was awake.
        """
        if self._garbled:
            return False
        with ExitStack() as within:
            try:
                page = within.enter_context(sealed.opened(self._path, self._key))
                first = page.take(FIRST)
                ground = msgspec.msgpack.decode(first[GROUND], type=Ground)
                if not ground.holds(self._ground(ground.upto)):
                    raise Damaged("storage.damaged", path=str(self._path))
            except Refusal as refusal:
                return self._not_taken(refusal)
            aside = within.enter_context(ThreadPoolExecutor(1, "page"))
            # Read and proven while what is awake is folded.
            rest = aside.submit(page.take, page.names - FIRST)
            self._learn(msgspec.msgpack.decode(first[WHO], type=Told))
            awake = array(NUMBERS)
            awake.frombytes(first[AWAKE])
            self._fold(awake)
            try:
                columns = rest.result()
            except Refusal as refusal:
                self._ledger.loaded, self._garbled = 0, True  # to fold twice what was awake changes nothing
                return self._not_taken(refusal)
        self._ledger.loaded = ground.upto
        self._ledger.picture.open(Page(columns))
        self._written = ground
        return True

    def _not_taken(self, refusal: Refusal) -> bool:
        if self._path.exists():
            log.info("the rest page is not taken, all is folded: %s", refusal.code)
        return False

    def _learn(self, told: Told) -> None:
        """Who wrote all that follows."""
        ledger = self._ledger
        ledger.authorship.runs.resume(told.runs)
        for stored in self._entries(told.openings):
            ledger.authorship.learn(stored)
        ledger.clock.absorb(max(hlc for _, _, hlc, _ in told.runs))

    def _fold(self, awake: Sequence[int]) -> None:
        """Fold these entries alone: all that is about the same things is among them."""
        ledger = self._ledger
        for stored in self._entries(awake):
            ledger.picture.take(event_of(stored, ledger.authorship))  # no line among them is at rest
            ledger.loaded = stored.order

    def _entries(self, numbers: Sequence[int]) -> Iterator[Stored]:
        for at in range(0, len(numbers), PAGE):
            yield from self._ledger.record.numbered(numbers[at : at + PAGE])

    def draft(self) -> Draft | None:
        """What a page would say now; None while anything is under way, or it would say nothing new."""
        ledger = self._ledger
        if ledger.fresh or ledger.unfolded or ledger.refolding.waits or not ledger.loaded:
            return None
        ground = self._ground(ledger.loaded)
        if ground == self._written:
            return None
        ledger.settle()
        told = Told(ledger.authorship.runs.so_far(), sorted(ledger.authorship.runs.openings))
        return Draft(ground, told, layer(ledger.picture))

    def write(self, draft: Draft) -> bool:
        """Write the page, in any thread; False where it would leave something out. Raises a StorageFailed."""
        record, laying = self._ledger.record, Laying(draft.laid)
        named = record.named(bytes.fromhex(entry) for entry in draft.laid.awake)
        awake = sorted(stored.order for stored in named)
        whole = len(awake) == len(draft.laid.awake)
        if not whole or laying.entries + len(draft.told.openings) != draft.ground.upto:
            log.warning("the rest page does not add up, and is not written")
            return False
        sealed.write(
            self._path,
            self._key,
            {
                **laying.columns(),
                GROUND: msgspec.msgpack.encode(draft.ground),
                WHO: msgspec.msgpack.encode(draft.told),
                AWAKE: array(NUMBERS, awake).tobytes(),
            },
        )
        self._written = draft.ground
        return True

    def wrote(self, ground: Ground) -> None:
        """Another process has written a page that stands on this ground."""
        self._written = ground

    def close(self) -> None:
        """The last page, once nothing is written any more."""
        with suppress(Refusal):  # the next start folds more
            draft = self.draft()
            if draft is not None:
                self.write(draft)

    def _ground(self, upto: int) -> Ground:
        ledger, record = self._ledger, self._ledger.record
        ends = (*record.since(0, 1), *record.since(upto - 1, 1))
        return Ground(
            room=ledger.trust.room,
            upto=upto,
            total=record.digest_at(upto),
            ends=tuple((each.id, each.received) for each in ends),
            trust=ledger.trust.digest(),
            forks=dict(ledger.forks),
            mended=record.meta(MENDED),
        )


@cache
def program() -> bytes:
    """A hash over all that folds, and over the catalogues: another program may fold otherwise."""
    of = sha256(f"{FOLD_VERSION} {sys.byteorder}".encode())
    for source in _sources():
        of.update(source.read_bytes())
    of.update(msgspec.msgpack.Encoder(order="deterministic").encode(reference()))
    return of.digest()


def _sources() -> Iterator[Path]:
    for package in (domain, seat, trust):
        yield from sorted(Path(package.__file__ or "").parent.glob("*.py"))
