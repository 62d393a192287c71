"""Two branches of one feed are both kept, told and served: a cloned machine loses nobody's work."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from nacl.signing import SigningKey

from db import shape
from db.entry import Entry, Forged, Gap, entry_id
from db.errors import StorageFailed
from db.feed import Feed
from db.record import Record

ROOM = b"R" * 16
Open = Callable[..., Record]
Lines = Callable[..., list[Entry]]


def clones(
    lines: Lines, common: int = 2, left: int = 3, right: int = 2
) -> tuple[Feed, list[Entry], list[Entry], list[Entry]]:
    """A feed whose machine was cloned after `common` entries, with what each copy wrote."""
    key = SigningKey.generate()
    one, other = Feed(ROOM, key), Feed(ROOM, key)
    shared = lines(one, common)
    other.rewind(one.seq, one.head)
    return one, shared, lines(one, left), lines(other, right, start=500)


def entries(record: Record, feed: Feed, tip: bytes | None = None) -> list[Entry]:
    return [one.entry for one in record.run(feed.id, 0, 100, 1 << 20, tip)]


def test_both_branches_are_kept_and_served(open_record: Open, lines: Lines) -> None:
    feed, shared, left, right = clones(lines)
    record = open_record()
    record.admit(shared + left, received=1)
    assert record.forks() == {}
    admission = record.admit(right, received=2)
    assert admission.forked
    assert [one.entry for one in admission.stored] == right
    assert record.forks() == {feed.id: 3}
    assert [head.seq for head in record.heads()[feed.id]] == [4, 5]
    record.verify_pending(100)
    assert record.verified_heads() == record.heads()
    shorter, longer = record.heads()[feed.id]
    assert entries(record, feed, longer.id[:8]) == shared + left == entries(record, feed)
    assert entries(record, feed, shorter.id[:8]) == shared + right
    before = record.heads()
    record.close()
    again = open_record()
    assert again.heads() == before == again.verified_heads()
    assert again.count == 7


def test_a_branch_is_taken_once_although_the_disk_did_not_give_the_one_beside_it_at_first(
    record: Record, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed, shared, left, right = clones(lines)
    record.admit(shared + left, received=1)

    def unread(*_: object) -> None:
        raise StorageFailed("storage.failed")

    with monkeypatch.context() as patch:
        patch.setattr(shape, "links", unread)
        with pytest.raises(StorageFailed):
            record.admit(right, received=2)
        assert record.count == len(shared + left), "nothing is written of what was not taken"
    assert [one.entry for one in record.admit(right, received=2).stored] == right
    assert record.count == len(shared + left + right)
    assert [head.seq for head in record.heads()[feed.id]] == [4, 5]
    assert list(record.walk(lambda _done, _all: None)) == []


def test_a_forked_feed_of_which_two_headers_are_garbled_goes_on_and_is_mended(
    record: Record, lines: Lines
) -> None:
    feed, shared, left, right = clones(lines)
    record.admit(shared + left, received=1)
    record.admit(right, received=2)
    record.verify_pending(100)
    garbled = [shared[1], right[0]]
    with closing(sqlite3.connect(record._store.path)) as file:
        for entry in garbled:
            file.execute("UPDATE entry SET header=x'c1' WHERE id=?", (entry_id(entry.header),))
        file.commit()
    record.doubt([entry_id(entry.header) for entry in garbled])
    assert set(record.lacking(10)) == {entry_id(entry.header) for entry in garbled}
    more = lines(feed, 1, start=900)
    assert [one.entry for one in record.admit(more, received=3).stored] == more
    assert [record.repair(entry) for entry in garbled] == [True, True]
    assert [head.seq for head in record.verified_heads()[feed.id]] == [4, 6]
    assert list(record.walk(lambda _done, _all: None)) == []


def test_each_branch_goes_on(record: Record, lines: Lines) -> None:
    feed, shared, left, right = clones(lines)
    record.admit(shared + left[:1], received=1)
    assert record.admit(right[:1], received=1).forked
    assert not record.admit(right[1:], received=1).forked
    assert not record.admit(left[1:], received=1).forked
    assert record.admit(shared + left, received=1).stored == ()
    assert [head.seq for head in record.heads()[feed.id]] == [4, 5]


def test_a_branch_from_the_very_first_entry_is_a_fork(record: Record, lines: Lines) -> None:
    feed, _, left, right = clones(lines, common=0)
    record.admit(left, received=1)
    assert record.admit(right, received=1).forked
    record.verify_pending(10)
    assert entries(record, feed) == left


def test_a_branch_whose_root_is_not_held_is_asked_for_from_further_back(record: Record, lines: Lines) -> None:
    _, shared, left, right = clones(lines, common=9, left=3, right=20)
    record.admit(shared + left, received=1)
    run, asked = shared + right, 20
    for _ in range(8):
        try:
            admission = record.admit(run[asked:], received=1)
            break
        except Gap as gap:
            asked = gap.have
    assert admission.forked
    assert len(admission.stored) == 20


def test_on_a_forked_feed_every_signature_is_checked_at_once(record: Record, lines: Lines) -> None:
    _, shared, left, right = clones(lines)
    record.admit(shared + left, received=1)
    bad = Entry(right[0].header, bytes(64), right[0].salt, right[0].payload)
    with pytest.raises(Forged):
        record.admit([bad, right[1]], received=1)
    assert record.forks() == {}


def test_things_fold_the_same_whichever_branch_came_first(open_record: Open, lines: Lines) -> None:
    _, shared, left, right = clones(lines)
    one, other = open_record("one"), open_record("other")
    one.admit_all([shared + left, right], received=1)
    other.admit_all([shared + right, left], received=2)
    assert one.digest() == other.digest()
    assert one.heads() == other.heads()
    assert [x.id for x in one.about(b"T" * 16)] == [x.id for x in other.about(b"T" * 16)]
