"""A record on a stick counts for what it proves, entry by entry, and mends what the disk of a seat lost."""

from concurrent.futures import Future
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from console.link.pages import CarriedView
from db import bundle
from db.entry import Entry
from tests.console.domain.seats import CLO, DAN
from tests.rooms.house import House
from tests.rooms.seat import Seat
from tests.rooms.test_garbled_entries import garble, walk


def carried_in(seat: Seat, stick: Path) -> CarriedView:
    """What came of a stick."""
    ended: list[Future[CarriedView]] = []
    errand: Any = seat.engine._reception._asks.errands["carry.in"]
    errand.__self__._carrying.bring(stick, ended.append)
    while not ended:
        seat.turn()
    return ended[0].result()


def carried_out(seat: Seat, stick: Path) -> Path:
    bundle.write(stick, seat.record, seat.wall())
    return stick


def with_a_bad_signature(stick: Path, entry: str) -> None:
    """Somebody alters the signature of one entry, and seals the bundle again."""
    raw = stick.read_bytes()
    held = next(
        one
        for frame in bundle.frames(stick)
        if isinstance(frame, bundle.Run)
        for one in frame.entries
        if sha256(one.header).hexdigest() == entry
    )
    at = raw.index(held.signature)
    body = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 : -36]
    stick.write_bytes(body + bytes(4) + sha256(body).digest())


@pytest.fixture
def apart(house: House) -> tuple[Seat, Seat, list[str]]:
    """A seat that wrote three lines while nobody heard it, and another."""
    safe, _, pf = house.seats.values()
    safe.tell(DAN, "operation.open", title="Dock fire")
    assert house.network.settle()
    house.network.sever([pf], [seat for seat in house.seats.values() if seat is not pf])
    house.network.run(20_000)
    lines = [pf.tell(CLO, "log.write", text=f"line {n}") for n in range(3)]
    return safe, pf, lines


def told(seat: Seat) -> list[str]:
    return sorted(line.text for line in seat.lines().values() if line.text.startswith("line"))


def test_an_entry_whose_signature_was_altered_on_the_way_counts_for_nothing_at_once(
    apart: tuple[Seat, Seat, list[str]], tmp_path: Path
) -> None:
    safe, pf, _ = apart
    stick = carried_out(pf, tmp_path / "stick")
    second = next(each for each in pf.record.since(0, 1_000) if b"line 1" in (each.entry.payload or b""))
    with_a_bad_signature(stick, second.id.hex())
    came = carried_in(safe, stick)
    assert came.refused > 0
    assert told(safe) == []
    whole = carried_in(safe, carried_out(pf, tmp_path / "whole"))
    assert (whole.refused, told(safe)) == (0, ["line 0", "line 1", "line 2"])


def test_an_entry_that_is_none_is_counted_and_all_else_on_the_stick_is_taken(
    apart: tuple[Seat, Seat, list[str]], tmp_path: Path
) -> None:
    safe, pf, _ = apart
    raw = carried_out(pf, tmp_path / "stick").read_bytes()
    junk = msgspec.msgpack.encode(bundle.Run((Entry(b"junk", bytes(64)),)))
    body = raw[:-36] + len(junk).to_bytes(4) + junk
    (tmp_path / "stick").write_bytes(body + bytes(4) + sha256(body).digest())
    came = carried_in(safe, tmp_path / "stick")
    assert (came.refused, told(safe)) == (1, ["line 0", "line 1", "line 2"])


def test_a_stick_brings_what_the_disk_of_a_seat_that_is_alone_has_lost(
    apart: tuple[Seat, Seat, list[str]], tmp_path: Path
) -> None:
    safe, pf, _ = apart
    stick = carried_out(pf, tmp_path / "stick")
    carried_in(safe, stick)
    held = next(each for each in safe.record.since(0, 1_000) if b"line 1" in (each.entry.payload or b""))
    safe.network.sever([safe], [seat for seat in safe.network.room if seat is not safe])
    garble(safe, held.id.hex())
    walk(safe)
    assert told(safe) == ["line 0", "line 2"]
    carried_in(safe, stick)
    safe.network.run(1_000)
    assert told(safe) == ["line 0", "line 1", "line 2"]


def test_a_stick_that_brings_nothing_new_is_not_told_of_in_the_log(
    apart: tuple[Seat, Seat, list[str]], tmp_path: Path
) -> None:
    safe, pf, _ = apart
    stick = carried_out(pf, tmp_path / "stick")
    assert carried_in(safe, stick).new > 0
    safe.network.run(1_000)
    before = safe.record.count
    assert carried_in(safe, stick).new == 0
    safe.network.run(1_000)
    assert safe.record.count == before
