"""The handshakes that we have begun, on disk: with whom a run ended in one, the next begins none for long.

libzmq 4.3.5 ends the process of who dials where the other end, proven, gives a key of low order for this one
connection. The end that is dialled refuses such keys: whoever is left alone here may still dial us.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from console.mesh.options import now, wall
from console.mesh.refusals import Refusals
from db.errors import UNREADABLE

PAUSES = (10_000, 60_000, 600_000, 3_600_000)  # ms, by how often in a row it came to that
LASTING = 2 * PAUSES[-1]  # ms until it is forgotten
TWICE = 2  # times in a row that are no accident any more
MOST, LARGEST = 64, 1 << 16  # ends that are remembered, and bytes of the file
HEAD = 4  # bytes that tell the length of what follows; behind that may stand what was longer before


class Begun(msgspec.Struct, frozen=True, array_like=True, eq=False):
    """A handshake with who has this CURVE key, at this address."""

    key: bytes
    address: str


class Broken(msgspec.Struct, frozen=True, array_like=True):
    """How often in a row this process ended in one with this key, the last time when (ms since the epoch)."""

    key: bytes
    address: str
    times: int
    at: int


class _Kept(msgspec.Struct, array_like=True):
    begun: list[Begun] = []
    broken: list[Broken] = []


class Handshakes:
    """Written in one go at each change, and never flushed: it has to outlive this process, not the machine.

    A seat that was killed while it dialled looks the same. That costs little: the other end may dial us.
    """

    def __init__(
        self, path: Path | None, steady: Callable[[], int] = now, clock: Callable[[], int] = wall
    ) -> None:
        """Without a path, or where the disk will not, nothing outlives this process."""
        self._path, self._steady = path, steady
        self._begun: list[Begun] = []
        begun, at = steady(), clock()
        self.broken = _judged(_read(path) if path is not None else _Kept(), at)
        self._until = {each.key: begun + _left(each, at) for each in self.broken}
        self._write()

    def begin(self, key: bytes, address: str) -> Begun:
        """Call it before the socket connects; give what it returns to `end` once the handshake is over."""
        begun = Begun(key, address)
        self._begun.append(begun)
        self._write()
        return begun

    def end(self, begun: Begun) -> None:
        """It is over, however; told twice it changes nothing."""
        if begun in self._begun:
            self._begun.remove(begun)
            self._write()

    def tell(self, refusals: Refusals) -> bool:
        """Note with whom it was no accident; whether there was anybody."""
        often = [each for each in self.broken if each.times >= TWICE]
        for each in often:
            refusals.add("mesh.broke_off", each.address, inward=False, times=each.times)
        return bool(often)

    def avoids(self, key: bytes) -> bool:
        """Whether none is to be begun with who has this key yet."""
        return self._steady() < self._until.get(key, 0)

    def close(self) -> None:
        """This process ends as it should."""
        self._begun.clear()
        self._write()

    def _write(self) -> None:
        content = msgspec.msgpack.encode(_Kept(self._begun, self.broken))
        if self._path is not None:
            with suppress(OSError), self._path.open("r+b", buffering=0) as file:
                file.write(len(content).to_bytes(HEAD, "big") + content)


def _read(path: Path) -> _Kept:
    try:
        path.touch(mode=0o600)
        with path.open("rb") as file:
            head, content = file.read(HEAD), file.read(LARGEST)
        return msgspec.msgpack.decode(content[: int.from_bytes(head, "big")], type=_Kept)
    except (OSError, *UNREADABLE):
        return _Kept()


def _judged(before: _Kept, at: int) -> list[Broken]:
    """Those that are to be left alone, the latest last."""
    lasting = {each.key: each for each in before.broken if abs(at - each.at) < LASTING}
    for key, begun in {each.key: each for each in before.begun}.items():
        earlier = lasting.pop(key, None)
        lasting[key] = Broken(key, begun.address, earlier.times + 1 if earlier else 1, at)
    return list(lasting.values())[-MOST:]


def _left(broken: Broken, at: int) -> int:
    """Ms of its pause that are still to come. That it has linked since ends none: a thief would link, too."""
    pause = PAUSES[min(max(broken.times, 1), len(PAUSES)) - 1]
    return min(max(broken.at + pause - at, 0), pause)
