"""Arrival order, duplication and cuts change nothing; a flipped byte is always found."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from db.causes import causes_first
from db.entry import Entry, Forged, Gap, Malformed, Stored, parse
from db.feed import Feed
from db.record import Record

ROOM = b"R" * 16
THINGS = (b"A" * 16, b"B" * 16)


def written(number: int, length: int, keep: int) -> tuple[list[Entry], list[Entry]]:
    """A feed, and what a clone of it wrote after `keep` entries. Each third entry replaces the last."""
    key = SigningKey(bytes([number + 1]) * 32)
    branches: list[list[Entry]] = []
    for branch in range(2):
        feed, run = Feed(ROOM, key), list(branches[0][:keep]) if branch else []
        if run:
            feed.rewind(keep, parse(run[-1])[0])
        for n in range(len(run), length):
            replaces = {1: (feed.head,)} if n % 3 == 2 else {}
            thing, time = THINGS[n % 2], (100 * ((7 * n + number) % 5) + branch) << 16
            run.append(feed.write("log.written", (thing,), b"%d" % n, time, replaces=replaces))
        branches.append(run)
    return branches[0], branches[1]


FEEDS = [written(0, 12, 5), written(1, 9, 0), written(2, 7, 6)]
STRAIGHT = [run for run, _ in FEEDS]
BRANCHED = [run for pair in FEEDS for run in pair]


@contextmanager
def seat() -> Iterator[Record]:
    with tempfile.TemporaryDirectory() as folder, closing(Record.open(Path(folder), ROOM)) as record:
        yield record


def told(record: Record, step: int) -> tuple[object, ...]:
    """What a seat would tell of itself once every signature is checked, `step` at a time."""
    for _ in range(record.count):
        assert not record.verify_pending(step).bad
    assert record.verified_heads() == record.heads()
    return record.digest(), record.count, record.heads()


def pieces(runs: list[list[Entry]]) -> st.SearchStrategy[list[list[Entry]]]:
    """Pieces of the runs in any order, overlapping and repeated, before everything comes whole once."""
    piece = st.integers(0, len(runs) - 1).flatmap(
        lambda n: st.tuples(st.integers(0, len(runs[n]) - 1), st.integers(1, 9)).map(
            lambda cut: runs[n][cut[0] : cut[0] + cut[1]]
        )
    )
    return st.tuples(st.lists(piece, max_size=14), st.permutations(runs)).map(lambda both: both[0] + both[1])


@pytest.mark.parametrize("runs", [STRAIGHT, BRANCHED], ids=["straight", "forked"])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_order_and_duplication_gives_the_same_record(
    runs: list[list[Entry]], data: st.DataObject
) -> None:
    with seat() as one, seat() as other:
        for run in runs:
            one.admit(run, received=1)
        for run in data.draw(pieces(runs)):
            assert not any(isinstance(result, Forged) for result in other.admit_all([run], received=2))
        assert told(one, 100) == told(other, 3)
        for thing in THINGS:
            assert [x.id for x in one.about(thing)] == [x.id for x in other.about(thing)]
        about = [stored for thing in THINGS for stored in other.about(thing)]
        assert {one.id for one in other.about(*THINGS)} == {one.id for one in about}
        assert list(other.walk(lambda _done, _all: None)) == []


def flipped(raw: bytes, at: int, bit: int) -> bytes:
    at %= len(raw)
    return raw[:at] + bytes([raw[at] ^ (1 << bit)]) + raw[at + 1 :]


@pytest.fixture(scope="module")
def empty() -> Iterator[Record]:
    """A record that refuses all it is offered, so one does for every example."""
    with seat() as record:
        yield record


@settings(max_examples=120, deadline=None)
@given(
    field=st.sampled_from(["header", "salt", "payload", "signature"]),
    entry=st.integers(0, 11),
    at=st.integers(0, 4000),
    bit=st.integers(0, 7),
)
def test_a_flipped_byte_is_refused(empty: Record, field: str, entry: int, at: int, bit: int) -> None:
    run = list(STRAIGHT[0])
    entry = len(run) - 1 if field == "signature" else entry
    damaged = flipped(getattr(run[entry], field), at, bit)
    run[entry] = msgspec.structs.replace(run[entry], **{field: damaged})
    with pytest.raises((Forged, Malformed)):
        empty.admit(run, received=1)
    assert empty.count == 0


@settings(max_examples=60, deadline=None)
@given(noise=st.binary(max_size=200), signature=st.binary(max_size=70))
def test_noise_is_malformed(noise: bytes, signature: bytes) -> None:
    with pytest.raises((Malformed, Forged)):
        parse(Entry(noise, signature, None, None))


def stored(run: list[Entry]) -> list[Stored]:
    return [Stored(*parse(entry), entry, 0, n) for n, entry in enumerate(run)]


@settings(max_examples=60, deadline=None)
@given(st.permutations([one for run in BRANCHED for one in stored(run)]))
def test_causes_come_first_in_whatever_order_they_are_given(mixed: list[Stored]) -> None:
    ordered = causes_first(mixed)
    assert ordered == causes_first(mixed[::-1])
    place = {one.id: n for n, one in enumerate(ordered)}
    assert len(place) == len({one.id for one in mixed})
    for one in ordered:
        causes = [one.header.prev, *(name for names in one.header.replaces.values() for name in names)]
        assert all(place[cause] < place[one.id] for cause in causes if cause in place)


def test_a_gap_names_where_to_go_on() -> None:
    with seat() as record:
        with pytest.raises(Gap) as gap:
            record.admit(STRAIGHT[0][3:], received=1)
        assert gap.value.have == 0
