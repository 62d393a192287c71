"""How far the entries of this seat got, in a room that has run for long."""

from types import SimpleNamespace
from typing import Any

from console.mesh.link import Link
from console.mesh.links import Links
from console.mesh.messages import Held, Tip
from console.mesh.reach import Reach

ME, THERE = b"me" * 8, b"there   " * 2
RUNS = [bytes([n]) * 32 for n in range(9)]


def reach(held: dict[bytes, int]) -> tuple[Reach, Link]:
    """A seat that wrote in all these runs, linked with one that has nothing yet."""
    links: Any = Links()
    link = Link(1, THERE, dialled=True, since=0, heard=0, hello=SimpleNamespace())  # type: ignore[arg-type]
    links.all[1] = link
    pulling: Any = SimpleNamespace(held=held.__getitem__)
    made = Reach(ME, links, pulling)
    made.ours |= held.keys()
    return made, link


def told(feed: bytes, last: int) -> Held:
    return Held(feed, (Tip(last, b"prefix--"),))


def test_what_another_seat_lacks_of_any_run_counts_until_it_has_it() -> None:
    held = dict.fromkeys(RUNS, 5)
    ours, link = reach(held)
    link.tell([told(feed, 5) for feed in RUNS[1:]], whole=False)
    assert ours.nowhere_else() == 5
    link.tell([told(RUNS[0], 3)], whole=False)
    assert ours.nowhere_else() == 2
    link.tell([told(RUNS[0], 5)], whole=False)
    assert ours.nowhere_else() == 0
    held[RUNS[8]] = 7
    assert ours.nowhere_else() == 2
    link.tell([told(RUNS[8], 7)], whole=False)
    assert ours.nowhere_else() == 0


def test_what_a_seat_once_had_outlives_its_link() -> None:
    ours, link = reach(dict.fromkeys(RUNS, 5))
    link.tell([told(feed, 5) for feed in RUNS], whole=False)
    assert ours.nowhere_else() == 0
    ours._links.all.clear()
    assert ours.nowhere_else() == 0


def test_nobody_looks_again_for_who_has_the_runs_that_are_over() -> None:
    held = dict.fromkeys(RUNS, 5)
    ours, link = reach(held)
    link.tell([told(feed, 5) for feed in RUNS], whole=False)
    ours.look(0)
    held[RUNS[8]] = 6
    asked = list[bytes]()

    def reaches(feed: bytes) -> int:
        asked.append(feed)
        return 5

    link.reaches = reaches  # type: ignore[method-assign]
    ours.look(1)
    assert ours.lacking(1) == 0, "it is on its way"
    assert set(asked) == {RUNS[8]}
