"""A file of named columns under a seal: taken whole and as it was written, or not at all."""

import hmac
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec

from db.errors import UNREADABLE, Damaged
from db.files import flush, system_errors

FORM = b"belfry columns 1"
SEAL = 32
HEAD = len(FORM) + SEAL
Size = Annotated[int, msgspec.Meta(ge=0)]


def write(path: Path, key: bytes, columns: Mapping[str, bytes]) -> None:
    """Write the file in place of what is there, flushed before it gets its name.

    Raises a StorageFailed, and then what was there still is.
    """
    sizes = msgspec.msgpack.encode({name: len(column) for name, column in columns.items()})
    parts = (len(sizes).to_bytes(4), sizes, *columns.values())
    seal = _seal(key, parts)
    fresh = path.with_name(f".{path.name}.new")
    with system_errors():
        try:
            with fresh.open("wb") as file:
                file.writelines((FORM, seal, *parts))
            fresh.chmod(0o600)
            flush(fresh)
            fresh.replace(path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        flush(path.parent)


def read(path: Path, key: bytes) -> dict[str, bytes]:
    """The columns, each read to where it stays. Raises Damaged where another key, or nobody, sealed just
    these bytes.
    """
    with system_errors(), path.open("rb") as file:
        left = os.fstat(file.fileno()).st_size - HEAD - 4
        form, seal, length = file.read(len(FORM)), file.read(SEAL), file.read(4)
        raw = file.read(min(int.from_bytes(length), max(0, left)))
        sizes = _sizes(raw, left - len(raw))
        columns = {name: file.read(size) for name, size in sizes.items()}
    if form != FORM or not hmac.compare_digest(seal, _seal(key, (length, raw, *columns.values()))):
        raise Damaged("storage.damaged", path=str(path))
    return columns


def _sizes(raw: bytes, left: int) -> dict[str, int]:
    """Of the columns, as far as the file has room for them: it is not proven yet."""
    try:
        sizes = msgspec.msgpack.decode(raw, type=dict[str, Size])
    except UNREADABLE:
        return {}
    return sizes if sum(sizes.values()) == left else {}


def _seal(key: bytes, parts: tuple[bytes, ...]) -> bytes:
    sealing = hmac.new(key, digestmod="sha256")
    for part in parts:
        sealing.update(part)
    return sealing.digest()
