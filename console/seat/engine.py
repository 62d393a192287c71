"""The engine of a seat: one thread that owns sockets, picture and keys."""

import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial

from console.domain import everything  # noqa: F401 - fills the tables of facts, intents and views
from console.domain.facts import Event
from console.link.faces import BATCH_SECONDS
from console.link.poller import Poller
from console.link.server import Server
from console.mesh.network import Network
from console.seat.administration import Administration
from console.seat.asks import Asks
from console.seat.audience import SELDOM_SECONDS, Audience
from console.seat.carrying import Carrying
from console.seat.commits import Commits
from console.seat.disk import Disk
from console.seat.enrolling import Enrolling
from console.seat.errands import Errands
from console.seat.events import event_of
from console.seat.faults import Faults
from console.seat.growing import Growth
from console.seat.home import OpenHome
from console.seat.indexing import Indexer
from console.seat.intents import Teller
from console.seat.keeping import Keeping
from console.seat.ledger import Ledger
from console.seat.meeting import Watched, facts, meet, reachable_at
from console.seat.options import Options
from console.seat.pace import Every
from console.seat.receipts import Receipts
from console.seat.reception import Reception
from console.seat.replication import Replication
from console.seat.rescuing import Rescuing
from console.seat.roster import Roster
from console.seat.sessions import Sessions
from console.seat.set_back import SetBack
from console.seat.shown import Shown
from console.seat.witnessing import Witness
from console.seat.writer import Pool, Writer
from console.trust.openings import KINDS
from db.entry import Stored
from db.search import SearchIndex

TURN_MESSAGES = 256  # from faces, and then what they asked goes to disk together
TICK_SECONDS = 1.0
MESH_SECONDS = 0.15
LONGEST_WAIT = 0.1
FAREWELL_SECONDS = 0.05  # that faces get to hear it before the socket goes


class Engine:
    """Everything of a running seat. Make it and `run` it in one thread."""

    def __init__(self, home: OpenHome, options: Options, faults: Faults | None = None) -> None:
        self._home, self._options = home, options
        self._poller = Poller()
        self._server = Server(home.home.folder, local=options.local)
        self._faults = faults = faults or Faults()
        threads = self._writer, self._pool = Writer(self._soon), Pool(self._soon)
        self._view = SearchIndex.open(home.home.folder)
        self._ledger = ledger = Ledger(home, lambda: int(time.time() * 1000), faults)
        self._roster = Roster(ledger, lambda: [sitter.person for sitter in self._sessions.open])
        self._shown = Shown(ledger, lambda: [s.by for s in self._sessions.open], self._roster.views)
        self._audience = audience = Audience(self._server, self._shown, faults)
        self._disk = Disk(home.home.folder, ledger.record, self._writer, self._roster)
        self._commits = Commits(ledger, self._writer, self._own, self._disk.wrote)
        self._sessions = Sessions(ledger, self._commits, self._pool, audience)
        self._teller = Teller(ledger, self._commits, self._sessions, audience)
        self._receipts = Receipts(ledger, self._commits, self._teller, self._sessions)
        self._keeping = Keeping(home, ledger, self._commits, threads, self._roster)
        self._witness = Witness(ledger, self._commits, self._roster)
        self._set_back = SetBack(ledger, self._commits, self._roster, self._sessions)
        self._growth = Growth(ledger, self._writer, self._roster, self._public, self._renewed)
        self._replication = Replication(ledger, threads, self._roster, self._disk, self._growth, self._public)
        ledger.refolding.unread = audience.unread = self._disk.unread
        self._disk.damaged = self._keeping.mending.damaged
        self._enrolling = Enrolling(ledger, self._roster, self._soon, options.listen)
        self._reception = self._received(threads)
        self._network: Network | None = None
        self._indexer = Indexer(ledger.record, self._view, self._pool, self._replication.catching_up)
        self._replication.reindex = self._indexer.again
        self._keeping.mending.doubted = self._replication.reread
        self._stopping, self._put_off = False, 0.0  # since when what follows waits for the writer
        self._second, self._derive, self._mesh = Every(TICK_SECONDS), Every(TICK_SECONDS), Every(MESH_SECONDS)
        beside = self._growth.keep_again, self._keeping.step, self._disk.step
        self._each_second = self._indexer.step, self._replication.tick, *beside

    def _received(self, threads: tuple[Writer, Pool]) -> Reception:
        """Who deals with what faces say."""
        ledger, audience = self._ledger, self._audience
        administration = Administration(
            ledger, self._commits, self._sessions, audience, self._pool, self._growth, self._enrolling
        )
        asks = Asks(ledger, self._shown, self._roster, audience, self._pool, self._view)
        asks.found = self._keeping.mending.heed
        carrying = Carrying(ledger, threads, self._replication, self._growth, self._keeping)
        Errands(asks, audience, self._keeping, carrying, self._roster, self._stop)
        Rescuing(asks, ledger, self._commits, audience, self._growth)
        run = secrets.token_hex(8)
        return Reception(ledger, audience, self._sessions, self._teller, administration, asks, run)

    def facts(self) -> dict[str, str | int | bool]:
        """What `ready` says."""
        return facts(self._ledger, self._options.listen, self._network)

    def _soon(self, call: Callable[[], None]) -> None:
        self._poller.call_soon(self._faults.kept("what was done beside the engine")(call))

    def stop(self) -> None:
        """From any thread: take leave, with everything committed and said."""
        self._poller.call_soon(self._stop)

    def _stop(self) -> None:
        if not self._stopping:
            self._stopping = True
            self._commits.when_free(self._sessions.close_all)

    def run(self, ready: Callable[[], None]) -> bool:
        """Until it is stopped. `ready` is called when the seat serves. False where a fault of ours may have
        torn memory and disk apart: what was recorded is whole, and whoever opens the seat anew shows it.
        """
        try:
            self._keeping.load()
            self._ledger.picture.people = self._roster.people()
            self._faults.each("what a start has to tell", self._receipts.begin, self._keeping.begin)
            self._meet()
            self._audience.open()
            ready()
            while not (self._faults.torn or self._done()):
                with self._faults.tearing("a turn of the engine"):
                    self._turn()
        finally:
            self._close()
        return self._stopping or not self._faults.torn

    def _meet(self) -> None:
        home, options, deliver = self._home, self._options, self._replication.deliver
        watch = Watched(self._poller, self._faults)
        self._network = meet(home, options.listen, options.peers, watch, deliver, mdns=options.mdns)
        self._replication.join(self._network)
        self._commits.sent = self._network.wrote
        self._network.mesh.record.unread = self._disk.unread
        self._network.changed = lambda: self._derive.soon(time.monotonic() + BATCH_SECONDS, SELDOM_SECONDS)
        self._ledger.addresses = reachable_at(options.listen, self._network.port)

    def _done(self) -> bool:
        linger = not self._audience.stays and self._options.linger
        idle = linger and not self._audience.faces and not self._sessions.open
        if idle and time.monotonic() > self._audience.last_left + linger:
            self._stop()
        return self._stopping and not self._commits.busy and not self._ledger.fresh

    def _turn(self) -> None:
        if not self._commits.busy:
            self._work_out(late=TICK_SECONDS)  # a disk that is slow enough always has a batch on its way
            for address, message in self._server.receive(TURN_MESSAGES):
                self._reception.hear(address, message)
            own = self._set_back.step, self._receipts.step, self._witness.step
            self._faults.each("what a seat says by itself", *own)
        self._commits.flush()
        # The writer gets on when this thread rests: what follows can wait, as long as no face would notice.
        self._put_off = self._put_off or time.monotonic()
        waits = not self._writer.idle and time.monotonic() < self._put_off + BATCH_SECONDS
        seconds = LONGEST_WAIT if waits else self._follow()
        self._listen()
        with self._disk.reading():
            self._poller.wait(seconds)

    def _follow(self) -> float:
        """Do what follows from acts and from time; gives the seconds until there is more of it."""
        self._replication.step()
        self._show()  # what was done, before all that follows from it is worked out
        self._tick()
        left = [partial(self._sessions.bereave, face) for face in self._audience.take_left()]
        self._faults.each("taking leave of a face", *left)
        self._put_off = 0.0
        soonest = [LONGEST_WAIT, self._replication.due]
        if not self._commits.busy:
            soonest += [self._show(), self._receipts.soonest, self._derive.at - time.monotonic()]
        return min(each for each in soonest if each is not None)

    def _show(self) -> float | None:
        """Show what is due; gives the seconds until more is."""
        return None if self._commits.busy else self._audience.show(seldom=self._replication.behind)

    def _listen(self) -> None:
        """Hear faces only while nothing is being written; they wait in their sockets."""
        if self._commits.busy:
            self._poller.remove(self._server.socket)
        else:
            self._poller.add(self._server.socket, lambda: None)

    def _tick(self) -> None:
        now = time.monotonic()
        if self._network is not None and self._mesh.due(now):
            self._faults.each("the mesh", self._network.tick)
        self._work_out()
        if self._second.due(now):
            self._audience.beat(hears=not self._commits.busy)
            self._faults.each("what is due each second", *self._each_second)

    def _work_out(self, late: float = 0.0) -> None:
        """Work out and show what else there is, if that has been due for so long, and all is on disk."""
        if not self._commits.busy and not self._ledger.fresh and self._derive.due(time.monotonic() - late):
            with self._disk.reading(), self._faults.kept("what all follows"):
                self._audience.touch(self._shown.derive())
            if not self._replication.catching_up():
                self._faults.each("the search index", self._indexer.step)
            self._show()

    def _own(self, stored: list[Stored], touched: set[str]) -> None:
        """Our own entries are on disk, or were taken back."""
        events = [event_of(each, self._ledger.authorship) for each in stored if each.header.kind not in KINDS]
        self._public(events, touched)
        self._witness.wrote(stored)

    def _public(self, events: Sequence[Event], touched: set[str]) -> None:
        """These events are on disk and folded: show what they changed."""
        with self._faults.kept("showing what changed"):
            self._audience.touch(self._shown.touched(touched))
            self._audience.touch_logs(touched, touched)
            with self._ledger.picture.shelf.told(events):
                self._show()  # at once: of what else follows from them no face is shown anything sooner
        self._faults.each("what a seat says of what changed", lambda: self._receipts.stored(events))
        self._witness.met(len(events))
        self._derive.soon(time.monotonic() + BATCH_SECONDS)

    def _renewed(self) -> None:
        """People may be others than they were: lines have other authors, and sessions end."""
        self._audience.renew_logs()
        self._sessions.expel()

    def _close(self) -> None:
        if self._stopping or not self._faults.torn:  # else faces wait for it to be here again
            self._audience.farewell()
        network = () if self._network is None else (self._network.close,)
        self._faults.each("taking leave", self._enrolling.close, *network)
        self._keeping.stop()
        self._writer.close()
        self._pool.close()
        time.sleep(FAREWELL_SECONDS)
        left = (self._home, self._view, self._ledger.feed, self._poller, self._server)
        with ExitStack() as leave:  # a fault in what a next start can do without keeps none of them open
            for each in left:
                leave.callback(each.close)
            self._keeping.close()
