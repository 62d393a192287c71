"""The faces that are linked to this seat, and what goes out to them."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from console.domain.facts import Refused
from console.domain.lines import Extent, Row
from console.link.faces import Feed, Source, Unread
from console.link.mirror import Key
from console.link.protocol import Alive, Answer, Bye, Changes, FromSeat, LogWindow, Page, Refusal, Session
from console.link.server import FaceGone, Server
from console.seat.faults import Faults
from console.seat.refolding import raised
from console.seat.sitter import Sitter
from db.errors import StorageFailed

SELDOM_SECONDS = 0.25
SELDOM_REST = 4  # times as long as showing took
PATIENCE_SECONDS = 30.0  # between beats to a face that does not answer


class Face:
    """One window, command or script."""

    def __init__(self, address: bytes, kind: str, lang: str, credit: int) -> None:
        self.address, self.kind, self.lang = address, kind, lang
        self.feed = Feed(credit)
        self.sitter: Sitter | None = None
        self.ended: Refused | None = None  # why the last session is over, if nobody here ended it
        self.cancelled: set[int] = set()
        self.asking: set[int] = set()
        self.awaited = False  # a beat that it has not answered
        self.beaten = 0.0

    @property
    def reads_only(self) -> bool:
        """Whether nobody can sign in here."""
        return self.kind in {"wall", "watch"}


class Sight:
    """What one face may see: the needs only of who is signed in at it, and has not locked it."""

    def __init__(self, face: Face, source: Source, unread: Callable[[StorageFailed], None]) -> None:
        self._source, self._unread = source, unread
        sitter = face.sitter
        self._own = ("needs", sitter.person.hex()) if sitter is not None and not sitter.locked else None

    def keys(self) -> Iterable[Key]:
        yield from self._source.keys()
        if self._own is not None:
            yield self._own

    def at_hand(self, key: Key) -> bool:
        return self._source.at_hand(key)

    def rests(self, key: Key) -> bool:
        return self._source.rests(key)

    def encoded(self, key: Key) -> bytes | None:
        with self._reading():
            return None if key[0] == "needs" and key != self._own else self._source.encoded(key)

    def rows(self, window: LogWindow, seen: Extent) -> tuple[Sequence[Row], Extent]:
        with self._reading():
            return self._source.rows(window, seen)

    def together(self, rows: Sequence[Row]) -> AbstractContextManager[None]:
        return self._source.together(rows)

    def line(self, row: Row) -> bytes:
        with self._reading():
            return self._source.line(row)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except StorageFailed as failure:
            self._unread(failure)
            raise Unread from failure


class Audience:
    """All faces. A face that is gone is noticed when something is said to it."""

    def __init__(self, server: Server, source: Source, faults: Faults | None = None) -> None:
        self._server, self._source = server, source
        self.faces: dict[bytes, Face] = {}
        self.left: list[Face] = []  # gone, and not yet taken leave of
        self.last_left = time.monotonic()
        self.stays = False  # a desk was here: the seat goes on when its window closes
        self.unread: Callable[[StorageFailed], None] = raised  # told of what the disk does not give
        self._rests_until = float("-inf")
        self._faults = faults or Faults()

    def open(self) -> None:
        """From now on faces are answered."""
        self._server.serves()
        self.last_left = time.monotonic()

    def enter(self, face: Face) -> None:
        self.faces[face.address] = face
        self.stays |= face.kind == "desk"

    def say(self, face: Face, message: FromSeat) -> bool:
        """False if it did not go out: then the face is gone, or as good as gone."""
        try:
            sent = self._server.send(face.address, message)
        except FaceGone:
            sent = False
        if not sent and not isinstance(message, Alive):
            self.leave(face)
        return sent

    def leave(self, face: Face) -> None:
        if self.faces.pop(face.address, None) is not None:
            self.left.append(face)
            self.last_left = time.monotonic()

    def take_left(self) -> list[Face]:
        """The faces that are gone since this was last asked."""
        left, self.left = self.left, []
        return left

    def farewell(self) -> None:
        """The seat stops."""
        self._server.leaves()
        for face in list(self.faces.values()):
            self.say(face, Bye("link.stopping"))

    def answer(self, face: Face, n: int, entry: str = "", about: str = "") -> None:
        self.say(face, Answer(n, entry, about))

    def refuse(self, face: Face, n: int, code: str, params: dict[str, object] | None = None) -> None:
        self.say(face, Refusal(n, code, params or {}))

    @contextmanager
    def serving(self, face: Face, n: int | None) -> Iterator[None]:
        """Whatever a fault of ours makes of one face's message `n`, the seat goes on serving the others."""
        served = False
        with self._faults.kept(f"a message of face {face.kind}", alarming=False, passing=()):
            yield
            served = True
        if n is not None and not served:
            self.refuse(face, n, "seat.fault")

    def page(self, face: Face, n: int, items: Iterable[bytes], *, more: bool = False) -> None:
        self.say(face, Page(n, tuple(items), more))

    def session(self, face: Face) -> None:
        """Tell a face who is signed in at it, or why nobody is any longer."""
        state = face.sitter.state(face.kind) if face.sitter else None
        code, params = (face.ended.code, dict(face.ended.params)) if face.ended else ("", {})
        self.say(face, Session(state, code, params))

    def touch(self, keys: Iterable[Key]) -> None:
        keys = list(keys)
        shared = [key for key in keys if key[0] != "needs"]
        for face in self.faces.values():
            own = ("needs", face.sitter.person.hex()) if face.sitter else None
            face.feed.touch([*shared, own] if own in keys and own is not None else shared)

    def touch_logs(self, logs: set[str], lines: Iterable[str]) -> None:
        lines = list(lines)
        for face in self.faces.values():
            face.feed.touch_logs(logs, lines)

    def renew_logs(self) -> None:
        for face in self.faces.values():
            face.feed.renew_logs()

    def show(self, *, seldom: bool = False) -> float | None:
        """Send each face the batch that is due; returns the seconds until the next one is. `seldom`: while
        things change with every fold, and what is shown of them is soon shown again. Showing takes a fifth of
        the time then, and no more of what folding needs.
        """
        begun = time.monotonic()
        if seldom and begun < self._rests_until:
            return self._rests_until - begun
        soonest: float | None = None
        for face in list(self.faces.values()):
            now = time.monotonic()
            due = face.feed.due(now)
            if due == 0.0:
                self._show(face, now)
                due = face.feed.due(now)
            if due is not None:
                soonest = due if soonest is None else min(soonest, due)
        ended = time.monotonic()
        self._rests_until = max(begun + SELDOM_SECONDS, ended + SELDOM_REST * (ended - begun))
        return soonest

    def _show(self, face: Face, now: float) -> None:
        made = list[Changes]()
        with self._faults.kept(f"what face {face.kind} is shown", passing=()):
            made.append(face.feed.batch(now, Sight(face, self._source, self.unread)))
        try:
            if not made:
                face.feed.put_off(now)
            elif not self._server.send(face.address, made[0]):
                face.feed.lost()
        except FaceGone:
            self.leave(face)

    def beat(self, *, hears: bool) -> None:
        """Called each second: let faces know that the seat lives, and notice those that do not. `hears`: that
        a face answers would be known.
        """
        now = time.monotonic()
        for face in list(self.faces.values()):
            if hears and face.awaited and now < face.beaten + PATIENCE_SECONDS:
                continue
            face.awaited, face.beaten = True, now
            try:
                self._server.send(face.address, Alive())
            except FaceGone:
                self.leave(face)
