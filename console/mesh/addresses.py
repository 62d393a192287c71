"""Where the seats of the room were met: hints, bounded, kept over restarts."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

from console.mesh.messages import Address
from console.mesh.remembered import Remembered

A_SEAT, A_ROOM = 8, 1_000


class Addresses:
    """Up to eight places for each seat: those that worked last first, those that failed since last."""

    def __init__(self, path: Path | None = None) -> None:
        self._file = Remembered(path) if path is not None else None
        self._good: dict[bytes, list[Address]] = {}
        self._failed: dict[bytes, list[Address]] = {}  # since one of the seat's worked, the latest last
        self._changed = False
        for address in self._file.read() if self._file is not None else ():
            self.learn(address)
        self._changed = False

    def learn(self, address: Address, *, worked: bool = False) -> bool:
        """Note a place. Where one worked, those that failed were of earlier runs. True if it is new."""
        good, failed = self._good.get(address.seat, []), self._failed.get(address.seat, [])
        known = next((old for old in (*good, *failed) if _same(old, address)), None)
        if known is not None and not worked and known.porch in (address.porch, known.porch or address.porch):
            return False
        if known is None and not worked and not self._make_room(address.seat):
            return False
        porch = address.porch or (known.porch if known else 0)
        address = Address(address.seat, address.host, address.link, porch)
        rest = [old for old in good if not _same(old, address)]
        kept = [address, *rest][:A_SEAT] if worked else [*rest, address]
        self._changed = self._changed or kept != good
        self._good[address.seat] = kept
        self._failed[address.seat] = [] if worked else [old for old in failed if not _same(old, address)]
        return known is None

    def failed(self, address: Address) -> bool:
        """Nobody was met there. Whether there is another place of that seat that has not failed yet."""
        good, failed = self._good.get(address.seat, []), self._failed.setdefault(address.seat, [])
        for places in (good, failed):
            for old in [old for old in places if _same(old, address)]:
                places.remove(old)
                failed.append(old)
        return bool(good)

    def moved(self, seat: bytes, links: Collection[int]) -> None:
        """A seat said itself at which ports it is met now: what is known of others is of earlier runs."""
        before = self.of(seat)
        self._good[seat], self._failed[seat] = [old for old in before if old.link in links], []
        self._changed = self._changed or self._good[seat] != before

    def of(self, seat: bytes) -> list[Address]:
        """Where to dial a seat, in this order."""
        return [*self._good.get(seat, ()), *self._failed.get(seat, ())]

    def seats(self) -> set[bytes]:
        """Those of which a place is known."""
        return {seat for known in (self._good, self._failed) for seat, places in known.items() if places}

    def forget(self, seat: bytes) -> None:
        for known in (self._good, self._failed):
            self._changed = bool(known.pop(seat, ())) or self._changed

    def told(self, seats: Iterable[bytes], *, near: bool) -> list[Address]:
        """What may be passed on about these seats: loopback only to who is on this machine (`near`)."""
        return meaningful((each for seat in seats for each in self._good.get(seat, ())), near=near)

    def save(self, *, last: bool = False) -> bool:
        """Have the file written if something changed. Nobody waits for the disk, but for the `last` time.
        True where it is under way, or done.
        """
        if self._file is None or (self._file.busy and not last):
            return False
        if last:
            self._file.finish()
        if not self._changed and not self._file.failed:
            return False
        self._changed = False
        self._file.write([place for seat in sorted(self.seats()) for place in self.of(seat)], wait=last)
        return True

    def __len__(self) -> int:
        return sum(len(places) for known in (self._good, self._failed) for places in known.values())

    def _make_room(self, seat: bytes) -> bool:
        """Whether one more place may be kept; one that failed goes for it."""
        failed = self._failed.get(seat, [])
        full = len(self.of(seat)) >= A_SEAT or len(self) >= A_ROOM
        if full and failed:
            del failed[0]
            return True
        return not full


def _same(one: Address, other: Address) -> bool:
    return (one.host, one.link) == (other.host, other.link)


def meaningful(known: Iterable[Address], *, near: bool) -> list[Address]:
    """Those of use to another seat, which is on this machine (`near`) or not."""
    return [address for address in known if means_something(address.host, near=near)]


@lru_cache(2 * A_ROOM)  # every address is told on every link, and takes longer to read than to tell
def means_something(host: str, *, near: bool) -> bool:
    """Whether an address is of use to another seat."""
    try:
        address = plain(host)
    except ValueError:
        return True
    return not (address.is_link_local or address.is_unspecified or (address.is_loopback and not near))


def is_near(host: str) -> bool:
    """Whether this is an address of the machine itself."""
    try:
        return plain(host).is_loopback
    except ValueError:
        return False


def plain(host: str) -> IPv4Address | IPv6Address:
    """The address without its IPv6 dress."""
    address = ip_address(host)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
