"""Fetching what is lacking, from anybody who has it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from console.mesh.inbox import Inbox
from console.mesh.link import FEEDS, Link
from console.mesh.links import Links
from console.mesh.messages import PREFIX, Entries, Held, Want
from console.mesh.sources import Store
from db.entry import decode_header, entry_id
from db.heads import Tips

TIMEOUT = 5_000
WANTS_A_PEER, WANTS_IN_ALL = 8, 32
REMEMBERED = 10_000
RECENT = 1_000  # entries whose prefixes are kept: peers tell of the latest ends
LOOK_AGAIN = 1_000
GAPS = 16  # of one branch: by halves, it attaches sooner
ENDLESS = 1_000_000_000  # entries: nobody has more to send, and nobody reads a longer number


class Goal(NamedTuple):
    """One end of one feed, which somebody told of and we lack."""

    feed: bytes
    prefix: bytes
    seq: int


class Asked(NamedTuple):
    """A want under way."""

    peer: int
    until: int
    after: int  # the number behind which its answer begins


class Pulling:
    """What we lack and whom we asked. Who does not deliver is left alone for a while; others are asked."""

    def __init__(self, links: Links, store: Store, inbox: Inbox) -> None:
        self._links, self._store, self._inbox = links, store, inbox
        self._heads: Mapping[bytes, Tips] = store.heads()
        self._goals: dict[bytes, dict[Goal, int]] = {}  # feed → its lacking ends → ms of that entry
        self._asked: dict[Goal, Asked] = {}
        # Where to go on after a gap, and how many there were.
        self._from: dict[tuple[bytes, bytes], tuple[int, int]] = {}
        self._seen: dict[tuple[bytes, int], frozenset[bytes]] = {}  # feed, number → prefixes held there
        self._now = self._look_at = 0
        self._many = FEEDS  # feeds with something lacking, beyond which they are gone through

    @property
    def quiet(self) -> bool:
        """Whether nothing is on its way: what somebody told of and nobody sends is not worth waiting for."""
        return not self._asked and not self._inbox.underway

    def refresh(self) -> None:
        """Look at the record's heads again."""
        self._heads = self._store.heads()

    def held(self, feed: bytes) -> int:
        """The last number of a feed that the record holds."""
        return max((tip.seq for tip in self._heads.get(feed, ())), default=0)

    def ended(self, feed: bytes, entry: bytes) -> bool:
        """Whether this entry is an end of the feed as it is held."""
        return any(tip.id == entry for tip in self._heads.get(feed, ()))

    def told(self, one: Held) -> None:
        """A peer has this of a feed: remember what of it we lack."""
        self._check(one.feed)
        for tip in one.tips:
            goal = Goal(one.feed, tip.prefix, tip.seq)
            if self._lacks(goal) and any(self._havers(goal)):
                self._goals.setdefault(one.feed, {})[goal] = one.at
                self._look_at = 0
        if len(self._goals) > self._many:  # a peer may tell of ever other feeds, and not of those any more
            self._check_all()
            self._many = max(FEEDS, 2 * len(self._goals))

    def answered(self, link: Link, entries: Entries, now: int) -> None:
        """An answer came; an empty one means that the peer does not have what it told of."""
        goals = [goal for goal in self._goals.get(entries.feed, ()) if goal.prefix == entries.tip]
        for goal in goals:
            asked = self._asked.get(goal)
            if asked is None or asked.peer != link.peer or not _answers(asked, entries):
                continue
            self._release(goal)
            if not _leads_to(goal, entries):
                self._doubt(link, entries.feed, now)

    def stored(self, feed: bytes, tip: bytes, seq: int) -> None:
        """The record took a run that leads to `tip`: go on behind it."""
        if (feed, tip) in self._from:
            self._from[feed, tip] = seq, self._from[feed, tip][1]
        if len(self._heads.get(feed, ())) > 1:
            self._seen = {place: known for place, known in self._seen.items() if place[0] != feed}
        self._check(feed)

    def gap(self, link: Link | None, feed: bytes, tip: bytes, have: int) -> None:
        """The run attached to nothing: ask again from further back; of who sends ever others, not so soon."""
        if len(self._from) >= REMEMBERED:
            self._from.clear()
        _, gaps = self._from.get((feed, tip), (0, 0))
        self._from[feed, tip] = have, gaps + 1
        self._look_at = 0
        if link is not None and (gaps + 1) % GAPS == 0:
            self._doubt(link, feed, self._now)

    def unlinked(self, peer: int) -> None:
        """Nobody waits for a link that ended; what only it had is no longer to be had."""
        for goal in [goal for goal, asked in self._asked.items() if asked.peer == peer]:
            del self._asked[goal]
        self._check_all()

    def step(self, now: int) -> None:
        """Ask for what is lacking as far as there is room, the most recent feeds first."""
        self._now = now
        for goal in [goal for goal, asked in self._asked.items() if asked.until <= now]:
            if goal not in self._asked:  # it was of who is no longer believed
                continue
            link = self._links.all.get(self._asked[goal].peer)
            self._release(goal)
            if link is not None:
                self._doubt(link, goal.feed, now)
            self._give_up(goal.feed)
        if now < self._look_at or self._inbox.busy or len(self._asked) >= WANTS_IN_ALL:
            return
        self._look_at = now + LOOK_AGAIN
        for feed in sorted(self._goals, key=lambda feed: (-max(self._goals[feed].values()), feed)):
            self._ask_feed(feed, now)
            if len(self._asked) >= WANTS_IN_ALL:
                return

    def _doubt(self, link: Link, feed: bytes, now: int) -> None:
        """Leave alone who did not deliver; of who delivers nothing at all, nothing is wanted for a while."""
        link.doubt(feed, now)
        self._now = now
        if not link.believed(now):
            self._check_all()

    def _give_up(self, feed: bytes) -> None:
        """Let go of what waits for an answer that does not come: it may hold the credit that this needs."""
        for admit in self._inbox.give_up(feed):
            link = self._links.all.get(admit.peer)
            if link is not None:
                link.receiving.deal(admit.size)

    def coming(self) -> int:
        """How many entries others have and we lack, as far as they told."""
        total = 0
        for feed, goals in self._goals.items():
            held = self.held(feed)
            total += max(max(goal.seq - held, 1) for goal in goals)  # a fork's branch may end below our head
        return min(total, ENDLESS)

    def _ask_feed(self, feed: bytes, now: int) -> None:
        """Ask for the furthest end, which likely brings the nearer ones with it, and for other branches."""
        held = self.held(feed)
        reach = self._inbox.reach(feed, held)
        beyond = sorted((goal for goal in self._goals[feed] if goal.seq > held), key=lambda goal: -goal.seq)
        if not any(goal in self._asked for goal in beyond):
            any(goal.seq > reach and self._ask(goal, reach, now) for goal in beyond)
        if reach == held:
            for goal in self._goals[feed]:
                if goal.seq <= held and goal not in self._asked:
                    self._ask(goal, reach, now)

    def _ask(self, goal: Goal, reach: int, now: int) -> bool:
        havers = [link for link in self._havers(goal) if not link.doubted(goal.feed, now)]
        havers = [link for link in havers if link.asked < WANTS_A_PEER]
        if not havers:
            return False
        link = min(havers, key=lambda each: (each.asked, each.rtt, each.peer))
        link.asked += 1
        after, _ = self._from.get((goal.feed, goal.prefix), (min(reach, goal.seq - 1), 0))
        self._asked[goal] = Asked(link.peer, now + TIMEOUT, after)
        self._links.send(link, Want(goal.feed, after, goal.prefix))
        return True

    def _havers(self, goal: Goal) -> Iterator[Link]:
        for link in self._links.met():
            theirs = link.theirs.get(goal.feed) if link.believed(self._now) else None
            if theirs and any(tip.prefix == goal.prefix for tip in theirs.tips):
                yield link

    def _release(self, goal: Goal) -> None:
        link = self._links.all.get(self._asked.pop(goal).peer)
        if link is not None:
            link.asked -= 1
        self._look_at = 0

    def _check_all(self) -> None:
        for feed in list(self._goals):
            self._check(feed)

    def _check(self, feed: bytes) -> None:
        """Drop what is no longer lacking, or what nobody linked has any more."""
        goals = self._goals.get(feed, {})
        for goal in list(goals):
            if self._lacks(goal) and any(self._havers(goal)):
                continue
            del goals[goal]
            self._from.pop((feed, goal.prefix), None)
            if goal in self._asked:
                self._release(goal)
        if goals:
            self._look_at = 0
        else:
            self._goals.pop(feed, None)

    def _lacks(self, goal: Goal) -> bool:
        heads = self._heads.get(goal.feed, ())
        if any(head.seq == goal.seq and head.id.startswith(goal.prefix) for head in heads):
            return False
        if goal.seq > self.held(goal.feed):
            return True
        known = self._prefixes(goal.feed, goal.seq)
        return bool(known) and goal.prefix not in known

    def _prefixes(self, feed: bytes, seq: int) -> frozenset[bytes]:
        """How the ids of the entries with this number begin; none while their signatures are unchecked."""
        known = self._seen.get((feed, seq))
        if known is None:
            ends = [head.id for head in self._heads.get(feed, ())]
            runs = [self._store.run(feed, seq - 1, 1, 1, end) for end in ends]
            known = frozenset(run[0].id[:PREFIX] for run in runs if run and run[0].header.seq == seq)
            if known:
                self._seen[feed, seq] = known
            if len(self._seen) > RECENT:
                del self._seen[next(iter(self._seen))]
        return known


def _answers(asked: Asked, entries: Entries) -> bool:
    """Whether it is not an earlier answer that came again: each would be asked for what follows once more."""
    return not entries.run or decode_header(entries.run[0].header).seq == asked.after + 1


def _leads_to(goal: Goal, entries: Entries) -> bool:
    """Whether an answer is part of what was told of; who garbled a name tells of an end that is none."""
    if not entries.run:
        return False
    last = entries.run[-1].header
    return decode_header(last).seq < goal.seq or entry_id(last).startswith(goal.prefix)
