"""Full-text search over the room's texts: a disposable index in view.db, off the commit path."""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection

from db.errors import Damaged, StorageFailed
from db.files import system_errors
from db.store import ALL, Store
from db.writing import many

FILE = "view.db"
VERSION = 2
MAX_WORDS = 32
MAX_WORD = 64
# May lose the last moments in a power cut, never its shape; `indexed_to` says where to go on.
PRAGMAS = (*ALL, "journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", "cache_size=-2048")

SCHEMA = (
    "CREATE TABLE line(n INTEGER PRIMARY KEY, id BLOB, about BLOB, hlc INTEGER) STRICT",
    "CREATE VIRTUAL TABLE words USING fts5(text, content='')",
    "CREATE TABLE progress(indexed INTEGER NOT NULL) STRICT",
    "INSERT INTO progress VALUES(0)",
    f"PRAGMA user_version={VERSION}",
)
TABLES = frozenset(SCHEMA[:3])
OF_WORDS = frozenset({"words_data", "words_idx", "words_docsize", "words_config"})
FOUND = (
    "SELECT line.id FROM words JOIN line ON line.n = words.rowid"
    " WHERE words MATCH ? AND words.rowid < ? AND instr(line.about, ?) > 0 AND line.id IS NOT NULL"
    " ORDER BY words.rowid DESC LIMIT ?"
)
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "\0": " "})


class SearchRow(Struct, frozen=True):
    """What search shall know of one entry. An empty text only counts as seen."""

    id: bytes
    order: int
    about: bytes  # the ids of all that it is about, one after the other
    hlc: int
    text: str


class SearchIndex:
    """The search index of one folder. One thread writes, any thread searches."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.doubtful = False  # it did not give what was asked of it

    @classmethod
    def open(cls, folder: Path) -> "SearchIndex":
        """Open the index; where it cannot be, or is of another version, an empty one takes its place."""
        path = folder / FILE
        try:
            return cls(_opened(path))
        except Damaged:
            return cls(_made_anew(path))

    def close(self) -> None:
        self._store.close()

    def is_sound(self) -> bool:
        """Whether all pages hold together, as far as SQLite can tell. Takes 0.1 s for 100,000 entries."""
        self.doubtful = False
        try:
            with self._store.write() as connection:
                connection.exec_driver_sql("INSERT INTO words(words) VALUES('integrity-check')")
                return bool(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() == "ok")
        except Damaged:
            return False

    def renew(self) -> None:
        """Put an empty one in its place, on a file of its own. Raises a StorageFailed."""
        with system_errors(), suppress(Damaged):
            self._store.close()
        self._store = _made_anew(self._store.path)

    def index(self, rows: Iterable[SearchRow]) -> None:
        """Add texts, in one go. Of an entry that was indexed the words stay as they are: without a text it is
        not found by them, until it has one again.
        """
        by_order = {row.order: row for row in rows}
        if not by_order:
            return
        with self._doubting(), self._store.write() as connection:
            known = _known(connection, list(by_order))
            new = [row for row in by_order.values() if row.text and row.order not in known]
            lines = ((row.order, row.id, row.about, row.hlc) for row in new)
            many(connection, "INSERT INTO line VALUES(?,?,?,?)", lines)
            words = ((row.order, folded(row.text)) for row in new)
            many(connection, "INSERT INTO words(rowid, text) VALUES(?,?)", words)
            shown = (
                (row.id if row.text else None, row.order) for row in by_order.values() if row.order in known
            )
            many(connection, "UPDATE line SET id=? WHERE n=?", shown)
            many(connection, "UPDATE progress SET indexed=max(indexed, ?)", [(max(by_order),)])

    def search(self, words: str, limit: int, before: int | None = None, about: bytes = b"") -> list[bytes]:
        """Ids of the entries that hold all the words, the last one perhaps unfinished; latest admitted first.

        `before` is the admission number from which the page before went back; `about` the id of a thing that
        they must be about. No text is ever an error.
        """
        match = _match(words)
        if not match:
            return []
        beyond = 2**63 - 1 if before is None else before
        with self._doubting(), self._store.read() as connection:
            return list(connection.exec_driver_sql(FOUND, (match, beyond, about, limit)).scalars())

    @contextmanager
    def _doubting(self) -> Iterator[None]:
        try:
            yield
        except Damaged:
            self.doubtful = True
            raise

    def indexed_to(self) -> int:
        """Admission number up to which entries were indexed."""
        with self._store.read() as connection:
            return int(connection.exec_driver_sql("SELECT indexed FROM progress").scalar_one())

    def last(self) -> tuple[int, bytes] | None:
        """Admission number and id of the last entry that search can find."""
        with self._store.read() as connection:
            latest = "SELECT n, id FROM line WHERE id IS NOT NULL ORDER BY n DESC LIMIT 1"
            row = connection.exec_driver_sql(latest).first()
        return (row.n, row.id) if row is not None else None


def folded(text: str) -> str:
    """Without case, accents and ligatures, so that `Évacuation` is found by `evacuation`."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    return "".join(c for c in plain if not unicodedata.combining(c)).encode(errors="replace").decode()


def _match(words: str) -> str:
    """The query for what a person typed: each word quoted, so that nothing in it is syntax."""
    tokens = ["".join(c if c.isalnum() else " " for c in word).strip() for word in folded(words).split()]
    quoted = [f'"{token[:MAX_WORD]}"' for token in tokens if token]
    return " ".join(quoted[:MAX_WORDS]) + "*" if quoted else ""


def _known(connection: Connection, orders: list[int]) -> set[int]:
    span = (min(orders), max(orders))
    query = "SELECT n FROM line WHERE n BETWEEN ? AND ?"
    return set(connection.exec_driver_sql(query, span).scalars())


def _opened(path: Path) -> Store:
    store = Store(path, PRAGMAS, disposable=True)
    try:
        with store.write() as connection:
            schema = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master")
            tables = {row.name: row.sql for row in schema}
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if not tables:
                for statement in SCHEMA:
                    connection.exec_driver_sql(statement)
            elif version != VERSION or not (set(tables.values()) >= TABLES and tables.keys() >= OF_WORDS):
                raise Damaged("storage.damaged", path=str(path))
    except StorageFailed:
        store.close()
        raise
    return store


def _made_anew(path: Path) -> Store:
    with system_errors():
        for left in (path, path.with_name(f"{FILE}-wal"), path.with_name(f"{FILE}-shm")):
            left.unlink(missing_ok=True)
    return _opened(path)
