"""One seat of a room: the product's engine on a real folder, without sockets and threads."""

import gc
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import patch

from console.domain.author import Author
from console.domain.facts import Fact, encode
from console.domain.log import LineView
from console.domain.picture import Picture
from console.domain.room import PersonView
from console.link.protocol import ALL, LogWindow
from console.seat import engine as engines
from console.seat import keeping
from console.seat.engine import Engine
from console.seat.faults import Faults
from console.seat.home import Home, OpenHome
from console.seat.ledger import Ledger
from console.seat.options import Options
from console.seat.recovery import mark_damaged
from console.seat.rest_file import RestPage
from console.seat.shown import PASSING
from db.clock import HybridClock
from db.errors import Damaged
from tests.console.mesh.simulated import WALL, SimSeat
from tests.rooms.desk import Desk
from tests.rooms.standins import Apart, Disk, Door, NoPage, Poller, Worker
from tests.rooms.wires import Wires

if TYPE_CHECKING:
    from tests.rooms.network import RoomNetwork

SAME_EVERYWHERE = ("operation", "incident", "agency", "order", "request", "command", "agenda", "conflict")


class Seat(SimSeat):
    """One seat of the room, running. `skew` is how far its wall clock is ahead, in ms."""

    version: type[Ledger] = Ledger

    def __init__(
        self, network: "RoomNetwork", name: str, folder: Path, disk: Disk | None = None, skew: int = 0
    ) -> None:
        self.network, self.name, self.folder, self.skew = network, name, folder, skew
        self.disk = disk or Disk()
        self.drift = 0.0  # how much faster than time its clock runs
        self.effects = []
        self.run()

    def wall(self) -> int:
        return WALL + self.skew + int(self.network.now * (1 + self.drift))

    def run(self) -> None:
        """Start the seat's process: a new run, of a record that is mended first if it proves damaged."""
        try:
            self._begin()
        except Damaged:
            mark_damaged(self.folder)
            self._begin()

    def _begin(self) -> None:
        home = OpenHome(Home(self.folder))
        try:
            self._work_in(home)
        except BaseException:
            home.close()
            raise

    def _work_in(self, home: OpenHome) -> None:
        shims: dict[str, Any] = {
            "Server": Door,
            "Writer": self.disk.writer,
            "Pool": Worker,
            "Poller": Poller,
            "Ledger": self.version,
        }
        with (
            patch.multiple(engines, **shims, meet=self._meet),
            patch.object(keeping, "Apart", lambda home: Apart(home, self.wall)),
            patch.object(gc, "freeze"),  # of one seat's process: here are many, one after the other
        ):
            self.engine = Engine(home, Options(mdns=False), Faults(keeps=False))
            self.ledger = ledger = self.engine._ledger
            ledger.now, ledger.clock = self.wall, HybridClock(self.wall)
            if self.version is not Ledger:
                self.engine._keeping.page = NoPage()  # type: ignore[assignment]
            self.engine._keeping.load()
            ledger.picture.people = self.engine._roster.people()
            self.engine._receipts.begin()
            self.engine._keeping.begin()
            self.engine._meet()
            self.engine._keeping.lay_down()
        self.home, self.record, self.trust, self.room = home, home.record, home.trust, home.trust.room
        self.id, self.door = home.key.seat, cast(Door, self.engine._server)
        self.mesh = self.wires.mesh
        self.desks: dict[str, Desk] = {}
        self.running = True

    def _meet(
        self, home: OpenHome, _: object, __: object, ___: object, deliver: Any, **____: object
    ) -> Wires:
        self.wires = Wires(self, home, deliver)
        return self.wires

    def turn(self) -> None:
        """One turn of the engine's loop. A record that proves damaged ends the process; it starts anew."""
        try:
            self.engine._turn()
            self.network.carry(self)
        except Damaged:
            mark_damaged(self.folder)
            self.restart()

    def stop(self) -> None:
        """Take leave as `belfry seat stop` does."""
        self.engine._stop()
        while not self.engine._done():
            self.turn()
        self._close()

    def crash(self) -> None:
        """The process is gone from one moment to the next; what was committed is on disk."""
        self.engine._audience.faces.clear()
        self.engine._keeping._begun = False  # nobody wrote a last rest page: there is that of the last start
        self.disk.gone(self._close)

    def _close(self) -> None:
        if self.running:
            self.running = False
            self.engine._close()

    def restart(self) -> None:
        self.crash()
        self.run()

    # What people do.

    def desk(self, who: PersonView | str) -> "Desk":
        """A desk of this seat at which this person sits; one for each."""
        name = who if isinstance(who, str) else who.name
        if name not in self.desks:
            self.desks[name] = Desk(self)
            self.desks[name].sign_in(name)
        return self.desks[name]

    def tell(self, who: PersonView | str, intent: str, **fields: Any) -> str:
        """Ask for something; gives the thing it is about. Raises Refused."""
        return self.desk(who).tell({"intent": intent, **fields})

    def forge(self, fact: Fact, by: int, *about: str, kind: str = "") -> str:
        """A patched seat writes what no rule allowed; gives the entry."""
        commits = self.engine._commits
        with commits.writing():
            stored = commits.write(kind or fact.kind, tuple(map(bytes.fromhex, about)), encode(fact), by)
        self.turn()
        return stored.id.hex()

    # What people see.

    @property
    def picture(self) -> Picture:
        return self.ledger.picture

    @property
    def alarms(self) -> tuple[str, ...]:
        return self.engine._roster._room().alarms

    def look(self) -> dict[tuple[str, str], bytes | None]:
        """What every seat shows alike, as this one shows it now."""
        shown = self.engine._shown
        shown.derive()
        alike = [key for key in shown.keys() if key[0] in SAME_EVERYWHERE]  # noqa: SIM118 - it is no mapping
        return {key: shown.encoded(key) for key in alike}

    def stale(self) -> list[tuple[str, str]]:
        """What was made for screens before something changed, and would be made otherwise now."""
        shown = self.engine._shown
        made = [(key, view) for key, view in shown._cache.items() if key[0] not in PASSING]
        shown._cache.clear()
        return [key for key, view in made if shown.encoded(key) != view]

    def lines(self) -> dict[str, LineView]:
        """All lines of all logs."""
        shown = self.engine._shown
        views = map(shown.line_view, shown.page(LogWindow("all", ALL), sys.maxsize, None))
        return {view.id: view for view in views}

    def author_of(self, entry: str) -> Author | None:
        stored = self.record.get(bytes.fromhex(entry))
        assert stored is not None
        return self.ledger.authorship.author(stored.header)

    def started_again(self) -> str:
        """The digest of all that is held, as a start would have it from the rest page that lies there."""
        ledger = Ledger(self.home, self.wall)
        RestPage(self.home, ledger).begin()
        while ledger.load():
            pass
        return ledger.picture.digest()

    def folded_again(self, seed: int) -> str:
        """The digest of all that is held, folded anew in an order drawn from `seed`."""
        held = self.record.since(0, sys.maxsize)
        random.Random(seed).shuffle(held)
        ledger = Ledger(self.home, self.wall)
        for stored in held:
            ledger.take(stored)
        return ledger.picture.digest()
