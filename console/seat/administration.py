"""Carries out acts of trust: the statements go to disk, then into the trust, then the log tells of them."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from console.domain.facts import Fact, Refused, encode
from console.domain.membership import SeatWelcomed
from console.seat.acts import ACTS, Act, AddPerson, Issued, Prepared, free, issue, prepare
from console.seat.audience import Audience, Face
from console.seat.commits import Commits, No
from console.seat.enrolling import Enrolling
from console.seat.growing import Growth
from console.seat.intents import intent_of
from console.seat.judging import judge
from console.seat.ledger import Ledger
from console.seat.sessions import Sessions
from console.seat.sitter import Sitter
from console.seat.writer import Pool
from console.trust import invitations
from console.trust.boxes import unlock
from console.trust.errors import Refusal
from console.trust.issuing import newly

T = TypeVar("T")


class Administration:
    """One road for all acts. Each is answered when its statements are on disk and the log tells of it."""

    def __init__(
        self,
        ledger: Ledger,
        commits: Commits,
        sessions: Sessions,
        audience: Audience,
        pool: Pool,
        growth: Growth,
        enrolling: Enrolling,
    ) -> None:
        self._ledger, self._commits, self._sessions = ledger, commits, sessions
        self._audience, self._growth = audience, growth
        growth.welcomed = self.welcomed
        self._pool = pool
        self._enrolling = enrolling
        self._waiting: deque[tuple[Face, int, dict[str, Any]]] = deque()
        self._busy = False

    def tell(self, face: Face, n: int, fields: dict[str, Any]) -> None:
        """Carry out an act of the person at this face, after those before it, which it builds on."""
        self._waiting.append((face, n, fields))
        self._next()

    def _next(self) -> None:
        while self._waiting and not self._busy:
            face, n, fields = self._waiting.popleft()
            self._step(face, n, partial(self._begin, face, n, fields))

    def _step(self, face: Face, n: int, step: Callable[[], bool]) -> None:
        """Take a step of the act under way, which says whether more follow. Whatever ends the act, be it a
        refusal or a fault of ours, the next one has its turn.
        """
        follows = False
        with self._audience.serving(face, n):
            try:
                follows = step()
            except (Refused, Refusal) as refusal:
                self._refuse(face, n, refusal)
        self._busy = follows

    def _then(self, face: Face, n: int, step: Callable[[Future[T]], bool]) -> Callable[[Future[T]], None]:
        """A step that is taken with the outcome of work done elsewhere."""

        def taken(outcome: Future[T]) -> None:
            self._step(face, n, lambda: step(outcome))
            self._next()

        return taken

    def _begin(self, face: Face, n: int, fields: dict[str, Any]) -> bool:
        """Judge the act, and do in the pool what takes its time."""
        ledger = self._ledger
        sitter = self._sessions.sitter(face)
        act = intent_of(fields, ACTS)
        assert isinstance(act, Act)  # noqa: S101 - all of ACTS are
        subject = judge(act, sitter.author, ledger)
        boxes, room, now = ledger.boxes.of(sitter.person), ledger.trust.room, ledger.now()

        def prepared(outcome: Future[Prepared]) -> bool:
            if isinstance(act, AddPerson):
                free(newly(act.name), self._growth.expected())  # somebody else may have been quicker
            return self._hand_out(face, n, sitter, issue(act, outcome.result(), subject, ledger))

        work = self._then(face, n, prepared)
        self._pool.submit(lambda: prepare(act, unlock(boxes, act.passphrase), room, subject, now), work)
        return True

    def _hand_out(self, face: Face, n: int, sitter: Sitter, issued: Issued) -> bool:
        """Write its file, if it has one, while people go on: a stick may be slow, or hang."""
        if issued.file is None:
            return self._store(face, n, sitter, issued)
        path, invitation = issued.file

        def written(outcome: Future[None]) -> bool:
            outcome.result()
            return self._store(face, n, sitter, issued)

        work = self._then(face, n, written)
        self._pool.slow.submit(lambda: invitations.write(path, invitation), work)
        return True

    def _store(self, face: Face, n: int, sitter: Sitter, issued: Issued) -> bool:
        """To disk first; only then does the trust know it."""

        def stored(outcome: Future[None]) -> bool:
            with _or_no_file(issued):
                outcome.result()
            return self._spread(face, n, sitter, issued)

        with _or_no_file(issued):
            self._growth.store(issued.statements, self._then(face, n, stored))
        return True

    def _spread(self, face: Face, n: int, sitter: Sitter, issued: Issued) -> bool:
        """Everybody may know; who asked is answered when the line in the log is on disk too."""
        try:
            if issued.box is not None:
                self._ledger.boxes.put(issued.box)
            if issued.code is not None:
                self._enrolling.offer(*issued.code)
            told = self._audience.serving(face, n)(lambda: self._told(face, n, sitter, issued))
            self._commits.when_free(told)
        finally:
            self._growth.grown()
            self._growth.boxes_changed()
        return False

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


@contextmanager
def _or_no_file(issued: Issued) -> Iterator[None]:
    """What is not stored leaves no file behind."""
    try:
        yield
    except BaseException:
        if issued.file is not None:
            issued.file[0].unlink(missing_ok=True)
        raise
