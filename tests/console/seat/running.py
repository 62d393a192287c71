"""A seat that runs in a thread of the test's process, and how to talk with it."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from console.link.client import Answered, Link, LogWindow, Paged, RefusedAnswer
from console.seat.engine import Engine
from console.seat.home import Home, OpenHome
from console.seat.options import Options

PASSPHRASE = "harbour lantern pepper violin meadow"
QUIET = Options(listen="127.0.0.1:0", mdns=False)
PATIENCE = 60.0


class Seat:
    """A seat that runs in a thread of this process."""

    def __init__(self, home: Path, options: Options = QUIET) -> None:
        self.home = home
        self.engine = Engine(OpenHome(Home(home)), options)
        self.faults: list[BaseException] = []
        self.whole = True  # no fault of ours tore it from its disk
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        assert ready.wait(PATIENCE)
        self._links: list[Link] = []

    def _run(self, ready: threading.Event) -> None:
        try:
            self.whole = self.engine.run(ready.set)
        except BaseException as fault:  # noqa: BLE001 - shown by the test that owns the seat
            self.faults.append(fault)
        finally:
            ready.set()

    @property
    def address(self) -> str:
        return str(self.engine.facts()["listen"])

    def link(self, face: str = "cli", windows: tuple[LogWindow, ...] = ()) -> Link:
        assert not self.faults, self.faults
        link = Link(self.home, face=face)
        link.open()
        self._links.append(link)
        if windows:
            said(link, link.mirror(windows))
            until(lambda: link.complete, link)
        return link

    def signed_in(self, person: str = "", passphrase: str = PASSPHRASE, face: str = "cli") -> Link:
        link = self.link(face)
        said(link, link.sign_in(person, passphrase))
        return link

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    def stop(self) -> None:
        for link in self._links:
            link.close()
        self.engine.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        assert not self.faults, self.faults
        assert self.whole, "a fault of ours, told above"
        assert not self.engine._faults.met, "a fault of ours, told above"


def said(link: Link, n: int) -> Answered:
    answer = link.call(n, PATIENCE)
    assert isinstance(answer, Answered), answer
    return answer


def refused(link: Link, n: int) -> RefusedAnswer:
    answer = link.call(n, PATIENCE)
    assert isinstance(answer, RefusedAnswer), answer
    return answer


def paged(link: Link, what: str, **params: Any) -> tuple[Any, ...]:
    answer = link.call(link.ask(what, **params), PATIENCE)
    assert isinstance(answer, Paged), answer
    return answer.items


def tell(link: Link, intent: str, **fields: Any) -> Answered:
    return said(link, link.tell({"intent": intent, **fields}))


def until(true: Callable[[], Any], *links: Link) -> None:
    """Let the links hear until something is so."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came to be"
        for link in links:
            link.drain()
        time.sleep(0.01)


def told(seat: Seat, *texts: str) -> None:
    """Write lines, and stop."""
    desk = seat.signed_in()
    for text in texts:
        tell(desk, "log.write", text=text)
    seat.stop()


def lines(seat: Seat) -> list[Any]:
    return list(paged(seat.link(), "log", operation="*"))


def recoveries(seat: Seat) -> list[dict[str, Any]]:
    return [line.params for line in lines(seat) if line.kind == "seat.recovered"]


def texts(seat: Seat) -> list[str]:
    return [line.text for line in lines(seat) if line.text]
