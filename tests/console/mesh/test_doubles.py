"""Two links to one seat: which of them both ends keep, and when two runs of it mean a copied seat."""

from console.mesh.doubles import OVERLAP, copied, superfluous
from console.mesh.link import Link
from console.mesh.links import Links
from console.mesh.messages import Hello

LOW, MID, HIGH = b"\1" * 16, b"\2" * 16, b"\3" * 16
RUN, AGAIN = b"r" * 16, b"s" * 16
ME = (MID, RUN)


class Room:
    def __init__(self) -> None:
        self.links = Links()

    def link(self, seat: bytes, run: bytes, *, dialled: bool, since: int = 0, heard: int = 0) -> Link:
        hello = Hello(1, 1, b"R" * 16, seat, run, b"", b"", b"", 0)
        made = Link(len(self.links.all), seat, dialled, since, heard, hello)
        self.links.all[made.peer] = made
        return made


def test_both_ends_keep_the_link_that_the_lower_one_dialled() -> None:
    for seat, dialled in ((HIGH, True), (LOW, False)):
        for newest in (True, False):
            room = Room()
            kept = room.link(seat, RUN, dialled=dialled, since=0 if newest else 5)
            other = room.link(seat, RUN, dialled=not dialled, since=5 if newest else 0)
            assert superfluous(room.links, other, ME) == superfluous(room.links, kept, ME) == [other]


def test_of_several_that_the_same_end_dialled_the_newest_is_kept() -> None:
    room = Room()
    old, new = (room.link(HIGH, RUN, dialled=True, since=since) for since in (1, 2))
    assert superfluous(room.links, new, ME) == [old]


def test_a_link_to_another_run_or_another_seat_is_not_superfluous() -> None:
    room = Room()
    one = room.link(HIGH, RUN, dialled=True)
    room.link(HIGH, AGAIN, dialled=True)
    room.link(LOW, RUN, dialled=True)
    assert superfluous(room.links, one, ME) == []


def test_of_two_that_are_one_seat_each_end_keeps_the_same() -> None:
    """A copy of ourselves: only the run tells which end is the lower."""
    room = Room()
    one, other = (room.link(MID, AGAIN, dialled=dialled) for dialled in (True, False))
    assert superfluous(room.links, one, ME) == [other]
    assert superfluous(room.links, one, (MID, b"t" * 16)) == [one]


def test_two_runs_that_answer_side_by_side_are_a_copied_seat() -> None:
    def said(run: bytes, first: tuple[int, int], second: tuple[int, int], now: int) -> list[bytes]:
        room = Room()
        room.link(HIGH, RUN, dialled=True, since=first[0], heard=first[1])
        room.link(HIGH, run, dialled=True, since=second[0], heard=second[1])
        return list(copied(room.links, ME, now))

    later, end = 1_000, 1_000 + OVERLAP
    assert said(AGAIN, (0, end), (later, end), end) == [HIGH]
    assert said(AGAIN, (later, end), (0, end), end) == [HIGH]
    assert said(RUN, (0, end), (later, end), end) == [], "the same run, twice"
    assert said(AGAIN, (0, end - 1), (later, end), end) == [], "the first fell silent"
    assert said(AGAIN, (0, end), (later, end - 1), end) == [], "the second did"
    assert said(AGAIN, (0, end), (later, end), end - 1) == [], "not for long enough, whatever was heard"


def test_any_link_to_our_own_seat_is_to_a_copy_of_it() -> None:
    room = Room()
    room.link(MID, AGAIN, dialled=True)
    room.link(HIGH, AGAIN, dialled=True)
    assert list(copied(room.links, ME, 0)) == [MID]
