"""A seat that signs ever other entries under one number gives different peers different ones: all get all."""

from collections.abc import Callable

from db.entry import Entry
from db.feed import Feed
from tests.console.mesh.simulated import WALL, SimNetwork, SimSeat, joined

Seats = Callable[[str], SimSeat]
BRANCHES = 30  # more than one message tells of


def branches(feed: Feed, count: int) -> list[list[Entry]]:
    """So many continuations of a feed, of one entry and of several."""
    seq, head, made = feed.seq, feed.head, []
    for n in range(count):
        feed.rewind(seq, head)
        made.append(
            [
                feed.write("log.written", (b"T" * 16,), b"branch %d" % n, WALL << 16 | at)
                for at in range(1 + n % 3)
            ]
        )
    return made


def test_who_comes_late_gets_every_branch_of_a_feed(seat: Seats) -> None:
    liar, reader, late = seat("liar"), seat("reader"), seat("late")
    liar.write(0, 3)
    network = joined(liar, reader, ms=3_000)
    for run in branches(liar.feed, BRANCHES):
        reader.record.admit(run, WALL)
    network.unlink(liar, reader)
    network.seats.remove(liar)
    reader.mesh.refresh(network.now)
    network.join(late)
    assert network.settle(180_000)
    assert late.record.count == reader.record.count


def test_two_who_were_given_different_branches_come_to_hold_the_same(seat: Seats) -> None:
    liar, one, other = seat("liar"), seat("one"), seat("other")
    base = [each.entry for each in liar.write(0, 3)]
    made = branches(liar.feed, BRANCHES)
    for each, runs in ((one, made[::2]), (other, made[1::2])):
        each.record.admit(base, WALL)
        for run in runs:
            each.record.admit(run, WALL)
        each.mesh.refresh(0)
    network = SimNetwork()
    network.join(one, other)
    assert network.settle(180_000)
    assert one.record.count == 3 + sum(map(len, made))
