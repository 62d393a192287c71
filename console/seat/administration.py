"""Carries out acts of trust: the statements go to disk, then into the trust, then the log tells of them."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from console.domain.facts import Fact, Refused, encode
from console.domain.membership import SeatWelcomed
from console.seat.acts import ACTS, Act, Issued, Prepared, issue, prepare
from console.seat.audience import Audience, Face
from console.seat.commits import Commits, No
from console.seat.enrolling import Enrolling
from console.seat.growing import Growth
from console.seat.intents import intent_of
from console.seat.judging import judge
from console.seat.ledger import Ledger
from console.seat.sessions import Sessions
from console.seat.sitter import Sitter
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
        growth: Growth,
        enrolling: Enrolling,
    ) -> None:
        self._ledger, self._commits, self._sessions = ledger, commits, sessions
        self._audience, self._growth = audience, growth
        growth.welcomed = self.welcomed
        self._writer, self._pool = threads
        self._enrolling = enrolling
        self._waiting: deque[tuple[Face, int, dict[str, Any]]] = deque()
        self._busy = False

    def tell(self, face: Face, n: int, fields: dict[str, Any]) -> None:
        """Carry out an act of the person at this face, after those before it, which it builds on."""
        self._waiting.append((face, n, fields))
        self._next()

    def _next(self) -> None:
        while self._waiting and not self._busy:
            self._busy = self._begin(*self._waiting.popleft())

    def _over(self) -> None:
        self._busy = False
        self._next()

    def _begin(self, face: Face, n: int, fields: dict[str, Any]) -> bool:
        """Judge the act; False if that was the end of it."""
        ledger = self._ledger
        try:
            sitter = self._sessions.sitter(face)
            act = intent_of(fields, ACTS)
            assert isinstance(act, Act)  # noqa: S101 - all of ACTS are
            subject = judge(act, sitter.author, ledger)
        except (Refused, Refusal) as refusal:
            self._refuse(face, n, refusal)
            return False
        boxes, room, now = ledger.boxes.of(sitter.person), ledger.trust.room, ledger.now()

        def prepared(outcome: Future[Prepared]) -> None:
            try:
                issued = issue(act, outcome.result(), subject, ledger)
            except (Refused, Refusal) as refusal:
                self._refuse(face, n, refusal)
                self._over()
                return
            self._store(face, n, sitter, issued)

        self._pool.submit(lambda: prepare(act, unlock(boxes, act.passphrase), room, subject, now), prepared)
        return True

    def _store(self, face: Face, n: int, sitter: Sitter, issued: Issued) -> None:
        """To disk first; only then does the trust know it."""
        record = self._ledger.record

        def stored(outcome: Future[None]) -> None:
            try:
                outcome.result()
                for raw in issued.statements:
                    self._ledger.trust.add(raw)
            except Refusal as refusal:
                if issued.file is not None:
                    issued.file.unlink(missing_ok=True)
                self._refuse(face, n, refusal)
                self._over()
                return
            self._spread(face, n, sitter, issued)

        self._writer.submit(lambda: record.add_statements(issued.statements), stored)

    def _spread(self, face: Face, n: int, sitter: Sitter, issued: Issued) -> None:
        """Everybody may know; who asked is answered when the line in the log is on disk too."""
        try:
            if issued.box is not None:
                self._ledger.boxes.put(issued.box)
            if issued.code is not None:
                self._enrolling.offer(*issued.code)
        except Refusal as refusal:
            self._refuse(face, n, refusal)
        else:
            self._commits.when_free(lambda: self._told(face, n, sitter, issued))
        self._growth.grown()
        self._growth.boxes_changed()
        self._over()

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
