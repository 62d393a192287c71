"""Seats without picture or faces, many to a process: benches.light PEER HOME…, until standard input ends.

Each is the mesh and the record that ship, on sockets of its own. They know of no seat but the peer, so that
the room is a star: one machine is no place for the 4,950 links of a hundred.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import zmq

from console.mesh.effects import Admit, Learned
from console.mesh.network import Network, Task
from console.mesh.options import Options, wall
from console.mesh.peering import Place
from console.mesh.sockets import Socket
from console.seat.home import Home, OpenHome
from db.admission import Admission
from db.errors import Refusal

TICK = 0.2  # seconds, as often as a seat ticks at least


class Poll:
    """One poller for the sockets of all."""

    def __init__(self) -> None:
        self._poller = zmq.Poller()
        self._ready: dict[Socket | int, Callable[[], None]] = {}

    def add(self, source: Socket | int, ready: Callable[[], None]) -> None:
        self._ready[source] = ready
        self._poller.register(source, zmq.POLLIN)

    def remove(self, source: Socket | int) -> None:
        del self._ready[source]
        self._poller.unregister(source)

    def turn(self, seconds: float) -> None:
        """Wait at most so long for something, and do all of it."""
        for source, _ in self._poller.poll(int(seconds * 1000)):
            if ready := self._ready.get(source):
                ready()


class Star(Network):
    """Hears where other seats are, and does not go there."""

    def _learned(self, learned: Learned) -> None:
        pass


class Light:
    """Takes in what comes, and notes when each entry was in its record."""

    def __init__(self, home: Path, peer: Place, poll: Poll) -> None:
        self._opened = OpenHome(Home(home))
        self.taken: dict[str, float] = {}
        key, trust, boxes = self._opened.key, self._opened.trust, self._opened.boxes
        options = Options(host="127.0.0.1", peers=(peer,), mdns=False)
        self.network = Star(key, trust, boxes, self._opened.record, poll, self._do, options)

    def _do(self, task: Task) -> None:
        """A room in which nobody joins or is revoked has only entries to bring."""
        if isinstance(task, Admit):
            self.network.admitted(task, self._admit(task))

    def _admit(self, admit: Admit) -> Admission | Refusal:
        try:
            admission = self._opened.record.admit(admit.run, wall())
        except Refusal as refusal:
            return refusal
        self.taken |= {stored.id.hex(): time.monotonic() for stored in admission.stored}
        return admission

    def close(self) -> None:
        self.network.close()
        self._opened.close()


def main(peer: str, homes: Iterable[Path]) -> None:
    """At the end say of each entry when the last of these seats had it."""
    host, _, port = peer.rpartition(":")
    poll, ending, end = Poll(), 0.0, []
    lights = [Light(home, (host, int(port)), poll) for home in homes]
    poll.add(0, lambda: end.append(True))
    while not end:
        poll.turn(TICK)
        if time.monotonic() > ending:
            ending = time.monotonic() + TICK
            for light in lights:
                light.network.tick()
    everywhere = set.intersection(*(set(light.taken) for light in lights))
    print(json.dumps({name: max(light.taken[name] for light in lights) for name in everywhere}), flush=True)
    for light in lights:
        light.close()


if __name__ == "__main__":
    main(sys.argv[1], map(Path, sys.argv[2:]))
