"""What the room key says: statements signed elsewhere, stored, spread, and told in the log."""

from collections.abc import Iterator
from concurrent.futures import Future
from functools import partial
from typing import Annotated

import msgspec
from msgspec import Meta

from console.domain.facts import Refused, encode
from console.domain.membership import RoomKeyUsed
from console.link.pages import CutView, RoomKeyView
from console.link.protocol import Ask
from console.seat.ask_params import params_of
from console.seat.asks import Asks
from console.seat.audience import Audience, Face
from console.seat.commits import Commits, No
from console.seat.growing import Growth
from console.seat.ledger import Ledger
from console.trust.envelope import Held, opened
from console.trust.errors import Refusal
from console.trust.rescue import ENDLESS, spoken, tried
from console.trust.statements import (
    ADMINISTRATOR,
    KeySucceeded,
    PersonCertified,
    PersonChanged,
    Released,
    Revoked,
    SeatCertified,
)

PersonId = Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z")]


class CutParams(msgspec.Struct, forbid_unknown_fields=True):
    """A person; and from when on nothing of theirs is to stand (ms), if not from now on."""

    person: PersonId
    before: int = ENDLESS


class RoomKeyParams(msgspec.Struct, forbid_unknown_fields=True):
    """Statements of the room key, and the boxes of the keys that they certify, under the outer seal."""

    statements: tuple[bytes, ...]
    boxes: tuple[bytes, ...] = ()


class Rescuing:
    """Registers itself with what faces ask. Nobody needs to be signed in: statements prove themselves."""

    def __init__(
        self, asks: Asks, ledger: Ledger, commits: Commits, audience: Audience, growth: Growth
    ) -> None:
        self._asks, self._ledger, self._commits = asks, ledger, commits
        self._audience, self._growth = audience, growth
        asks.errands |= {"cut": self._cut, "room.key": self._hear}

    def _cut(self, face: Face, asked: Ask) -> None:
        params = params_of(asked, CutParams)
        cut = self._ledger.authorship.runs.cut_of_person(bytes.fromhex(params.person))

        def find() -> list[CutView]:
            return [CutView(feed.hex(), self._last(feed, last, params.before)) for feed, last in cut]

        self._asks.slowly(face, asked.n, find, lambda found: self._page(face, asked.n, found))

    def _last(self, feed: bytes, last: int, before: int) -> int:
        if before == ENDLESS:
            return last
        earlier = (each.seq for each in self._ledger.record.headers(feed) if each.hlc >> 16 < before)
        return max(earlier, default=0)

    def _hear(self, face: Face, asked: Ask) -> None:
        if face.reads_only:
            raise Refused("session.reads_only")
        params = params_of(asked, RoomKeyParams)
        raw = list(params.statements)
        known = set(self._growth.expected().ids())
        tried(self._growth.expected(), raw)
        serving = self._audience.serving(face, asked.n)

        @serving
        def stored(outcome: Future[None]) -> None:
            try:
                outcome.result()
            except Refusal as refusal:
                self._refuse(face, asked.n, refusal)
                return
            self._growth.take_boxes(params.boxes)
            fresh = [held for held in map(opened, raw) if held.id not in known]
            self._commits.when_free(serving(lambda: self._tell(face, asked.n, fresh)))
            self._growth.grown()

        self._growth.store(raw, stored)

    def _tell(self, face: Face, n: int, fresh: list[Held]) -> None:
        """Have the log tell of it; who asked is answered when that is on disk too."""
        refuse = partial(self._refuse, face, n)
        try:
            with self._commits.writing():
                views = [self._written(about, fact) for about, fact in self._facts(fresh)]
        except Refusal as refusal:
            refuse(refusal)
            return
        if views:
            self._commits.promise(lambda: self._page(face, n, views), refuse)
        else:
            self._page(face, n, views)

    def _written(self, about: bytes, fact: RoomKeyUsed) -> RoomKeyView:
        stored = self._commits.write(fact.kind, (about,), encode(fact))
        return RoomKeyView(stored.id.hex(), about.hex())

    def _facts(self, fresh: list[Held]) -> Iterator[tuple[bytes, RoomKeyUsed]]:
        """One for all that was said of somebody in the same breath."""
        told: set[tuple[bytes, str]] = set()
        for held in fresh:
            (about, label), did = spoken(self._ledger.trust, held), deed(held)
            upheld_with = did == "upheld" and (about, "revoked") in told
            if did and about and (about, did) not in told and not upheld_with:
                told.add((about, did))
                reason = getattr(held.statement, "reason", "")
                yield about, RoomKeyUsed(label, did, reason, held.id.hex())

    def _page(self, face: Face, n: int, views: list[CutView] | list[RoomKeyView]) -> None:
        self._audience.page(face, n, map(msgspec.msgpack.encode, views))

    def _refuse(self, face: Face, n: int, refusal: No) -> None:
        self._audience.refuse(face, n, refusal.code, dict(refusal.params))


def deed(held: Held) -> str:
    """What the log calls a statement of the room key; empty for what only goes with another."""
    match held.statement:
        case PersonCertified(despite=despite) | SeatCertified(despite=despite) if despite:
            return "readmitted"
        case PersonCertified(roles=roles) | PersonChanged(roles=roles) if ADMINISTRATOR in roles:
            return "appointed"
        case PersonCertified() | SeatCertified():
            return "certified"
        case PersonChanged():
            return "changed"
        case KeySucceeded():
            return "renewed"
        case Revoked():
            return "revoked"
        case Released(statements=statements) if statements:
            return "upheld"
    return ""
