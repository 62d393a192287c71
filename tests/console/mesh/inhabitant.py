"""A seat in a process of its own: `python -m tests.console.mesh.inhabitant FOLDER ENTRIES [HOST:PORT]`.

Links with whom it finds until its record holds ENTRIES entries; then says so and stays a while.
"""

import sys
import time
from pathlib import Path

import msgspec

from console.mesh.network import Options
from console.trust.keys import SeatKey
from console.trust.trust import Trust
from tests.console.mesh.live import LiveSeat

PORT = 7400
SECONDS, AFTER = 40.0, 4.0


def main(folder: Path, entries: int, peers: list[str]) -> None:
    raw = msgspec.msgpack.decode((folder / "statements").read_bytes(), type=list[bytes])
    places = tuple((host, int(port)) for host, _, port in (peer.rpartition(":") for peer in peers))
    options = Options(port=PORT, peers=places, mdns=True)
    seat = LiveSeat(folder, SeatKey.load(folder / "seat.key"), Trust.of(raw), options=options)
    seat.write(entries // 3)
    end = time.monotonic() + SECONDS
    agreed = False
    while time.monotonic() < end:
        seat.turn()
        if not agreed and seat.record.count == entries and len(seat.network.links()) == 2:
            print("agreed", seat.record.digest().hex(), flush=True)  # noqa: T201 - the test reads it
            agreed, end = True, time.monotonic() + AFTER
    seat.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
