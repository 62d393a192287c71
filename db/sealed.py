"""A file of named columns under a seal: taken whole and as it was written, or not at all."""

import hmac
from collections.abc import Mapping
from pathlib import Path

import msgspec

from db.errors import UNREADABLE, Damaged
from db.files import flush, system_errors

FORM = b"belfry columns 1"
SEAL = 32
HEAD = len(FORM) + SEAL


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


def read(path: Path, key: bytes) -> dict[str, memoryview]:
    """The columns. Raises Damaged where another key, or nobody, sealed just these bytes."""
    with system_errors():
        content = memoryview(path.read_bytes())
    seal, body = bytes(content[len(FORM) : HEAD]), content[HEAD:]
    if content[: len(FORM)] != FORM or not hmac.compare_digest(seal, _seal(key, (body,))):
        raise Damaged("storage.damaged", path=str(path))
    at = 4 + int.from_bytes(body[:4])
    try:
        sizes = msgspec.msgpack.decode(body[4:at], type=dict[str, int])
    except UNREADABLE as error:
        raise Damaged("storage.damaged", path=str(path)) from error
    columns: dict[str, memoryview] = {}
    for name, size in sizes.items():
        columns[name], at = body[at : at + size], at + size
    return columns


def _seal(key: bytes, parts: tuple[bytes | memoryview, ...]) -> bytes:
    sealing = hmac.new(key, digestmod="sha256")
    for part in parts:
        sealing.update(part)
    return sealing.digest()
