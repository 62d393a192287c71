"""The protocol core: frames and ticks in, effects out. It does no I/O, owns no clock and no randomness."""

from collections.abc import Iterator, Sequence

from console.mesh import doubles
from console.mesh import messages as m
from console.mesh.conversation import HELLO_AGAIN, Conversation, Me, Parts
from console.mesh.effects import Admit, Close, Effect, Violation
from console.mesh.inbox import Inbox
from console.mesh.intake import Intake
from console.mesh.link import Link
from console.mesh.links import Links
from console.mesh.mending import Mending
from console.mesh.piles import Piles
from console.mesh.pulling import Pulling
from console.mesh.reach import Reach
from console.mesh.serving import Serving
from console.mesh.sources import Given, NoBoxes, Pile, Store
from console.mesh.telling import Telling
from db.admission import Admission
from db.entry import Stored
from db.errors import Refusal

SILENT, PING, REFRESH = 15_000, 30_000, 2_000
# Links with one key: its seat, a copy, and those of which neither end knows yet that they are over.
A_SEAT = 16
CAUSES = 200  # that are counted: a peer may end its links for reasons of its own making


__all__ = ["Me", "Mesh"]


class Mesh:
    """All links of one seat. Call an input, then `take` its effects. `now` is any steady clock in ms."""

    def __init__(self, me: Me, store: Store, statements: Pile, boxes: Pile | None = None) -> None:
        self.me = me
        self.record = given = Given(store)
        self.links = links = Links()
        self.counts: dict[str, int] = {}
        self._inbox = Inbox()
        self._piles = Piles(links, statements, boxes or NoBoxes())
        self._telling = Telling(links, given, self._piles)
        self._pulling = Pulling(links, given, self._inbox)
        self._intake = Intake(links, self._inbox, self._pulling, self.count)
        self._serving = Serving(links, given)
        self._mending = Mending(links, given)
        self.reach = Reach(me.seat, links, self._pulling)
        parts = Parts(
            links,
            self._piles,
            self._telling,
            self._pulling,
            self._intake,
            self._serving,
            self._mending,
            self.reach,
        )
        self._conversation = Conversation(me, parts, self.count)
        self._refresh_at = 0
        self.copied: set[bytes] = set()  # seats of which two runs answer side by side

    def take(self) -> Iterator[Effect]:
        """What is to be done, in order, with what comes of it meanwhile; what is not taken stays."""
        return self.links.take()

    def count(self, cause: str) -> None:
        if cause in self.counts or len(self.counts) < CAUSES:
            self.counts[cause] = self.counts.get(cause, 0) + 1

    # What happens to links.

    def linked(self, peer: int, seat: bytes, now: int, *, dialled: bool) -> None:
        """A link stands. `seat` is whose key was authenticated; `peer` a number never used before."""
        if sum(each.seat == seat for each in self.links.all.values()) >= A_SEAT:
            self.count("link.many")
            self.links.do(Close(peer, "link.many"))
            return
        link = Link(peer, seat, dialled, since=now, heard=now, told_at=now, pinged_at=now - PING)
        self.links.all[peer] = link
        if now >= self._refresh_at:
            self.refresh(now)  # what was just written is part of what we say that we have
        self._conversation.begin(link, now)

    def doubted(self, peer: int, now: int) -> None:
        """The connection of a link may have ended: say something on it, which shows whether it has."""
        link = self.links.all.get(peer)
        if link is not None:
            self._telling.hasten(link, now)

    def unlinked(self, peer: int, now: int) -> None:
        """A link ended. What the peer had is forgotten."""
        if self.links.all.pop(peer, None) is not None:
            self._inbox.drop(peer)
            self._pulling.unlinked(peer)
            self._pulling.step(now)

    def heard(self, peer: int, frame: bytes, now: int) -> None:
        """A frame came on a link."""
        link = self.links.all.get(peer)
        if link is None:
            return
        link.heard = now
        new = link.hello is None
        ending = self._conversation.heard(link, frame, now)
        if ending is not None:
            self._end(link, ending, now)
            return
        if new and link.hello is not None:
            self._drop_doubles(link, now)
            if peer in self.links.all:
                self._conversation.met(link, now)
        self._pulling.step(now)

    # What happens to the record, trust and boxes of this seat.

    def wrote(self, stored: Sequence[Stored], now: int) -> None:
        """These entries of this seat's own are committed: push them at once."""
        self.reach.ours.update(one.header.feed for one in stored)
        self._serving.push(stored)
        self._telling.came(stored[-1])
        self._pulling.refresh()
        self._refresh_at = min(self._refresh_at, now)  # who was sent them is told of them later

    def admitted(self, admit: Admit, outcome: Admission | Refusal | None, now: int) -> None:
        """What the record said to an `Admit`; None if the disk would not, which is nobody's fault."""
        self._pulling.refresh()
        if isinstance(outcome, Admission) and outcome.stored:
            self._telling.came(outcome.stored[-1])
        cause = self._intake.admitted(admit, outcome)
        link = self.links.all.get(admit.peer)
        if cause is not None and link is not None:
            self._end(link, Violation(link.peer, cause), now)
        elif link is not None:
            link.prompt = True
            self._conversation.grant(link)
        self._refresh_at = min(self._refresh_at, now)
        self._pulling.step(now)

    def refresh(self, now: int) -> None:
        """Entries were committed or proven in some other way, or repaired."""
        self._refresh_at = now + REFRESH
        self._pulling.refresh()
        self._telling.refresh(now)
        self.reach.look(now)

    def statements_changed(self) -> None:
        self._piles.changed(m.STATEMENTS)
        self._piles.changed(m.BOXES)  # a box serves only while its owner stands

    def boxes_changed(self) -> None:
        self._piles.changed(m.BOXES)

    def tell_addresses(self, peer: int, known: Sequence[m.Address]) -> None:
        """Let a linked seat know where seats of the room can be met."""
        link = self.links.all.get(peer)
        if link is not None and link.hello is not None:
            self.links.send(link, m.Addresses(tuple(known[:1000])))

    def bye(self, code: str) -> None:
        """This seat ends all links."""
        for link in self.links.all.values():
            self.links.send(link, m.Bye(code))

    def tick(self, now: int, wall: int) -> None:
        """Time passed: call at least five times a second. `wall` is ms since the epoch."""
        self._conversation.wall = wall - now
        if now >= self._refresh_at:
            self.refresh(now)
        for link in list(self.links.all.values()):
            if now - link.heard >= SILENT:
                self.links.send(link, m.Bye("link.silent"))  # a machine that sleeps reads on when it wakes
                self._end(link, Close(link.peer, "link.silent"), now)
            elif link.hello is not None:
                self._telling.tick(link, now)
                self._ping(link, now)
            elif now - link.begun_at >= HELLO_AGAIN:
                self._conversation.begin(link, now)
        self.copied = set(doubles.copied(self.links, (self.me.seat, self.me.run), now))
        self._mending.tick(now)
        self._pulling.step(now)

    # Links again.

    def in_step(self, link: Link, now: int) -> bool:
        """Whether the peer holds what we hold, as far as the rhythm of telling lets us know."""
        return self._telling.in_step(link, now)

    def linked_seats(self) -> set[bytes]:
        return {link.seat for link in self.links.met()}

    def coming(self) -> int:
        """How many entries others have and we lack, as far as they told."""
        return self._pulling.coming()

    def _drop_doubles(self, link: Link, now: int) -> None:
        for each in doubles.superfluous(self.links, link, (self.me.seat, self.me.run)):
            self.links.send(each, m.Bye("link.double"))
            self._end(each, Close(each.peer, "link.double"), now)

    def _ping(self, link: Link, now: int) -> None:
        if now - link.pinged_at >= PING:
            link.pinged_at = now
            self.links.send(link, m.Ping(now))

    def _end(self, link: Link, ending: Close | Violation, now: int) -> None:
        self.count(ending.code)
        if isinstance(ending, Violation):
            self.links.send(link, m.Bye(ending.code))
        self.links.do(ending)
        self.unlinked(link.peer, now)
