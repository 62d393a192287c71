"""Whole seats without sockets: the product's engine on real folders, joined by a network that misbehaves."""

import heapq
import random
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from itertools import combinations, count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar, cast
from unittest.mock import patch

import msgspec
from nacl.pwhash import argon2id

import db.feed
from console.domain.author import Author
from console.domain.facts import Fact, Intent, Refused, encode
from console.domain.log import LineView
from console.domain.picture import Picture
from console.domain.room import PersonView
from console.link import protocol
from console.link.protocol import ALL, FromFace, FromSeat, LogWindow
from console.mesh.conversation import Me
from console.mesh.core import Mesh
from console.mesh.effects import Admit, Close, Learned, Met, Send, Trusted, Violation
from console.mesh.ground import BoxPile, StatementPile
from console.mesh.network import SeatLink, Task
from console.seat import engine as engines
from console.seat.engine import Engine, Options
from console.seat.home import Home, OpenHome
from console.seat.ledger import Ledger
from console.trust import founding, keys, porch, sealing
from console.trust.keys import SigningKey
from db.admission import Admission
from db.clock import HybridClock
from db.entry import Stored
from db.errors import Refusal
from tests.console.mesh.simulated import STEP, WALL, Mishaps, SimNetwork, SimSeat

PASSPHRASE = "seven quiet barges at dawn"
PORT = 7400
PATIENCE = 5  # turns within which a face is answered
SAME_EVERYWHERE = ("operation", "incident", "agency", "order", "request", "command", "agenda", "conflict")
T = TypeVar("T")
_links = count(1)


class Door:
    """In place of the socket of the link: what faces say, and what was said to them."""

    def __init__(self, _: Path, *, local: bool) -> None:
        self.socket = self.skipped = 0
        self.heard: list[tuple[bytes, FromFace]] = []
        self.said: dict[bytes, list[FromSeat]] = {}

    def receive(self, limit: int) -> list[tuple[bytes, FromFace]]:
        found, self.heard = self.heard[:limit], self.heard[limit:]
        return found

    def send(self, face: bytes, message: FromSeat) -> bool:
        self.said.setdefault(face, []).append(protocol.from_seat(protocol.encode(message)))
        return True

    def close(self) -> None:
        self.heard.clear()


class Poller:
    """In place of the poller: nothing to wait for but what was put off within the turn."""

    def __init__(self) -> None:
        self._calls: deque[Callable[[], None]] = deque()

    def call_soon(self, call: Callable[[], None]) -> None:
        self._calls.append(call)

    def wait(self, seconds: float) -> None:
        while self._calls:
            self._calls.popleft()()

    def add(self, source: object, ready: object) -> None: ...
    def remove(self, source: object) -> None: ...
    def close(self) -> None: ...


class Worker:
    """In place of the writer's thread and of the pool: works at once, and reports at the end of the turn."""

    def __init__(self, soon: Callable[[Callable[[], None]], None]) -> None:
        self._soon = soon

    def submit(self, work: Callable[[], T], done: Callable[[Future[T]], None]) -> None:
        future: Future[T] = Future()
        try:
            future.set_result(work())
        except Refusal as refusal:
            future.set_exception(refusal)
        self._soon(lambda: done(future))

    def close(self) -> None: ...


class Wires:
    """In place of `console.mesh.network.Network`: the same core; its frames go over the simulated network."""

    port = PORT

    def __init__(self, seat: "Seat", home: OpenHome, deliver: Callable[[Task], None]) -> None:
        self.seat, self.deliver = seat, deliver
        me = Me(home.key.room, home.key.seat, b"run %12d" % next(_links))
        self.mesh = Mesh(me, home.record, StatementPile(home.trust), BoxPile(home.boxes))
        self.porch = porch.Porch(home.trust, home.boxes, home.key)

    @property
    def _now(self) -> int:
        return self.seat.network.now

    def tick(self) -> None:
        self.mesh.tick(self._now, self.seat.wall())
        self.pump()

    def pump(self) -> None:
        self.seat.network.carry(self.seat)

    def wrote(self, stored: list[Stored]) -> None:
        self.mesh.wrote(stored, self._now)
        self.pump()

    def admitted(self, admit: Admit, outcome: Admission | Refusal | None) -> None:
        self.mesh.admitted(admit, outcome, self._now)
        self.pump()

    def refresh(self) -> None:
        self.mesh.refresh(self._now)

    def statements_changed(self) -> None:
        self.seat.network.silence(self.seat)
        self.mesh.statements_changed()
        self.pump()

    def boxes_changed(self) -> None:
        self.mesh.boxes_changed()
        self.pump()

    def enrolled(self, fresh: list[bytes]) -> None:
        """What the porch brought."""
        if fresh:
            self.deliver(Trusted(tuple(fresh)))
            self.statements_changed()

    def links(self) -> list[SeatLink]:
        met = self.mesh.links.met()
        return [SeatLink(x.seat, x.since, x.heard, self.mesh.in_step(x), x.skew, x.rtt, "") for x in met]

    def close(self) -> None:
        self.seat.network.hang_up_all(self.seat)


class Seat(SimSeat):
    """One seat of the room, running. `skew` is how far its wall clock is ahead, in ms."""

    def __init__(self, network: "RoomNetwork", name: str, folder: Path) -> None:
        self.network, self.name, self.folder = network, name, folder
        self.skew = 0
        self.effects = []
        self.run()

    def wall(self) -> int:
        return WALL + self.network.now + self.skew

    def run(self) -> None:
        """Start the seat's process: a new run."""
        home = OpenHome(Home(self.folder))
        shims: dict[str, Any] = {"Server": Door, "Writer": Worker, "Pool": Worker, "Poller": Poller}
        with patch.multiple(engines, **shims, meet=self._meet):
            self.engine = Engine(home, Options(mdns=False))
            self.ledger = ledger = self.engine._ledger
            ledger.now, ledger.clock = self.wall, HybridClock(self.wall)
            while ledger.load():
                pass
            ledger.picture.people = self.engine._roster.people()
            self.engine._receipts.begin()
            self.engine._meet()
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
        """One turn of the engine's loop."""
        self.engine._turn()
        self.network.carry(self)

    def stop(self) -> None:
        """Take leave as `belfry seat stop` does."""
        self.engine._stop()
        while not self.engine._done():
            self.turn()
        self._close()

    def crash(self) -> None:
        """The process is gone from one moment to the next; what was committed is on disk."""
        self.engine._audience.faces.clear()
        self._close()

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

    def lines(self) -> dict[str, LineView]:
        """All lines of all logs."""
        shown = self.engine._shown
        views = map(shown.line_view, shown.page(LogWindow("all", ALL), sys.maxsize, None))
        return {view.id: view for view in views}

    def author_of(self, entry: str) -> Author | None:
        stored = self.record.get(bytes.fromhex(entry))
        assert stored is not None
        return self.ledger.authorship.author(stored.header)

    def folded_again(self, seed: int) -> str:
        """The digest of all that is held, folded anew in an order drawn from `seed`."""
        held = self.record.since(0, sys.maxsize)
        random.Random(seed).shuffle(held)
        ledger = Ledger(self.home, self.wall)
        for stored in held:
            ledger.take(stored)
        return ledger.picture.digest()


class Desk:
    """A face of a seat, with at most one person."""

    def __init__(self, seat: Seat, kind: str = "desk") -> None:
        self.seat, self.address, self._n = seat, b"face %d" % next(_links), 0
        self._say(protocol.Hello(protocol.VERSION, kind, credit=1))

    def _say(self, message: FromFace) -> None:
        self.seat.door.heard.append((self.address, protocol.from_face(protocol.encode(message))))
        self.seat.turn()

    def _ask(self, make: Callable[[int], FromFace]) -> protocol.Answer:
        self._n += 1
        self._say(make(self._n))
        said = self.seat.door.said[self.address]
        for _ in range(PATIENCE):
            if any(getattr(message, "n", 0) == self._n for message in said):
                break
            self.seat.turn()
        answer = next(message for message in said if getattr(message, "n", 0) == self._n)
        said.clear()
        if isinstance(answer, protocol.Refusal):
            raise Refused(answer.code, **answer.params)
        assert isinstance(answer, protocol.Answer)
        self.entry = answer.entry
        return answer

    def sign_in(self, person: str, passphrase: str = PASSPHRASE) -> None:
        self._ask(lambda n: protocol.SignIn(n, person, passphrase))

    def sign_out(self) -> None:
        self._ask(protocol.SignOut)

    def tell(self, intent: Intent | dict[str, Any]) -> str:
        raw = msgspec.msgpack.encode(intent)
        return self._ask(lambda n: protocol.Tell(n, raw)).about

    @property
    def by(self) -> int:
        """The number of this person's sitting in the feed."""
        sitter = self.seat.engine._audience.faces[self.address].sitter
        assert sitter is not None
        return sitter.by


class RoomNetwork(SimNetwork):
    """The simulated network, with seats that dial again, meet at porches and refuse the revoked."""

    def __init__(self, seed: int = 1, mishaps: Mishaps | None = None) -> None:
        super().__init__(seed, mishaps)
        self.room: list[Seat] = []
        self._carrying: set[str] = set()

    def add(self, seat: Seat) -> Seat:
        """A seat starts to look for the others."""
        self.room.append(seat)
        return seat

    # Cuts: frames vanish, and nobody can dial.

    def sever(self, one: Iterable[Seat], other: Iterable[Seat]) -> None:
        """Cut the network in two."""
        other = list(other)
        for a in one:
            for b in other:
                self.cut |= {(a.name, b.name), (b.name, a.name)}

    def mend(self) -> None:
        """No cuts any more."""
        self.cut.clear()

    def run(self, ms: int) -> None:
        end = self.now + ms
        while self.now < end:
            self.now += STEP
            if self.now % 1_000 == 0:
                self._dial()
            for seat in self._running():
                seat.turn()
            while self._events and self._events[0].at <= self.now:
                heapq.heappop(self._events).do()

    def settle(self, limit: int = 180_000, *seats: Seat) -> bool:
        """Run until these seats (or all) hold the same, or give up."""
        end = self.now + limit
        while self.now < end and not in_step(*(seats or self._running())):
            self.run(1_000)
        return in_step(*(seats or self._running()))

    def _running(self) -> list[Seat]:
        return [seat for seat in self.room if seat.running]

    def carry(self, seat: SimSeat) -> None:
        """Carry out the effects of a seat's mesh, however deep in a callback this is asked."""
        assert isinstance(seat, Seat)
        if seat.name in self._carrying:
            return
        self._carrying.add(seat.name)
        try:
            while effects := seat.mesh.take():
                for effect in effects:
                    match effect:
                        case Send():
                            self._send(seat, effect)
                        case Close() | Violation():
                            seat.effects.append(effect)
                            self._hang_up(seat, effect.peer)
                        case Met() | Learned():
                            pass
                        case _:
                            seat.wires.deliver(effect)
        finally:
            self._carrying.discard(seat.name)

    def _dial(self) -> None:
        linked = {frozenset((name, far.name)) for (name, _), (far, _) in self._links.items()}
        for one, other in combinations(self._running(), 2):
            pair = (one.name, other.name)
            if frozenset(pair) not in linked and not self.cut & {pair, pair[::-1]}:
                self._call(one, other)

    def _call(self, one: Seat, other: Seat) -> None:
        """Dial, at the porch where one does not know the other."""
        for caller, host in ((one, other), (other, one)):
            if not knows(host, caller):
                visit(caller, host)
        if knows(one, other) and knows(other, one):
            self.link(one, other)

    def silence(self, seat: Seat) -> None:
        """End the links to whoever this seat knows to be revoked."""
        for (name, number), (far, _) in list(self._links.items()):
            if name == seat.name and isinstance(far, Seat) and not knows(seat, far):
                self._hang_up(seat, number)
                seat.mesh.unlinked(number, self.now)

    def hang_up_all(self, seat: Seat) -> None:
        for name, number in list(self._links):
            if name == seat.name:
                self._hang_up(seat, number)


def knows(seat: Seat, other: Seat) -> bool:
    """Whether its door would open: the other is a seat of the room that nobody revoked."""
    found = seat.trust.seats.get(other.id)
    return found is not None and not found.revoked


def visit(caller: Seat, host: Seat) -> str:
    """Call at a porch; gives the code of the answer."""
    frame = porch.call(caller.trust, caller.home.key)
    heard = host.wires.porch.hear(frame, caller.home.key.curve_public, PORT, host.wall())
    host.wires.enrolled(heard.fresh)
    door = caller.wires.porch.enter(heard.answer, caller.wall())
    caller.wires.enrolled(door.fresh)
    return door.code


def in_step(*seats: Seat) -> bool:
    """Whether these seats hold the same, whole, and make the same picture of it."""
    held = {
        (s.record.digest(), s.trust.digest(), s.picture.digest(), bool(s.record.lacking(1))) for s in seats
    }
    return len(held) == 1 and not next(iter(held))[3]


@contextmanager
def seeded(network: Callable[[], int], seed: int = 1) -> Iterator[None]:
    """Cheap passphrases, drawn keys and a clock that only the network moves: a failure can be repeated."""
    draw = random.Random(seed)
    clock = SimpleNamespace(
        monotonic=lambda: network() / 1000,
        time=lambda: (WALL + network()) / 1000,
        sleep=lambda _: None,
    )
    with ExitStack() as patches:
        for name, module in list(sys.modules.items()):
            if name.startswith("console.seat.") and getattr(module, "time", None) is time:
                patches.enter_context(patch.object(module, "time", clock))
        for owner, name, value in (
            (sealing, "COST", sealing.Cost(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)),
            (keys, "random", draw.randbytes),
            (founding, "random", draw.randbytes),
            (SigningKey, "generate", lambda: SigningKey(draw.randbytes(32))),
            (db.feed, "os", SimpleNamespace(urandom=draw.randbytes)),
        ):
            patches.enter_context(patch.object(owner, name, value))
        patches.enter_context(patch("console.domain.ids.secrets.randbits", draw.getrandbits))
        yield
