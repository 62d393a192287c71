"""The short code that lives at this seat, if one does: its door, and what came of it."""

import threading
from collections.abc import Callable

from console.domain.room import CodeView
from console.mesh.code_socket import CodeDoor, now_ms
from console.mesh.sockets import CannotBind
from console.seat.ledger import Ledger
from console.seat.meeting import Taken, place_of, reachable_at
from console.seat.roster import Roster
from console.trust.codes import FAILURES, LIFETIME, Host
from console.trust.invitations import InvitationFile, packed

Soon = Callable[[Callable[[], None]], None]


class Enrolling:
    """One code at a time; a new one ends the one before."""

    def __init__(self, ledger: Ledger, roster: Roster, soon: Soon, listen: str) -> None:
        """`listen`: HOST:PORT of the seat; the code's door is at the same host."""
        self._ledger, self._roster, self._soon, self._listen = ledger, roster, soon, listen
        self._unwanted = threading.Event()
        self._thread: threading.Thread | None = None

    def offer(self, code: str, invitation: InvitationFile, label: str, agency: str) -> None:
        """Open the door for who types this code. Raises Malformed, or Taken where no port is free."""
        self.close()
        self._roster.alarms.discard(_burnt(label))
        host = Host(code, packed(invitation), now_ms() + LIFETIME)
        try:
            door = CodeDoor(host, place_of(self._listen)[0] if self._listen else "*")
        except CannotBind as error:
            raise Taken("address.taken", address=self._listen) from error
        until = self._ledger.now() + LIFETIME
        view = CodeView(label, agency, until=until, addresses=reachable_at(self._listen, door.port))
        self._roster.code, self._unwanted = view, threading.Event()

        def changed() -> None:
            self._soon(lambda: self._note(view, host))

        unwanted, faults = self._unwanted.is_set, self._ledger.faults

        def serve() -> None:
            with faults.kept("a short code"):
                door.serve(changed, unwanted)
            self._soon(lambda: self._note(view, host, ended=True))

        self._thread = threading.Thread(target=serve, name="code", daemon=True)
        self._thread.start()

    def _note(self, view: CodeView, host: Host, *, ended: bool = False) -> None:
        """Show what came of a code, unless another has taken its place; or that nobody answers to it."""
        shown = self._roster.code
        if shown is None or (shown.label, shown.until) != (view.label, view.until):
            return
        state = state_of(host)
        state = "over" if ended and state == "open" else state
        self._roster.code = view.now(state, host.failures, host.words)
        if host.failures >= FAILURES:
            self._roster.alarms.add(_burnt(view.label))

    def close(self) -> None:
        """No code lives here any longer."""
        self._unwanted.set()
        if self._thread is not None:
            self._thread.join()


def _burnt(label: str) -> str:
    """The alarm that somebody guessed at the code of this seat; until a new code is shown for it."""
    return f"seat.code_burnt:{label}"


def state_of(host: Host) -> str:
    """How a code stands."""
    if host.words:
        return "used"
    if host.failures >= FAILURES:
        return "burnt"
    return "over" if host.is_over(now_ms()) else "open"
