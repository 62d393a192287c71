"""A file of named columns under a seal: what is taken of it is as it was written, or not at all."""

import hmac
import os
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec

from db.errors import UNREADABLE, Damaged
from db.files import flush, system_errors

FORM = b"belfry columns 2"
SEAL = 32
HEAD = len(FORM) + SEAL
Size = Annotated[int, msgspec.Meta(ge=0)]
Told = dict[str, tuple[Size, bytes]]  # of each column how long it is, and its hash


def write(path: Path, key: bytes, columns: Mapping[str, bytes]) -> None:
    """Write the file in place of what is there, flushed before it gets its name.

    Raises a StorageFailed, and then what was there still is.
    """
    told = {name: (len(column), sha256(column).digest()) for name, column in columns.items()}
    raw = msgspec.msgpack.encode(told)
    length = len(raw).to_bytes(4)
    parts = (FORM, _seal(key, length, raw), length, raw, *columns.values())
    fresh = path.with_name(f".{path.name}.new")
    with system_errors():
        try:
            with fresh.open("wb") as file:
                file.writelines(parts)
            fresh.chmod(0o600)
            flush(fresh)
            fresh.replace(path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        flush(path.parent)


class Sealed:
    """An open file: of the columns it is proven which they are, and of each that is taken what it holds."""

    def __init__(self, path: Path, file: BinaryIO, told: Told) -> None:
        self._path, self._file, self._told = path, file, told
        self._starts: dict[str, int] = {}
        place = file.tell()
        for name, (size, _) in told.items():
            self._starts[name] = place
            place += size

    @property
    def names(self) -> Set[str]:
        """Which columns there are."""
        return self._told.keys()

    def take(self, names: Iterable[str]) -> dict[str, bytes]:
        """These columns, each read to where it stays; in any thread, but in one at a time. Raises Damaged
        where one is not what was written.
        """
        columns = {}
        for name in names:
            with system_errors():
                self._file.seek(self._starts[name])
                column = self._file.read(self._told[name][0])
            if not hmac.compare_digest(self._told[name][1], sha256(column).digest()):
                raise Damaged("storage.damaged", path=str(self._path))
            columns[name] = column
        return columns


@contextmanager
def opened(path: Path, key: bytes) -> Iterator[Sealed]:
    """Raises Damaged where another key, or nobody, sealed a file of just these columns."""
    with system_errors():
        file = path.open("rb")
    with file:
        with system_errors():
            left = os.fstat(file.fileno()).st_size - HEAD - 4
            form, seal, length = file.read(len(FORM)), file.read(SEAL), file.read(4)
            raw = file.read(min(int.from_bytes(length), max(0, left)))
        told = _told(raw, left - len(raw))
        if form != FORM or told is None or not hmac.compare_digest(seal, _seal(key, length, raw)):
            raise Damaged("storage.damaged", path=str(path))
        yield Sealed(path, file, told)


def _told(raw: bytes, left: int) -> Told | None:
    """Of the columns, if the file has just the room for them: it is not proven yet."""
    try:
        told = msgspec.msgpack.decode(raw, type=Told)
    except UNREADABLE:
        return None
    return told if sum(size for size, _ in told.values()) == left else None


def _seal(key: bytes, length: bytes, raw: bytes) -> bytes:
    return hmac.new(key, length + raw, "sha256").digest()
