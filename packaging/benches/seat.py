"""A seat as a process: its start, its answers over the link, its memory and its idleness."""

import json
import select
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benches import floors
from benches.measure import MB, MS, US, Row, cpu, once, repeated, resident
from benches.people import DIRECTOR, PASSPHRASE
from console.link.client import Link, LogWindow, Paged, RefusedAnswer
from db.entry import Stored

STARTS = 3
TELLS = 200
PATIENCE = 600.0  # seconds
SOME_WORDS = ("evacuation", "brandweer", "vergote", "toxic", "generator kaai", "schum")


class Unexpected(Exception):
    """The seat said something that a bench does not expect."""


class Running:
    """A seat that serves a copy of `home`."""

    def __init__(
        self,
        home: Path,
        folder: Path,
        prefix: Sequence[str] = (),
        peer: str = "",
        listen: str = "127.0.0.1:0",
    ) -> None:
        """`prefix` runs it elsewhere; `peer`: where another seat listens."""
        self.home = folder / f"{home.parent.name}-{home.name}"
        if not self.home.exists():
            shutil.copytree(home, self.home)
        peers = ("--peer", peer) if peer else ()
        command = ("seat", "run", str(self.home), "--listen", listen, "--no-mdns", *peers)
        self._process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "console", *command], stdout=subprocess.PIPE
        )
        said = self._process.stdout.readline() if self._process.stdout else b""
        if not said.startswith(b"ready "):
            raise Unexpected(said)
        self.pid = self._process.pid
        self.address: str = json.loads(said.removeprefix(b"ready "))["listen"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    @property
    def memory(self) -> float:
        """MB of the process."""
        return resident(self._process.pid)

    def busy(self, seconds: float) -> float:
        """The share of a core that it takes while nobody asks for anything, in per cent."""
        before = cpu(self.pid)
        time.sleep(seconds)
        return (cpu(self.pid) - before) / seconds * 100

    def entries(self) -> int:
        """How many entries are on its disk."""
        uri = f"{(self.home / 'record.db').as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as record:
            (held,) = record.execute("SELECT max(n) FROM entry").fetchone()
        return held or 0

    def await_entries(self, wanted: int) -> float:
        """The moment when so many were on its disk."""
        end = time.monotonic() + PATIENCE
        while self.entries() < wanted and time.monotonic() < end:
            time.sleep(0.005)
        return time.monotonic()

    def await_index(self) -> float:
        """Seconds until search knows of every entry."""
        wanted = self.entries()
        start = time.monotonic()
        while time.monotonic() < start + PATIENCE:
            with closing(sqlite3.connect(self.home / "view.db")) as view:
                (indexed,) = view.execute("SELECT indexed FROM progress").fetchone()
            if indexed >= wanted:
                break
            time.sleep(0.05)
        return time.monotonic() - start


@contextmanager
def linked(seat: Running) -> Iterator[Link]:
    """A face with its picture, and the newest lines of every log."""
    with Link(seat.home, face="bench") as link:
        link.open()
        yield link


def passed(faces: Sequence[Link], seconds: float) -> None:
    """Let time pass. Faces take in what comes when it comes, as windows do, so that nothing is left to do for
    them when somebody acts.
    """
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        select.select([face.fileno() for face in faces], (), (), left)
        for face in faces:
            face.drain()


def rows(home: Path, small: Path, folder: Path, held: list[Stored]) -> Iterator[Row]:
    """Everything about a seat on `home`, beside one on the `small` record."""
    with Running(small, folder) as seat:
        seat.await_index()
        with linked(seat):
            little = seat.memory
    with Running(home, folder) as seat:
        indexed = seat.await_index()
    yield Row(
        name="search index of the whole record, first start", unit="s", measured=indexed,
        note="in the background, beside everything else; a later start finds it there",
    )  # fmt: skip
    yield from _start(home, folder)
    with Running(home, folder) as seat, linked(seat) as link:
        much = seat.memory
        yield from _search(link)
        yield from _tell(link, folder, held)
        idle = seat.busy(3.0)
    more = max(1, len(held) - 1000)
    yield Row(
        name="memory of the seat per 100,000 entries", unit=MB, measured=(much - little) / more * 1e5,
        absolute=35, note=f"{much:.0f} MB in all, {little:.0f} MB with 1,000 entries",
    )  # fmt: skip
    yield Row(
        name="seat at idle, one face", unit="%", measured=idle, absolute=5,
        note="of a core: once a second what follows from time is worked out anew",
    )  # fmt: skip


def _start(home: Path, folder: Path) -> Iterator[Row]:
    bare = floors.bare_python()
    ready, present, whole = [], [], []
    for _ in range(STARTS):
        begun = time.perf_counter()
        with Running(home, folder) as seat:
            ready.append(time.perf_counter() - begun)
            with Link(seat.home, face="bench") as link:
                link.open(whole=False)
                present.append(time.perf_counter() - begun)
                while not link.whole:
                    link.drain()
                    time.sleep(0.002)
                whole.append(time.perf_counter() - begun)
                subjects = sum(len(link.mirrored.all(kind)) for kind in ("incident", "order", "request"))
    yield Row(
        name="seat: start to ready", unit="s", measured=min(ready), floor=bare, floor_of="bare Python",
        note="what was awake when it stopped is folded again (decision 15: rest page)",
    )  # fmt: skip
    yield Row(
        name="seat: start to present state at a face", unit="s", measured=min(present), floor=bare,
        floor_of="bare Python", note="all but what was over when the seat stopped",
    )  # fmt: skip
    yield Row(
        name="seat: start to all it shows at a face", unit="s", measured=min(whole), floor=bare,
        floor_of="bare Python", note=f"{subjects} incidents, orders and requests among it",
    )  # fmt: skip


def _asked(link: Link, what: str, **params: Any) -> Paged:
    answer = link.call(link.ask(what, **params), timeout=PATIENCE)
    if isinstance(answer, Paged):
        return answer
    raise Unexpected(answer)


def _search(link: Link) -> Iterator[Row]:
    first = once(lambda: _asked(link, "search", words=SOME_WORDS[0], limit=50))
    asked = iter(SOME_WORDS * 5)
    taken = repeated(lambda: _asked(link, "search", words=next(asked), limit=50), len(SOME_WORDS) * 5)
    yield Row(
        name="search: 50 hits of all the record, first", unit=MS, measured=first * 1e3, absolute=100,
        note="query, 50 entries from disk, their views",
    )  # fmt: skip
    yield Row(name="search, median", unit=MS, measured=taken.median(MS), absolute=50)
    page = repeated(lambda: _asked(link, "log", limit=500, operation="*"), 10)
    yield Row(name="500 lines of all logs, median", unit=MS, measured=page.median(MS))


def _tell(link: Link, folder: Path, held: list[Stored]) -> Iterator[Row]:
    """From an intent to the answer that its fact is on disk."""
    answered(link, link.sign_in(DIRECTOR, PASSPHRASE))
    link.call(link.mirror((LogWindow("bench", "*"),)), timeout=PATIENCE)
    trip = floors.round_trip(curve=False)
    commit, taken = floors.commits(folder, held, _writing(link), TELLS)
    of = "one FULL commit of sqlite3, and a message there and back"
    floor = commit.median(US) + trip.median(US)
    yield Row(
        name="intent to recorded, median", unit=US, measured=taken.median(US), floor=floor, floor_of=of,
        limit=4, absolute=1500, note="rule, signature, fold; three threads and two processes to wake",
    )  # fmt: skip
    yield Row(
        name="intent to recorded, p99", unit=US, measured=taken.p99(US),
        floor=commit.p99(US) + trip.p99(US), floor_of=of, absolute=4000,
    )  # fmt: skip
    link.call(link.sign_out(), timeout=PATIENCE)


def _writing(link: Link) -> Callable[[], None]:
    def write() -> None:
        told = {"intent": "log.write", "text": "Smoke over the dock, wind from the west"}
        answered(link, link.tell(told))

    return write


def answered(link: Link, n: int) -> None:
    answer = link.call(n, timeout=PATIENCE)
    if isinstance(answer, RefusedAnswer):
        raise Unexpected(answer)
