"""What a face may have the seat do: back its record up, carry it out, carry another's in, and stop."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import msgspec

from console.domain.facts import Refused
from console.link.pages import BackupView, CarriedView, StopView
from console.link.protocol import Ask
from console.seat.ask_params import params_of
from console.seat.asks import Asks
from console.seat.audience import Audience, Face
from console.seat.carrying import Carrying
from console.seat.keeping import Keeping
from console.seat.roster import Roster
from console.trust.errors import Refusal
from db.errors import StorageFailed, failing


class BackupParams(msgspec.Struct, forbid_unknown_fields=True):
    """Where to; empty: among the seat's own backups."""

    path: str = ""


class CarryParams(msgspec.Struct, forbid_unknown_fields=True):
    """A bundle; and on the way out one of who shall get it, so that only what he lacks is in it."""

    path: str
    lacking: str = ""


class Errands:
    """Registers itself with the questions that faces ask. Paths are absolute, and of this machine."""

    def __init__(
        self,
        asks: Asks,
        audience: Audience,
        keeping: Keeping,
        carrying: Carrying,
        roster: Roster,
        stop: Callable[[], None],
    ) -> None:
        self._asks, self._audience = asks, audience
        self._keeping, self._carrying = keeping, carrying
        self._roster, self._stop = roster, stop
        errands = {"backup": self._backup, "carry.out": self._out, "carry.in": self._in, "stop": self._leave}
        asks.errands.update(errands)

    def _backup(self, face: Face, asked: Ask) -> None:
        params = params_of(asked, BackupParams)
        target = _path(asked, params.path) if params.path else None

        def work() -> BackupView:
            try:
                made = self._keeping.back_up(target)
            except StorageFailed as failure:
                raise failing("storage.no_backup_made", failure) from failure
            return BackupView(str(made.path), made.at, made.entries)

        self._asks.slowly(face, asked.n, work, lambda view: self._page(face, asked.n, view))

    def _out(self, face: Face, asked: Ask) -> None:
        params = params_of(asked, CarryParams)
        path = _path(asked, params.path)
        lacking = _path(asked, params.lacking) if params.lacking else None
        self._asks.slowly(
            face,
            asked.n,
            lambda: self._carrying.out(path, lacking),
            lambda view: self._page(face, asked.n, view),
        )

    def _in(self, face: Face, asked: Ask) -> None:
        if face.reads_only:
            raise Refused("session.reads_only")
        path = _path(asked, params_of(asked, CarryParams).path)

        @self._audience.serving(face, asked.n)
        def ended(outcome: Future[CarriedView]) -> None:
            try:
                view = outcome.result()
            except Refusal as refusal:
                self._audience.refuse(face, asked.n, refusal.code, dict(refusal.params))
            else:
                self._page(face, asked.n, view)

        self._carrying.bring(path, ended)

    def _leave(self, face: Face, asked: Ask) -> None:
        """Say what nobody else has yet; stop if there is nothing, or if `sure`."""
        others = self._roster.others
        lonely = others.nowhere_else() if others is not None else 0
        stopping = not lonely or asked.params.get("sure") is True
        self._page(face, asked.n, StopView(stopping, lonely))
        if stopping:
            self._stop()

    def _page(self, face: Face, n: int, view: BackupView | CarriedView | StopView) -> None:
        self._audience.page(face, n, [msgspec.msgpack.encode(view)])


def _path(asked: Ask, given: str) -> Path:
    path = Path(given)
    if not path.is_absolute() or "\0" in given:
        raise Refused("ask.params", what=asked.what, field="path", misfit="other")
    return path
