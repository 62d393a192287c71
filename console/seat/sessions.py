"""Sessions: who is signed in at which face. Each is a sitting in the feed; several may be open at once."""

import secrets
from collections.abc import Callable
from concurrent.futures import Future

from console.domain.facts import Refused
from console.seat.audience import Audience, Face
from console.seat.commits import Commits, No
from console.seat.ledger import Ledger
from console.seat.sitter import SURVIVES, Sitter
from console.seat.writer import Pool
from console.trust.boxes import unlock
from console.trust.errors import Refusal
from console.trust.keys import SigningKey
from console.trust.openings import SITTING_CLOSED, SITTING_OPENED, close_sitting, open_sitting
from console.trust.standings import Person


class Sessions:
    """Signing in and out, locking, and coming back."""

    def __init__(self, ledger: Ledger, commits: Commits, pool: Pool, audience: Audience) -> None:
        self._ledger, self._commits, self._pool, self._audience = ledger, commits, pool, audience
        self._left: list[Sitter] = []  # of desks that are gone
        self._arriving: set[bytes] = set()  # addresses of faces whose sitting is on its way to disk

    @property
    def open(self) -> list[Sitter]:
        """Everybody who is signed in at this seat."""
        return [*(face.sitter for face in self._audience.faces.values() if face.sitter), *self._left]

    def sitter(self, face: Face) -> Sitter:
        """Who may act at this face. Raises Refused."""
        if face.reads_only:
            raise Refused("session.reads_only")
        if face.sitter is None:
            raise face.ended or Refused("power.nobody_signed_in")
        if face.sitter.locked:
            raise Refused("session.locked")
        return face.sitter

    def sign_in(self, face: Face, n: int, name: str, passphrase: str) -> None:
        """Open a sitting: `name` is an id, a name, or empty where the room has one person."""
        try:
            person = self._may_sign_in(face, name)
        except (Refused, Refusal) as refusal:
            self._refuse(face, n, refusal)
            return
        self._with_key(face, n, person, passphrase, lambda key: self._sit(face, n, person.id, key))

    def _may_sign_in(self, face: Face, name: str) -> Person:
        if face.reads_only:
            raise Refused("session.reads_only")
        if face.sitter is not None:
            raise Refused("session.taken", name=self._ledger.trust.people[face.sitter.person].name)
        return self.person(name)

    def person(self, given: str) -> Person:
        """The person of this id or name. Raises Refused."""
        people = [each for each in self._ledger.trust.people.values() if not each.revoked]
        same = [each for each in people if not given or each.is_called(given)]
        if not same:
            raise Refused("person.unknown", name=given[:80])
        if len(same) > 1:
            alike = ", ".join(sorted(each.name for each in same)) if given else ""
            raise Refused("person.several" if given else "session.who", name=given[:80], people=alike)
        return same[0]

    def _with_key(
        self, face: Face, n: int, person: Person, passphrase: str, use: Callable[[SigningKey], None]
    ) -> None:
        """Open the person's box off the engine thread, and use the key when nothing is being written."""
        boxes = self._ledger.boxes.of(person.id)

        @self._audience.serving(face, n)
        def opened(outcome: Future[SigningKey]) -> None:
            try:
                key = outcome.result()
            except Refusal as refusal:
                self._refuse(face, n, refusal)
                return
            self._commits.when_free(self._audience.serving(face, n)(lambda: use(key)))

        self._pool.submit(lambda: unlock(boxes, passphrase), opened)

    def _sit(self, face: Face, n: int, person: bytes, key: SigningKey) -> None:
        """Write the sitting; the key is forgotten once it has signed."""
        taken = face.sitter is not None or face.address in self._arriving
        if taken or face.address not in self._audience.faces:
            self._audience.refuse(face, n, "session.taken", {"name": ""})
            return
        if (out := self._out(person)) is not None:
            self._refuse(face, n, out)
            return
        ledger = self._ledger
        try:
            with self._commits.writing():
                payload = open_sitting(
                    person, key, ledger.trust.room, ledger.feed.id, ledger.feed.head, face.kind
                )
                stored = self._commits.write(SITTING_OPENED, (person,), payload)
        except Refusal as refusal:
            self._refuse(face, n, refusal)
            return
        sitter = Sitter(person, stored.header.seq, ledger)
        self._arriving.add(face.address)

        def done() -> None:
            self._arriving.discard(face.address)
            self._seated(face, n, sitter, stored.id.hex())

        def failed(refusal: No) -> None:
            self._arriving.discard(face.address)
            self._refuse(face, n, refusal)

        self._commits.promise(done, failed)

    def _seated(self, face: Face, n: int, sitter: Sitter, entry: str) -> None:
        """The sitting is on disk; while it took its time the face may have left, or said hello again, and the
        person may have been revoked.
        """
        if (out := self._out(sitter.person)) is not None:
            self._end(sitter)
            self._refuse(face, n, out)
            return
        face = self._audience.faces.get(face.address, face)
        face.sitter, face.ended = sitter, None
        if face.address not in self._audience.faces:
            self.bereave(face)
            return
        self._show(face, sitter.person)
        self._audience.answer(face, n, entry, sitter.person.hex())

    def sign_out(self, face: Face, n: int) -> None:
        """Close the sitting."""
        sitter = face.sitter
        if sitter is None:
            self._audience.refuse(face, n, "power.nobody_signed_in")
            return
        face.sitter = None

        def done() -> None:
            self._show(face, sitter.person)
            self._audience.answer(face, n)

        def failed(refusal: No) -> None:
            face.sitter = sitter
            self._refuse(face, n, refusal)

        self._commits.when_free(lambda: self._close(sitter, done, failed))

    def _close(self, sitter: Sitter, done: Callable[[], None], failed: Callable[[No], None]) -> None:
        try:
            with self._commits.writing():
                self._commits.write(SITTING_CLOSED, (sitter.person,), close_sitting(), by=sitter.by)
        except Refusal as refusal:
            failed(refusal)
            return
        self._commits.promise(done, failed)

    def lock(self, face: Face, n: int) -> None:
        if face.sitter is None:
            self._audience.refuse(face, n, "power.nobody_signed_in")
            return
        face.sitter.locked = True
        self._show(face, face.sitter.person)
        self._audience.answer(face, n)

    def unlock(self, face: Face, n: int, passphrase: str) -> None:
        sitter = face.sitter
        person = self._ledger.trust.people.get(sitter.person) if sitter else None
        if sitter is None or person is None:
            self._audience.refuse(face, n, "power.nobody_signed_in")
            return

        def opened(_: SigningKey) -> None:
            sitter.locked = False
            self._show(face, sitter.person)
            self._audience.answer(face, n)

        self._with_key(face, n, person, passphrase, opened)

    def welcome(self, face: Face, token: str) -> None:
        """A desk comes back to the session it left: locked, unless it still knows the token."""
        if face.kind != SURVIVES or not self._left:
            return
        given = token.encode()
        known = [left for left in self._left if secrets.compare_digest(left.token.encode(), given)]
        face.sitter = known[0] if known else self._left[-1]
        face.sitter.locked = face.sitter.locked or not known
        self._left.remove(face.sitter)

    def bereave(self, face: Face) -> None:
        """A face is gone: a desk's session waits for the next desk, any other is over."""
        sitter, face.sitter = face.sitter, None
        if sitter is None:
            return
        if face.kind == SURVIVES:
            self._left.append(sitter)
            return
        self._end(sitter)

    def expel(self) -> None:
        """End the sessions of people who were revoked, saying why; tell the others what they may do now."""
        for face in list(self._audience.faces.values()):
            sitter = face.sitter
            if sitter is None:
                continue
            if (out := self._out(sitter.person)) is not None:
                face.sitter, face.ended = None, out
                self._end(sitter)
            self._show(face, sitter.person)  # also with other roles
        gone = [sitter for sitter in self._left if self._out(sitter.person) is not None]
        self._left = [sitter for sitter in self._left if sitter not in gone]
        for sitter in gone:
            self._end(sitter)

    def _out(self, person: bytes) -> Refused | None:
        """Why this person may not sit here any longer."""
        known = self._ledger.trust.people.get(person)
        if known is not None and not known.revoked:
            return None
        return Refused("session.revoked", name=known.name if known else "")

    def _end(self, sitter: Sitter) -> None:
        self._commits.when_free(lambda: self._close(sitter, lambda: None, lambda _: None))

    def close_all(self) -> None:
        """Everybody leaves, because the seat stops."""
        for sitter in self.open:
            self._close(sitter, lambda: None, lambda _: None)

    def _show(self, face: Face, person: bytes) -> None:
        if face.address in self._audience.faces:
            self._audience.session(face)
            face.feed.touch([("needs", person.hex())])

    def _refuse(self, face: Face, n: int, refusal: No) -> None:
        self._audience.refuse(face, n, refusal.code, dict(refusal.params))
