"""The SQLite file under a record: one connection that writes, and readers that cannot."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.pool import QueuePool, StaticPool

from db.errors import Damaged, StorageFailed, StorageFull

ALL = ("busy_timeout=5000", "mmap_size=0", "cell_size_check=ON", "trusted_schema=OFF", "temp_store=MEMORY")
WRITER = (
    *ALL,
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "secure_delete=ON",
    "journal_size_limit=67108864",
    "wal_autocheckpoint=4000",
    "cache_size=-4096",
)
# Page caches fill with the record and stay full, and the system keeps those pages too: with 100,000 entries,
# neither writing nor reading is measurably faster with eight times as much.
READER = (*ALL, "query_only=ON", "cache_size=-1024")
READERS = 4

# The driver asks of each value that is bytes what it shall be instead, unless it is told.
sqlite3.register_adapter(bytes, bytes)


class Store:
    """One file, one writing connection that also does every checkpoint and closes last, a few readers."""

    def __init__(self, path: Path, writer: tuple[str, ...] = WRITER, *, disposable: bool = False) -> None:
        """Where it is not `disposable`, nothing is written once the file is gone from its place: it may be
        deleted, and what is written to it then is lost when it is closed.
        """
        self.path, self._disposable = path, disposable
        self._file: tuple[int, int] | None = None
        self.lock = threading.RLock()
        self._readers = _engine(path, "ro", READER, READERS)
        self._writer = _engine(path, "rwc", writer, 1)
        self._connection: Connection | None = None
        self._folded = True

    @property
    def wrote(self) -> bool:
        """Whether anything was written since it was opened."""
        return self._connection is not None

    def exists(self) -> bool:
        return self.path.exists()

    def roll_back(self) -> None:
        """Undo what a crash left half-done before the file had its journal ahead; readers may not."""
        if self.path.with_name(f"{self.path.name}-journal").exists():
            with storage_errors(), closing(_connect(self.path, "rw")) as connection:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchall()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One durable transaction: committed when the block ends, undone when it raises."""
        with self.lock, storage_errors():
            if self._connection is None:
                self._connection = self._writer.connect()
                self._file = self._in_place()
            elif not self._disposable and self._in_place() != self._file:
                raise StorageFailed("storage.not_found", path=str(self.path), reason="ENOENT")
            self._folded = False
            driver = driver_of(self._connection)
            driver.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                driver.execute("COMMIT")
            except BaseException:
                if driver.in_transaction:
                    driver.execute("ROLLBACK")
                raise

    def _in_place(self) -> tuple[int, int] | None:
        """Which file lies in its place, if any does."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def fold(self) -> None:
        """Fold the journal into the file. Else a commit does, once the journal is long."""
        with self.lock, storage_errors():
            if self._connection is not None and not self._folded:
                driver_of(self._connection).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                self._folded = True

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A reading connection; each statement sees the last commit."""
        with storage_errors(), self._readers.connect() as connection:
            yield connection

    def close(self) -> None:
        """Close readers first: whoever closes last folds the journal into the file, and readers may not."""
        self._readers.dispose()
        with self.lock, storage_errors():
            if self._connection is not None:
                self._connection.close()
                self._connection = None
            self._writer.dispose()


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def _engine(path: Path, mode: str, pragmas: tuple[str, ...], size: int) -> Engine:
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    if size == 1:
        engine = create_engine(
            "sqlite://",
            creator=lambda: _connect(path, mode),
            poolclass=StaticPool,
            isolation_level="AUTOCOMMIT",
        )
    else:
        engine = create_engine(
            "sqlite://",
            creator=lambda: _connect(path, mode),
            poolclass=QueuePool,
            pool_size=size,
            max_overflow=size,
            pool_reset_on_return=None,
            isolation_level="AUTOCOMMIT",
        )
    event.listen(engine, "connect", prepare)
    return engine


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The driver itself, for what is done for each entry: the layers above cost more than SQLite does."""
    driver: Any = connection.connection.driver_connection
    ours: sqlite3.Connection = driver
    return ours


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn what SQLite says into our types. Nothing that it refused was written."""
    try:
        yield
    except DBAPIError as error:
        raise _typed(error.orig) from error
    except sqlite3.Error as error:
        raise _typed(error) from error
    except (NoResultFound, UnicodeDecodeError) as error:  # rows that point nowhere; a schema that is quoted
        raise Damaged("storage.damaged", reason=str(error)) from error


def _typed(error: BaseException | None) -> StorageFailed:
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    if code == sqlite3.SQLITE_FULL or extended == sqlite3.SQLITE_IOERR_SHMSIZE:  # no space for its index
        return StorageFull("storage.full")
    # What contradicts what is there: a sound file holds nothing that it does not allow.
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CONSTRAINT):
        return Damaged("storage.damaged", reason=str(error))
    if code == sqlite3.SQLITE_READONLY:
        return StorageFailed("storage.read_only", reason=str(error))
    if code == sqlite3.SQLITE_CANTOPEN:
        return StorageFailed("storage.cannot_open", reason=str(error))
    return StorageFailed("storage.failed", reason=str(error))
