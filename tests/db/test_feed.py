"""A feed is one run: signed, chained, bounded, and gone when its key is."""

from collections.abc import Callable

import msgspec
import pytest

from db.clock import MAX_AHEAD_MS, HybridClock, ms_of
from db.entry import MAX_PAYLOAD, Entry, Header, Malformed, encode_header, entry_id, parse, verify
from db.feed import Feed

ROOM = b"R" * 16
ABOUT = (b"T" * 16,)


def test_entries_chain_and_are_signed(feed: Feed) -> None:
    first, second = (feed.write("log.written", ABOUT, b"x", hlc=n) for n in (5, 6))
    (one, header1), (two, header2) = parse(first), parse(second)
    assert (header1.seq, header1.prev, header2.seq, header2.prev) == (1, bytes(32), 2, one)
    assert (header1.feed, header1.room, feed.head) == (feed.id, ROOM, two)
    assert verify(first, header1)
    assert not verify(Entry(first.header, second.signature), header1)
    assert one == entry_id(first.header)


def test_equal_texts_have_different_commitments(feed: Feed) -> None:
    headers = [parse(feed.write("log.written", ABOUT, b"same", hlc=1))[1] for _ in range(2)]
    assert headers[0].commit != headers[1].commit


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "Bad Kind"},
        {"kind": "log.written\n"},
        {"about": ()},
        {"about": (b"short",)},
        {"about": ABOUT * 9},
        {"payload": bytes(MAX_PAYLOAD + 1)},
        {"replaces": {1: (b"short",)}},
        {"replaces": {n: (bytes(32),) * 9 for n in range(9)}},
        {"hlc": -1},
    ],
)
def test_what_breaks_a_limit_is_not_written(feed: Feed, wrong: dict[str, object]) -> None:
    arguments: dict[str, object] = {"kind": "log.written", "about": ABOUT, "payload": b"", "hlc": 1}
    with pytest.raises(Malformed):
        feed.write(**{**arguments, **wrong})  # type: ignore[arg-type]
    assert (feed.seq, feed.head) == (0, bytes(32))


@pytest.mark.parametrize(("seq", "prev"), [(1, bytes(31) + b"p"), (2, bytes(32))])
def test_the_first_of_a_feed_and_no_other_follows_none(feed: Feed, seq: int, prev: bytes) -> None:
    entry = feed.write("log.written", ABOUT, b"x", hlc=1)
    other = msgspec.structs.replace(parse(entry)[1], seq=seq, prev=prev)
    with pytest.raises(Malformed, match=r"entry\.prev"):
        parse(msgspec.structs.replace(entry, header=encode_header(other)))


def test_what_a_later_version_appends_is_let_be(feed: Feed) -> None:
    entry = feed.write("log.written", ABOUT, b"x", hlc=1)
    known = parse(entry)[1]
    grown = msgspec.msgpack.encode([*msgspec.msgpack.decode(entry.header), "new", {"field": [[1]]}])
    later = msgspec.structs.replace(entry, header=grown)
    name, header = parse(later)
    assert header == known
    assert name == entry_id(grown) != entry_id(entry.header)


@pytest.mark.parametrize(
    "garble",
    [
        lambda raw: raw[:-1],
        lambda raw: raw + b"\x00",
        lambda raw: b"\x9d" + raw[1:] + b"\x91" * 1700 + b"\x90",
        lambda raw: b"\x9d" + raw[1:] + b"\x91" * 17 + b"\x90",
        lambda raw: raw.replace(b"log.written", b"log.wr\xfften"),
        lambda raw: raw + bytes(2048),
        lambda raw: b"\x81" + raw[1:],
    ],
    ids=["cut", "longer", "nested", "nested as far as some Pythons read", "no text", "large", "no array"],
)
def test_bytes_that_are_no_header_are_malformed(feed: Feed, garble: Callable[[bytes], bytes]) -> None:
    entry = feed.write("log.written", ABOUT, b"x", hlc=1)
    with pytest.raises(Malformed):
        parse(msgspec.structs.replace(entry, header=garble(entry.header)))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"signature": bytes(63)}, "entry.signature_size"),
        ({"salt": None}, "entry.half_payload"),
        ({"payload": None}, "entry.half_payload"),
        ({"salt": bytes(31)}, "entry.salt_size"),
        ({"payload": bytes(MAX_PAYLOAD + 1)}, "entry.payload_too_large"),
    ],
)
def test_the_rest_of_an_entry_has_its_form_too(feed: Feed, change: dict[str, object], code: str) -> None:
    entry = feed.write("log.written", ABOUT, b"x", hlc=1)
    with pytest.raises(Malformed) as refused:
        parse(msgspec.structs.replace(entry, **change))
    assert refused.value.code == code


def test_kinds_of_a_later_version_are_taken(feed: Feed) -> None:
    assert parse(feed.write("drone.sighted", ABOUT, b"?", hlc=1))[1].kind == "drone.sighted"


def test_the_header_fields_stand_where_the_format_says() -> None:
    header = Header(
        room=ROOM, feed=b"F" * 32, seq=1, prev=bytes(32), hlc=7, kind="k", about=ABOUT, commit=b"C" * 32
    )
    assert msgspec.msgpack.decode(encode_header(header)) == [
        1, ROOM, b"F" * 32, 1, bytes(32), 0, 7, "k", [ABOUT[0]], {}, None, b"C" * 32,
    ]  # fmt: skip


def test_a_closed_feed_never_continues(feed: Feed) -> None:
    feed.close()
    with pytest.raises(ValueError, match="closed"):
        feed.write("log.written", ABOUT, b"", hlc=1)


def test_every_run_is_another_feed() -> None:
    assert Feed.fresh(ROOM).id != Feed.fresh(ROOM).id


class Wall:
    """A wall clock that can be set."""

    def __init__(self, ms: int) -> None:
        self.ms = ms

    def __call__(self) -> int:
        return self.ms


def test_time_never_goes_back_when_the_clock_does() -> None:
    wall = Wall(1_000_000)
    clock = HybridClock(wall)
    first = clock.tick()
    wall.ms = 10
    assert clock.tick() == first + 1
    wall.ms = 2_000_000
    assert ms_of(clock.tick()) == 2_000_000


def test_others_are_followed_for_a_minute_at_most() -> None:
    wall = Wall(1_000_000)
    clock = HybridClock(wall)
    clock.absorb((1_000_500 << 16) + 3)
    assert clock.tick() == (1_000_500 << 16) + 4
    clock.absorb(2**63 - 1)
    assert ms_of(clock.tick()) == 1_000_000 + MAX_AHEAD_MS


def test_a_clock_tells_how_far_it_is_ahead_of_a_wall_clock_that_was_set_back() -> None:
    wall = Wall(1_000_000)
    clock = HybridClock(wall)
    assert clock.ahead <= 0
    clock.absorb(1_050_000 << 16)
    clock.tick()
    assert clock.ahead == 0, "that of another's clock is another matter"
    wall.ms = 1_300_000
    assert clock.ahead < 0
    clock.tick()
    wall.ms = 1_000_000
    assert clock.ahead == 300_000
    wall.ms = 1_290_000
    clock.tick()
    assert clock.ahead == 10_000
