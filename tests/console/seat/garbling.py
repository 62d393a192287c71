"""What a disk does to the record of a seat that is stopped."""

import os
from pathlib import Path

from db.store import Store


def garble(path: Path, start: int, count: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(os.urandom(count))


def garble_entry(home: Path, part: bytes) -> None:
    """Change a byte of an entry in the file; SQLite does not notice."""
    whole = (home / "record.db").read_bytes()
    at = whole.index(part)
    garble(home / "record.db", at + 2, 4)


def garble_a_statement(home: Path) -> list[bytes]:
    """Flip a bit of the last one; gives all that there were."""
    store = Store(home / "record.db")
    with store.write() as connection:
        query = "SELECT raw FROM statement ORDER BY n"
        before = list(connection.exec_driver_sql(query).scalars())
        garbled = before[-1][:-3] + bytes([before[-1][-3] ^ 1]) + before[-1][-2:]
        connection.exec_driver_sql("UPDATE statement SET raw=? WHERE raw=?", (garbled, before[-1]))
    store.close()
    return before
