"""The record: all entries that a seat holds, durable before anybody hears of them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from db import audit, index, reading, shape, sums
from db.admission import Admission, Draft, Place
from db.audit import Fault, Progress
from db.causes import causes_first
from db.entry import Entry, Forged, Gap, Header, Malformed, Stored
from db.errors import StorageFailed
from db.files import RECORD
from db.heads import DIGEST_MODULUS, Tips
from db.index import Latest
from db.mending import Checked, doubt, judged, repair, settle
from db.opening import prepare
from db.store import Store
from db.writing import META, many, write_digest, write_draft, write_statements

NOTE_EVERY = 2000  # entries, at most: what a start has to read and list anew


class Record:
    """One room's entries in one folder. One thread writes, any thread reads. Take the `Lock` first."""

    def __init__(self, store: Store, room: bytes) -> None:
        self._store, self.room = store, room
        with store.read() as connection:
            self._numbers = shape.feeds(connection)
            self._heads = shape.load_heads(connection, self._numbers)
            found = _, self._count, self._digest = sums.digest(connection)
            self._latest = index.recall(connection, found)

    @classmethod
    def open(cls, folder: Path, room: bytes, *, beside: bool = False) -> "Record":
        """Open the room's record, or begin it; `beside` a process that has it open, to read what it holds.
        Raises a StorageFailed, and then the file is as it was.
        """
        with ExitStack() as undo:
            store = Store(folder / RECORD)
            undo.callback(store.close)
            if not beside:
                prepare(store, room)
            record = cls(store, room)
            undo.pop_all()
        return record

    def close(self) -> None:
        if self._store.wrote and self._latest.names:
            with suppress(StorageFailed):  # else a start lists it
                self._list()
        self._store.close()

    # Writing: one thread.

    def append(self, entries: Sequence[Entry], received: int) -> Admission:
        """Commit entries that this seat has just signed. On any error nothing is written: rewind the feed."""
        with self._store.lock:
            draft = Draft(self.room, self._heads, self._places, self._count, received)
            admission = draft.own(entries)
            self._commit(draft)
        return admission

    def admit(self, run: Sequence[Entry], received: int, at_once: tuple[str, ...] = ()) -> Admission:
        """Commit a run of one feed that somebody sent. Raises Malformed, Forged or Gap, and takes nothing.
        Kinds that begin with one of `at_once` have their own signature checked now, others later.
        """
        (result,) = self.admit_all([run], received, at_once)
        if isinstance(result, Admission):
            return result
        raise result

    def admit_all(
        self, runs: Iterable[Sequence[Entry]], received: int, at_once: tuple[str, ...] = ()
    ) -> list[Admission | Malformed | Forged | Gap]:
        """`admit` for several runs in one commit; a run that is refused does not hold up the others."""
        results: list[Admission | Malformed | Forged | Gap] = []
        with self._store.lock:
            draft = Draft(self.room, self._heads, self._places, self._count, received)
            for run in runs:
                try:
                    results.append(draft.foreign(run, at_once))
                except (Malformed, Forged, Gap) as refusal:
                    results.append(refusal)
            self._commit(draft)
        return results

    def add_statements(self, raw: Sequence[bytes], without: Collection[bytes] = ()) -> None:
        """Keep trust statements, each once; `without` those that prove nothing, known by their hashes."""
        with self._store.write() as connection:
            write_statements(connection, raw, without)

    def set_meta(self, key: str, value: bytes) -> None:
        """Keep a small value of the seat's own. Keys that begin with `record.` are the record's."""
        if key.startswith("record."):
            raise ValueError(key)
        with self._store.write() as connection:
            many(connection, META, [(key, value)])

    def verify_pending(self, limit: int) -> Checked:
        """Check up to `limit` signatures that came in mid-run, in any thread. Bad ones are `lacking`."""
        found = judged(self._store, limit)
        with self._store.lock:
            self._heads.learn(settle(self._store, found))
        return Checked(len(found), [name for _, name, good in found if not good])

    def repair(self, entry: Entry) -> bool:
        """Whether this copy of a held entry brought what was lacking: its payload, or a good signature."""
        with self._store.lock:
            mended = repair(self._store, self._latest, entry)
            self._heads.learn(mended or ())
        return mended is not None

    def doubt(self, ids: Sequence[bytes]) -> None:
        """Have entries that a walk found garbled fetched anew."""
        with self._store.lock:
            self._heads.learn(doubt(self._store, self._latest, ids))

    def tidy(self) -> None:
        """Do what else some commit would do, and make somebody wait: for when nobody does."""
        if len(self._latest.names) >= NOTE_EVERY // 2:
            self._list()
        self._store.fold()

    # Reading: any thread.

    @property
    def count(self) -> int:
        """How many entries are held; also the admission number of the last one."""
        return self._count

    def digest(self) -> bytes:
        """A sum over the ids of all entries held: equal exactly where the same entries are."""
        return self._digest.to_bytes(32)

    def digest_at(self, order: int) -> bytes:
        """What it was when this admission number was the last."""
        with self._store.read() as connection:
            later = sums.between(connection, order, self._count)
        return ((self._digest - later) % DIGEST_MODULUS).to_bytes(32)

    def heads(self) -> dict[bytes, Tips]:
        """Per feed the last entry that is committed with all before it; several where the feed forked."""
        return dict(self._heads.tips)

    def verified_heads(self) -> dict[bytes, Tips]:
        """`heads`, of the part in which every signature was checked: what may be told and served."""
        return self._heads.all_proven()

    def run(
        self, feed: bytes, after: int, limit: int, max_bytes: int, tip: bytes | None = None
    ) -> list[Stored]:
        """Entries of a feed beyond number `after`, in order, as far as their signatures are checked.
        Of a forked feed: those that lead to the head whose id begins with `tip`, else its longest branch.
        """
        proven = self._heads.proven(feed)
        if not proven:
            return []
        ends = [head for head in proven if tip is None or head.id.startswith(tip)]
        with self._store.read() as connection:
            number, end = self._numbers[feed], max(ends or proven)
            return reading.run(connection, number, after, end, limit, max_bytes)

    def about(self, *things: bytes) -> list[Stored]:
        """All entries about any of these things, causes first: the order to fold them in."""
        with self._store.read() as connection:
            return causes_first(index.about(connection, self._latest, things))

    def headers(self, feed: bytes) -> list[Header]:
        with self._store.read() as connection:
            return list(reading.headers(connection, self._numbers.get(feed, 0)))

    def get(self, entry_id: bytes) -> Stored | None:
        return next(iter(self.named([entry_id])), None)

    def named(self, ids: Iterable[bytes]) -> list[Stored]:
        """Those of these entries that are held."""
        with self._store.read() as connection:
            return index.named(connection, self._latest, ids)

    def numbered(self, orders: Sequence[int]) -> list[Stored]:
        with self._store.read() as connection:
            return reading.numbered(connection, orders)

    def since(self, order: int, limit: int) -> list[Stored]:
        """Entries admitted after the one with admission number `order`, as they came."""
        with self._store.read() as connection:
            return reading.asked(connection, reading.SINCE, order, limit)

    def statements(self) -> list[bytes]:
        with self._store.read() as connection:
            return reading.statements(connection)

    def meta(self, key: str) -> bytes | None:
        with self._store.read() as connection:
            return reading.meta(connection, key)

    def lacking(self, limit: int, skip: int = 0) -> list[bytes]:
        """Ids of entries whose payload is missing or whose signature is bad, oldest first."""
        with self._store.read() as connection:
            return reading.lacking(connection, limit, skip)

    def offer(self, ids: Collection[bytes], max_bytes: int) -> list[Stored]:
        """Of these entries the whole and proven ones: what may be sent to a seat that lacks them."""
        with self._store.read() as connection:
            orders = reading.json(index.orders(connection, self._latest, ids).values())
            return reading.bounded(connection, max_bytes, reading.OFFER, orders)

    def forks(self) -> dict[bytes, int]:
        """The feeds of which two branches are held, each with the first number that was used twice."""
        with self._store.read() as connection:
            return shape.forks(connection)

    def walk(self, progress: Progress) -> Iterator[Fault]:
        """Check all that is held, entry by entry; see `db.audit`. Give the faulty ids to `doubt`."""
        return audit.walk(self._store, self.room, progress)

    def sound(self) -> Iterator[Stored]:
        """The entries that are what their ids say, in order of admission. Raises Damaged."""
        return audit.sound(self._store, self.room)

    def _places(self, ids: Collection[bytes]) -> dict[bytes, Place]:
        with self._store.read() as connection:
            return index.places(connection, self._latest, ids)

    def _commit(self, draft: Draft) -> None:
        """Write the draft; only then let memory know of it."""
        if not draft.stored:
            return
        fresh = [feed for feed in draft.tips if feed not in self._numbers]
        numbers = {feed: len(self._numbers) + n for n, feed in enumerate(fresh, 1)}
        numbers |= {feed: self._numbers[feed] for feed in draft.tips if feed not in numbers}
        total = (self._digest + sum(int.from_bytes(one.id) for one in draft.stored)) % DIGEST_MODULUS
        with self._store.write() as connection:
            write_draft(connection, draft, numbers, fresh)
            ends = list(shape.ended(connection, draft, numbers, self._heads))
        self._latest.add(draft.stored)
        self._numbers.update(numbers)
        self._heads.learn(ends)
        self._digest, self._count = total, draft.stored[-1].order
        if len(self._latest.names) >= NOTE_EVERY:
            with suppress(StorageFailed):  # what was committed stands, and memory lists it
                self._list()

    def _list(self) -> None:
        with self._store.write() as connection:
            index.write(connection, self._latest)
            write_digest(connection, self._count, self._digest)
        self._latest = Latest(self._count)
