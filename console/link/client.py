"""The face's end of the link, without Qt and without threads: wait on `fileno`, then drain."""

import contextlib
import time
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from console.link import protocol
from console.link.door import LOCAL_SOCKETS
from console.link.events import (
    SILENT,
    Answered,
    Back,
    Changed,
    Event,
    Gone,
    LinkRefused,
    Paged,
    RefusedAnswer,
    Reply,
    SeatGone,
    SessionChanged,
    Silent,
    TooOld,
)
from console.link.mirror import Mirrored
from console.link.pages import decoded
from console.link.protocol import FromSeat, LogWindow, SessionState
from console.link.speaker import Speaker
from console.link.wire import Wire

__all__ = [
    "Answered",
    "Back",
    "Changed",
    "Event",
    "Gone",
    "Link",
    "LinkRefused",
    "LogWindow",
    "Paged",
    "RefusedAnswer",
    "SeatGone",
    "SessionChanged",
    "SessionState",
    "Silent",
    "TooOld",
]

SILENT_SECONDS = 4.0  # of a seat that says each second that it lives
SILENCE_SECONDS = 15.0  # after which it answers nothing that was asked before
BROKEN_SECONDS = 1.0  # after the last word of a seat that takes nothing more
RETRY_SECONDS = 0.5
REACH_SECONDS = 5.0  # that a seat on a busy machine may take to let a face in, where one can wait
DIAL_MS = 20  # that a seat of this machine may take to let a face in


class Link(Speaker):
    """One face of the seat in `home`.

    A window hangs a notifier on `fileno()`, calls `drain()` whenever it fires, again at once while `pending`
    says so (also after each send), and twice a second besides, to notice a seat that is gone.
    """

    def __init__(
        self, home: Path, face: str = "desk", lang: str = "en", *, local: bool = LOCAL_SOCKETS
    ) -> None:
        self._home, self._face, self._lang = home, face, lang
        super().__init__(Wire(home, local=local))
        self._number = 0
        self._greeted = False
        self._heard = self._tried = float("-inf")
        self._lost = ""  # why it is gone, or silent, as was told
        self.mirrored = Mirrored()
        self.session: SessionState | None = None
        self.ended: tuple[str, dict[str, Any]] = ("", {})  # why the session is over, if nobody here ended it
        self.run = ""

    def __enter__(self) -> "Link":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def whole(self) -> bool:
        """Whether, beside what is `complete`, all has come that was over long ago."""
        return self.complete and self._whole

    def open(self, timeout: float = 60.0, connect: float = REACH_SECONDS, *, whole: bool = True) -> None:
        """Connect and wait for the present state, or the whole of it. Raises SeatGone, or TooOld."""
        end, soon = time.monotonic() + timeout, time.monotonic() + connect
        dialled = self._wire.dial()
        while not (self.whole if whole else self.complete):
            now = time.monotonic()
            if now > end or not dialled or (not self._greeted and now > soon):
                raise SeatGone("link.no_seat", path=str(self._home))
            events = self.drain()
            self._wire.wait(20)
            for event in events:
                if isinstance(event, Gone) and event.reason.endswith("too_old"):
                    raise TooOld(event.reason)
        self._events.clear()

    def dial(self) -> bool:
        """Connect, and greet the seat; False where none lets us in at once. What it has to show comes while
        whoever called does other things: `drain` takes it in, until `complete`.
        """
        if self._wire.dial() and self._wire.let_in(DIAL_MS):
            self._watch()
        return self._greeted

    def close(self) -> None:
        """Leave. A desk's session stays at the seat, locked."""
        self._wire.close()
        self._linked = False

    def fileno(self) -> int:
        """The descriptor to wait on. It fires at edges: drain until nothing is left."""
        return self._wire.fileno()

    def drain(self, ms: int = 5) -> list[Event]:
        """Take in what has come, for at most `ms`; `pending` tells whether more is left."""
        end = time.monotonic() + ms / 1000
        self.pending = False
        while (frame := self._wire.receive()) is not None:
            self._heard = time.monotonic()
            if self._linked:
                self._speaks()
            with contextlib.suppress(msgspec.MsgspecError):  # a message of a later version
                self._take(protocol.from_seat(frame))
            if time.monotonic() > end:
                self.pending = True
                break
        self._watch()
        events, self._events = self._events, []
        return events

    def call(self, n: int, timeout: float) -> Any:
        """Wait for the answer to `n`: Answered, RefusedAnswer or Paged. For the command line only."""
        end = time.monotonic() + timeout
        kept: list[Event] = []
        answer: Any = None
        while answer is None and time.monotonic() < end:
            for event in self.drain():
                if isinstance(event, Answered | RefusedAnswer | Paged) and event.n == n:
                    answer = event
                else:
                    kept.append(event)
            if answer is None and not self.pending:
                self._wire.wait(50)
        self._events[:0] = kept
        self.pending = self.pending or bool(kept)
        return answer or RefusedAnswer(n, "link.timeout", {})

    def _watch(self) -> None:
        """Notice a seat that is gone, and greet one that is there."""
        now, reachable = time.monotonic(), self._wire.reachable
        quiet = now - self._heard
        if self._linked and quiet > (SILENCE_SECONDS if reachable else BROKEN_SECONDS):
            self._lose(SILENT if reachable else "link.gone")
        elif self._lost == SILENT and not reachable:
            self._lose("link.gone")
        elif self._linked and quiet > SILENT_SECONDS and not self._lost:
            self._lost = SILENT
            self._events.append(Silent())
        # What is greeted again while its connection stands has the first greeting still before it.
        pause = SILENCE_SECONDS if self._lost == SILENT else RETRY_SECONDS
        if self._linked or now < self._tried + pause:
            return
        if not reachable:
            self._wire.redial(now)
            return
        session = self.session.token if self.session else ""
        hello = protocol.Hello(protocol.VERSION, self._face, self._lang, session=session)
        if self._post(hello):
            self._greeted, self._tried = True, now

    def _lose(self, reason: str) -> None:
        self._linked, self._lost = False, reason
        self._events += [RefusedAnswer(n, "link.gone", {}) for n in self._asked]
        self._asked.clear()
        self._events.append(Gone(reason))

    def _speaks(self) -> None:
        if self._lost:
            self._lost = ""
            self._events.append(Back())

    def _take(self, message: FromSeat) -> None:
        match message:
            case protocol.Welcome():
                self._welcomed(message)
            case protocol.Session(session, code, params):
                self.session, self.ended = session, (code, params)
                self._events.append(SessionChanged())
            case protocol.Changes():
                self._changed(message)
            case protocol.Alive():
                self._post(protocol.Alive())
            case protocol.Bye(reason):
                self._lose(reason)
                if reason.endswith("too_old"):
                    self._tried = float("inf")
            case protocol.Answer() | protocol.Refusal() | protocol.Page():
                self._replied(message)

    def _welcomed(self, welcome: protocol.Welcome) -> None:
        self._linked, self._complete = True, False
        before, self.session, self.run, self._number = self.session, welcome.session, welcome.run, 0
        self._credited = 0
        self._speaks()
        if before != self.session:
            self._events.append(SessionChanged())
        if self._logs:
            self._post(protocol.Mirror(self._next(), self._logs, again=False))

    def _changed(self, changes: protocol.Changes) -> None:
        if changes.number != self._number + 1 and not changes.reset:
            self._missed(changes.number)
            return
        self._number, self._complete, self._whole = changes.number, changes.complete, changes.whole
        keys = self.mirrored.apply(changes)
        self._took(changes.number)
        self._events.append(Changed(keys, changes.reset))

    def _replied(self, message: Reply) -> None:
        what = self._asked.pop(message.n, None)
        if what is None:
            return
        match message:
            case protocol.Answer(n, entry, about):
                self._events.append(Answered(n, entry, about))
            case protocol.Refusal(n, code, params):
                self._events.append(RefusedAnswer(n, code, params))
            case protocol.Page(n, items, more):
                self._events.append(_page(n, what, items, more=more))


def _page(n: int, what: str, items: tuple[bytes, ...], *, more: bool) -> Paged | RefusedAnswer:
    """A page of a later version is an answer, too: whoever asked waits for one."""
    try:
        return Paged(n, decoded(what, items), more)
    except msgspec.MsgspecError:
        return RefusedAnswer(n, "link.too_old", {})
