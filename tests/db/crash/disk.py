"""A disk that keeps for sure only what was flushed: what a folder may look like after a power cut."""

import random
import struct
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

SECTOR = 512
IGNORED = "-shm"  # shared memory: SQLite makes it anew


class Operation(Struct, frozen=True):
    """What was done: (W)rite, (T)runcate, (S)ync, (U)nlink. `path` is empty for the folder itself."""

    kind: str
    path: str
    offset: int
    data: bytes


def operations(trace: Path) -> Iterator[Operation]:
    """What the tracer has written down."""
    raw, at = trace.read_bytes(), 0
    while at < len(raw):
        kind, size = struct.unpack_from("=cH", raw, at)
        path = raw[at + 3 : at + 3 + size].decode()
        offset, length = struct.unpack_from("=qq", raw, at + 3 + size)
        at += 19 + size
        data = raw[at : at + length]
        at += len(data)
        if not path.endswith(IGNORED):
            yield Operation(kind.decode(), path, offset, data)


class _File:
    def __init__(self) -> None:
        self.flushed = b""
        self.pending: list[Operation] = []


class Disk:
    """Files by number, and names that lead to them; names are flushed with the folder, in order."""

    def __init__(self) -> None:
        self._files: list[_File] = []
        self._names: dict[str, int] = {}
        self._flushed_names: dict[str, int] = {}
        self._pending_names: list[tuple[str, int | None]] = []

    def do(self, operation: Operation) -> None:
        if operation.kind == "U":
            self._name(operation.path, None)
        elif operation.kind == "S" and not operation.path:
            self._flushed_names = dict(self._names)
            self._pending_names.clear()
        elif operation.path not in self._names:
            self._files.append(_File())
            self._name(operation.path, len(self._files) - 1)
            self._write(operation)
        else:
            self._write(operation)

    def _name(self, path: str, file: int | None) -> None:
        self._pending_names.append((path, file))
        if file is None:
            self._names.pop(path, None)
        else:
            self._names[path] = file

    def _write(self, operation: Operation) -> None:
        file = self._files[self._names[operation.path]]
        if operation.kind == "S":
            file.flushed, file.pending = _applied(file.flushed, file.pending), []
        else:
            file.pending.append(operation)

    def crashed(self, rng: random.Random) -> dict[str, bytes]:
        """The files after a power cut now: of what was not flushed, some is there, some not, some is torn."""
        names = dict(self._flushed_names)
        for path, file in self._pending_names[: rng.randint(0, len(self._pending_names))]:
            if file is None:
                names.pop(path, None)
            else:
                names[path] = file
        return {path: _survived(self._files[file], rng) for path, file in names.items()}


def _survived(file: _File, rng: random.Random) -> bytes:
    chance = rng.choice((0.0, 0.5, 0.9, 1.0))
    kept = [operation for operation in file.pending if rng.random() < chance]
    torn = rng.randrange(len(kept)) if kept and rng.random() < 0.5 else -1
    return _applied(file.flushed, [_torn(one, rng) if n == torn else one for n, one in enumerate(kept)])


def _torn(operation: Operation, rng: random.Random) -> Operation:
    """Only the first or the last sectors of a write have reached the disk."""
    if operation.kind != "W":
        return operation
    end = operation.offset + len(operation.data)
    cut = rng.randrange(operation.offset, end + 1) // SECTOR * SECTOR
    cut = min(max(cut, operation.offset), end)
    if rng.random() < 0.5:
        return Operation("W", operation.path, operation.offset, operation.data[: cut - operation.offset])
    return Operation("W", operation.path, cut, operation.data[cut - operation.offset :])


def _applied(content: bytes, some: list[Operation]) -> bytes:
    held = bytearray(content)
    for operation in some:
        if operation.kind == "T":
            held = held[: operation.offset].ljust(operation.offset, b"\0")
        elif operation.data:
            held = held.ljust(operation.offset, b"\0")
            held[operation.offset : operation.offset + len(operation.data)] = operation.data
    return bytes(held)
