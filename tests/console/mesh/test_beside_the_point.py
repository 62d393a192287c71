"""A peer that answers each want in form, and beside the point, is not asked as fast as the line goes."""

from collections.abc import Callable

from console.mesh import messages as m
from console.mesh.pulling import GAPS
from db.entry import Entry, Header, commitment, encode_header, entry_id
from tests.console.mesh.simulated import WALL, SimNetwork, SimSeat, joined

Seats = Callable[[str], SimSeat]
HELD, AT = 100, 50


def never_attached(seat: SimSeat, feed: bytes) -> Entry:
    """An entry that nobody signed, behind one that nobody wrote."""
    header = Header(
        room=seat.room,
        feed=feed,
        seq=AT,
        prev=b"p" * 32,
        hlc=WALL << 16,
        kind="log.written",
        about=(b"T" * 16,),
        commit=commitment(bytes(32), b"x"),
    )
    return Entry(encode_header(header), bytes(64), bytes(32), b"x")


def test_a_branch_that_never_attaches_is_not_asked_for_without_a_pause(seat: Seats) -> None:
    liar, reader = seat("liar"), seat("reader")
    liar.write(0, HELD)
    network: SimNetwork = joined(liar, reader, ms=6_000)
    assert reader.record.count == HELD
    (link,) = reader.mesh.links.met()
    made_up = never_attached(liar, liar.feed.id)
    prefix = entry_id(made_up.header)[: m.PREFIX]

    def beside_the_point(frame: bytes) -> bytes:
        """Where a branch is wanted: the entry itself, or all that the reader holds before its number."""
        message = m.decode(frame)
        if not (isinstance(message, m.Entries) and message.answer and message.tip == prefix):
            return frame
        first = m.decode(asked[-1])
        assert isinstance(first, m.Want)
        held = [
            one.entry for one in liar.record.run(liar.feed.id, first.after, AT - 1 - first.after, 1 << 20)
        ]
        return m.encode(m.Entries(liar.feed.id, tuple(held) or (made_up,), answer=True, tip=prefix))

    asked: list[bytes] = []

    def noting(frame: bytes) -> bytes:
        if isinstance(m.decode(frame), m.Want):
            asked.append(frame)
        return frame

    network.tamper = {"liar": beside_the_point, "reader": noting}
    boast = m.Have(bytes(32), link.statements, b"", feeds=(m.Held(liar.feed.id, (m.Tip(AT, prefix),)),))
    reader.mesh.heard(link.peer, m.encode(boast), network.now)
    network.carry(reader)
    network.run(60_000)  # with pauses of 5, 10 and 20 s
    assert GAPS <= len(asked) <= 5 * 2 * GAPS
