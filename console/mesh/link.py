"""One link as the protocol core sees it. All of it is forgotten when the link ends."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from console.mesh.credit import Receiving, Sending
from console.mesh.lag import Lag
from console.mesh.messages import PREFIX, PROTOCOLS, TIPS, Held, Hello, Tip, Want
from db.heads import Head

FEEDS = 20_000  # of which a peer may tell
FIRST_DOUBT, LONGEST_DOUBT = 5_000, 60_000
VAIN = 16  # wants in a row in vain, after which nothing of what a peer tells is believed for a while


@dataclass
class Doubt:
    """A peer that told of something and did not send it: others are asked until this has passed."""

    until: int
    span: int = FIRST_DOUBT


@dataclass(eq=False)
class Link:
    """State of one link between us and a seat."""

    peer: int
    seat: bytes
    dialled: bool  # by us
    since: int
    heard: int
    hello: Hello | None = None
    begun_at: int = 0  # when we last said hello
    open: bool = False  # the peer has all our trust statements, so entries may follow
    record: bytes = b""
    settled: bytes = b""  # the digest at which we last found the peer to hold the same
    statements: bytes = b""
    boxes: bytes = b""
    theirs: dict[bytes, Held] = field(default_factory=dict)
    tells: int = 0  # how often it has told of something
    owes: set[bytes] = field(default_factory=set)  # feeds that moved and were not told yet
    prompt: bool = False  # it sent entries: tell it soon that we have them
    told_at: int = 0  # when we last sent a Have
    full_at: int | None = None  # when we last sent all of it
    turn: int = 0  # how often we did: of a feed with many ends, each time some are told
    piled_at: dict[int, int] = field(default_factory=dict)  # when we last told which items we hold
    answered_at: dict[int, int] = field(default_factory=dict)  # when we last sent the items it lacked
    cursors: dict[bytes, int] = field(default_factory=dict)  # feed → last number pushed
    doubts: dict[bytes, Doubt] = field(default_factory=dict)
    vain: int = 0  # wants in a row that it did not deliver
    disbelief: Doubt | None = None  # in all that it tells
    asked: int = 0  # wants that are under way
    mends: set[bytes] = field(default_factory=set)  # ids of what it was asked to mend last
    waiting: dict[tuple[bytes, bytes], Want] = field(default_factory=dict)  # their wants, for lack of credit
    sending: Sending = field(default_factory=Sending)
    receiving: Receiving = field(default_factory=Receiving)
    lag: Lag = field(default_factory=Lag)
    pinged_at: int = 0
    rtt: int = 0
    skew: int = 0  # ms that the peer's clock is ahead of ours

    @property
    def protocol(self) -> int:
        """The newest that both sides speak."""
        return min(self.hello.newest, PROTOCOLS[1]) if self.hello is not None else PROTOCOLS[0]

    def tell(self, held: Iterable[Held], whole: bool) -> None:
        """Take what the peer says it has, within bounds."""
        self.tells += 1
        if whole:
            self.theirs.clear()
        for one in held:
            if one.feed in self.theirs or len(self.theirs) < FEEDS:
                self.theirs[one.feed] = one

    def seen(self, feed: bytes, seq: int, entry: bytes, at: int) -> None:
        """The peer sent this entry, so it has it."""
        known = self.theirs.get(feed)
        if (known is None and len(self.theirs) < FEEDS) or (known and known.last < seq):
            self.theirs[feed] = Held(feed, (Tip(seq, entry[:PREFIX]),), at)
            self.tells += 1

    def reaches(self, feed: bytes) -> int:
        """The last number of a feed that the peer says it has."""
        known = self.theirs.get(feed)
        return known.last if known else 0

    def doubt(self, feed: bytes, now: int) -> None:
        """The peer did not send what it told of; each time it is left alone for twice as long."""
        known = self.doubts.get(feed)
        span = min(known.span * 2, LONGEST_DOUBT) if known else FIRST_DOUBT
        if known is None and len(self.doubts) >= FEEDS:  # it boasts without end
            del self.doubts[min(self.doubts, key=lambda each: self.doubts[each].until)]
        self.doubts[feed] = Doubt(now + span, span)
        self.vain += 1
        if self.vain >= VAIN:
            span = min(self.disbelief.span * 2, LONGEST_DOUBT) if self.disbelief else FIRST_DOUBT
            self.disbelief, self.vain = Doubt(now + span, span), 0

    def delivered(self, feed: bytes) -> None:
        """The peer was asked, and sent something new."""
        self.doubts.pop(feed, None)
        self.vain, self.disbelief = 0, None

    def believed(self, now: int) -> bool:
        return self.disbelief is None or now >= self.disbelief.until

    def doubted(self, feed: bytes, now: int) -> bool:
        doubt = self.doubts.get(feed)
        return doubt is not None and now < doubt.until


def tips_of(heads: Iterable[Head], turn: int = 0) -> tuple[Tip, ...]:
    """Heads as they are told; of more branches than a message takes the longest, and others at each turn."""
    longest, *others = sorted(heads, reverse=True)
    if len(others) >= TIPS:
        at = turn * (TIPS - 1) % len(others)
        others = [*others[at:], *others[:at]][: TIPS - 1]
    return tuple(Tip(head.seq, head.id[:PREFIX]) for head in (longest, *others))
