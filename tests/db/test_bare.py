"""Bare entries: shorter on the way, and the very bytes that were signed once they are dressed again."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from db.bare import Bare, dressed, stripped
from db.entry import Entry, Stored, parse, verify
from db.errors import Refusal
from db.feed import Feed

ROOM = b"R" * 16
KEY = SigningKey(bytes(32))
IDS = st.binary(min_size=16, max_size=16)
FACTS = st.lists(
    st.tuples(
        st.sampled_from(["log.written", "order.issued", "sealed"]),
        st.lists(IDS, min_size=1, max_size=8).map(tuple),
        st.binary(max_size=300),
        st.integers(0, 2**63 - 1),
        st.integers(0, 2**40),
        st.dictionaries(st.integers(0, 300), st.just((bytes(32),)), max_size=2),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


def written(facts: list[tuple], start: int) -> list[Stored]:  # type: ignore[type-arg]
    """A run that begins anywhere in a feed; of some entries the payload is gone."""
    feed = Feed(ROOM, KEY)
    if start:
        feed.rewind(start, b"P" * 32)
    run = []
    for order, (kind, about, payload, hlc, by, replaces, erased) in enumerate(facts):
        entry = feed.write(kind, about, payload, hlc, by, replaces)
        entry = Entry(entry.header, entry.signature) if erased else entry
        run.append(Stored(*parse(entry), entry, 0, order))
    return run


def again(run: list[Stored], bare: tuple[Bare, ...]) -> list[Entry]:
    first = run[0].header
    return list(dressed(first.room, first.feed, first.seq, first.prev, bare))


@given(FACTS, st.sampled_from([0, 1, 126, 127, 254, 65_534, 2**32]))
def test_a_run_is_dressed_in_the_bytes_that_were_signed(facts: list, start: int) -> None:  # type: ignore[type-arg]
    run = written(facts, start)
    bare = stripped(run)
    assert bare is not None
    assert again(run, bare) == [one.entry for one in run]


@given(FACTS, st.data())
def test_whatever_is_altered_in_a_bare_run_its_last_signature_finds(facts: list, data: st.DataObject) -> None:  # type: ignore[type-arg]
    run = written(facts, 3)
    bare = list(stripped(run) or ())
    n = data.draw(st.integers(0, len(bare) - 1))
    fields = [name for name in ("left", "salt", "payload") if getattr(bare[n], name)]
    name = data.draw(st.sampled_from(fields))
    content = bytearray(getattr(bare[n], name))
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    bare[n] = msgspec.structs.replace(bare[n], **{name: bytes(content)})
    last = again(run, tuple(bare))[-1]
    assert last.header != run[-1].entry.header
    try:
        _, header = parse(last)
    except Refusal:
        return
    assert not verify(last, header)


def test_a_header_that_is_not_as_this_version_writes_it_travels_whole() -> None:
    (one,) = written([("log.written", (bytes(16),), b"x", 1, 0, {}, False)], 0)
    grown = b"\x9d" + one.entry.header[1:] + b"\xc0"  # a field more
    long = one.entry.header[:1] + b"\xcc\x01" + one.entry.header[2:]  # the version in two bytes
    for header in (grown, long):
        entry = Entry(header, one.entry.signature, one.entry.salt, one.entry.payload)
        assert stripped([Stored(*parse(entry), entry, 0, 1)]) is None


def test_a_run_of_log_lines_is_a_fifth_shorter() -> None:
    facts: list = [("log.written", (bytes(16), bytes(16)), b"x" * 150, 1 << 62, 3, {}, False)] * 100  # type: ignore[type-arg]
    run = written(facts, 1000)
    whole = len(msgspec.msgpack.encode([one.entry for one in run]))
    assert len(msgspec.msgpack.encode(stripped(run))) < 0.75 * whole
