"""Runs of entries on their way from a link to the record."""

from collections.abc import Callable

from console.mesh.effects import Admit
from console.mesh.inbox import Inbox
from console.mesh.link import Link
from console.mesh.links import Links
from console.mesh.messages import Entries
from console.mesh.pulling import Pulling
from db.admission import Admission
from db.clock import ms_of
from db.entry import Header, decode_header, entry_id
from db.errors import UNREADABLE, Forged, Gap, Malformed, Refusal


class Intake:
    """Gives the record what attaches, keeps a little of what comes early, and drops what is held."""

    def __init__(self, links: Links, inbox: Inbox, pulling: Pulling, count: Callable[[str], None]) -> None:
        self._links, self._inbox, self._pulling, self._count = links, inbox, pulling, count

    def heard(self, link: Link, entries: Entries, size: int) -> str | None:
        """Take a run. Gives what is wrong with it, if it is no run at all."""
        if not entries.run:
            return None
        try:
            first, last = decode_header(entries.run[0].header), decode_header(entries.run[-1].header)
        except UNREADABLE:
            return "entry.header"
        if entries.feed != first.feed or last.seq != first.seq + len(entries.run) - 1:
            return "run.framing"
        admit = Admit(link.peer, entries.feed, entries.run, size, entries.tip)
        if not link.receiving.take(size):
            self._count("credit.exceeded")
        elif not self._take(link, admit, first, last):
            link.receiving.deal(size)
        return None

    def admitted(self, admit: Admit, outcome: Admission | Refusal | None) -> str | None:
        """The record has dealt with a run. Gives what the peer did wrong, if anything."""
        self._inbox.reported(admit)
        link = self._links.all.get(admit.peer)
        if link is not None:
            link.receiving.deal(admit.size)
        last = admit.run[-1]
        if isinstance(outcome, Admission):
            header = decode_header(last.header)
            if link is not None:
                link.seen(admit.feed, header.seq, entry_id(last.header), ms_of(header.hlc))
                if admit.tip and outcome.stored:
                    link.delivered(admit.feed)
            self._pulling.stored(admit.feed, admit.tip, header.seq)
            self._follow(admit.feed)
        elif isinstance(outcome, Gap):
            self._count("entry.gap")
            self._pulling.gap(link, admit.feed, admit.tip, outcome.have)
        elif isinstance(outcome, Forged | Malformed):
            return outcome.code
        return None

    def _take(self, link: Link, admit: Admit, first: Header, last: Header) -> bool:
        """False when the run is not needed, or too early and too much."""
        feed, end = admit.feed, entry_id(admit.last)
        if self._inbox.given(feed, admit.last) or self._pulling.ended(feed, end):
            self._count("entry.again")
            link.seen(feed, last.seq, end, ms_of(last.hlc))
            return False
        reach = self._inbox.reach(feed, self._pulling.held(feed))
        if first.seq <= reach + 1:
            self._give(admit, last.seq)
            self._follow(feed)
            return True
        kept = self._inbox.keep(admit, first)
        self._count("entry.early" if kept else "entry.early_dropped")
        return kept

    def _follow(self, feed: bytes) -> None:
        """Give the record the early runs that now attach."""
        reach = self._inbox.reach(feed, self._pulling.held(feed))
        for admit in self._inbox.due(feed, reach):
            self._give(admit, decode_header(admit.last).seq)

    def _give(self, admit: Admit, seq: int) -> None:
        self._inbox.give(admit, seq)
        self._links.do(admit)
