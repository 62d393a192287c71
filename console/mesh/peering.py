"""Whom to dial, whose porch to visit, and when. No sockets, no clock; chance is handed in."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from msgspec import Struct

from console.mesh.addresses import Addresses
from console.mesh.messages import Address

OUR_TURN_LATE = 10_000  # ms that the higher of two seats waits for the lower to dial
FIRST_PAUSE, LONGEST_PAUSE, LONGEST_ALONE = 500, 15_000, 2_000
OFFENCE_PAUSE = 10_000
DIALS_AT_ONCE, VISITS_AT_ONCE = 16, 8
PORCHES, PATIENCE = 200, 6  # porches that mDNS named, and how often in vain each is visited

Place = tuple[str, int]


class Dial(Struct, frozen=True):
    """Dial this seat here."""

    seat: bytes
    address: Address


@dataclass
class Tries:
    """How it went with one seat, or one porch."""

    next_at: int
    failures: int = 0
    busy: bool = False
    lasting: bool = False  # a porch that the user named
    seat: bytes | None = None  # who opened at this porch
    opened: int = 0  # how often its porch opened, and no link came of it
    barred: bool = False  # after an offence, until it is dialled again

    def hasten(self, at: int) -> None:
        """There is reason to try sooner than was meant; not with who offended."""
        if not self.barred:
            self.next_at = min(self.next_at, at)


class Peering:
    """One link to each seat: the lower id dials at once, the other when nothing came of it.

    That spares a room that begins half its dials. Who comes back to a room that goes on is the first to know
    of it: it dials at once all whom it knew when it began, and pauses for a moment only while it has no link.
    """

    def __init__(self, me: bytes, addresses: Addresses, chance: Callable[[], float]) -> None:
        """`chance` gives numbers from 0 to 1."""
        self._me, self._addresses, self._chance = me, addresses, chance
        self._seats: dict[bytes, Tries] = {}
        self._porches: dict[Place, Tries] = {}
        self._before = addresses.seats()  # who was there before us
        self._alone = True

    def dials(self, seats: Iterable[bytes], linked: Collection[bytes], now: int) -> list[Dial]:
        """The attempts that are due now; each is under way until `missed` or `linked`."""
        self._look_around(linked, now)
        due: list[Dial] = []
        underway = sum(tries.busy for tries in self._seats.values())
        for seat in seats:
            places = self._addresses.of(seat)
            if seat in linked or not places:
                continue
            tries = self._tries(seat, now)
            if not tries.busy and now >= tries.next_at and underway + len(due) < DIALS_AT_ONCE:
                tries.busy, tries.barred = True, False
                due.append(Dial(seat, places[0]))
        return due

    def visits(self, linked: Collection[bytes], now: int) -> list[Place]:
        """The porches to call at now; each visit is under way until `visited`."""
        due: list[Place] = []
        underway = sum(tries.busy for tries in self._porches.values())
        for place, tries in self._porches.items():
            needed = tries.seat not in linked
            if needed and not tries.busy and now >= tries.next_at and underway + len(due) < VISITS_AT_ONCE:
                tries.busy = True
                due.append(place)
        return due

    def call_at(self, place: Place, now: int, *, lasting: bool = False, once: bool = False) -> None:
        """There may be a seat behind this porch that we do not know, or that does not know us. `once`: it is
        tried no second time, as whoever told of it tells again.
        """
        tries = self._porches.get(place)
        if tries is None and (lasting or len(self._porches) < PORCHES):
            self._porches[place] = Tries(now, failures=PATIENCE - 1 if once else 0, lasting=lasting)
        elif tries is not None and tries.seat is not None:
            tries.seat, tries.next_at = None, max(now, tries.next_at)

    def visited(self, place: Place, seat: bytes | None, now: int) -> None:
        """A visit is over; with `seat`, it opened, and that seat can be dialled at once."""
        tries = self._porches[place]
        tries.busy, tries.seat = False, seat
        tries.failures = 0 if seat else tries.failures + 1
        if not tries.lasting and (seat is not None or tries.failures >= PATIENCE):
            del self._porches[place]
        opened = 0
        if seat is not None:
            behind = self._tries(seat, now)
            behind.failures, behind.opened = 0, behind.opened + 1
            behind.hasten(now)
            opened = behind.opened
        tries.next_at = now + self._pause(tries.failures or opened + 1)

    def linked(self, seat: bytes) -> None:
        self._seats.pop(seat, None)

    def missed(self, seat: bytes, address: Address, now: int, *, answered: bool) -> None:
        """An attempt came to nothing. `answered`: somebody is there, and may not know us yet."""
        tries = self._tries(seat, now)
        tries.busy = False
        if self._addresses.failed(address) and not answered:
            return  # there is a place that has not failed
        alone = self._alone and not answered
        self._put_off(seat, tries, now, LONGEST_ALONE if alone else LONGEST_PAUSE)
        # Whoever has no link has nobody to tell it at which port that seat is met by now, but its porch.
        moved = alone and (seat > self._me or tries.failures > 1) and len(self._porches) < VISITS_AT_ONCE
        if address.porch and (answered or moved):
            self.call_at((address.host, address.porch), now + self._in_vain(tries), once=moved)

    def ended(self, seat: bytes, now: int, *, offence: bool) -> None:
        """A link ended. After an offence the pause is long."""
        tries = self._tries(seat, now)
        tries.busy = False
        self._put_off(seat, tries, now + (OFFENCE_PAUSE if offence else 0), LONGEST_PAUSE)
        tries.barred = offence

    def heard_of(self, seat: bytes, now: int) -> None:
        """There is a sign of life: no need to wait long any more."""
        tries = self._seats.get(seat)
        if tries is not None and tries.failures > 1:
            tries.hasten(now + self._pause(1))

    def _put_off(self, seat: bytes, tries: Tries, now: int, longest: int) -> None:
        tries.failures += 1
        tries.next_at = now + self._pause(tries.failures, longest)
        if tries.failures == 1 and seat < self._me and not self._alone:
            tries.next_at = max(tries.next_at, now + OUR_TURN_LATE)

    def _look_around(self, linked: Collection[bytes], now: int) -> None:
        """Whoever lost everybody, or found somebody again, has learnt more of the network than of the others:
        whom it could not reach is tried anew.
        """
        if self._alone == bool(linked):
            self._alone = not linked
            for tries in self._seats.values():
                if tries.failures:
                    tries.failures = 1
                    tries.hasten(now)

    def _tries(self, seat: bytes, now: int) -> Tries:
        if seat not in self._seats:
            first = self._me <= seat or seat in self._before
            self._seats[seat] = Tries(now if first else now + OUR_TURN_LATE)
        return self._seats[seat]

    def _in_vain(self, tries: Tries) -> int:
        """How long to leave a porch alone that opened, and no link came of it."""
        return self._pause(tries.opened) if tries.opened else 0

    def _pause(self, failures: int, longest: int = LONGEST_PAUSE) -> int:
        full = min(FIRST_PAUSE << min(failures, 10), longest)
        return int(full * (0.5 + self._chance() / 2))
