"""What faces ask: pages of the log, search, history, evidence, digest, verification."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any, TypeVar

import msgspec

from console.domain.facts import Refused
from console.domain.history import history
from console.domain.need import Need
from console.domain.needs import needs
from console.domain.shapes import misfit
from console.domain.telling import telling
from console.link.pages import FactView, Hit
from console.link.protocol import WINDOW, Ask, LogWindow
from console.seat.audience import Audience, Face
from console.seat.events import event_of
from console.seat.ledger import Ledger
from console.seat.roster import Roster
from console.seat.shown import Shown
from console.seat.verification import verify, view
from console.seat.writer import Pool
from console.trust.codes import fresh
from console.trust.errors import Refusal
from console.trust.passphrases import generated
from db.audit import Fault
from db.entry import Stored
from db.view import View

MAX_ASKS = 16  # of one face at a time
T = TypeVar("T")
_encode = msgspec.msgpack.Encoder().encode
Page = tuple[Iterable[Any], bool]


class LogParams(msgspec.Struct, forbid_unknown_fields=True):
    """A page of a log, before a line's `order`."""

    operation: str = ""
    incident: str = ""
    before: tuple[int, str] | None = None
    limit: int = WINDOW


class SearchParams(msgspec.Struct, forbid_unknown_fields=True):
    """Words to find, before the admission number where the last page ended; of one operation, if given."""

    words: str
    operation: str = ""
    limit: int = 50
    before: int | None = None


class ThingParams(msgspec.Struct, forbid_unknown_fields=True):
    """A thing, and for its history a field."""

    thing: str
    field: str = ""


class NoParams(msgspec.Struct, forbid_unknown_fields=True):
    """Nothing to say."""


class Cancelled(Exception):
    """The face does not want it any longer."""


class Asks:
    """Answers questions; what is slow in the pool."""

    def __init__(
        self, ledger: Ledger, shown: Shown, roster: Roster, audience: Audience, pool: Pool, view: View
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
            else:
                kind, answer = self._quick[asked.what]
                items, more = answer(params_of(asked, kind))
                self._audience.page(face, asked.n, map(_encode, items), more=more)
        except KeyError:
            self._audience.refuse(face, asked.n, "ask.unknown", {"what": asked.what[:40]})
        except (Refused, Refusal) as refusal:
            self._audience.refuse(face, asked.n, refusal.code, dict(refusal.params))

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
        return map(self._shown.line_view, rows), len(rows) == limit

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
            ids = self._view.search(params.words, limit, params.before, about)
            return [self._ledger.record.get(each) for each in ids]

        def answer(found: list[Stored | None]) -> None:
            hits = [self._hit(stored) for stored in found if stored is not None]
            self._audience.page(face, n, map(_encode, hits), more=len(found) == limit)

        self.slowly(face, n, find, answer)

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
            self._audience.page(face, n, map(_encode, map(view, faults)))
            self.found(faults)

        self.slowly(face, n, lambda: list(verify(self._ledger.record, progress)), answer)

    def slowly(self, face: Face, n: int, work: Callable[[], T], answer: Callable[[T], None]) -> None:
        """Do `work` in the pool and then `answer`, unless the face has given up. Raises Refused."""
        if len(face.asking) >= MAX_ASKS:
            raise Refused("ask.too_many", limit=MAX_ASKS)
        face.asking.add(n)

        def done(outcome: Future[T]) -> None:
            face.asking.discard(n)
            cancelled = n in face.cancelled
            face.cancelled.discard(n)
            try:
                result = outcome.result()
                if not cancelled:
                    answer(result)
            except Cancelled:
                cancelled = True
            except Refusal as refusal:
                self._audience.refuse(face, n, refusal.code, dict(refusal.params))
                return
            if cancelled:
                self._audience.refuse(face, n, "ask.cancelled")

        self._pool.submit(work, done)

    def cancel(self, face: Face, n: int) -> None:
        """Never mind: what runs is ended as soon as it looks."""
        if n in face.asking:
            face.cancelled.add(n)


def params_of(asked: Ask, kind: type[T]) -> T:
    """What was asked, in the form that it has to have. Raises Refused."""
    try:
        return msgspec.convert(asked.params, kind)
    except msgspec.ValidationError as wrong:
        raise Refused("ask.params", what=asked.what[:40], **misfit(wrong)) from wrong


def _thing_id(given: str) -> str:
    if len(given) != 32 or not all(c in "0123456789abcdef" for c in given):
        raise Refused("thing.unknown", id=given[:32])
    return given
