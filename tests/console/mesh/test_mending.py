"""What is lacking in held entries is asked of everybody, again and again, and taken once."""

from collections.abc import Callable

from console.mesh import messages as m
from console.mesh.effects import Repair
from db.entry import Entry, Stored
from tests.console.mesh.simulated import WALL, SimSeat, joined, losing

Seats = Callable[[str], SimSeat]


def stripped(author: SimSeat, *others: SimSeat) -> Stored:
    """An entry that these others hold without its payload."""
    (written,) = author.write(0)
    for other in others:
        other.record.admit([Entry(written.entry.header, written.entry.signature)], WALL)
    return written


def test_who_had_it_not_when_asked_is_asked_again(seat: Seats) -> None:
    author, peer, reader = seat("author"), seat("peer"), seat("reader")
    written = stripped(author, peer, reader)
    network = joined(peer, reader, ms=10_000)
    assert reader.record.lacking(1)
    assert peer.record.repair(written.entry)
    network.run(10_000)
    assert not reader.record.lacking(1)


def test_a_mend_that_comes_again_gives_the_writer_nothing_to_do(seat: Seats) -> None:
    author, reader = seat("author"), seat("reader")
    written = stripped(author, reader)
    network = joined(author, reader)
    network.tamper["author"] = losing(m.Mends)
    network.run(1_000)
    (link,) = reader.mesh.links.met()
    assert link.mends == {written.id}
    for _ in range(2):
        reader.mesh.heard(link.peer, m.encode(m.Mends((written.entry,))), network.now)
    assert sum(isinstance(effect, Repair) for effect in reader.mesh.take()) == 1
