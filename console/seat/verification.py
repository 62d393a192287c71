"""The whole of what `belfry verify` looks at: the file, then what its entries and statements say."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import msgspec

from console.link.pages import FaultView
from console.trust.standings import Seat
from console.trust.verifying import examine
from db.audit import Fault, Progress
from db.entry import Stored
from db.errors import Damaged

PAGE = 500


class Verifiable(Protocol):
    """What is asked of a record."""

    @property
    def room(self) -> bytes: ...
    @property
    def count(self) -> int: ...
    def walk(self, progress: Progress) -> Iterator[Fault]: ...
    def sound(self) -> Iterator[Stored]: ...
    def statements(self) -> list[bytes]: ...


def verify(record: Verifiable, progress: Progress) -> Iterator[Fault]:
    """Every fault of a record; `progress` is told often, and may raise to give up."""

    def sound() -> Iterator[Stored]:
        for stored in record.sound():
            if stored.order % PAGE == 0:
                progress(stored.order, record.count)
            yield stored

    for fault in record.walk(progress):
        yield fault
        if fault.code == "storage.damaged":
            return
    try:
        yield from examine(record.room, record.statements(), sound)
    except Damaged:
        yield Fault("storage.damaged")


def view(fault: Fault, seat_of: Callable[[bytes], Seat | None]) -> FaultView:
    """A fault as faces get it, with whose feed it is about, and whose seat signed for what is missing."""
    said: dict[str, Any] = msgspec.structs.asdict(fault)
    plain = {name: value.hex() if isinstance(value, bytes) else value for name, value in said.items()}
    for name, feed in (("seat", fault.feed), ("witness", fault.witness)):
        seat = seat_of(feed) if feed is not None else None
        plain[name] = seat.label if seat is not None else ""
    return FaultView(plain.pop("code"), {name: value for name, value in plain.items() if value})
