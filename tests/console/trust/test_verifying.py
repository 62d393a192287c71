"""What entries and statements say of each other: each kind of fault alone, where all else is sound."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.trust.authorship import Authorship
from console.trust.envelope import opened, room_of, sign
from console.trust.keys import new_signing_key
from console.trust.openings import open_feed
from console.trust.statements import Genesis, SeatJoined
from console.trust.verifying import Numbers, examine, judged
from console.trust.witness import HEADS_WITNESSED, write_heads
from db.entry import Stored
from tests.console.trust.rooms import Pen, Room


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def pen(room: Room) -> Pen:
    return Pen(room.seat_key, Authorship(room.trust))


def faults(room: Room, *entries: Stored, statements: list[bytes] | None = None) -> list[tuple[str, int]]:
    stated = room.trust.raw() if statements is None else statements
    return [(each.code, each.seq) for each in examine(room.founded.room, stated, lambda: iter(entries))]


def a_sitting(room: Room, pen: Pen) -> tuple[Stored, Stored]:
    """The run begins, and the administrator sits down."""
    return pen.start(), pen.sit(room.founded.person, room.admin)


def bad(room: bytes, *raw: bytes) -> list[str]:
    return [fault.code for fault in judged(room, raw)[1]]


def test_where_all_is_as_it_should_be_there_is_no_fault(room: Room, pen: Pen) -> None:
    opening, sitting = a_sitting(room, pen)
    line = pen.write(by=2)
    rising = pen.rise(sitting)
    later = Pen(room.seat_key, pen.authorship, hlc=pen.hlc)
    again = later.start({pen.feed.id: (4, rising.id)})
    seen = later.write(HEADS_WITNESSED, write_heads([(pen.feed.id, 4, rising.id)]))
    assert faults(room, opening, sitting, line, rising, again, seen) == []


def test_a_genesis_is_that_of_the_room_signed_by_the_key_that_it_names(room: Room) -> None:
    genesis = room.founded.statements[0]
    said = opened(genesis).statement
    assert isinstance(said, Genesis)
    assert bad(room.founded.room, *room.founded.statements) == []
    assert bad(room.founded.room, Room().founded.statements[0]) == ["statement.bad"]
    stolen = sign(new_signing_key(), said)
    assert bad(room_of(opened(stolen)), stolen) == ["statement.bad"]
    placed = sign(room.founded.room_key, msgspec.structs.replace(said, room=b"x" * 16))
    assert bad(room_of(opened(placed)), placed) == ["statement.bad"]
    assert bad(room.founded.room, b"garbage") == ["statement.bad"]


def test_a_statement_is_of_the_room_and_who_joined_proves_his_own_key(room: Room) -> None:
    other = Room()
    assert bad(room.founded.room, *other.founded.statements[1:]) == ["statement.bad"] * (
        len(other.founded.statements) - 1
    )
    joined = room.joined().statements[-1]
    assert bad(room.founded.room, joined) == []
    said = opened(joined).statement
    assert isinstance(said, SeatJoined)
    unproven = sign(new_signing_key(), msgspec.structs.replace(said, proof=bytes(64)))
    assert bad(room.founded.room, unproven) == ["statement.bad"]
    good, _ = judged(room.founded.room, [joined, joined])
    assert [held.raw for held in good] == [joined]


def test_without_its_genesis_nothing_in_a_record_has_standing(room: Room, pen: Pen) -> None:
    entries = a_sitting(room, pen)
    codes = [code for code, _ in faults(room, *entries, statements=room.trust.raw()[1:])]
    assert codes == ["record.genesis", "sitting.bad", "feed.stranger"]


def test_what_cannot_be_read_is_told_of_and_hides_nothing_else(room: Room, pen: Pen) -> None:
    opening, sitting = a_sitting(room, pen)
    junk = pen.write("sitting.opened", b"junk")
    erased = msgspec.structs.replace(opening.entry, salt=None, payload=None)
    found = faults(room, opening, sitting, junk, statements=[*room.trust.raw(), b"garbage"])
    assert found == [("statement.bad", 0), ("sitting.bad", 0)]
    assert faults(room, msgspec.structs.replace(opening, entry=erased)) == [("feed.unopened", 0)]


def test_a_run_that_no_seat_of_the_room_opened_is_told_from_one_that_none_opened(
    room: Room, pen: Pen
) -> None:
    pen.write()
    assert faults(room, pen.write()) == [("feed.unopened", 0)]
    stranger = Pen(Room().seat_key, pen.authorship)
    stranger.feed = pen.feed.fresh(room.founded.room)
    payload = open_feed(stranger.seat_key.signing, room.founded.room, stranger.feed.id, {})
    assert faults(room, stranger.write("feed.opened", payload)) == [("feed.stranger", 0)]


def test_only_what_is_written_while_he_sits_there_is_in_somebodys_name(room: Room, pen: Pen) -> None:
    opening, sitting = a_sitting(room, pen)
    mine = [pen.write(by=2)]
    nobodys = [pen.write(by=3), pen.write(by=1), pen.write(by=99), pen.write(by=7)]
    assert nobodys[-1].header.seq == 7, "under itself"
    rising = pen.rise(sitting)
    late = [pen.write(by=2), pen.rise(sitting), pen.write(by=2)]
    found = examine(
        room.founded.room,
        room.trust.raw(),
        lambda: iter([opening, sitting, *mine, *nobodys, rising, *late]),
    )
    assert [(each.code, each.id) for each in found] == [
        ("entry.nobody", each.id) for each in (*nobodys, *late)
    ]


def test_nobody_sits_there_whose_key_is_anothers_or_where_two_sat_down_at_once(room: Room, pen: Pen) -> None:
    key, bram = room.someone("Bram", "operator")
    opening = pen.start()
    seq, head = pen.feed.seq, pen.feed.head
    first = pen.sit(room.founded.person, room.admin)
    pen.feed.rewind(seq, head)
    second = pen.sit(bram.id, key)
    line = pen.write(by=2)
    assert faults(room, opening, first, second, line) == [("feed.forked", 2), ("entry.nobody", 0)]
    false = Pen(room.seat_key, pen.authorship)
    entries = false.start(), false.sit(room.founded.person, key), false.write(by=2)
    assert faults(room, *entries) == [("sitting.bad", 0), ("entry.nobody", 0)]


def test_a_fork_is_in_doubt_from_its_lowest_number_whatever_comes_first(room: Room, pen: Pen) -> None:
    opening = pen.start()
    left = [pen.write(), pen.write()]
    pen.feed.rewind(1, opening.id)
    right = [pen.write(), pen.write()]
    for entries in ([*left, *right], [*reversed(left), *reversed(right)]):
        assert faults(room, opening, *entries) == [("feed.forked", 2)]


def test_an_end_that_a_seat_of_the_room_signed_is_missed_and_one_that_others_did_is_not(
    room: Room, pen: Pen
) -> None:
    opening, sitting = a_sitting(room, pen)
    gone = (b"g" * 32, 7, b"h" * 32)
    by_seat = pen.write(HEADS_WITNESSED, write_heads([gone]))
    (tail,) = examine(room.founded.room, room.trust.raw(), lambda: iter([opening, sitting, by_seat]))
    assert (tail.code, tail.feed, tail.seq, tail.id) == ("feed.tail", *gone)
    assert (tail.witness, tail.at) == (pen.feed.id, by_seat.header.hlc >> 16)
    later = pen.write(HEADS_WITNESSED, write_heads([gone]))
    (tail,) = examine(room.founded.room, room.trust.raw(), lambda: iter([opening, sitting, by_seat, later]))
    assert tail.at == by_seat.header.hlc >> 16, "who signed for it first"
    other = Pen(room.seat_key, pen.authorship)
    start = other.start()
    by_person = Pen(room.seat_key, pen.authorship)
    entries = by_person.start(), by_person.sit(room.founded.person, room.admin)
    said = by_person.write(HEADS_WITNESSED, write_heads([gone]), by=2)
    assert faults(room, start, *entries, said) == []
    unopened = Pen(room.seat_key, pen.authorship)
    unopened.write()
    assert faults(room, unopened.write(HEADS_WITNESSED, write_heads([gone]))) == [("feed.unopened", 0)]
    earlier = Pen(room.seat_key, pen.authorship)
    assert faults(room, earlier.start({gone[0]: gone[1:]})) == [("feed.tail", 7)], "its own earlier run"


@given(st.lists(st.integers(1, 12)))
def test_a_number_is_new_once_in_whatever_order_they_come(numbers: list[int]) -> None:
    met, seen = Numbers(), set[int]()
    for n in numbers:
        assert met.take(n) == (n not in seen)
        seen.add(n)
    for n in range(1, 13):
        met.take(n)
    assert not met._beyond, "what came without a gap costs nothing"
