"""A peer that tells of far more than anybody can have costs a bounded amount, and nobody's process."""

from collections.abc import Callable, Iterable, Sequence

import msgspec
import pytest

from console.mesh import core, pulling
from console.mesh import link as link_module
from console.mesh import messages as m
from console.mesh.lag import Lag
from tests.console.mesh.simulated import SimNetwork, SimSeat, joined, losing

Seats = Callable[[str], SimSeat]
FEW = 50
NUMBERS = 2**63 - 1  # the highest that a message takes


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_module, "FEEDS", FEW)
    monkeypatch.setattr(pulling, "FEEDS", FEW)


def told(network: SimNetwork, reader: SimSeat, held: Iterable[m.Held], *, full: bool = False) -> None:
    """The one peer of this seat tells it of these feeds."""
    (link,) = reader.mesh.links.met()
    have = m.Have(bytes(32), link.statements, b"", feeds=tuple(held), full=full)
    reader.mesh.heard(link.peer, m.encode(have), network.now)
    network.carry(reader)


def made_up(numbers: Sequence[int], seq: int = 9) -> list[m.Held]:
    return [m.Held(n.to_bytes(32), (m.Tip(seq, bytes(8)),)) for n in numbers]


def test_what_is_said_to_be_coming_is_a_number_that_can_be_told_whatever_peers_boast_of(seat: Seats) -> None:
    reader, liar = seat("reader"), seat("liar")
    network = joined(reader, liar, ms=500)
    told(network, reader, made_up(range(5), NUMBERS))
    assert 0 < reader.mesh.coming() <= 1_000_000_000
    assert msgspec.msgpack.encode(reader.mesh.coming())


def test_no_more_feeds_are_wanted_of_a_peer_than_it_may_tell_of(seat: Seats, few: None) -> None:
    reader, liar = seat("reader"), seat("liar")
    network = joined(reader, liar, ms=500)
    told(network, reader, made_up(range(10 * FEW)))
    assert reader.mesh.coming() == 9 * FEW


def test_what_a_peer_no_longer_tells_of_is_let_go(seat: Seats, few: None) -> None:
    reader, liar = seat("reader"), seat("liar")
    network = joined(reader, liar, ms=500)
    (link,) = reader.mesh.links.met()
    for n in range(20):
        told(network, reader, made_up(range(n * FEW, (n + 1) * FEW)))
        told(network, reader, [], full=True)
        assert link.lag.feeds <= {b""}
        assert reader.mesh.coming() <= 9 * 2 * FEW


def test_a_feed_that_neither_side_has_any_more_lags_no_longer() -> None:
    lag = Lag()
    lag.look(b"made up", 0, 9, now=0)
    assert lag.feeds == {b"made up"}
    lag.look(b"made up", 0, 0, now=1)
    assert lag.feeds == set()


def test_a_peer_that_ends_links_for_ever_other_reasons_does_not_make_the_counts_grow(
    seat: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core, "CAUSES", 20)
    reader, liar = seat("reader"), seat("liar")
    network = joined(reader)
    network.join(liar)
    for n in range(60):
        (link,) = reader.mesh.links.all.values()
        network.run(300)
        reader.mesh.heard(link.peer, m.encode(m.Bye(f"made up {n}")), network.now)
        assert not reader.mesh.links.all
        network.unlink(reader, liar)
        network.link(reader, liar)
    assert len(reader.mesh.counts) == 20
    assert reader.mesh.counts["made up 0"] == 1


@pytest.mark.parametrize(("how", "ms"), [("never answers", 11_000), ("has none of it", 2_000)])
def test_of_a_peer_that_delivers_nothing_at_all_nothing_is_wanted_for_a_while(
    seat: Seats, how: str, ms: int
) -> None:
    reader, liar = seat("reader"), seat("liar")
    network = joined(reader, liar, ms=500)

    def only_boasts(frame: bytes) -> bytes | None:
        """It says nothing true of what it has, and perhaps not even that it has not what it told of."""
        match m.decode(frame):
            case m.Have(full=True) | m.Have(feeds=(_, *_)):
                return None
            case m.Entries() if how == "never answers":
                return None
        return frame

    network.tamper["liar"] = only_boasts
    told(network, reader, made_up(range(500)))
    network.run(ms)
    assert reader.mesh.coming() == 0, "nobody is kept waiting by it"
    network.sent.clear()
    told(network, reader, made_up(range(500)))
    network.run(1_000)
    assert not [frame for _, _, frame in network.sent if isinstance(m.decode(frame), m.Want)]
    network.run(link_module.LONGEST_DOUBT)
    told(network, reader, made_up([7]))
    network.run(1_000)
    assert [frame for _, _, frame in network.sent if isinstance(m.decode(frame), m.Want)]


def test_a_peer_that_delivers_now_and_then_goes_on_being_believed(seat: Seats) -> None:
    reader, author = seat("reader"), seat("author")
    author.write(0, 5)
    network = joined(reader, author)
    network.run(200)
    (link,) = reader.mesh.links.met()
    for round_ in (b"a", b"b"):
        for n in range(link_module.VAIN - 1):
            link.doubt(round_ + bytes([n]), network.now)
        assert link.believed(network.now)
        assert network.settle(20_000)
    assert reader.record.count == 5


def test_who_is_no_longer_believed_may_owe_much_at_that_moment(seat: Seats) -> None:
    """Its last wants of those in a row run out together."""
    reader, liar = seat("reader"), seat("liar")
    network = joined(reader, liar, ms=500)
    network.tamper["liar"] = losing(m.Entries)
    (link,) = reader.mesh.links.met()
    for n in range(link_module.VAIN - 2):
        link.doubt(bytes([n]), network.now)
    told(network, reader, made_up(range(100, 120)))
    network.run(7_000)
    assert not link.believed(network.now)
    assert link.asked == 0
