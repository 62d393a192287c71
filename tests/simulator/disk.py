"""A disk in virtual time: work takes a while; a commit under way at a power cut is lost or torn."""

import random
import shutil
from collections import deque
from collections.abc import Callable, Collection
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from db.errors import Refusal, StorageFailed, StorageFull
from db.store import Store
from tests.rooms.standins import Disk, Soon, Worker
from tests.simulator.damage import DAMAGES, ROT

FILE, JOURNAL, INDEX = "record.db", "record.db-wal", "record.db-shm"
FAST = 20  # ms that a commit may take
FULL, READ_ONLY, UNFLUSHED = "storage.full", "storage.read_only", "storage.failed"
At = Callable[[int, Callable[[], None]], None]
Job = tuple[Callable[[], Any], Callable[[Future[Any]], None]]


class SimulatedDisk(Disk):
    """The disk of one seat, through all its runs. Whatever it finished is there after a power cut."""

    def __init__(self, folder: Path, at: At, chance: random.Random) -> None:
        """`at` does something after so many ms."""
        self.folder, self._at, self._chance = folder, at, chance
        self.slow = FAST
        self.refusing = ""  # code of what it answers to whatever shall be written
        self._life = 0
        self._unflushed: Callable[[], Any] | None = None  # refused, and yet perhaps there after a power cut
        self._jobs: deque[Job] = deque()
        self._image: dict[str, bytes] = {}
        self._beside: dict[str, bytes] = {}  # files beside the record, as they were at a time

    def writer(self, soon: Soon) -> Worker:
        return SimulatedWriter(self, soon)

    @property
    def idle(self) -> bool:
        return not self._jobs

    def ask(self) -> None:
        """Whether anything can be written. Raises a StorageFailed."""
        if self.refusing:
            raise refused(self.refusing)

    def take(self, job: Job, soon: Soon) -> None:
        """Do this after all that was asked before."""
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self._begin(soon)

    def _begin(self, soon: Soon) -> None:
        life = self._life
        self._at(self._chance.randint(1, self.slow), lambda: self._finish(life, soon))

    def _finish(self, life: int, soon: Soon) -> None:
        if life != self._life:
            return
        work, done = self._jobs[0]
        outcome = self._outcome(work)
        soon(lambda: done(outcome))
        self._jobs.popleft()
        if self._jobs:
            self._begin(soon)

    def _outcome(self, work: Callable[[], Any]) -> Future[Any]:
        outcome: Future[Any] = Future()
        self._unflushed = work if self.refusing == UNFLUSHED else None
        try:
            self.ask()
            outcome.set_result(work())
        except Refusal as refusal:
            outcome.set_exception(refusal)
        return outcome

    def gone(self, close: Callable[[], None]) -> None:
        """Power cut: keep just what had reached the disk, the commit under way perhaps in part."""
        self._life += 1
        jobs, self._jobs = self._jobs, deque()
        kept = self._read()
        under_way = jobs[0][0] if jobs else self._unflushed
        if under_way is not None and self._chance.random() < 0.7:
            self.refusing = ""
            self._outcome(under_way)
            kept = self._torn(kept, self._read())
        close()
        self._write(kept)

    def left(self, close: Callable[[], None]) -> None:
        """The process ends by itself: `close` may write still, where anything can be written."""
        self._life += 1
        self._jobs.clear()
        close()

    def _torn(self, before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, bytes]:
        """The journal as it is after some of the pages of the last commit were written."""
        if before[FILE] != after[FILE]:
            return after
        old, new = before[JOURNAL], after[JOURNAL]
        first = next(
            (n for n in range(0, len(new), 4096) if old[n : n + 4096] != new[n : n + 4096]), len(new)
        )
        cut = self._chance.randint(first, len(new)) if first < len(new) else first
        return {**after, JOURNAL: new[:cut] + old[cut:]}

    def _read(self) -> dict[str, bytes]:
        paths = {name: self.folder / name for name in (FILE, JOURNAL)}
        return {name: path.read_bytes() if path.exists() else b"" for name, path in paths.items()}

    def _write(self, files: dict[str, bytes]) -> None:
        (self.folder / INDEX).unlink(missing_ok=True)
        for name, content in files.items():
            (self.folder / name).write_bytes(content)

    # What happens to it while the seat is down, or is copied.

    def back_up(self) -> None:
        """Keep an image of the record as it is now."""
        self._image = self._read()

    def restore(self) -> bool:
        """Put the image back, over whatever came since. The seat is down."""
        if self._image:
            self._write(self._image)
        return bool(self._image)

    def wipe(self) -> None:
        """Lose all entries. What makes the folder a seat of the room was kept elsewhere."""
        store = Store(self.folder / FILE)
        with store.write() as connection:
            for table in ("entry", "payload", "name", "about", "unproven", "lacking", "feed", "meta"):
                kept = " WHERE key<>'record.room'" if table == "meta" else ""
                connection.exec_driver_sql(f"DELETE FROM {table}{kept}")
        store.close()
        for path in self.folder.glob("view.db*"):
            path.unlink()

    def flip(self, elsewhere: Collection[bytes]) -> bytes | None:
        """Flip one bit at rest of an entry that is held `elsewhere` too; gives the entry."""
        store = Store(self.folder / FILE)
        try:
            with store.write() as connection:
                held = connection.exec_driver_sql("SELECT n, id FROM entry ORDER BY n").all()
                found = [(n, name) for n, name in held if name in elsewhere]
                if not found:
                    return None
                n, name = self._chance.choice(found)
                table, column = self._chance.choice((("entry", "signature"), ("payload", "body")))
                query = f"SELECT {column} FROM {table} WHERE n={n}"
                blob = bytearray(connection.exec_driver_sql(query).scalar() or b"")
                if not blob:
                    return None
                blob[self._chance.randrange(len(blob))] ^= 1 << self._chance.randrange(8)
                connection.exec_driver_sql(f"UPDATE {table} SET {column}=? WHERE n={n}", (bytes(blob),))
                return bytes(name)
        finally:
            store.close()

    def damage(self, what: str) -> None:
        """It keeps something else than it was given."""
        DAMAGES[what](self.folder, self._chance)

    def rot(self, file: str, how: str) -> None:
        """What lies beside the record is otherwise than it was left. The next time it may be as it is now."""
        path, before = self.folder / file, self._beside.get(file, b"")
        if path.exists():
            self._beside[file] = path.read_bytes()
            ROT[how](path, before, self._chance)

    def copy_to(self, folder: Path) -> None:
        """A copy of the whole folder as it is now, taken while the seat may be running."""
        files = self._read()
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("*-wal", "*-shm", "lock"))
        for name, content in files.items():
            (folder / name).write_bytes(content)


def refused(code: str) -> StorageFailed:
    """What the record raises when the disk will not write."""
    return StorageFull(code) if code == FULL else StorageFailed(code)


class SimulatedWriter(Worker):
    """The writer's end of a disk."""

    def __init__(self, disk: SimulatedDisk, soon: Soon) -> None:
        super().__init__(soon)
        self._disk = disk

    def submit(self, work: Callable[[], Any], done: Callable[[Future[Any]], None]) -> None:
        self._disk.take((work, self.counted(done)), self._soon)
