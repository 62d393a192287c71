"""A second program verifies a record by docs/record.md alone, with nothing of ours."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from db.entry import Entry
from db.feed import Feed
from db.record import Record

Open = Callable[..., Record]
Lines = Callable[..., list[Entry]]

ENTRIES = "SELECT e.id, f.key, e.seq, e.header, e.signature, e.n FROM entry e JOIN feed f ON f.n = e.feed"


def signed(key: bytes, header: bytes, signature: bytes) -> bool:
    try:
        VerifyKey(key).verify(header, signature)
    except BadSignatureError:
        return False
    return True


def verified(path: Path) -> tuple[bytes, list[str]]:
    """The digest of a record, and whatever is wrong with it, by sections 6 and 7 of the format."""
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"Blfr", "big"),)
        assert file.execute("PRAGMA user_version").fetchone() == (2,)
        room = file.execute("SELECT value FROM meta WHERE key='record.room'").fetchone()[0]
        payloads = {n: (salt, body) for n, salt, body in file.execute("SELECT n, salt, body FROM payload")}
        names = set(file.execute("SELECT start, n FROM name"))
        pairs = set(file.execute("SELECT thing, n FROM about"))
        unproven = {n for (n,) in file.execute("SELECT n FROM unproven")}
        rows = file.execute(ENTRIES).fetchall()
    places = {name: (feed, seq) for name, feed, seq, *_ in rows}
    wrong: list[str] = []
    for name, feed, seq, header, signature, n in rows:
        fields = msgspec.msgpack.decode(header)
        checks = {
            "id": name == sha256(header).digest(),
            "place": (fields[1], fields[2], fields[3]) == (room, feed, seq),
            "signature": n in unproven or signed(feed, header, signature),
            "payload": n not in payloads or sha256(b"".join(payloads[n])).digest() == fields[11],
            "chain": fields[4] == bytes(32) if seq == 1 else places.get(fields[4]) == (feed, seq - 1),
            "name": (name[:8], n) in names,
            "about": all((thing, n) in pairs for thing in fields[8]),
        }
        wrong += [f"{seq}: {check}" for check, holds in checks.items() if not holds]
    total = sum(int.from_bytes(name, "big") for name in places) % 2**256
    return total.to_bytes(32, "big"), wrong


@pytest.fixture
def file(open_record: Open, tmp_path: Path, feed: Feed, lines: Lines) -> tuple[Path, bytes]:
    record = open_record("seat")
    record.append(lines(feed, 5), received=1)
    record.admit(lines(Feed.fresh(b"R" * 16), 4), received=2)
    digest = record.digest()
    record.close()
    return tmp_path / "seat" / "record.db", digest


def test_another_program_verifies_what_we_wrote(file: tuple[Path, bytes]) -> None:
    path, digest = file
    assert verified(path) == (digest, [])


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("UPDATE payload SET body=x'00' WHERE n=3", "3: payload"),
        ("UPDATE entry SET signature=zeroblob(64) WHERE n=3", "3: signature"),
        ("DELETE FROM entry WHERE n=3", "4: chain"),
        ("DELETE FROM name WHERE n=3", "3: name"),
        ("DELETE FROM about WHERE n=3", "3: about"),
        ("UPDATE entry SET id=zeroblob(32) WHERE n=5", "5: id"),
    ],
)
def test_another_program_finds_what_was_changed(file: tuple[Path, bytes], statement: str, wrong: str) -> None:
    with closing(sqlite3.connect(file[0])) as connection:
        connection.execute(statement)
        connection.commit()
    assert wrong in verified(file[0])[1]
