"""A record on a stick: whole, or refused; and no more of it than the other lacks."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from nacl.signing import SigningKey

from db import bundle
from db.entry import Entry
from db.errors import Malformed, StorageFailed, WrongRoom
from db.feed import Feed
from db.record import Record

ROOM = b"R" * 16
NOON = 1_800_000_000_000
Open = Callable[..., Record]
Lines = Callable[..., list[Entry]]


def runs(stick: Path) -> list[tuple[Entry, ...]]:
    return [frame.entries for frame in bundle.frames(stick) if isinstance(frame, bundle.Run)]


def carried(stick: Path) -> list[Entry]:
    return [entry for run in runs(stick) for entry in run]


def sealed(stick: Path, *frames: bundle.Frame, magic: bytes = bundle.MAGIC) -> Path:
    """What somebody else might write."""
    raw = [msgspec.msgpack.encode(frame) for frame in frames]
    body = magic + b"".join(len(each).to_bytes(4) + each for each in raw)
    stick.write_bytes(body + bytes(4) + sha256(body).digest())
    return stick


def clones(lines: Lines) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """What a feed held when its machine was cloned, and what each of the two wrote then."""
    key = SigningKey.generate()
    one, other = Feed(ROOM, key), Feed(ROOM, key)
    shared = lines(one, 3)
    other.rewind(one.seq, one.head)
    return shared, lines(one, 4), lines(other, 2, start=500)


def test_a_stick_brings_all_that_is_proven_and_all_that_was_stated(
    record: Record, open_record: Open, feed: Feed, lines: Lines, tmp_path: Path
) -> None:
    entries = lines(feed, bundle.RUN_ENTRIES + 1)
    record.append(entries, 1)
    record.add_statements([b"statement %d" % n for n in range(bundle.STATEMENTS + 1)])
    stick = tmp_path / "stick"
    assert bundle.write(stick, record, NOON) == len(entries)
    said = bundle.preface(stick, ROOM)
    assert (said.room, said.made) == (ROOM, NOON)
    assert said.heads == ((feed.id, len(entries), feed.head),)
    assert [len(run) for run in runs(stick)] == [bundle.RUN_ENTRIES, 1]
    assert carried(stick) == entries
    stated = [frame.raw for frame in bundle.frames(stick) if isinstance(frame, bundle.Statements)]
    assert [len(raw) for raw in stated] == [bundle.STATEMENTS, 1]
    assert sorted(one for raw in stated for one in raw) == sorted(record.statements())
    assert stick.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if "stick" in path.name] == ["stick"]


def test_of_what_the_other_showed_to_hold_nothing_goes_along(
    record: Record, open_record: Open, feed: Feed, lines: Lines, tmp_path: Path
) -> None:
    other, strange = open_record("other"), Feed.fresh(ROOM)
    entries = lines(feed, 5)
    record.append(entries, 1)
    other.append(entries[:3], 1)
    other.append(lines(strange, 7), 1)
    bundle.write(tmp_path / "theirs", other, NOON)
    theirs = bundle.preface(tmp_path / "theirs", ROOM)
    assert bundle.write(tmp_path / "ours", record, NOON, theirs) == 2
    assert carried(tmp_path / "ours") == entries[3:]
    bundle.write(tmp_path / "all", record, NOON)
    assert bundle.write(tmp_path / "none", record, NOON, bundle.preface(tmp_path / "all", ROOM)) == 0
    strange.close()


def test_of_a_fork_both_branches_go_along_from_where_the_other_surely_holds_it(
    record: Record, open_record: Open, lines: Lines, tmp_path: Path
) -> None:
    shared, left, right = clones(lines)
    record.admit(shared + left, received=1)
    record.admit(right, received=2)
    record.verify_pending(100)
    bundle.write(tmp_path / "all", record, NOON)
    assert {entry.header for entry in carried(tmp_path / "all")} == {
        entry.header for entry in shared + left + right
    }
    theirs = bundle.preface(tmp_path / "all", ROOM)
    assert len(theirs.heads) == 2
    other = open_record("other")
    other.admit(shared + left[:1], received=1)
    other.verify_pending(100)
    bundle.write(tmp_path / "theirs", other, NOON)
    bundle.write(tmp_path / "ours", record, NOON, bundle.preface(tmp_path / "theirs", ROOM))
    brought = open_record("other again")
    brought.admit(shared + left[:1], received=1)
    for run in runs(tmp_path / "ours"):
        brought.admit(list(run), received=2)
    assert brought.heads() == record.heads()
    assert shared[0] not in carried(tmp_path / "ours")


def test_a_stick_that_was_cut_or_altered_anywhere_is_refused_before_anything_of_it_is_taken(
    record: Record, feed: Feed, lines: Lines, tmp_path: Path
) -> None:
    record.append(lines(feed, 2), 1)
    stick, bad = tmp_path / "stick", tmp_path / "bad"
    bundle.write(stick, record, NOON)
    raw = stick.read_bytes()
    for at in range(0, len(raw), 7):
        for spoilt in (raw[:at], raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]):
            bad.write_bytes(spoilt)
            with pytest.raises(Malformed, match=r"bundle\.malformed"):
                bundle.preface(bad, ROOM)
    for spoilt in (raw + b"\0", raw[:36], bytes(36), bytes(4) + sha256(b"").digest()):
        bad.write_bytes(spoilt)
        with pytest.raises(Malformed, match=r"bundle\.malformed"):
            bundle.preface(bad, ROOM)
    assert bundle.preface(stick, ROOM).room == ROOM


def test_what_is_sealed_and_is_no_bundle_of_this_room_is_refused(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    said = bundle.Preface(ROOM, NOON, ())
    assert bundle.preface(sealed(stick, said), ROOM) == said
    with pytest.raises(WrongRoom, match=r"bundle\.other_room"):
        bundle.preface(stick, b"O" * 16)
    for frames in ((), (bundle.Statements((b"x",)), said)):
        with pytest.raises(Malformed):
            bundle.preface(sealed(stick, *frames), ROOM)
    with pytest.raises(Malformed):
        bundle.preface(sealed(stick, said, magic=b"belfry bundle 9\n"), ROOM)
    sealed(stick, said)
    body = stick.read_bytes()[:-36] + (bundle.MAX_FRAME + 1).to_bytes(4) + bytes(bundle.MAX_FRAME + 1)
    stick.write_bytes(body + bytes(4) + sha256(body).digest())
    with pytest.raises(Malformed):
        list(bundle.frames(stick))
    body = sealed(stick, said).read_bytes()[:-36] + (3).to_bytes(4) + b"\xc1\xc1\xc1"
    stick.write_bytes(body + bytes(4) + sha256(body).digest())
    with pytest.raises(Malformed):
        list(bundle.frames(stick))
    with pytest.raises(StorageFailed):
        bundle.preface(tmp_path / "nowhere", ROOM)


def test_a_file_that_is_there_is_left_as_it_is_and_so_is_a_stick_that_takes_no_more(
    record: Record, feed: Feed, lines: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.append(lines(feed, 2), 1)
    stick = tmp_path / "stick"
    stick.write_bytes(b"of somebody")
    with pytest.raises(Malformed, match=r"bundle\.exists"):
        bundle.write(stick, record, NOON)
    assert stick.read_bytes() == b"of somebody"

    def full(_path: Path) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(bundle, "flush", full)
    with pytest.raises(StorageFailed):
        bundle.write(tmp_path / "other stick", record, NOON)
    assert [path.name for path in tmp_path.iterdir() if "stick" in path.name] == ["stick"]
