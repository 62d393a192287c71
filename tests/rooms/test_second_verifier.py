"""A second program, written from docs/record.md alone, finds the same faults in any record as ours does."""

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from nacl.signing import SigningKey

from console.seat.verification import verify
from db import audit, reading
from db.audit import Fault, Progress
from db.entry import Stored
from db.errors import StorageFailed
from db.store import Store
from tests.console.domain.seats import DAN
from tests.rooms.conftest import Opening
from tests.rooms.house import a_day_of_work
from tests.rooms.mutations import ACTS, Meddler, rot
from tests.second import loaded

MUTATED = int(os.environ.get("BELFRY_MUTATIONS", "150"))


@pytest.fixture(scope="module")
def second() -> ModuleType:
    """The second program."""
    return loaded()


@dataclass
class Bare:
    """A file as `verify` reads it, whether or not a seat could open it."""

    store: Store
    room: bytes
    count: int = 0

    def walk(self, progress: Progress) -> Iterator[Fault]:
        return audit.walk(self.store, self.room, progress)

    def sound(self) -> Iterator[Stored]:
        return audit.sound(self.store, self.room)

    def statements(self) -> list[bytes]:
        with self.store.read() as connection:
            return reading.statements(connection)


def ours(path: Path, room: bytes) -> set[tuple[str, str]]:
    store = Store(path)
    try:
        found = list(verify(Bare(store, room), lambda *_: None))
    except StorageFailed:
        found = [Fault("storage.damaged")]
    finally:
        store.close()
    if any(fault.code == "storage.damaged" for fault in found):
        return {("storage.damaged", "")}
    return {(fault.code, about(fault)) for fault in found}


def about(fault: Fault) -> str:
    if fault.code in {"feed.unopened", "feed.stranger", "feed.forked"}:
        assert fault.feed is not None
        return f"{fault.feed.hex()} {fault.seq}" if fault.seq else fault.feed.hex()
    return fault.id.hex() if fault.id is not None else ""


@dataclass
class Original:
    """A record to be changed, and the keys that a thief may have got hold of."""

    path: Path
    room: bytes
    keys: dict[bytes, SigningKey]
    seat: SigningKey


@pytest.fixture
def original(opening: Opening, tmp_path: Path) -> Original:
    house = opening()
    a_day_of_work(house)
    safe = house["safe"]
    safe.restart()
    safe.tell(DAN, "log.write", text="again")
    assert house.network.settle()
    pens = (seat.ledger.feed for seat in house.seats.values())
    keys = {pen.id: pen._key for pen in pens if pen._key is not None}
    seat_key, room = safe.home.key.signing, safe.room
    for seat in house.seats.values():
        seat.stop()
    shutil.copyfile(safe.folder / "record.db", tmp_path / "original.db")
    return Original(tmp_path / "original.db", room, keys, seat_key)


def mutated(original: Original, path: Path, seed: int) -> None:
    salt = random.Random(seed)
    shutil.copyfile(original.path, path)
    with closing(sqlite3.connect(path)) as file:
        meddler = Meddler(file, salt, original.keys, original.seat, original.room)
        for _ in range(salt.choice((0, 1, 1, 1, 2, 3))):
            salt.choice(ACTS)(meddler)
        file.commit()
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if salt.random() < 0.1:
        rot(path, salt)


def test_both_find_the_same_in_records_changed_at_random(
    original: Original, second: ModuleType, tmp_path: Path
) -> None:
    path, found, seen = tmp_path / "changed.db", 0, set[str]()
    assert ours(original.path, original.room) == set(second.faults(str(original.path))) == set()
    for seed in range(MUTATED):
        mutated(original, path, seed)
        mine, theirs = ours(path, original.room), set(second.faults(str(path)))
        assert mine == theirs, seed
        found += bool(mine)
        seen.update(code for code, _ in mine)
    assert found > MUTATED // 2
    assert {"entry.garbled", "entry.nobody", "feed.tail", "feed.forked", "statement.bad"} <= seen
