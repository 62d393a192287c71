"""A record on a stick: what one seat holds, or another lacks, in a file that proves itself."""

import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import IO, Annotated

import msgspec
from msgspec import Meta, Struct

from db.entry import Entry
from db.errors import UNREADABLE, Malformed, WrongRoom
from db.files import MAKING, elsewhere, flush, system_errors
from db.record import Record

MAGIC = b"belfry bundle 1\n"
MAX_FRAME = 4 << 20
RUN_ENTRIES, RUN_BYTES = 500, 1 << 20
STATEMENTS = 100  # in one frame
CHUNK = 1 << 20

Bytes32 = Annotated[bytes, Meta(min_length=32, max_length=32)]
Number = Annotated[int, Meta(ge=1, le=2**63 - 1)]
Tip = tuple[Bytes32, Number, Bytes32]  # feed, number and id of an end


class Preface(Struct, frozen=True, array_like=True, tag="preface"):
    """Whose record, when (ms), and the ends of the feeds that the writer holds with all before them."""

    room: Annotated[bytes, Meta(min_length=16, max_length=16)]
    made: int
    heads: tuple[Tip, ...]


class Statements(Struct, frozen=True, array_like=True, tag="statements"):
    """Trust statements."""

    raw: tuple[bytes, ...]


class Run(Struct, frozen=True, array_like=True, tag="run"):
    """Entries of one feed that follow one another."""

    entries: tuple[Entry, ...]


Frame = Preface | Statements | Run
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Frame).decode


def write(path: Path, record: Record, made: int, lacking: Preface | None = None) -> int:
    """Write what the record holds, of that only what the writer of `lacking` lacks; gives how many entries.

    Raises Malformed where the file exists, or a StorageFailed; then nothing of it is left.
    """
    fresh = path.with_name(f".{path.name}.new")
    count = 0
    with MAKING, elsewhere(path):
        try:
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                seal = sha256(MAGIC)
                file.write(MAGIC)
                for frame in _frames(record, made, lacking):
                    count += len(frame.entries) if isinstance(frame, Run) else 0
                    raw = _encode(frame)
                    for part in (len(raw).to_bytes(4), raw):
                        seal.update(part)
                        file.write(part)
                file.write(bytes(4) + seal.digest())
            flush(fresh)
            if path.exists():
                raise Malformed("bundle.exists", path=str(path))
            fresh.replace(path)
            flush(path.parent)
        finally:
            fresh.unlink(missing_ok=True)
    return count


def _frames(record: Record, made: int, lacking: Preface | None) -> Iterator[Frame]:
    heads = record.verified_heads()
    yield Preface(record.room, made, tuple((feed, *tip) for feed, tips in heads.items() for tip in tips))
    statements = record.statements()
    for at in range(0, len(statements), STATEMENTS):
        yield Statements(tuple(statements[at : at + STATEMENTS]))
    known = _known(record, lacking)
    for feed, tips in heads.items():
        for tip in tips:
            yield from _runs(record, feed, known.get(feed, 0), tip.id)


def _known(record: Record, lacking: Preface | None) -> Mapping[bytes, int]:
    """Per feed the number up to which the other surely holds what we hold."""
    if lacking is None:
        return {}
    known: dict[bytes, int] = {}
    forks = record.forks()  # beyond that number it holds one branch, and perhaps not the other
    for feed, seq, name in lacking.heads:
        if record.get(name) is not None:
            known[feed] = min(seq, known.get(feed, seq), forks.get(feed, seq + 1) - 1)
    return known


def _runs(record: Record, feed: bytes, after: int, tip: bytes) -> Iterator[Run]:
    while stored := record.run(feed, after, RUN_ENTRIES, RUN_BYTES, tip):
        after = stored[-1].header.seq
        yield Run(tuple(one.entry for one in stored))


def preface(path: Path, room: bytes) -> Preface:
    """What stands first in a bundle that came over whole. Raises Malformed, WrongRoom or a StorageFailed."""
    _check_seal(path)
    first = next(iter(frames(path)), None)
    if not isinstance(first, Preface):
        raise Malformed("bundle.malformed", path=str(path))
    if first.room != room:
        raise WrongRoom("bundle.other_room", path=str(path))
    return first


def _check_seal(path: Path) -> None:
    """The last 32 bytes are the hash of all before them, but for four zero bytes that end the frames."""
    with system_errors(), path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size - 36
        seal = sha256()
        for at in range(0, max(0, size), CHUNK):
            seal.update(file.read(min(CHUNK, size - at)))
        end = file.read(37) if size > 0 else b""
    if end != bytes(4) + seal.digest():
        raise Malformed("bundle.malformed", path=str(path))


def frames(path: Path) -> Iterator[Frame]:
    """The frames of a bundle, one at a time. Raises Malformed or a StorageFailed; nothing is verified yet."""
    with system_errors(), path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise Malformed("bundle.malformed", path=str(path))
        while raw := _frame(file, path):
            try:
                yield _decode(raw)
            except UNREADABLE as error:
                raise Malformed("bundle.malformed", path=str(path)) from error


def _frame(file: IO[bytes], path: Path) -> bytes:
    size = int.from_bytes(file.read(4))
    raw = file.read(size) if size <= MAX_FRAME else b""
    if len(raw) != size:
        raise Malformed("bundle.malformed", path=str(path))
    return raw
