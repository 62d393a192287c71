"""The rest page: a start from it shows what a whole fold shows, and where it does not hold all is folded."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from msgspec import Struct

from console.domain.facts import encode
from console.domain.laying import Laying
from console.domain.log import LogWritten
from console.link.faces import Feed, Source
from console.link.mirror import LINE, SEPARATOR, Key
from console.link.protocol import Changes, LogWindow
from console.seat import rest_file
from console.seat.create import create_room
from console.seat.home import Home, OpenHome
from console.seat.ledger import Ledger
from console.seat.recovery import mark_damaged, open_record
from console.seat.rest_file import RestPage
from console.seat.shown import Shown
from console.trust.boxes import unlock
from console.trust.issuing import Issuer
from console.trust.keys import SeatKey
from db import sealed
from db.backup import backups, restore
from db.entry import Entry
from db.errors import Damaged, StorageFull
from db.feed import Feed as Pen
from db.files import PAGE
from db.lock import Lock
from tests.console.seat.running import PASSPHRASE, Seat, said, tell, until

Start = Callable[..., Seat]
LATER = 1 << 43  # ms: all that is over has been so for long


@contextmanager
def opened(home: Path) -> Iterator[tuple[Ledger, RestPage]]:
    """What a seat has of the folder before it folds anything, long after the last entry."""
    with closing(OpenHome(Home(home))) as held:
        ledger = Ledger(held, lambda: LATER)
        yield ledger, RestPage(held, ledger)


def folded(ledger: Ledger) -> str:
    while ledger.load():
        pass
    return ledger.picture.digest()


def begins(home: Path) -> bool:
    """Whether a start takes the page; in any case it shows what all entries add up to."""
    with opened(home) as (ledger, _):
        whole = folded(ledger)
    with opened(home) as (ledger, page):
        taken = page.begin()
        assert folded(ledger) == whole
        assert ledger.loaded == ledger.record.count
    return taken


def lay_down(home: Path) -> None:
    with opened(home) as (ledger, page):
        page.begin()
        folded(ledger)
        draft = page.draft()
        assert draft is not None
        assert page.write(draft)


def add(home: Path, text: str) -> None:
    """A line more, and no page."""
    with opened(home) as (ledger, _):
        folded(ledger)
        ledger.begin()
        ledger.write(LogWritten.kind, (os.urandom(16),), encode(LogWritten(text)))
        ledger.committed(ledger.record.append(ledger.fresh, 1))


def admit(home: Path, *entries: Entry, received: int = 1) -> None:
    """What peers wrote, and no page."""
    with opened(home) as (ledger, _):
        for entry in entries:
            ledger.record.admit([entry], received)


def put_back(home: Path, record: bytes) -> None:
    """The record is what it was."""
    for each in home.glob("record.db-*"):
        each.unlink()
    (home / "record.db").write_bytes(record)


@pytest.fixture(scope="module")
def worked(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seat that has worked, with a page of what is at rest."""
    home = tmp_path_factory.mktemp("worked") / "home"
    shutil.copytree(founded, home)
    seat = Seat(home)
    desk = seat.signed_in()
    operation = tell(desk, "operation.open", title="Dock fire").about
    fires = [tell(desk, "incident.open", title=f"Fire {n}", operation=operation).about for n in range(5)]
    for fire in fires:
        line = tell(desk, "log.write", text="smoke", incident=fire).about
        tell(desk, "log.correct", line=line, text="steam")
        tell(desk, "incident.casualties", incident=fire, place="quay", source="SIAMU", category="t1", count=2)
    for fire in fires[1:]:
        tell(desk, "incident.close", incident=fire, reason="out", despite=True)
    seat.stop()
    (home / PAGE).unlink()
    lay_down(home)
    return home


@pytest.fixture
def home(worked: Path, tmp_path: Path) -> Path:
    shutil.copytree(worked, tmp_path / "home")
    return tmp_path / "home"


def test_a_seat_that_stops_leaves_a_page_from_which_it_starts(home: Path, start: Start) -> None:
    (home / PAGE).unlink()
    seat = start(home)
    tell(seat.signed_in(), "log.write", text="one more")
    seat.stop()
    with opened(home) as (ledger, page):
        assert page.begin()
        assert ledger.loaded == ledger.record.count


def test_who_follows_a_log_from_a_page_is_sent_the_line_that_changed_and_no_other(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = start(home)
    (operation,) = seat.signed_in().mirrored.all("operation")
    desk = seat.signed_in(face="desk")
    said(desk, desk.mirror((LogWindow("main", operation.id),)))
    until(lambda: len(desk.mirrored.log("main")) == 20, desk)
    (*_, line) = (line for line in desk.mirrored.log("main") if line.text)
    sent, batch = list[str](), Feed.batch

    def counted(feed: Feed, now: float, source: Source) -> Changes:
        changes = batch(feed, now, source)
        sent.extend(key for kind, key, _ in changes.items if kind == LINE)
        return changes

    monkeypatch.setattr(Feed, "batch", counted)
    tell(desk, "log.correct", line=line.id, text="smoke after all")
    until(lambda: any(each.text == "smoke after all" for each in desk.mirrored.log("main")), desk)
    assert sent == [f"main{SEPARATOR}{line.id}"]


def test_a_start_folds_what_was_awake_and_what_came_since(home: Path) -> None:
    with opened(home) as (ledger, page):
        assert page.begin()
        made = [thing.id for thing in ledger.picture.things.made() if thing.subject.name == "incident"]
        assert len(made) == 1, "the fire that is not out"
        assert len(ledger.picture.all("incident")) == 5
    add(home, "after the page")
    assert begins(home)
    lay_down(home)
    assert begins(home), "a page may be written over what another left"


def test_nobody_waits_for_incidents_that_were_over_long_ago_before_one_is_looked_at(home: Path) -> None:
    with opened(home) as (ledger, page):
        page.begin()
        shown = Shown(ledger, list, dict[Key, Struct]().items)
        incidents = [key for key in shown.keys() if key[0] == "incident"]  # noqa: SIM118 - it is no mapping
        over = [key for key in incidents if shown.rests(key)]
        assert (len(incidents), len(over)) == (5, 4)
        shown.encoded(over[0])
        assert [key for key in incidents if shown.rests(key)] == over[1:]


def test_what_was_over_when_the_seat_stopped_is_at_rest_and_still_shown_for_some_hours(
    home: Path, start: Start
) -> None:
    seat = start(home)
    desk = seat.signed_in()
    asked = [tell(desk, "request.make", to="SIAMU", text=f"pumps for {n}").about for n in range(2)]
    tell(desk, "request.withdraw", request=asked[1], reason="not needed")
    seat.stop()
    now = int(time.time() * 1000)
    for later, still in ((1, True), (7, False)):
        with closing(OpenHome(Home(home))) as held:
            ledger = Ledger(held, lambda: now + later * 3_600_000)  # noqa: B023 - asked within this round
            assert RestPage(held, ledger).begin()
            assert [thing.id for thing in ledger.picture.at_hand("request")] == asked[:1]
            shown = Shown(ledger, list, dict[Key, Struct]().items)
            over = ("request", asked[1])
            for _ in ("a face", "another"):
                assert (over in set(shown.keys())) is still
                assert (shown.encoded(over) is not None) is still
                ledger.picture.awake._looked.clear()
                ledger.picture.get(asked[1], "request").rest(ledger.picture.awake._facts)
                shown.touched([asked[1]])


@pytest.mark.parametrize("left", [0, 10, 100, 1_000])
def test_a_page_that_was_cut_short_is_none(home: Path, left: int) -> None:
    content = (home / PAGE).read_bytes()
    (home / PAGE).write_bytes(content[:left])
    assert not begins(home)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.5, 0.8, 0.999])
def test_a_page_that_the_disk_garbled_is_none(home: Path, share: float) -> None:
    content = bytearray((home / PAGE).read_bytes())
    content[int(len(content) * share)] ^= 1
    (home / PAGE).write_bytes(content)
    assert not begins(home)


def test_a_page_that_proves_garbled_once_what_was_awake_is_folded_is_not_tried_again(
    home: Path, start: Start
) -> None:
    whole = (home / PAGE).read_bytes()
    with opened(home) as (ledger, page):
        (home / PAGE).write_bytes(whole[: len(whole) // 2] + b"garbled" + whole[len(whole) // 2 + 7 :])
        assert not page.begin()
        (home / PAGE).write_bytes(whole)
        assert not page.begin(), "what was awake then may be at rest on another page"
        shown = folded(ledger)
    with opened(home) as (ledger, page):
        assert page.begin()
        assert folded(ledger) == shown


def test_a_page_of_another_seat_is_none(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    create_room(other, "ANTWERP", ("One", "SAFE"), "Ann", PASSPHRASE, tmp_path / "key", exercise=True)
    add(other, "a line of theirs")
    lay_down(other)
    shutil.copy(other / PAGE, home / PAGE)
    assert not begins(home)


def test_a_page_of_another_program_is_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(rest_file, "program", lambda: b"another")
        assert not begins(home)
        with opened(home) as (_, page):
            sealed.write(home / PAGE, page._key, {"another form": b""})
    assert not begins(home)


def test_a_page_that_is_ahead_of_the_record_is_none(home: Path) -> None:
    before = (home / "record.db").read_bytes()
    add(home, "lost again")
    lay_down(home)
    put_back(home, before)
    assert not begins(home)
    add(home, "another in its place")
    assert not begins(home)


def test_a_page_of_a_record_that_began_and_ends_alike_is_none(home: Path) -> None:
    room, before = SeatKey.load(home / "seat.key").room, (home / "record.db").read_bytes()
    payload, hlc = encode(LogWritten("of a peer")), LATER << 16
    first, other, last = (
        Pen.fresh(room).write(LogWritten.kind, (os.urandom(16),), payload, hlc) for _ in range(3)
    )
    admit(home, first, last)
    lay_down(home)
    put_back(home, before)
    admit(home, other, last)
    assert not begins(home)
    put_back(home, before)
    admit(home, first, last, received=2)
    assert not begins(home), "these came at another time"


def test_a_page_does_not_outlive_trust(home: Path) -> None:
    with opened(home) as (ledger, _):
        before = folded(ledger)
        (amina,) = ledger.trust.people.values()
        key = unlock(ledger.boxes.of(amina.id), PASSPHRASE)
        ledger.record.add_statements(Issuer.of(ledger.trust, key, LATER).revoke("seat", ledger.seat, "lost"))
    assert not begins(home)
    with opened(home) as (ledger, _):
        assert folded(ledger) != before, "what the seat wrote counts no more"


def test_a_page_does_not_outlive_a_fork(home: Path) -> None:
    pen = Pen.fresh(SeatKey.load(home / "seat.key").room)
    line = LogWritten.kind, (os.urandom(16),), encode(LogWritten("of a peer")), LATER << 16
    first = pen.write(*line)
    copied = Pen(pen.room, pen._key)  # type: ignore[arg-type]
    copied.rewind(pen.seq, pen.head)
    admit(home, first, pen.write(*line))
    lay_down(home)
    assert begins(home)
    admit(home, copied.write(*line))
    assert not begins(home), "what that seat wrote may stand otherwise"


def test_a_page_does_not_outlive_a_mending(home: Path) -> None:
    with opened(home) as (ledger, _):
        ledger.record.doubt([ledger.record.since(3, 1)[0].id])
    assert not begins(home)


def test_a_seat_that_stops_before_it_folded_what_was_mended_leaves_no_page_of_it(
    home: Path, start: Start
) -> None:
    seat = start(home)
    desk = seat.signed_in()
    line = tell(desk, "log.write", text="three hurt")
    said(desk, desk.sign_out())  # nothing is left to be written at the end

    def garbled_at_the_end() -> None:
        seat.engine._keeping.mending._mend({bytes.fromhex(line.entry)}, set())
        seat.engine._stop()

    seat.engine._poller.call_soon(garbled_at_the_end)
    seat.stop()
    assert not begins(home)


def test_a_damaged_record_and_one_that_is_put_back_have_no_page(home: Path) -> None:
    room = SeatKey.load(home / "seat.key").room
    mark_damaged(home)
    open_record(home, room).close()
    assert not (home / PAGE).exists()
    lay_down(home)
    with closing(Lock(home)):
        restore(home, room, 1, backups(home)[0])
    assert not (home / PAGE).exists()


def test_a_page_that_leaves_something_out_is_not_written(home: Path) -> None:
    with opened(home) as (ledger, page):
        folded(ledger)
        draft = page.draft()
        assert draft is not None
        draft.laid.awake.pop()
        assert not page.write(draft)
    assert begins(home), "the page that was stays, and holds"


def test_no_page_tells_of_what_is_under_way(home: Path) -> None:
    with opened(home) as (ledger, page):
        folded(ledger)
        assert page.draft() is not None
        ledger.put_off = ledger.loaded + 1
        assert page.draft() is None, "on disk, and not folded yet"
        ledger.put_off = 0
        ledger.refolding._things["of these the disk gave nothing"] = None
        assert page.draft() is None, "to be folded again"
        ledger.refolding._things.clear()
        ledger.begin()
        assert page.draft() is None, "written, and not on disk yet"


def test_a_full_disk_leaves_the_page_that_was(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(home, "after the page")

    def full(*_: object) -> None:
        raise StorageFull("storage.full")

    with opened(home) as (ledger, page):
        folded(ledger)
        monkeypatch.setattr(sealed, "write", full)
        with suppress(Damaged):
            page.close()
    assert begins(home)


def test_a_fault_in_laying_down_the_last_page_is_told_and_keeps_nothing_of_the_seat_open(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = start(home)
    desk = seat.signed_in()
    tell(desk, "log.write", text="one more")

    def faulty(_: object) -> Laying:
        raise KeyError("a place that is not there")

    monkeypatch.setattr(rest_file, "Laying", faulty)
    with pytest.raises(AssertionError, match="a place that is not there"):
        seat.stop()
    with closing(Lock(home)):
        pass  # the folder was let go
    assert begins(home)
