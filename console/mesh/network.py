"""The mesh as the seat drives it: sockets, peers, discovery and protocol core, in the seat's one thread."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from secrets import token_bytes

from console.mesh.conversation import Me
from console.mesh.core import Mesh
from console.mesh.diagnostics import Diagnostics
from console.mesh.effects import (
    AddBoxes,
    AddStatements,
    Admit,
    Close,
    Effect,
    Learned,
    Met,
    Repair,
    Send,
    Trusted,
    Violation,
)
from console.mesh.finding import Finding
from console.mesh.handshakes import Handshakes
from console.mesh.interfaces import Self
from console.mesh.messages import Address
from console.mesh.options import Options, SeatLink, now, wall
from console.mesh.peering import Place
from console.mesh.porches import Porches
from console.mesh.refusals import Refusals
from console.mesh.sockets import Curve, Watch
from console.mesh.sources import BoxPile, StatementPile, Store
from console.mesh.wires import Wire, Wires
from console.trust import porch
from console.trust.boxes import Boxes
from console.trust.keys import SeatKey
from console.trust.trust import Trust
from db.admission import Admission
from db.entry import Stored
from db.errors import Refusal

__all__ = ["Network", "Options", "SeatLink", "Task", "Watch"]

Task = Admit | Repair | AddStatements | AddBoxes | Trusted


class Network:
    """Everything between this seat and the others. All calls come from the thread that owns the poller.

    `deliver` is called with what the seat must do. `Admit`: give it to the record, report to `admitted`;
    `Repair`, then `refresh`; `AddStatements` to trust and record, then `statements_changed`; `AddBoxes` to
    the boxes, then `boxes_changed`; `Trusted` is in the trust already, keep it.
    """

    def __init__(
        self,
        key: SeatKey,
        trust: Trust,
        boxes: Boxes,
        store: Store,
        watch: Watch,
        deliver: Callable[[Task], None],
        options: Options,
    ) -> None:
        """Binds the sockets. Raises zmq.ZMQError, with all closed again, when the address is taken."""
        self._seat, self._deliver = key.seat, deliver
        me = Me(key.room, key.seat, token_bytes(16))
        self.mesh = Mesh(me, store, StatementPile(trust), BoxPile(boxes))
        self.refusals = Refusals(wall)  # whom we refused and who refused us; in the words of `refusal.<code>`
        self._log = Diagnostics(options.logs)
        place = options.host, options.port
        curve = Curve(key.curve_public, key.curve_secret)
        handshakes = Handshakes(options.handshakes)
        with ExitStack() as undo:
            undo.callback(handshakes.close)
            self._wires = Wires(curve, trust, options.host, watch, self, self.refusals, handshakes)
            undo.callback(self._wires.close)
            self._porches = Porches(key, trust, boxes, place, watch, self, self.refusals, handshakes)
            undo.callback(self._porches.close)
            self._sockets = undo.pop_all()
        self.mesh.links.waiting = self._wires.waiting
        self.broke_off = handshakes.tell(self.refusals)  # this process ended as it dialled, more than once
        self.port, self.link_port = self._porches.port, self._wires.port
        self._porches.link_port = self.link_port
        own = Self(me.seat, me.run, options.host, self.link_port, self.port)
        self._finding = Finding(own, key, trust, self.mesh, self.refusals, options.remembered)
        self._mdns = options.mdns
        for peer in options.peers:
            self.call_at(*peer)
        self._seats: dict[int, bytes] = {}
        self.changed: Callable[[], None] = lambda: None  # called when a link stands, and when one is over
        self._pumping = self._closed = False

    # What the seat tells.

    def tick(self) -> None:
        """Time passed; call at least five times a second."""
        at = now()
        if self._mdns:
            self._mdns = False
            self._finding.announce()
        self.mesh.tick(at, wall())
        self._wires.tick(at)
        self._porches.tick(at)
        self._finding.tick(self._wires, self._porches, at)
        self._pump()
        self._log.tick(at, self.counts())

    def wrote(self, stored: Sequence[Stored]) -> None:
        """These entries of our own are committed."""
        self.mesh.wrote(stored, now())
        self._pump()

    def admitted(self, admit: Admit, outcome: Admission | Refusal | None) -> None:
        """What the record said to a run; None when the disk would not."""
        self.mesh.admitted(admit, outcome, now())
        self._pump()

    def refresh(self) -> None:
        """Entries were proven, repaired, or committed in some other way."""
        self.mesh.refresh(now())

    def statements_changed(self) -> None:
        """The trust has grown: spread it, and silence at once whoever it revokes."""
        for number in self._wires.barred():
            self._ended(number, "mesh.revoked_here")
        self.mesh.statements_changed()
        self._pump()

    def boxes_changed(self) -> None:
        self.mesh.boxes_changed()
        self._pump()

    def call_at(self, host: str, port: int) -> None:
        """Somebody typed the address of a porch: always try it."""
        self._finding.call_at((host, port), now(), lasting=True)

    def close(self) -> None:
        """Say goodbye and close everything."""
        if self._closed:
            return
        self._closed = True
        self.mesh.bye("link.bye")
        self._pump()
        self._finding.close()
        self._sockets.close()
        self._log.close()

    # What the seat asks.

    def links(self) -> list[SeatLink]:
        """The seats that are linked now."""
        at = now()
        back = wall() - at
        found: dict[bytes, SeatLink] = {}
        for link in self.mesh.links.met():
            wire, step = self._wires.all.get(link.peer), self.mesh.in_step(link, at)
            if wire is not None and link.seat != self._seat:
                found[link.seat] = SeatLink(
                    link.seat, wire.since, link.heard + back, step, link.skew, link.rtt, wire.address
                )
        return list(found.values())

    def lacking(self) -> int:
        """How many entries written here no other seat has, but for those on their way."""
        return self.mesh.reach.lacking(now())

    def counts(self) -> dict[str, int]:
        """How often what happened, per cause."""
        return {**self.mesh.counts, **self.refusals.counts}

    # What sockets and porches tell.

    def linked(self, wire: Wire, seat: bytes) -> None:
        self._seats[wire.number] = seat
        self.mesh.linked(wire.number, seat, now(), dialled=wire.dialled)
        self._pump()

    def heard(self, wire: Wire, frame: bytes) -> None:
        try:
            self.mesh.heard(wire.number, frame, now())
        except Exception as fault:  # noqa: BLE001 - whatever one frame does, only its link may suffer
            self._log.fault(fault)
            self.mesh.links.do(Violation(wire.number, "frame.fault"))
        self._pump()

    def doubted(self, wire: Wire) -> None:
        self.mesh.doubted(wire.number, now())

    def unlinked(self, wire: Wire) -> None:
        self._ended(wire.number, "link.gone")

    def failed(self, seat: bytes, address: Address, *, knows_us: bool) -> None:
        self._finding.failed(seat, address, now(), knows_us=knows_us)

    def enrolled(self, fresh: list[bytes]) -> None:
        self._deliver(Trusted(tuple(fresh)))
        self.statements_changed()

    def visited(self, place: Place, door: porch.Door | None) -> None:
        self._log.note("porch", place=place, code=door.code if door else "porch.no_answer")
        self._finding.visited(place, door, self.link_port, now())

    # Effects.

    def _pump(self) -> None:
        """Carry out effects in order, however deep in a callback the call comes."""
        if self._pumping:
            return
        self._pumping = True
        try:
            for effect in self.mesh.take():
                self._carry_out(effect)
        finally:
            self._pumping = False
        self._wires.flush()

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Send():
                if not self._wires.send(effect.peer, effect.frame, effect.priority):
                    self._ended(effect.peer, "link.stalled")
            case Met():
                self._finding.met(effect.seat, self._wires.all[effect.peer], now())
                self._log.note("linked", seat=effect.seat)
                self.changed()
            case Learned():
                self._learned(effect)
            case Close():
                self._ended(effect.peer, effect.code)
            case Violation():
                self._ended(effect.peer, effect.code, offence=True)
            case _:
                self._deliver(effect)

    def _learned(self, learned: Learned) -> None:
        wire, seat = self._wires.all.get(learned.peer), self._seats.get(learned.peer)
        if wire is not None and seat is not None:
            self._finding.learned(seat, wire, learned.known, now())

    def _ended(self, number: int, code: str, *, offence: bool = False) -> None:
        """A link is over, whoever ended it."""
        wire = self._wires.hang_up(number)
        seat = self._seats.pop(number, None)
        self.mesh.unlinked(number, now())
        if seat is not None:
            self._log.note("ended", seat=seat, code=code, address=wire.address if wire else "")
            self._finding.ended(seat, now(), offence=offence)
            self.changed()
