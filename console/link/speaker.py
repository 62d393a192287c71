"""What a face says: sign in and out, tell, mirror, ask. Each gives the number that its answer will carry."""

from typing import Any

import msgspec

from console.domain.facts import Intent
from console.link import protocol
from console.link.events import Event, RefusedAnswer
from console.link.protocol import FromFace, LogWindow
from console.link.wire import Wire

CREDIT_AFTER = protocol.CREDIT // 2  # batches


class Speaker:
    """The speaking half of a link."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._asked: dict[int, str] = {}  # what waits for its answer; the name of an ask
        self._events: list[Event] = []
        self._logs: tuple[LogWindow, ...] = ()
        self._n = self._credited = 0
        self._linked = self._complete = self._whole = False
        self.pending = False

    @property
    def complete(self) -> bool:
        """Whether all that the seat had to show has come, but for what was over long ago."""
        return self._linked and self._complete

    def sign_in(self, person: str, passphrase: str) -> int:
        """`person`: id or name; empty where the room has only one."""
        return self._send(protocol.SignIn(self._next(), person, passphrase))

    def sign_out(self) -> int:
        return self._send(protocol.SignOut(self._next()))

    def lock(self) -> int:
        return self._send(protocol.Lock(self._next()))

    def unlock(self, passphrase: str) -> int:
        return self._send(protocol.Unlock(self._next(), passphrase))

    def tell(self, intent: Intent | dict[str, Any]) -> int:
        """Tell an intent, or a map with "intent" and its fields."""
        n = self._next()
        try:
            encoded = protocol.encode(msgspec.to_builtins(intent))
        except (ValueError, TypeError, OverflowError, RecursionError):
            return self._fail(n, "intent.malformed")
        if len(encoded) > protocol.MAX_INTENT:
            return self._fail(n, "intent.too_long", limit=protocol.MAX_INTENT)
        return self._send(protocol.Tell(n, encoded))

    def mirror(self, logs: tuple[LogWindow | tuple[str, str, str], ...] = ()) -> int:
        """Choose the windows of the log to mirror; the lines of those that are new come."""
        self._logs = tuple(log if isinstance(log, LogWindow) else LogWindow(*log) for log in logs)
        self._complete = False
        return self._send(protocol.Mirror(self._next(), self._logs, again=False))

    def ask(self, what: str, **params: Any) -> int:
        """Ask for a page; docs/link.md lists what may be asked."""
        n = self._next()
        self._asked[n] = what
        return self._send(protocol.Ask(n, what, params))

    def cancel(self, n: int) -> None:
        """Give up an ask; it is answered with a refusal ask.cancelled."""
        self._post(protocol.Cancel(n))

    def _took(self, number: int) -> None:
        """Let the seat send more, before it may not: whatever is said to it wakes it."""
        if number - self._credited >= CREDIT_AFTER:
            self._grant(number)

    def _missed(self, number: int) -> None:
        """Batches before this one were lost: ask for the present state again."""
        self._complete = False
        self._grant(number)
        self._post(protocol.Mirror(self._next(), self._logs))

    def _grant(self, number: int) -> None:
        """Nothing up to this batch is on its way any more."""
        self._credited = number
        self._post(protocol.Credit(number))

    def _next(self) -> int:
        self._n += 1
        return self._n

    def _send(self, message: Any) -> int:
        n: int = message.n
        if not self._linked:
            return self._fail(n, "link.gone")
        try:
            sent = self._post(message)
        except (UnicodeEncodeError, OverflowError):
            return self._fail(n, "link.unsayable")
        if not sent:
            return self._fail(n, "link.busy")
        self._asked.setdefault(n, "")
        return n

    def _fail(self, n: int, code: str, **params: str | int) -> int:
        self._asked.pop(n, None)
        self._events.append(RefusedAnswer(n, code, params))
        self.pending = True
        return n

    def _post(self, message: FromFace) -> bool:
        sent = self._wire.send(message)
        self.pending = self.pending or self._wire.waiting
        return sent
