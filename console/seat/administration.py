"""Carries out acts of trust: the statements go to disk, then into the trust, then the log tells of them."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from console.domain.facts import Fact, Refused, encode
from console.domain.membership import SeatWelcomed
from console.seat.acts import ACTS, Act, Issued, Prepared, issue, person_named, prepare, subject_of
from console.seat.audience import Audience, Face
from console.seat.commits import Commits, No
from console.seat.intents import intent_of
from console.seat.ledger import Ledger
from console.seat.replication import Replication
from console.seat.sessions import Sessions, Sitter
from console.seat.writer import Pool, Writer
from console.trust.boxes import unlock
from console.trust.errors import Refusal


class Administration:
    """One road for all acts. Each is answered when its statements are on disk and the log tells of it."""

    def __init__(
        self,
        ledger: Ledger,
        commits: Commits,
        sessions: Sessions,
        audience: Audience,
        threads: tuple[Writer, Pool],
        replication: Replication,
    ) -> None:
        self._ledger, self._commits, self._sessions = ledger, commits, sessions
        self._audience, self._replication = audience, replication
        self._writer, self._pool = threads

    def tell(self, face: Face, n: int, fields: dict[str, Any]) -> None:
        """Begin an act of the person at this face."""
        ledger = self._ledger
        try:
            sitter = self._sessions.sitter(face)
            act = intent_of(fields, ACTS)
            own = ledger.trust.people[sitter.person]
            assert isinstance(act, Act)  # noqa: S101 - all of ACTS are
            subject = subject_of(act, ledger, own, lambda name: person_named(ledger, name))
        except (Refused, Refusal) as refusal:
            self._refuse(face, n, refusal)
            return
        boxes, room, now = ledger.boxes.of(own.id), ledger.trust.room, ledger.now()

        def prepared(outcome: Future[Prepared]) -> None:
            try:
                issued = issue(act, outcome.result(), subject, ledger)
            except (Refused, Refusal) as refusal:
                self._refuse(face, n, refusal)
                return
            self._store(face, n, sitter, issued)

        self._pool.submit(lambda: prepare(act, unlock(boxes, act.passphrase), room, subject, now), prepared)

    def _store(self, face: Face, n: int, sitter: Sitter, issued: Issued) -> None:
        """To disk first; only then does the trust know it."""
        record = self._ledger.record

        def stored(outcome: Future[None]) -> None:
            try:
                outcome.result()
                for raw in issued.statements:
                    self._ledger.trust.add(raw)
                if issued.box is not None:
                    self._ledger.boxes.put(issued.box)
            except Refusal as refusal:
                self._refuse(face, n, refusal)
                return
            self._replication.grown()
            self._replication.boxes_changed()
            self._commits.when_free(lambda: self._told(face, n, sitter, issued))

        self._writer.submit(lambda: record.add_statements(issued.statements), stored)

    def _told(self, face: Face, n: int, sitter: Sitter, issued: Issued) -> None:
        about = issued.about.hex()
        self._write(
            issued.about,
            issued.fact,
            sitter.by,
            lambda entry: self._audience.answer(face, n, entry, about),
            lambda refusal: self._refuse(face, n, refusal),
        )

    def _write(
        self,
        about: bytes,
        fact: Fact,
        by: int,
        done: Callable[[str], None],
        failed: Callable[[No], None],
    ) -> None:
        try:
            with self._commits.writing():
                stored = self._commits.write(fact.kind, (about,), encode(fact), by)
        except Refusal as refusal:
            failed(refusal)
            return
        self._commits.promise(lambda: done(stored.id.hex()), failed)

    def welcomed(self, seat: bytes) -> None:
        """Our porch let a new seat in: the log tells of it."""
        label = self._ledger.trust.seats[seat].label
        self._commits.when_free(
            lambda: self._write(seat, SeatWelcomed(label), 0, lambda _: None, lambda _: None)
        )

    def _refuse(self, face: Face, n: int, refusal: No) -> None:
        self._audience.refuse(face, n, refusal.code, dict(refusal.params))
