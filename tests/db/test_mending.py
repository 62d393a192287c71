"""A relay that strips or alters is found out, and what it spoilt is made whole again."""

from collections.abc import Callable

import msgspec
import pytest

from db import mending, shape
from db.entry import Entry, Forged, entry_id
from db.errors import StorageFailed
from db.feed import Feed
from db.mending import Checked
from db.record import Record

ROOM = b"R" * 16
Open = Callable[..., Record]
Lines = Callable[..., list[Entry]]


def altered(entry: Entry) -> Entry:
    signature = bytes([entry.signature[0] ^ 1]) + entry.signature[1:]
    return msgspec.structs.replace(entry, signature=signature)


def stripped(entry: Entry) -> Entry:
    return msgspec.structs.replace(entry, salt=None, payload=None)


def garble_header(record: Record, n: int) -> None:
    with record._store.write() as connection:
        connection.exec_driver_sql("UPDATE entry SET header=zeroblob(8) WHERE n=?", (n,))


def seqs(record: Record, feed: Feed) -> list[int]:
    return [one.header.seq for one in record.run(feed.id, 0, 100, 1 << 20)]


def test_a_run_counts_as_verified_once_each_signature_was_checked(
    record: Record, feed: Feed, lines: Lines
) -> None:
    run = lines(feed, 6)
    record.admit(run[:1], received=1)
    record.admit(run[1:], received=1)
    assert record.heads()[feed.id][0].seq == 6
    assert record.verified_heads()[feed.id][0].seq == 1
    assert seqs(record, feed) == [1]
    assert record.verify_pending(2) == Checked(2, [])
    assert record.verified_heads()[feed.id][0].seq == 3
    assert record.verify_pending(100) == Checked(2, [])
    assert record.verified_heads() == record.heads()
    assert seqs(record, feed) == [1, 2, 3, 4, 5, 6]


def test_of_an_entry_with_a_garbled_signature_only_the_last_of_a_feed_loses_its_payload(
    record: Record, feed: Feed, lines: Lines
) -> None:
    run = lines(feed, 3)
    stored = record.append(run, received=1).stored
    with record._store.write() as connection:
        connection.exec_driver_sql("UPDATE entry SET signature=zeroblob(64) WHERE n IN (1, 3)")
    record.doubt([stored[0].id, stored[2].id])
    assert [one.entry.payload is None for one in record.since(0, 9)] == [False, False, True]
    assert record.lacking(9) == [stored[0].id, stored[2].id]
    assert record.verified_heads() == {}
    assert [record.repair(entry) for entry in run] == [True, False, True]
    assert record.since(0, 9) == list(stored)
    assert record.lacking(9) == []


def test_a_bad_mid_run_signature_is_found_never_served_and_mended(
    open_record: Open, feed: Feed, lines: Lines
) -> None:
    run = lines(feed, 5)
    record = open_record()
    stored = record.admit([*run[:2], altered(run[2]), *run[3:]], received=1).stored
    bad = stored[2].id
    assert record.verify_pending(100) == Checked(4, [bad])
    assert record.verify_pending(100) == Checked(0, []), "it is mended by a peer, not by looking again"
    assert record.lacking(10) == [bad]
    assert seqs(record, feed) == [1, 2]
    assert record.offer([bad], 1 << 20) == []
    record.close()
    again = open_record()
    assert again.verified_heads()[feed.id][0].seq == 2
    assert not again.repair(altered(run[2]))
    assert again.repair(run[2])
    assert not again.repair(run[2])
    assert again.lacking(10) == []
    assert again.verified_heads() == again.heads()
    assert [one.entry for one in again.run(feed.id, 0, 100, 1 << 20)] == run


def test_kinds_that_matter_are_checked_at_once(record: Record, feed: Feed) -> None:
    run = [feed.write(kind, (b"T" * 16,), b"", hlc=9 << 16) for kind in ("order.issued", "log.written")]
    with pytest.raises(Forged, match=r"entry\.signature"):
        record.admit([altered(run[0]), run[1]], received=1, at_once=("order.",))
    assert record.heads() == {}


def test_a_stripped_payload_is_wanted_and_filled_in(record: Record, feed: Feed, lines: Lines) -> None:
    run = lines(feed, 3)
    stored = record.admit([run[0], stripped(run[1]), run[2]], received=1).stored
    record.verify_pending(100)
    assert record.verified_heads() == record.heads()
    assert record.lacking(10) == [stored[1].id]
    assert record.offer([one.id for one in stored], 1 << 20) == [stored[0], stored[2]]
    assert not record.repair(stripped(run[1]))
    assert record.repair(run[1])
    assert record.lacking(10) == []
    assert [one.entry for one in record.since(0, 10)] == run


def test_a_wrong_payload_mends_nothing(record: Record, feed: Feed, lines: Lines) -> None:
    run = lines(feed, 1)
    record.admit([stripped(run[0])], received=1)
    with pytest.raises(Forged, match=r"entry\.commitment"):
        record.repair(msgspec.structs.replace(run[0], payload=b"something else"))
    assert not record.repair(lines(Feed.fresh(ROOM), 1)[0])
    assert len(record.lacking(10)) == 1


def test_stripped_and_altered_is_lacking_until_both_are_mended(
    record: Record, feed: Feed, lines: Lines
) -> None:
    run = lines(feed, 2)
    record.admit([stripped(altered(run[0])), run[1]], received=1)
    record.verify_pending(10)
    assert record.repair(altered(run[0]))
    assert len(record.lacking(10)) == 1
    assert record.repair(run[0])
    assert record.lacking(10) == []


def test_an_entry_in_doubt_is_fetched_anew(record: Record, feed: Feed, lines: Lines) -> None:
    run = lines(feed, 3)
    stored = list(record.append(run, received=1).stored)
    record.doubt([stored[1].id])
    assert record.lacking(10) == [stored[1].id]
    assert seqs(record, feed) == [1]
    assert record.repair(run[1])
    assert seqs(record, feed) == [1, 2, 3]
    assert record.since(0, 10) == stored


def test_nothing_is_mended_while_the_disk_does_not_give_what_it_belongs_to(
    record: Record, feed: Feed, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = lines(feed, 3)
    record.admit([whole[0], stripped(whole[1]), whole[2]], received=1)

    def unread(*_: object) -> None:
        raise StorageFailed("storage.failed")

    with monkeypatch.context() as patch:
        patch.setattr(shape, "ends_of", unread)
        with pytest.raises(StorageFailed):
            record.repair(whole[1])
    assert record.repair(whole[1]), "who asks again is told that it is whole now"


def test_a_garbled_header_hides_no_other_of_its_feed(record: Record, feed: Feed, lines: Lines) -> None:
    record.append(lines(feed, 3), received=1)
    garble_header(record, 2)
    assert [header.seq for header in record.headers(feed.id)] == [1, 3]


def test_an_entry_whose_header_is_garbled_before_its_check_is_fetched_anew_and_holds_up_no_other(
    record: Record, feed: Feed, lines: Lines
) -> None:
    run = lines(feed, 6)
    record.admit(run[:1], received=1)
    record.admit(run[1:], received=1)
    garble_header(record, 3)
    garbled = entry_id(run[2].header)
    assert record.verify_pending(100) == Checked(4, [garbled])
    assert record.lacking(9) == [garbled]
    assert record.verified_heads()[feed.id][0].seq == 2
    assert record.repair(run[2])
    assert record.verified_heads() == record.heads()


def test_what_a_walk_doubts_while_its_signature_is_being_checked_stays_doubted(
    record: Record, feed: Feed, lines: Lines
) -> None:
    run = lines(feed, 3)
    record.admit(run, received=1)
    found = mending.judged(record._store, 9)
    record.doubt([entry_id(run[1].header)])
    with record._store.lock:
        record._heads.learn(mending.settle(record._store, found))
    assert record.lacking(9) == [entry_id(run[1].header)]
    assert record.verified_heads()[feed.id][0].seq == 1


def test_a_bad_signature_that_is_found_late_makes_another_record_of_it(
    record: Record, feed: Feed, lines: Lines
) -> None:
    first, second, third = lines(feed, 3)
    record.admit([first, altered(second), third], received=1)
    before = record.meta(mending.MENDED)
    assert record.verify_pending(9).bad
    assert record.meta(mending.MENDED) != before, "no rest page that shows it holds any more"
