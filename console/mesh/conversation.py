"""What each message on a link leads to."""

from collections.abc import Callable

from msgspec import Struct

from console.mesh import messages as m
from console.mesh.effects import Close, Learned, Met, Violation
from console.mesh.intake import Intake
from console.mesh.link import Link
from console.mesh.links import Links
from console.mesh.mending import Mending
from console.mesh.piles import Piles
from console.mesh.pulling import Pulling
from console.mesh.reach import Reach
from console.mesh.serving import Serving
from console.mesh.telling import Telling

HELLO_AGAIN = 2_000
Ending = Close | Violation | None


class Me(Struct, frozen=True):
    """Who this end of every link is: `run` is drawn anew by each process."""

    room: bytes
    seat: bytes
    run: bytes


class Parts(Struct, frozen=True):
    """What the protocol is made of."""

    links: Links
    piles: Piles
    telling: Telling
    pulling: Pulling
    intake: Intake
    serving: Serving
    mending: Mending
    reach: Reach


class Conversation:
    """One frame at a time: decoded, judged, handed to the part that it concerns."""

    def __init__(self, me: Me, parts: Parts, count: Callable[[str], None]) -> None:
        self._me, self._parts, self._count = me, parts, count
        self._links = parts.links
        self.wall = 0  # what to add to the steady clock to get the wall clock

    def begin(self, link: Link, now: int) -> None:
        """Say hello."""
        link.begun_at = now
        hello = m.Hello(
            *m.PROTOCOLS,
            self._me.room,
            self._me.seat,
            self._me.run,
            self._parts.telling.digest,
            self._parts.piles.statements,
            self._parts.piles.boxes,
            link.receiving.granted,
        )
        self._links.send(link, hello)

    def heard(self, link: Link, frame: bytes, now: int) -> Ending:
        """Take a frame. Gives how the link ends, if it must."""
        try:
            message = m.decode(frame)
        except m.Unknown:
            self._count("frame.unknown")
            return None
        except m.Broken as broken:
            return Violation(link.peer, str(broken))
        if isinstance(message, m.Hello):
            return self._hello(link, message, now)
        if link.hello is None:
            self._count("frame.before_hello")
            return None
        if isinstance(message, m.Bye):
            return Close(link.peer, message.code)
        return self._of_entries(link, message, len(frame), now)

    def met(self, link: Link, now: int) -> None:
        """Both sides have said hello: statements first, then what we have."""
        self._links.do(Met(link.peer, link.seat))
        self._parts.piles.compare(link, now)
        self._parts.telling.begin(link, now)
        self._parts.mending.soon()

    def grant(self, link: Link) -> None:
        """Let the peer send more, if enough was dealt with."""
        limit = link.receiving.grant()
        if limit is not None:
            self._links.send(link, m.Credit(limit))

    def _hello(self, link: Link, hello: m.Hello, now: int) -> Ending:
        if hello.room != self._me.room:
            return Violation(link.peer, "hello.other_room")
        if hello.seat != link.seat:
            return Violation(link.peer, "hello.other_seat")
        if hello.run == self._me.run or (link.hello is not None and hello.run != link.hello.run):
            return Violation(link.peer, "hello.other_run")
        if link.hello is not None:
            if now - link.begun_at >= HELLO_AGAIN:  # it says hello again because ours was lost
                self.begin(link, now)
            return None
        if hello.oldest > m.PROTOCOLS[1]:
            return Close(link.peer, "link.protocol.newer")
        if hello.newest < m.PROTOCOLS[0]:
            return Close(link.peer, "link.protocol.older")
        link.hello = hello
        link.record, link.statements, link.boxes = hello.record, hello.statements, hello.boxes
        link.sending.grant(hello.credit)
        return None

    def _of_entries(self, link: Link, message: m.Message, size: int, now: int) -> Ending:
        match message:
            case m.Have():
                self._have(link, message, now)
            case m.Entries():
                return self._entries(link, message, size, now)
            case m.Want():
                self._parts.serving.want(link, message)
            case m.Credit():
                self._credited(link, message.limit)
            case m.Lacking():
                self._parts.mending.asked(link, message)
            case m.Mends():
                link.receiving.deal(size)
                self.grant(link)
                self._parts.mending.answered(link, message)
            case _:
                self._of_the_rest(link, message, now)
        return None

    def _of_the_rest(self, link: Link, message: m.Message, now: int) -> None:
        match message:
            case m.Holding():
                self._parts.piles.holding(link, message, now)
            case m.Items():
                self._parts.piles.heard(link, message)
            case m.Ping():
                self._links.send(link, m.Pong(message.at, max(0, now + self.wall)))
            case m.Pong() if message.at <= now:
                link.rtt = now - message.at
                link.skew = message.wall - (now + self.wall) + link.rtt // 2
            case m.Addresses():
                self._links.do(Learned(link.peer, message.known))

    def _credited(self, link: Link, limit: int) -> None:
        link.sending.grant(limit)
        self._parts.serving.credited(link)

    def _have(self, link: Link, have: m.Have, now: int) -> None:
        link.statements, link.boxes = have.statements, have.boxes
        link.tell(have.feeds, have.full)
        if not have.feeds and not link.receiving.waiting:
            link.receiving.claim(have.sent, now)
            self.grant(link)
        self._credited(link, have.credit)
        self._parts.piles.compare(link, now)
        for one in have.feeds:
            self._parts.pulling.told(one)
            self._parts.reach.heard(link.seat, one.feed, one.last)
        self._parts.telling.heard(link, have, quiet=self._parts.pulling.quiet, now=now)

    def _entries(self, link: Link, entries: m.Entries, size: int, now: int) -> Ending:
        cause = self._parts.intake.heard(link, entries, size)
        if cause is not None:
            return Violation(link.peer, cause)
        if entries.answer:
            self._parts.pulling.answered(link, entries, now)
        self.grant(link)
        return None
