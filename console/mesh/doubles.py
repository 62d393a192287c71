"""Two links to one seat: one too many, or a copied seat."""

from collections.abc import Iterator
from itertools import combinations

from console.mesh.link import Link
from console.mesh.links import Links

OVERLAP = 6_000


def preferred(link: Link, me: tuple[bytes, bytes]) -> tuple[bool, int]:
    """Both ends keep the link that the lower end dialled; of those the newest."""
    run = link.hello.run if link.hello else b""
    return link.dialled == (me < (link.seat, run)), link.since


def superfluous(links: Links, link: Link, me: tuple[bytes, bytes]) -> list[Link]:
    """Of the links to this very run of this seat, all but the one that both ends keep."""
    same = [each for each in links.met() if each.seat == link.seat and _run(each) == _run(link)]
    best = max(same, key=lambda each: preferred(each, me))
    return [each for each in same if each is not best]


def copied(links: Links, me: tuple[bytes, bytes], now: int) -> Iterator[bytes]:
    """Seats of which two runs have answered side by side for longer than a restart explains."""
    for seat, several in links.seats():
        if seat == me[0] or any(_overlap(one, other, now) for one, other in combinations(several, 2)):
            yield seat


def _overlap(one: Link, other: Link, now: int) -> bool:
    later = max(one.since, other.since)
    both_since = min(one.heard, other.heard) - later
    return _run(one) != _run(other) and both_since >= OVERLAP and now - later >= OVERLAP


def _run(link: Link) -> bytes:
    return link.hello.run if link.hello else b""
