"""The link of a window: drained by Qt, awaited by its coroutines."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from console.domain.facts import Intent
from console.link.client import (
    Answered,
    Back,
    Changed,
    Event,
    Gone,
    LogWindow,
    Paged,
    RefusedAnswer,
    SessionChanged,
    SessionState,
    Silent,
)
from console.link.events import SILENT
from console.link.mirror import Mirrored
from widgets.ages import now_ms

if TYPE_CHECKING:
    import asyncio

DRAIN_MS = 5
WATCH_MS = 500

T = TypeVar("T")
Reply = Answered | RefusedAnswer | Paged
Told = Intent | dict[str, Any]  # acts of trust are maps: what signs them is no business of a window


class Speaking(Protocol):
    """What a bridge needs of a link."""

    mirrored: Mirrored
    session: SessionState | None
    ended: tuple[str, dict[str, Any]]
    pending: bool

    def fileno(self) -> int: ...
    def drain(self, ms: int = 5) -> list[Event]: ...
    def close(self) -> None: ...
    def sign_in(self, person: str, passphrase: str) -> int: ...
    def sign_out(self) -> int: ...
    def lock(self) -> int: ...
    def unlock(self, passphrase: str) -> int: ...
    def tell(self, intent: Intent | dict[str, Any]) -> int: ...
    def ask(self, what: str, **params: Any) -> int: ...
    def cancel(self, n: int) -> None: ...
    def mirror(self, logs: tuple[LogWindow | tuple[str, str, str], ...] = ()) -> int: ...


class Bridge(QObject):
    """Signals of one link, and its answers as futures."""

    changed = Signal(object)  # set of (kind, key)
    reset = Signal()
    session_changed = Signal()
    recorded = Signal(object, str)  # the intent, and the thing it was about
    gone = Signal(str)
    back = Signal()

    def __init__(self, link: Speaking, loop: "Callable[[], asyncio.AbstractEventLoop]") -> None:
        """`loop` is asked for once somebody acts: a window is painted without."""
        super().__init__()
        self._link, self._loop = link, loop
        self._waiting: dict[int, asyncio.Future[Reply]] = {}
        self._told: dict[int, Intent] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.lost = ""  # why what is shown is not live; empty while it is
        self.lost_at = 0  # ms: since when
        self._notifier = QSocketNotifier(link.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.drain)
        self._watch = QTimer(self)
        self._watch.timeout.connect(self.drain)
        self._watch.start(WATCH_MS)

    @property
    def picture(self) -> Mirrored:
        """Everything the seat has shown."""
        return self._link.mirrored

    @property
    def session(self) -> SessionState | None:
        """Who is signed in here."""
        return self._link.session

    @property
    def ended(self) -> tuple[str, dict[str, Any]]:
        """Why the last session is over, if nobody here ended it: a code and its parameters."""
        return self._link.ended

    def close(self) -> None:
        """Leave the seat; once is enough."""
        if not self._notifier.isEnabled():
            return
        self._watch.stop()
        self._notifier.setEnabled(False)
        for future in self._waiting.values():
            future.cancel()
        for task in self._tasks:
            task.cancel()
        self._link.close()

    def start(self, act: Coroutine[Any, Any, None]) -> None:
        """Run one of the window's own coroutines; what goes wrong in it reaches the loop's handler."""
        self.begin(act)

    def begin(self, act: Coroutine[Any, Any, None]) -> Callable[[], object]:
        """As `start`; call what it returns to give the act up, as a window that closes does."""
        if not self._notifier.isEnabled():
            act.close()  # the window is closed
            return act.close
        task = self._loop().create_task(act)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task.cancel

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._loop().call_exception_handler({"message": "a window's act failed", "exception": error})

    def aside(self, work: Callable[[], T]) -> "asyncio.Future[T]":
        """Do what waits for a disk in a thread of its own."""
        return self._loop().run_in_executor(None, work)

    def tell(self, intent: Told) -> "asyncio.Future[Reply]":
        n = self._link.tell(intent)
        if isinstance(intent, Intent):
            self._told[n] = intent
        return self._awaited(n)

    def ask(self, what: str, **params: Any) -> "asyncio.Future[Reply]":
        """A page. Cancel the future, or the task that awaits it, and the seat stops looking."""
        n = self._link.ask(what, **params)
        answer = self._awaited(n)
        answer.add_done_callback(lambda ended: self._give_up(n) if ended.cancelled() else None)
        return answer

    def _give_up(self, n: int) -> None:
        if self._waiting.pop(n, None) is not None and self._notifier.isEnabled():
            self._link.cancel(n)
            self._soon()

    def sign_in(self, person: str, passphrase: str) -> "asyncio.Future[Reply]":
        return self._awaited(self._link.sign_in(person, passphrase))

    def sign_out(self) -> "asyncio.Future[Reply]":
        return self._awaited(self._link.sign_out())

    def lock(self) -> "asyncio.Future[Reply]":
        return self._awaited(self._link.lock())

    def unlock(self, passphrase: str) -> "asyncio.Future[Reply]":
        return self._awaited(self._link.unlock(passphrase))

    def mirror(self, logs: tuple[LogWindow, ...]) -> None:
        """Choose the windows of the log that are shown."""
        self._link.mirror(logs)
        self._soon()

    def _awaited(self, n: int) -> "asyncio.Future[Reply]":
        future: asyncio.Future[Reply] = self._loop().create_future()
        self._waiting[n] = future
        self._soon()
        return future

    def _soon(self) -> None:
        QTimer.singleShot(0, self, self.drain)

    def drain(self) -> None:
        """Take in what has come, for a few milliseconds; the rest in the next turn."""
        if not self._notifier.isEnabled():
            return  # the window closed while this turn was on its way
        for event in self._link.drain(DRAIN_MS):
            self._take(event)
        if self._link.pending:
            self._soon()

    def _take(self, event: Event) -> None:
        match event:
            case Answered() | RefusedAnswer() | Paged():
                intent = self._told.pop(event.n, None)
                if intent is not None and isinstance(event, Answered):
                    self.recorded.emit(intent, event.about)
                future = self._waiting.pop(event.n, None)
                if future is not None and not future.done():
                    future.set_result(event)
            case Changed(keys, reset):
                if reset:
                    self.reset.emit()
                self.changed.emit(keys)
            case SessionChanged():
                self.session_changed.emit()
            case Silent():
                self._lose(SILENT)
            case Gone(reason):
                self._lose(reason)
            case Back():
                self.lost = ""
                self.back.emit()

    def _lose(self, why: str) -> None:
        self.lost_at = self.lost_at if self.lost else now_ms()
        if why != self.lost:
            self.lost = why
            self.gone.emit(why)
