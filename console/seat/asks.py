"""What faces ask: pages of the log, search, history, evidence, digest, verification."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, TypeVar

import msgspec

from console.domain.facts import Refused
from console.domain.history import history
from console.domain.log_view import telling
from console.domain.need import Need
from console.domain.needs import needs
from console.link.pages import FactView, Hit
from console.link.protocol import WINDOW, Ask, LogWindow
from console.seat.ask_params import LogParams, NoParams, SearchParams, ThingParams, params_of
from console.seat.audience import Audience, Face
from console.seat.events import event_of
from console.seat.ledger import Ledger
from console.seat.roster import Roster
from console.seat.shown import Shown
from console.seat.verification import verify, view
from console.seat.writer import Pool, Threads
from console.trust.codes import fresh
from console.trust.errors import Refusal
from console.trust.passphrases import generated
from db.audit import Fault
from db.entry import Stored
from db.errors import Damaged, StorageFailed
from db.search import SearchIndex

MAX_ASKS = 16  # of one face at a time
T = TypeVar("T")
_encode = msgspec.msgpack.Encoder().encode
Page = tuple[Iterable[Any], bool]


class Cancelled(Exception):
    """The face does not want it any longer."""


class Asks:
    """Answers questions; what is slow in the pool."""

    def __init__(
        self, ledger: Ledger, shown: Shown, roster: Roster, audience: Audience, pool: Pool, view: SearchIndex
    ) -> None:
        self._ledger, self._shown, self._roster = ledger, shown, roster
        self._audience, self._pool, self._view = audience, pool, view
        self.errands: dict[str, Callable[[Face, Ask], None]] = {}
        self.found: Callable[[list[Fault]], None] = lambda _: None  # told what a verification found
        self._quick: dict[str, tuple[type[Any], Callable[[Any], Page]]] = {
            "log": (LogParams, self._log),
            "thing": (ThingParams, self._thing),
            "history": (ThingParams, self._history),
            "people": (NoParams, lambda _: (self._roster.people().values(), False)),
            "refused": (NoParams, self._refused),
            "passphrase": (NoParams, lambda _: ([generated()], False)),
            "code": (NoParams, lambda _: ([fresh()], False)),
            "digest": (NoParams, lambda _: ([self.digest()], False)),
        }

    def ask(self, face: Face, asked: Ask) -> None:
        """Answer with a page, now or later."""
        try:
            if asked.what == "search":
                self._search(face, asked.n, params_of(asked, SearchParams))
            elif asked.what == "verify":
                self._verify(face, asked.n)
            elif asked.what == "needs":
                self._audience.page(face, asked.n, map(_encode, self._needs(face)))
            elif asked.what in self.errands:
                self.errands[asked.what](face, asked)
            elif asked.what in self._quick:
                kind, answer = self._quick[asked.what]
                with self._reading():
                    items, more = answer(params_of(asked, kind))
                    self._audience.page(face, asked.n, map(_encode, items), more=more)
            else:
                self._audience.refuse(face, asked.n, "ask.unknown", {"what": asked.what[:40]})
        except (Refused, Refusal) as refusal:
            self._audience.refuse(face, asked.n, refusal.code, dict(refusal.params))

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """What the disk does not give is said at every face, and to who asked."""
        try:
            yield
        except StorageFailed as failure:
            self._audience.unread(failure)
            raise Refused("storage.unread") from failure

    def _needs(self, face: Face) -> Iterable[Need]:
        """What waits, at this very moment, for who is signed in at this face."""
        if face.sitter is None or face.sitter.locked:
            raise Refused("power.nobody_signed_in")
        return needs(self._ledger.picture, face.sitter.author, self._ledger.now()).needs

    def digest(self) -> str:
        """Of record, trust and picture: equal on two seats exactly when they hold the same."""
        record, trust = self._ledger.record.digest().hex(), self._ledger.trust.digest().hex()[:16]
        return f"{record[:32]} {trust} {self._ledger.picture.digest()}"

    def _log(self, params: LogParams) -> Page:
        limit = max(1, min(params.limit, WINDOW))
        window = LogWindow("", params.operation, params.incident)
        rows = self._shown.page(window, limit, params.before)
        with self._shown.together(rows):
            return [self._shown.line_view(row) for row in rows], len(rows) == limit

    def _thing(self, params: ThingParams) -> Page:
        thing = bytes.fromhex(_thing_id(params.thing))
        return map(self._fact, self._ledger.record.about(thing)), False

    def _fact(self, stored: Stored) -> FactView:
        event = event_of(stored, self._ledger.authorship)
        author, others = event.author, self._roster.others
        return FactView(
            entry=event.id,
            kind=event.kind,
            at=event.at,
            received=event.received,
            by=author.name,
            agency=author.agency or author.seat_agency,
            seat=author.seat_label,
            standing=author.standing,
            feed=event.feed,
            seq=event.seq,
            fact=msgspec.structs.asdict(event.fact) if event.fact is not None else None,
            replaces=event.replaces,
            replicated=others.reached(stored.header.feed, event.seq) if others is not None else 0,
        )

    def _history(self, params: ThingParams) -> Page:
        thing = self._ledger.picture.find(_thing_id(params.thing))
        if thing is None:
            raise Refused("thing.unknown", id=params.thing[:32])
        return history(thing, params.field), False

    def _refused(self, _params: NoParams) -> Page:
        others = self._roster.others
        return (others.refused() if others is not None else ()), False

    def _search(self, face: Face, n: int, params: SearchParams) -> None:
        limit = max(1, min(params.limit, WINDOW))
        about = bytes.fromhex(_thing_id(params.operation)) if params.operation else b""

        def find() -> list[Stored | None]:
            if n in face.cancelled:
                raise Cancelled
            try:
                ids = self._view.search(params.words, limit, params.before, about)
            except Damaged as damaged:  # the index, which can be made anew: the record is none of it
                raise StorageFailed("storage.unread") from damaged
            return [self._ledger.record.get(each) for each in ids]

        def answer(found: list[Stored | None]) -> None:
            hits = [self._hit(stored) for stored in found if stored is not None]
            self._audience.page(face, n, map(_encode, hits), more=len(found) == limit)

        self.slowly(face, n, find, answer, within=self._reading, threads=self._pool)

    def _hit(self, stored: Stored) -> Hit:
        event = event_of(stored, self._ledger.authorship)
        line = telling(event, self._ledger.picture)
        thing = self._ledger.picture.find(event.about[0])
        if line is None and thing is not None and thing.subject.slim:
            line = self._shown.line_view(thing)
        operation = line.operation if line is not None else ""
        return Hit(event.id, event.kind, event.about[0], event.at, operation, line, order=stored.order)

    def _verify(self, face: Face, n: int) -> None:
        def progress(*_: object) -> None:
            if n in face.cancelled:
                raise Cancelled

        def answer(faults: list[Fault]) -> None:
            seat_of = self._ledger.authorship.seat_of
            self._audience.page(face, n, (_encode(view(fault, seat_of)) for fault in faults))
            self.found(faults)

        self.slowly(
            face, n, lambda: list(verify(self._ledger.record, progress)), answer, within=self._reading
        )

    def slowly(
        self,
        face: Face,
        n: int,
        work: Callable[[], T],
        answer: Callable[[T], None],
        within: Callable[[], AbstractContextManager[None]] = nullcontext,
        threads: Threads | None = None,
    ) -> None:
        """Do `work` in these threads, else in the slow ones, and then `answer`, unless the face has given up.
        Raises Refused.

        `within` it what both raise is looked at, in the engine's thread.
        """
        if len(face.asking) >= MAX_ASKS:
            raise Refused("ask.too_many", limit=MAX_ASKS)
        face.asking.add(n)

        @self._audience.serving(face, n)
        def done(outcome: Future[T]) -> None:
            face.asking.discard(n)
            cancelled = n in face.cancelled
            face.cancelled.discard(n)
            try:
                with within():
                    result = outcome.result()
                    if not cancelled:
                        answer(result)
            except Cancelled:
                cancelled = True
            except (Refused, Refusal) as refusal:
                self._audience.refuse(face, n, refusal.code, dict(refusal.params))
                return
            if cancelled:
                self._audience.refuse(face, n, "ask.cancelled")

        (threads or self._pool.slow).submit(work, done)

    def cancel(self, face: Face, n: int) -> None:
        """Never mind: what runs is ended as soon as it looks."""
        if n in face.asking:
            face.cancelled.add(n)


def _thing_id(given: str) -> str:
    if len(given) != 32 or not all(c in "0123456789abcdef" for c in given):
        raise Refused("thing.unknown", id=given[:32])
    return given
