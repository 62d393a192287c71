"""The tables of record.db. Frozen: a later form adds tables, and never changes these."""

from sqlalchemy import Column, Connection, Index, Integer, LargeBinary, MetaData, Table, Text

from db.errors import Damaged, WrongVersion

APPLICATION_ID = 0x42_6C_66_72
VERSION = 2
FORMER = 1  # had no `name`: SQLite itself found entries by their ids, and `about` was always complete

metadata = MetaData()

feed = Table(
    "feed",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("key", LargeBinary, nullable=False, unique=True),
    Column("forked", Integer, nullable=False),
    sqlite_strict=True,
)
entry = Table(
    "entry",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", LargeBinary, nullable=False),
    Column("feed", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("received", Integer, nullable=False),
    sqlite_strict=True,
)
Index("entry_feed_seq", entry.c.feed, entry.c.seq)
payload = Table(
    "payload",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_strict=True,
)
# Of these two `record.digest` tells up to which entry they are complete.
name = Table(
    "name",
    metadata,
    Column("start", LargeBinary, primary_key=True),
    Column("n", Integer, primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
about = Table(
    "about",
    metadata,
    Column("thing", LargeBinary, primary_key=True),
    Column("n", Integer, primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
# Entries whose own signature is not known to be good: not yet checked (bad = 0), or found bad.
unproven = Table(
    "unproven",
    metadata,
    Column("feed", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("bad", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
# Entries to be mended from a peer: the payload is missing, or the signature is bad.
lacking = Table("lacking", metadata, Column("n", Integer, primary_key=True), sqlite_strict=True)
statement = Table(
    "statement",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("hash", LargeBinary, nullable=False, unique=True),
    Column("raw", LargeBinary, nullable=False),
    sqlite_strict=True,
)
meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)


def form(connection: Connection) -> int:
    """The form of the file; 0 where it holds nothing yet. Raises WrongVersion or Damaged when it is not ours
    to read.
    """
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if application == version == tables == 0:
        return 0
    if application != APPLICATION_ID:
        raise Damaged("storage.not_a_record", application=application)
    if version not in (FORMER, VERSION):
        raise WrongVersion(version, VERSION)
    return version


def create(connection: Connection) -> None:
    """Make the tables and mark the file as ours, within the caller's transaction: all or nothing."""
    metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")


def grow(connection: Connection) -> None:
    """Make a file of the former form one of today's, within the caller's transaction."""
    name.create(connection)
    connection.exec_driver_sql(
        "INSERT INTO name(start, n) SELECT substr(id, 1, 8), n FROM entry ORDER BY 1, 2"
    )
    connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
