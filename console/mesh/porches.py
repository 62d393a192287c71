"""Our porch, and our visits to those of others."""

from collections.abc import Callable
from typing import Protocol

import zmq

from console.mesh.dialler import Keys
from console.mesh.handshakes import Handshakes
from console.mesh.peering import Place
from console.mesh.porch_socket import PorchDoor, Visit
from console.mesh.refusals import Refusals
from console.mesh.sockets import Curve, Watch
from console.trust import porch
from console.trust.boxes import Boxes
from console.trust.errors import Refusal
from console.trust.keys import SeatKey
from console.trust.roomsecret import porch_public, porch_secret
from console.trust.trust import Trust

VISIT = 6_000


class Guests(Protocol):
    """Whoever deals with what the porch brings."""

    def enrolled(self, fresh: list[bytes]) -> None: ...
    def visited(self, place: Place, door: porch.Door | None) -> None: ...


class Porches:
    """Where seats meet that cannot link yet."""

    def __init__(
        self,
        key: SeatKey,
        trust: Trust,
        boxes: Boxes,
        place: Place,
        watch: Watch,
        guests: Guests,
        refusals: Refusals,
        handshakes: Handshakes,
    ) -> None:
        self._key, self._trust, self._boxes = key, trust, boxes
        self._watch, self._guests, self._refusals, self._handshakes = watch, guests, refusals, handshakes
        self._ours = Curve(key.curve_public, key.curve_secret)
        self._porch = porch.Porch(trust, boxes, key)
        shared = Curve(porch_public(key.room_secret), porch_secret(key.room_secret))
        self._theirs = shared.public
        self._visits: list[Visit] = []
        self.link_port = 0
        self._wall: Callable[[], int] = refusals.wall
        self._door = PorchDoor(watch, shared, place, self._hear, refusals.count)
        self.port = self._door.port

    @property
    def avoided(self) -> bool:
        """Whether this process ended at one of them, and none is called at for a while: all have one key."""
        return self._handshakes.avoids(self._theirs)

    def visit(self, place: Place, now: int) -> None:
        """Call at a porch; `Guests.visited` hears what came of it."""
        keys = Keys(self._ours, self._theirs, porch.MAX_ANSWER + 1024)
        errand = (porch.call(self._trust, self._key), self._answered)
        try:
            visit = Visit(self._door.context, keys, place, self._watch, errand, now + VISIT, self._handshakes)
        except zmq.ZMQError:  # a host name that is none, or no socket left
            self._refusals.count("porch.impossible")
            self._guests.visited(place, None)
            return
        self._visits.append(visit)

    def tick(self, now: int) -> None:
        for visit in [visit for visit in self._visits if visit.until <= now]:
            visit.end()
        self._door.tick()

    def close(self) -> None:
        visits, self._visits = self._visits, []
        for visit in visits:
            visit.abandon()
        self._door.close()
        self._door.context.term()

    def _hear(self, frame: bytes, caller: bytes, address: str) -> bytes:
        heard = self._porch.hear(frame, caller, self.link_port, self._wall())
        if heard.code != porch.WELCOME:
            self._refusals.add(heard.code, address, inward=True, **_of_refusal(heard))
        if heard.fresh:
            self._guests.enrolled(heard.fresh)
        return heard.answer

    def _answered(self, visit: Visit, answer: bytes | None) -> None:
        if visit in self._visits:
            self._visits.remove(visit)
        door: porch.Door | None = None
        try:
            door = self._entered(answer, f"{visit.place[0]}:{visit.place[1]}")
        finally:  # whatever fault of ours it met: nobody calls where a visit is not over
            self._guests.visited(visit.place, door)

    def _entered(self, answer: bytes | None, address: str) -> porch.Door | None:
        if answer is None:
            self._refusals.count("porch.no_answer")
            return None
        try:
            door = self._porch.enter(answer, self._wall())
        except Refusal as refusal:
            self._refusals.add(refusal.code, address, inward=False)
            return None
        if door.code != porch.WELCOME:
            self._refusals.add(door.code, address, inward=False, **_of_refusal(door))
        if door.fresh:
            self._guests.enrolled(door.fresh)
        return door


def _of_refusal(said: porch.Heard | porch.Door) -> dict[str, str | int]:
    """What it is about; the address is known here."""
    return {name: value for name, value in said.params.items() if name != "address"}
