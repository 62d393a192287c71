"""The room, its seats and people, and how well this seat stands: views that no fact makes."""

import time
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import Protocol

import msgspec

from console.domain.room import CodeView, PersonView, RoomView, SeatView, StatusView
from console.link.mirror import Key
from console.link.pages import RefusalView
from console.seat.clocks import Clocks
from console.seat.completeness import Completeness, End
from console.seat.ledger import Ledger
from console.trust.standings import Person, Seat

COUNT_SECONDS = 5.0  # between counts of what waits, which costs a look at everything


class SeatLink(Protocol):
    """How one other seat stands with us. Times are ms since the epoch."""

    @property
    def since(self) -> int: ...
    @property
    def heard(self) -> int: ...
    @property
    def in_step(self) -> bool: ...
    @property
    def skew(self) -> int: ...
    @property
    def rtt(self) -> int: ...


class Others(Protocol):
    """What the mesh knows of the other seats."""

    @property
    def links(self) -> Mapping[bytes, SeatLink]:
        """The seats linked now."""

    def coming(self) -> int:
        """Entries that others have and our picture lacks."""

    def unfolded(self) -> int:
        """Those of them that are on our disk."""

    def nowhere_else(self) -> int:
        """Entries that only we have."""

    def lacking(self) -> int:
        """The same without those that are on their way to a seat that is linked."""

    def reached(self, feed: bytes, seq: int) -> int:
        """How many others have this entry."""

    def tell(self) -> Iterable[tuple[bytes, Hashable, Mapping[bytes, End]]]:
        """What the linked seats say that they have, as `Completeness` asks."""

    def copied(self) -> Collection[bytes]:
        """Seats that answer twice now."""

    def alarms(self) -> set[str]:
        """What the mesh cries out about."""

    def refused(self) -> Iterable[RefusalView]:
        """Whom we refused lately, and who refused us; the latest last."""


TURNED_AWAY = "mesh.revoked_there"  # the code of a refusal
# Refusals at a porch that stay, of a seat that has not been let in yet.
BARRED = frozenset({"trust.invitation.used", "trust.invitation.revoked", "trust.invitation.expired"})


class Roster:
    """Makes the views when asked; remembers only since when seats are gone, we alone, and this run is."""

    def __init__(self, ledger: Ledger, sitters: Callable[[], Iterable[bytes]]) -> None:
        """`sitters` are the persons signed in here."""
        self._ledger, self._sitters = ledger, sitters
        self.storage = ""  # code of the last failure to write, until something was written again
        self.others: Others | None = None
        self.alarms: set[str] = set()
        self._clocks = Clocks(ledger.seat)
        self._complete = Completeness(ledger)
        self.code: CodeView | None = None  # the short code that lives here, or the last that did
        self._seen: dict[bytes, SeatLink] = {}  # the last link of a seat
        self._gone: dict[bytes, int] = {}
        self._begun = self._alone = ledger.now()
        self._waiting, self._counted = 0, float("-inf")

    @property
    def clock_doubted(self) -> bool:
        """Whether the other seats' clocks gainsay ours."""
        return self._clocks.own_doubted

    def views(self) -> Iterable[tuple[Key, msgspec.Struct]]:
        """Everything under its key; the room twice, so that a fault in what is measured is told of."""
        yield ("room", ""), self._room()
        links = self.others.links if self.others is not None else {}
        self._remember(links)
        self._clocks.measure(links)
        if self.others is not None and not self.others.unfolded():
            self._complete.measure(links, self.others)
        yield ("room", ""), self._room()
        yield ("status", ""), self._status(links)
        if self.code is not None:
            yield ("code", ""), self.code
        for seat in self._ledger.trust.seats.values():
            yield ("seat", seat.id.hex()), self._seat(seat, links)
        for person in self.people().values():
            yield ("person", person.id), person

    def people(self) -> dict[str, PersonView]:
        """The people of the room by id."""
        return {person.id.hex(): self._person(person) for person in self._ledger.trust.people.values()}

    def _remember(self, links: Mapping[bytes, SeatLink]) -> None:
        now = self._ledger.now()
        for seat in self._seen.keys() - links.keys():
            self._gone.setdefault(seat, now)
        for seat, link in links.items():
            self._seen[seat] = link
            self._gone.pop(seat, None)
        self._alone = 0 if links else self._alone or now

    def _room(self) -> RoomView:
        trust, here = self._ledger.trust, self._ledger.seat
        seat = trust.seats.get(here, trust.joining.get(here))
        said = (":".join((alarm.code, *(value for _, value in alarm.params))) for alarm in trust.alarms)
        authorship = self._ledger.authorship
        forked = (authorship.seat_of(feed) for feed in self._ledger.forks)
        cloned = (f"seat.forked:{seat.id.hex()}" for seat in forked if seat is not None)
        twice = authorship.runs.copied_seats.union(self.others.copied() if self.others is not None else ())
        revoked = {seat.id for seat in trust.seats.values() if seat.revoked}
        copied = (f"seat.copied:{seat.hex()}" for seat in twice - revoked)
        return RoomView(
            id=trust.room.hex(),
            name=trust.name,
            exercise=trust.exercise,
            seat=here.hex(),
            label=seat.label if seat else "",
            number=seat.number if seat else 0,
            agency=seat.agency if seat else "",
            alarms=tuple(
                sorted({*said, *copied, *cloned, *self._shut(), *self._clocks.alarms(), *self._alarms()})
            ),
        )

    def _alarms(self) -> set[str]:
        of_mesh = self.others.alarms() if self.others is not None else set()
        return self.alarms | self._ledger.faults.alarms | of_mesh

    def _shut(self) -> set[str]:
        """Nobody tells a revoked seat that it is one; it is alone, and whomever it calls turns it away.
        So does everybody one whose invitation opens nothing any more: another came first, or too late.
        """
        refused = self.others.refused() if self._alone and self.others is not None else ()
        said = {one.code for one in refused if not one.inward}
        if TURNED_AWAY in said:
            return {"seat.shut_out"}
        waits = self._ledger.seat not in self._ledger.trust.seats
        return {"seat.not_let_in"} if waits and said & BARRED else set()

    def _seat(self, seat: Seat, links: Mapping[bytes, SeatLink]) -> SeatView:
        link = links.get(seat.id)
        here = seat.id == self._ledger.seat
        last = self._seen.get(seat.id)
        state = "here" if here else "linked" if link else "gone" if last else "never"
        return SeatView(
            id=seat.id.hex(),
            number=seat.number,
            label=seat.label,
            agency=seat.agency,
            variant=seat.variant,
            link=state,
            since=link.since if link else 0 if here else self._gone.get(seat.id, self._begun),
            heard=last.heard // 10_000 * 10_000 if last else 0,
            in_step=here or (link is not None and link.in_step),
            revoked=seat.revoked,
            people=self._people_at(seat.id),
            skew=round(last.skew, -2) if last else 0,
            off=round(self._clocks.off(seat.id), -3),
            complete=self._complete.of_seat(seat.id),
        )

    def _people_at(self, seat: bytes) -> tuple[str, ...]:
        people = self._ledger.trust.people
        here = seat == self._ledger.seat
        found = self._sitters() if here else self._ledger.authorship.runs.sitting_at(seat)
        return tuple(sorted({people[person].name for person in found if person in people}))

    def _person(self, person: Person) -> PersonView:
        return PersonView(
            id=person.id.hex(),
            name=person.name,
            agency=person.agency,
            roles=tuple(sorted(person.roles)),
            revoked=person.revoked,
            box=bool(self._ledger.boxes.of(person.id)),
            one_time=person.handed,
            called=person.called,
        )

    def _status(self, links: Mapping[bytes, SeatLink]) -> StatusView:
        ledger, others = self._ledger, self.others
        seats = [s for s in ledger.trust.seats.values() if s.id != ledger.seat and not s.revoked]
        last = ledger.own_head
        coming = others.coming() if others else 0
        return StatusView(
            linked=len(links),
            seats=len(seats),
            in_step=sum(link.in_step for link in links.values()),
            alone_since=self._alone if seats else 0,
            entries=ledger.record.count,
            nowhere_else=others.lacking() if others else 0,
            last_entry=last[1].hex() if last else "",
            last_reached=others.reached(ledger.feed.id, last[0]) if others and last else 0,
            coming=coming,
            waiting=self._count_waiting(),
            unverified=self.unverified(),
            storage=self.storage.removeprefix("storage."),
            catching_up=coming > 0,
            complete=self._complete.of_agencies(),
            unshown=dict(Counter(kind for kind, _ in ledger.faults.unmade)),
        )

    def _count_waiting(self) -> int:
        if time.monotonic() > self._counted + COUNT_SECONDS:
            self._waiting, self._counted = self._ledger.picture.waiting, time.monotonic()
        return self._waiting

    def unverified(self) -> int:
        """How many entries still wait for the check of their own signature."""
        record = self._ledger.record
        held, proven = record.heads(), record.verified_heads()
        short = (feed for feed, tips in held.items() if proven.get(feed) != tips)
        return sum(
            max(held[feed]).seq - max((tip.seq for tip in proven.get(feed, ())), default=0) for feed in short
        )
