"""Floors: what the same machine takes, in the same run, for the least that could do."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import nacl.bindings
import zmq

from benches.measure import Samples, each, once, repeated
from console.domain.facts import FACTS
from db.entry import Header, Stored

COMMITS = 300
COLUMNS = "n INTEGER PRIMARY KEY, id BLOB UNIQUE, header BLOB, signature BLOB, salt BLOB, body BLOB"
TABLE = f"CREATE TABLE entry({COLUMNS})"
INSERT = "INSERT INTO entry VALUES(?,?,?,?,?,?)"
BARE_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv)
class Painted(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        app.exit()
window = Painted("Belfry")
window.show()
app.exec()
"""

ROW_PAINTED = """
import json, sys, time
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView
app = QApplication(sys.argv)
class Rows(QAbstractTableModel):
    held = [("12:04", "seat", "Bridge on the north road closed", "open", str(n), "") for n in range(1000)]
    def rowCount(self, parent=QModelIndex()):
        return len(self.held)
    def columnCount(self, parent=QModelIndex()):
        return 6
    def data(self, index, role):
        return self.held[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None
    def insert(self):
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.held.insert(0, ("12:05", "seat", "Open again", "open", "0", ""))
        self.endInsertRows()
class Table(QTableView):
    painted = 0
    def paintEvent(self, event):
        super().paintEvent(event)
        self.painted += 1
rows, table, taken = Rows(), Table(), []
table.setModel(rows)
table.resize(1400, 900)
table.show()
for _ in range(20):
    app.processEvents()
for _ in range(120):
    before, begun = table.painted, time.perf_counter()
    rows.insert()
    while table.painted == before:
        app.processEvents()
    taken.append(time.perf_counter() - begun)
print(json.dumps(taken[20:]))
"""


@contextmanager
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    path = folder / f"floor-{os.urandom(4).hex()}.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(TABLE)
        yield connection


def row(n: int, stored: Stored) -> tuple[Any, ...]:
    entry = stored.entry
    return n, stored.id, entry.header, entry.signature, entry.salt, entry.payload


def commits(
    folder: Path, entries: Sequence[Stored], ours: Callable[[], object], times: int
) -> tuple[Samples, Samples]:
    """One row, one durable transaction; and in turn with it, so that both meet the same disk, our work."""
    floor: list[float] = []
    taken: list[float] = []
    with database(folder) as connection:

        def write(n: int) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(INSERT, row(n, entries[n]))
            connection.execute("COMMIT")

        for n in range(min(times, len(entries))):
            floor.extend(each(write, (n,)).seconds)
            taken.extend(repeated(ours, 1).seconds)
    return Samples(tuple(floor)), Samples(tuple(taken))


def bulk(folder: Path, entries: Sequence[Stored]) -> float:
    """Seconds for all of them, a thousand in one durable transaction."""
    rows = [row(n, stored) for n, stored in enumerate(entries)]
    with database(folder) as connection:

        def write() -> None:
            for at in range(0, len(rows), 1000):
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(INSERT, rows[at : at + 1000])
                connection.execute("COMMIT")

        return once(write)


def signatures(entries: Sequence[Stored]) -> float:
    """Seconds to check the signature of each."""
    signed = [(one.entry.signature + one.entry.header, one.header.feed) for one in entries]
    return once(lambda: [nacl.bindings.crypto_sign_open(*one) for one in signed])


def decoding(entries: Sequence[Stored]) -> float:
    """Seconds to decode header and payload of each into structs."""
    header = msgspec.msgpack.Decoder(Header).decode
    facts = {kind: msgspec.msgpack.Decoder(fact).decode for kind, fact in FACTS.items()}
    told = [(one.entry.header, facts[one.header.kind], one.entry.payload or b"") for one in entries]
    return once(lambda: [(header(raw), decode(payload)) for raw, decode, payload in told])


def round_trip(*, curve: bool) -> Samples:
    """A message of an entry's size to another thread and back."""
    context, keys = zmq.Context(), zmq.curve_keypair()
    here, there = context.socket(zmq.PAIR), context.socket(zmq.PAIR)
    try:
        if curve:
            there.curve_server, there.curve_secretkey = True, keys[1]
            here.curve_serverkey = keys[0]
            here.curve_publickey, here.curve_secretkey = zmq.curve_keypair()
        there.bind("tcp://127.0.0.1:*")
        here.connect(there.getsockopt_string(zmq.LAST_ENDPOINT))
        echo = threading.Thread(target=partial(_echo, there))
        echo.start()
        message = os.urandom(300)

        def ask() -> None:
            here.send(message)
            here.recv()

        repeated(ask, 100)
        taken = repeated(ask, 2000)
        here.send(b"")
        echo.join()
        return taken
    finally:
        here.close(0)
        there.close(0)
        context.term()


def _echo(socket: "zmq.Socket[bytes]") -> None:
    while message := socket.recv():
        socket.send(message)


def offscreen() -> dict[str, str]:
    """A real screen where QT_QPA_PLATFORM names one; none otherwise."""
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}


def row_painted() -> Samples:
    """Seconds from the insertion of a row at the top of a bare table until it stands there."""
    command = [sys.executable, "-c", ROW_PAINTED]
    done = subprocess.run(command, check=True, capture_output=True, env=offscreen())
    return Samples(tuple(json.loads(done.stdout.splitlines()[-1])))


def bare_window() -> float:
    """Seconds from the start of a process until its empty window is painted."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", BARE_WINDOW]
    return min(once(lambda: subprocess.run(command, check=True, env=environment)) for _ in range(5))


def bare_python() -> float:
    """Seconds for a process that does nothing."""
    return min(once(lambda: subprocess.run([sys.executable, "-c", ""], check=True)) for _ in range(5))
