"""What was recorded is there, in the same order for everybody."""

from collections.abc import Callable
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from db.entry import Entry, Forged, Gap, Malformed, Stored, entry_id
from db.errors import Damaged, WrongRoom
from db.feed import Feed
from db.record import Record
from db.salvage import salvage
from db.store import Store

ROOM = b"R" * 16
Open = Callable[..., Record]
Lines = Callable[..., list[Entry]]


def ids(stored: list[Stored]) -> list[bytes]:
    return [one.id for one in stored]


def test_what_was_appended_is_there_after_reopening(open_record: Open, feed: Feed, lines: Lines) -> None:
    record = open_record()
    stored = list(record.append(lines(feed, 3), received=77).stored)
    record.close()
    again = open_record()
    assert again.since(0, 10) == stored
    assert again.heads() == record.heads() == {feed.id: ((3, feed.head),)}
    assert again.count == 3
    assert again.digest() == record.digest() != bytes(32)
    assert again.get(feed.head) == stored[-1]
    assert stored[-1].received == 77


def test_an_entry_that_names_one_of_another_place_as_the_one_before_is_forged(
    record: Record, lines: Lines
) -> None:
    key = SigningKey.generate()
    feed, jumping, straying = Feed(ROOM, key), Feed(ROOM, key), Feed.fresh(ROOM)
    first, *_ = record.admit(lines(feed, 3), 1).stored
    jumping.rewind(4, first.id)  # number 5 behind number 1
    straying.rewind(3, feed.head)  # number 4 behind another feed's
    for pen in (jumping, straying):
        with pytest.raises(Forged, match=r"entry\.chain"):
            record.admit(lines(pen, 1), 1)
    assert record.count == 3


def test_what_people_act_on_at_once_proves_itself_first_and_the_rest_later(
    record: Record, feed: Feed
) -> None:
    kinds = ("log.written", "order.issued", "log.written")
    run = [feed.write(kind, (b"T" * 16,), b"foam", 1 << 16) for kind in kinds]
    run[1] = Entry(run[1].header, bytes(64), run[1].salt, run[1].payload)
    with pytest.raises(Forged, match=r"entry\.signature"):
        record.admit(run, 1, ("order.",))
    assert record.count == 0
    record.admit(run, 1, ("command.",))
    record.verify_pending(10)
    assert (record.count, record.lacking(10)) == (3, [entry_id(run[1].header)])


def test_a_run_reaches_another_seat_whole(open_record: Open, feed: Feed, lines: Lines) -> None:
    ours, theirs = open_record("ours"), open_record("theirs")
    ours.append(lines(feed, 10), received=1)
    run = ours.run(feed.id, after=0, limit=100, max_bytes=1 << 20)
    admission = theirs.admit([one.entry for one in run], received=2)
    assert [one.id for one in admission.stored] == ids(run)
    assert not admission.forked
    assert theirs.digest() == ours.digest()
    assert theirs.heads() == ours.heads()


def test_a_run_is_cut_by_number_and_by_bytes(record: Record, feed: Feed, lines: Lines) -> None:
    record.append(lines(feed, 10), received=1)
    assert [one.header.seq for one in record.run(feed.id, 4, 3, 1 << 20)] == [5, 6, 7]
    assert [one.header.seq for one in record.run(feed.id, 4, 100, 1)] == [5]
    assert record.run(feed.id, 10, 100, 1 << 20) == []
    assert record.run(b"?" * 32, 0, 100, 1 << 20) == []


def test_what_is_held_already_is_taken_once(record: Record, feed: Feed, lines: Lines) -> None:
    run = lines(feed, 6)
    record.admit(run[:4], received=1)
    assert record.admit(run[1:4], received=2).stored == ()
    assert [one.header.seq for one in record.admit(run[2:], received=3).stored] == [5, 6]
    assert record.count == 6


def test_a_run_that_attaches_to_nothing_names_what_is_held(record: Record, feed: Feed, lines: Lines) -> None:
    run = lines(feed, 9)
    record.admit(run[:2], received=1)
    with pytest.raises(Gap) as gap:
        record.admit(run[5:], received=1)
    assert (gap.value.feed, gap.value.have) == (feed.id, 2)
    assert record.count == 2


def test_one_refused_run_does_not_hold_up_the_others(record: Record, lines: Lines) -> None:
    good, late = Feed.fresh(ROOM), Feed.fresh(ROOM)
    results = record.admit_all([lines(late, 3)[1:], lines(good, 2), []], received=1)
    assert isinstance(results[0], Gap)
    assert isinstance(results[2], Malformed)
    assert list(record.heads()) == [good.id]


def test_an_entry_of_another_room_is_refused(record: Record, lines: Lines) -> None:
    with pytest.raises(Malformed, match=r"entry\.other_room"):
        record.admit(lines(Feed.fresh(b"X" * 16), 1), received=1)


def test_a_run_with_a_hole_is_refused(record: Record, feed: Feed, lines: Lines) -> None:
    run = lines(feed, 3)
    with pytest.raises(Forged, match=r"run\.chain"):
        record.admit([run[0], run[2]], received=1)
    assert record.count == 0


def test_a_feed_that_went_on_after_a_failed_commit_is_rewound(
    record: Record, feed: Feed, lines: Lines
) -> None:
    record.append(lines(feed, 2), received=1)
    place = feed.seq, feed.head
    lines(feed, 3)
    feed.rewind(*place)
    record.append(lines(feed, 1), received=1)
    assert record.heads() == {feed.id: ((3, feed.head),)}


def test_entries_about_a_thing_come_causes_first(record: Record, lines: Lines) -> None:
    early, late = Feed.fresh(ROOM), Feed.fresh(ROOM)
    first = late.write("log.written", (b"A" * 16,), b"cause", hlc=900 << 16)
    record.append([first], received=1)
    effect = early.write(
        "log.corrected", (b"A" * 16, b"B" * 16), b"effect", hlc=5 << 16, replaces={1: (late.head,)}
    )
    record.append([effect], received=2)
    record.append(lines(early, 2, about=b"B" * 16), received=3)
    assert [one.entry for one in record.about(b"A" * 16)] == [first, effect]
    assert [one.header.seq for one in record.about(b"B" * 16)] == [1, 2, 3]
    assert record.about(b"C" * 16) == []


def test_statements_and_notes_are_kept(open_record: Open) -> None:
    record = open_record()
    record.add_statements([b"one", b"two", b"one"])
    record.add_statements([b"two", b"three"])
    record.set_meta("peers", b"1")
    record.set_meta("peers", b"2")
    record.close()
    again = open_record()
    assert again.statements() == [b"one", b"two", b"three"]
    assert again.meta("peers") == b"2"
    assert again.meta("nothing") is None


def test_another_rooms_folder_is_refused(open_record: Open, tmp_path: Path) -> None:
    open_record("seat")
    with pytest.raises(WrongRoom):
        Record.open(tmp_path / "seat", b"X" * 16)


def test_a_record_of_this_room_that_names_another_is_damaged(
    record: Record, feed: Feed, lines: Lines, tmp_path: Path
) -> None:
    record.append(lines(feed, 2), 1)
    record.close()
    garbled = Store(tmp_path / "seat" / "record.db")
    with garbled.write() as connection:
        connection.exec_driver_sql("UPDATE meta SET value=zeroblob(16) WHERE key='record.room'")
    garbled.close()
    with pytest.raises(Damaged):
        Record.open(tmp_path / "seat", ROOM)
    assert salvage(tmp_path / "seat", ROOM, now=1).saved == 2
