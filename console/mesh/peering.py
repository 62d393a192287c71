"""Whom to dial, whose porch to visit, and when. No sockets, no clock; chance is handed in."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from msgspec import Struct

from console.mesh.addresses import Addresses
from console.mesh.messages import Address

OUR_TURN_LATE = 10_000  # ms that the higher of two seats waits for the lower to dial
FIRST_PAUSE, LONGEST_PAUSE = 500, 15_000
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


class Peering:
    """One link to each seat: the lower id dials at once, the other when nothing came of it."""

    def __init__(self, me: bytes, addresses: Addresses, chance: Callable[[], float]) -> None:
        """`chance` gives numbers from 0 to 1."""
        self._me, self._addresses, self._chance = me, addresses, chance
        self._seats: dict[bytes, Tries] = {}
        self._porches: dict[Place, Tries] = {}

    def dials(self, seats: Iterable[bytes], linked: Collection[bytes], now: int) -> list[Dial]:
        """The attempts that are due now; each is under way until `failed` or `linked`."""
        due: list[Dial] = []
        underway = sum(tries.busy for tries in self._seats.values())
        for seat in seats:
            places = self._addresses.of(seat)
            if seat in linked or not places:
                continue
            tries = self._tries(seat, now)
            if not tries.busy and now >= tries.next_at and underway + len(due) < DIALS_AT_ONCE:
                tries.busy = True
                due.append(Dial(seat, places[tries.failures % len(places)]))
        return due

    def visits(self, linked: Collection[bytes], now: int) -> list[Place]:
        """The porches to call at now; each visit is under way until `visited`."""
        due: list[Place] = []
        underway = sum(tries.busy for tries in self._porches.values())
        for place, tries in self._porches.items():
            needed = tries.seat is None or tries.seat not in linked
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

    def unknown_at(self, seat: bytes, porch: Place, now: int) -> None:
        """This seat may not know us: call at its porch, but ever more seldom where that opened in vain."""
        opened = self._tries(seat, now).opened
        self.call_at(porch, now + (self._pause(opened) if opened else 0))

    def visited(self, place: Place, seat: bytes | None, now: int) -> None:
        """A visit is over; with `seat`, it opened, and that seat can be dialled at once."""
        tries = self._porches[place]
        tries.busy, tries.seat = False, seat
        tries.failures = 0 if seat else tries.failures + 1
        if not tries.lasting and (seat is not None or tries.failures >= PATIENCE):
            del self._porches[place]
        opened = 0
        if seat is not None:
            before = self._tries(seat, now)
            opened = before.opened + 1
            self._seats[seat] = Tries(now, busy=before.busy, opened=opened)
        tries.next_at = now + self._pause(tries.failures or opened + 1)

    def linked(self, seat: bytes) -> None:
        self._seats.pop(seat, None)

    def failed(self, seat: bytes, now: int, *, offence: bool = False) -> None:
        """An attempt came to nothing, or a link ended. After an offence the pause is long."""
        tries = self._tries(seat, now)
        tries.busy = False
        tries.failures += 1
        tries.next_at = now + self._pause(tries.failures) + (OFFENCE_PAUSE if offence else 0)
        if tries.failures == 1 and seat < self._me:
            tries.next_at = max(tries.next_at, now + OUR_TURN_LATE)

    def heard_of(self, seat: bytes, now: int) -> None:
        """There is a sign of life: no need to wait long any more."""
        tries = self._seats.get(seat)
        if tries is not None and tries.failures > 1:
            tries.next_at = min(tries.next_at, now + self._pause(1))

    def _tries(self, seat: bytes, now: int) -> Tries:
        if seat not in self._seats:
            self._seats[seat] = Tries(now if self._me <= seat else now + OUR_TURN_LATE)
        return self._seats[seat]

    def _pause(self, failures: int) -> int:
        full = min(FIRST_PAUSE << min(failures, 10), LONGEST_PAUSE)
        return int(full * (0.5 + self._chance() / 2))
