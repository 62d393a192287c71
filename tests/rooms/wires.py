"""In place of the sockets between seats: the product's protocol core on a simulated network."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from console.mesh.conversation import Me
from console.mesh.core import Mesh
from console.mesh.effects import Admit, Trusted
from console.mesh.network import SeatLink, Task
from console.mesh.refusals import Refusals
from console.mesh.sources import BoxPile, StatementPile
from console.seat.home import OpenHome
from console.trust import porch
from db.admission import Admission
from db.entry import Stored
from db.errors import Refusal

if TYPE_CHECKING:
    from tests.rooms.seat import Seat

PORT = 7400


class Wires:
    """In place of `console.mesh.network.Network`: the same core; its frames go over the simulated network."""

    port = PORT
    broke_off = False  # no process here ends at a handshake

    def __init__(self, seat: "Seat", home: OpenHome, deliver: Callable[[Task], None]) -> None:
        self.seat, self.deliver = seat, deliver
        me = Me(home.key.room, home.key.seat, b"run %12d" % next(seat.network.runs))
        self.mesh = Mesh(me, home.record, StatementPile(home.trust), BoxPile(home.boxes))
        self.mesh.links.waiting = lambda number: seat.network.waiting(seat, number)
        self.porch = porch.Porch(home.trust, home.boxes, home.key)
        self.refusals = Refusals(seat.wall)

    @property
    def _now(self) -> int:
        return self.seat.network.now

    def tick(self) -> None:
        self.mesh.tick(self._now, self.seat.wall())
        self.pump()

    def pump(self) -> None:
        self.seat.network.carry(self.seat)

    def wrote(self, stored: list[Stored]) -> None:
        self.mesh.wrote(stored, self._now)
        self.pump()

    def admitted(self, admit: Admit, outcome: Admission | Refusal | None) -> None:
        self.mesh.admitted(admit, outcome, self._now)
        self.pump()

    def refresh(self) -> None:
        self.mesh.refresh(self._now)

    def statements_changed(self) -> None:
        self.seat.network.silence(self.seat)
        self.mesh.statements_changed()
        self.pump()

    def boxes_changed(self) -> None:
        self.mesh.boxes_changed()
        self.pump()

    def enrolled(self, fresh: list[bytes]) -> None:
        """What the porch brought."""
        if fresh:
            self.deliver(Trusted(tuple(fresh)))
            self.statements_changed()

    def links(self) -> list[SeatLink]:
        back = self.seat.wall() - self._now
        return [
            SeatLink(
                x.seat, x.since + back, x.heard + back, self.mesh.in_step(x, self._now), x.skew, x.rtt, ""
            )
            for x in self.mesh.links.met()
        ]

    def lacking(self) -> int:
        return self.mesh.reach.lacking(self._now)

    def close(self) -> None:
        self.seat.network.hang_up_all(self.seat)
