"""The network under fire: stalled readers behind bounded queues, liars, plugs that are pulled."""

import hashlib
import random
from collections.abc import Callable

from console.mesh.effects import Send
from console.mesh.outbox import Outbox
from tests.console.mesh.simulated import Mishaps, SimSeat
from tests.rooms.network import RoomNetwork
from tests.rooms.seat import Seat
from tests.simulator.liars import Lie, newer

Sent = Callable[[Seat, bytes], None]


class Field(RoomNetwork):
    """Carries frames as the sockets would: what a seat does not read waits with its sender, within bounds."""

    def __init__(self, seed: int, mishaps: Mishaps) -> None:
        super().__init__(seed, mishaps)
        self.chance = random.Random(seed ^ 0x5EED)
        self.stalled: set[str] = set()  # these read nothing and do nothing
        self.lies: dict[str, Lie] = {}
        self.newer: set[str] = set()  # these speak a later version
        self.watch: Sent = lambda seat, frame: None
        self.frames = 0
        self.trace = hashlib.sha256()
        self.outboxes: dict[tuple[str, int], Outbox] = {}

    def at(self, delay: int, do: Callable[[], None]) -> None:
        """Do this after so many ms."""
        self._at(delay, do)

    def _running(self) -> list[Seat]:
        return [seat for seat in super()._running() if seat.name not in self.stalled]

    def waiting(self, seat: SimSeat, number: int) -> int:
        outbox = self.outboxes.get((seat.name, number))
        return outbox.bytes if outbox is not None else 0

    def unplug(self, seat: Seat) -> None:
        """Its links are dead, and the others have yet to notice."""
        for end in [end for end in self._links if end[0] == seat.name]:
            del self._links[end]
            self.outboxes.pop(end, None)

    def resume(self, seat: Seat) -> None:
        """It reads again."""
        self.stalled.discard(seat.name)
        for outbox in list(self.outboxes.values()):
            outbox.flush()

    def _send(self, seat: SimSeat, send: Send) -> None:
        lie = self.lies.get(seat.name)
        if lie is None:
            assert isinstance(seat, Seat)
            self.watch(seat, send.frame)
        far = self._links.get((seat.name, send.peer))
        among_liars = far is not None and far[0].name in self.lies  # who flood each other without an end
        frames = [send.frame] if lie is None or among_liars else lie(self.chance, send.frame)
        if seat.name in self.newer:
            frames = [later for frame in frames for later in newer(self.chance, frame)]
        for frame in frames:
            outbox = self.outboxes.get((seat.name, send.peer)) or self._outbox(seat, send.peer)
            if not outbox.put(frame, send.priority):
                self._hang_up(seat, send.peer)
                seat.mesh.unlinked(send.peer, self.now)
                return
            outbox.flush()

    def _outbox(self, seat: SimSeat, number: int) -> Outbox:
        """What waits on one link while its reader is stalled."""

        def send(frame: bytes) -> bool:
            far = self._links.get((seat.name, number))
            if far is not None and far[0].name in self.stalled:
                return False
            if far is not None:
                self.frames += 1
                self.trace.update(b"%d %s %s " % (self.now, seat.name.encode(), far[0].name.encode()) + frame)
            super(Field, self)._send(seat, Send(number, frame))
            return True

        self.outboxes[seat.name, number] = outbox = Outbox(send)
        return outbox

    def _hang_up(self, seat: SimSeat, number: int) -> None:
        far = self._links.get((seat.name, number))
        super()._hang_up(seat, number)
        self.outboxes.pop((seat.name, number), None)
        if far is not None:
            self.outboxes.pop((far[0].name, far[1]), None)
