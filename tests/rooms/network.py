"""The network of a room: seats dial again, meet at porches and refuse the revoked."""

import heapq
from collections.abc import Iterable
from itertools import combinations, count

from console.mesh.effects import Close, Learned, Met, Send, Violation
from console.mesh.peering import OFFENCE_PAUSE
from console.trust import porch
from tests.console.mesh.simulated import STEP, Mishaps, SimNetwork, SimSeat
from tests.rooms.seat import Seat
from tests.rooms.wires import PORT


class RoomNetwork(SimNetwork):
    """The simulated network, with seats that dial again, meet at porches and refuse the revoked."""

    def __init__(self, seed: int = 1, mishaps: Mishaps | None = None) -> None:
        super().__init__(seed, mishaps)
        self.room: list[Seat] = []
        self.runs = count(1)
        self._carrying: set[str] = set()
        self._offended: dict[frozenset[str], int] = {}  # pair → when it may dial again

    def add(self, seat: Seat) -> Seat:
        """A seat starts to look for the others."""
        self.room.append(seat)
        return seat

    # Cuts: frames vanish, and nobody can dial.

    def sever(self, one: Iterable[Seat], other: Iterable[Seat]) -> None:
        """Cut the network in two."""
        other = list(other)
        for a in one:
            for b in other:
                self.cut |= {(a.name, b.name), (b.name, a.name)}

    def mend(self) -> None:
        """No cuts any more."""
        self.cut.clear()

    def waiting(self, seat: SimSeat, number: int) -> int:
        """Bytes that wait on a seat's side of a link."""
        return 0

    def run(self, ms: int) -> None:
        end = self.now + ms
        while self.now < end:
            self.now += STEP
            if self.now % 1_000 == 0:
                self._dial()
            for seat in self._running():
                seat.turn()
            while self._events and self._events[0].at <= self.now:
                heapq.heappop(self._events).do()

    def settle(self, limit: int = 180_000, *seats: Seat) -> bool:
        """Run until these seats (or all) hold the same, or give up."""
        end = self.now + limit
        while self.now < end and not in_step(*(seats or self._running())):
            self.run(1_000)
        return in_step(*(seats or self._running()))

    def _running(self) -> list[Seat]:
        return [seat for seat in self.room if seat.running]

    def carry(self, seat: SimSeat) -> None:
        """Carry out the effects of a seat's mesh, however deep in a callback this is asked."""
        assert isinstance(seat, Seat)
        if seat.name in self._carrying:
            return
        self._carrying.add(seat.name)
        try:
            for effect in seat.mesh.take():
                match effect:
                    case Send():
                        self._send(seat, effect)
                    case Close() | Violation():
                        self._end(seat, effect)
                    case Met() | Learned():
                        pass
                    case _:
                        seat.wires.deliver(effect)
        finally:
            self._carrying.discard(seat.name)

    def _end(self, seat: Seat, ending: Close | Violation) -> None:
        seat.effects.append(ending)
        far = self._links.get((seat.name, ending.peer))
        if isinstance(ending, Violation) and far is not None:
            self._offended[frozenset((seat.name, far[0].name))] = self.now + OFFENCE_PAUSE
        self._hang_up(seat, ending.peer)

    def _dial(self) -> None:
        linked = {
            frozenset((name, far.name))
            for (name, _), (far, number) in self._links.items()
            if (far.name, number) in self._links
        }
        for one, other in combinations(self._running(), 2):
            pair, ends = frozenset((one.name, other.name)), (one.name, other.name)
            offended = self.now < self._offended.get(pair, 0)
            if pair not in linked and not offended and not self.cut & {ends, ends[::-1]}:
                self._call(one, other)

    def _call(self, one: Seat, other: Seat) -> None:
        """Dial, at the porch where one does not know the other."""
        for caller, host in ((one, other), (other, one)):
            if not knows(host, caller):
                visit(caller, host)
        if knows(one, other) and knows(other, one):
            self.link(one, other)

    def silence(self, seat: Seat) -> None:
        """End the links to whoever this seat knows to be revoked."""
        for (name, number), (far, _) in list(self._links.items()):
            if name == seat.name and isinstance(far, Seat) and not knows(seat, far):
                self._hang_up(seat, number)
                seat.mesh.unlinked(number, self.now)

    def hang_up_all(self, seat: Seat) -> None:
        for name, number in list(self._links):
            if name == seat.name:
                self._hang_up(seat, number)


def knows(seat: Seat, other: Seat) -> bool:
    """Whether its door would open: the other is a seat of the room that nobody revoked."""
    found = seat.trust.seats.get(other.id)
    return found is not None and not found.revoked


def visit(caller: Seat, host: Seat) -> str:
    """Call at a porch; gives the code of the answer."""
    frame = porch.call(caller.trust, caller.home.key)
    heard = host.wires.porch.hear(frame, caller.home.key.curve_public, PORT, host.wall())
    host.wires.enrolled(heard.fresh)
    door = caller.wires.porch.enter(heard.answer, caller.wall())
    caller.wires.enrolled(door.fresh)
    return door.code


def in_step(*seats: Seat) -> bool:
    """Whether these seats hold the same, whole, and make the same picture of it."""
    held = {
        (s.record.digest(), s.trust.digest(), s.picture.digest(), bool(s.record.lacking(1))) for s in seats
    }
    return len(held) == 1 and not next(iter(held))[3]
