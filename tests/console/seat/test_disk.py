"""A disk that does not write: everything of the batch is refused, and the picture stays what is on disk."""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from console.domain.picture import Picture
from console.link.client import Link
from console.seat import disk
from console.seat.create import join_room
from console.seat.growing import Growth
from console.seat.home import Home, OpenHome
from console.seat.shown import Shown
from console.trust.boxes import unlock
from console.trust.issuing import Account, Issuer
from console.trust.keys import new_signing_key
from db.admission import Admission
from db.entry import Entry
from db.errors import Damaged, StorageFailed, StorageFull
from db.search import SearchIndex
from tests.console.seat.running import PASSPHRASE, Seat, paged, refused, said, tell, until


def test_a_full_disk_refuses_all_that_was_told_and_nothing_of_it_is_shown(
    seat: Seat, broken: Callable[[bool], None]
) -> None:
    desk = seat.signed_in()
    tell(desk, "operation.open", title="New Year")
    fire = tell(desk, "incident.open", title="Fire").about
    line = tell(desk, "log.write", text="as it was").about
    digest = paged(desk, "digest")
    broken(True)
    told = [
        desk.tell({"intent": "incident.set", "incident": fire, "field": "title", "value": "Flood"}),
        desk.tell({"intent": "log.correct", "line": line, "text": "as it was not"}),
        desk.tell({"intent": "log.write", "text": "lost"}),
        desk.tell({"intent": "incident.open", "title": "Never"}),
    ]
    assert {refused(desk, n).code for n in told} == {"storage.full"}
    until(lambda: desk.mirrored.get("status", "").storage == "full", desk)
    assert paged(desk, "digest") == digest
    assert desk.mirrored.get("incident", fire).fields["title"].value == "Fire"
    assert {line.text for line in paged(desk, "log", operation="*") if line.text} == {"as it was"}
    broken(False)
    tell(desk, "incident.set", incident=fire, field="title", value="Fire at the dock")
    until(lambda: desk.mirrored.get("status", "").storage == "", desk)
    assert paged(desk, "verify") == ()
    past = paged(desk, "history", thing=fire, field="title")
    assert [each.value for each in past] == ["Fire", "Fire at the dock"]


def test_a_statement_that_the_disk_refused_is_written_when_it_takes_it(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = seat.engine._ledger.record
    keep, tried = record.add_statements, threading.Event()

    def refused_once(raw: list[bytes]) -> None:
        if not tried.is_set():
            tried.set()
            raise StorageFull("storage.full")
        keep(raw)

    monkeypatch.setattr(record, "add_statements", refused_once)
    statement = issuer_at(seat).person(Account("Zoé", "PF"), b"z" * 32)
    seat.engine._poller.call_soon(lambda: learn(seat.engine._growth, [statement]))
    until(tried.is_set)
    until(lambda: statement in record.statements())


def test_what_nobody_of_the_room_signed_comes_to_no_disk(seat: Seat) -> None:
    record, growth = seat.engine._ledger.record, seat.engine._growth
    stranger = Issuer(seat.engine._ledger.trust.room, new_signing_key(), 1)
    strange = [stranger.second(bytes([n]) * 32) for n in range(20)]
    known = issuer_at(seat).person(Account("Zoé", "PF"), b"z" * 32)
    seat.engine._poller.call_soon(lambda: learn(growth, strange))
    seat.engine._poller.call_soon(lambda: learn(growth, [known]))
    until(lambda: known in record.statements())
    assert not set(strange) & set(record.statements())


def test_what_waited_for_who_signed_it_comes_to_disk_with_the_grant(seat: Seat) -> None:
    record, growth, key = seat.engine._ledger.record, seat.engine._growth, new_signing_key()
    issuer = issuer_at(seat)
    waits = Issuer(issuer.room, key, 1).person(Account("Yves", "PF"), b"y" * 32)
    grant = issuer.person(Account("Zoé", "PF", ("administrator",)), bytes(key.verify_key))
    seat.engine._poller.call_soon(lambda: learn(growth, [waits]))
    seat.engine._poller.call_soon(lambda: learn(growth, [grant]))
    until(lambda: {waits, grant} <= set(record.statements()))


def learn(growth: Growth, statements: list[bytes]) -> None:
    """As from another seat."""
    growth.add(statements)


def issuer_at(seat: Seat) -> Issuer:
    """The pen of the administrator who founded the room."""
    ledger = seat.engine._ledger
    amina = next(iter(ledger.trust.people.values()))
    return Issuer.of(ledger.trust, unlock(ledger.boxes.of(amina.id), PASSPHRASE), ledger.now())


def test_a_sign_in_that_could_not_be_recorded_signs_nobody_in(
    seat: Seat, broken: Callable[[bool], None]
) -> None:
    desk = seat.link("desk")
    broken(True)
    assert refused(desk, desk.sign_in("", PASSPHRASE)).code == "storage.full"
    assert desk.session is None
    broken(False)
    said(desk, desk.sign_in("", PASSPHRASE))
    assert tell(desk, "log.write", text="now it writes").entry


def test_a_disk_that_fills_is_warned_of_then_kept_for_this_seats_people_and_comes_back_by_itself(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "LOOK_SECONDS", 0.0)
    desk = seat.signed_in()
    for free, code in ((disk.LOW - 1, "low"), (disk.RESERVE - 1, "reserve"), (disk.LOW, "")):
        monkeypatch.setattr(disk, "free", lambda _folder, free=free: free)
        _until_shown(desk, code)
        assert tell(desk, "log.write", text=f"written with {free} bytes free").entry


def _until_shown(link: Link, code: str) -> None:
    until(lambda: link.mirrored.get("status", "").storage == code, link)


def test_what_others_wrote_waits_while_the_disk_is_kept_for_this_seat(
    home: Path, start: Callable[..., Seat], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "LOOK_SECONDS", 0.0)
    one = start(home)
    desk = one.signed_in()
    tell(
        desk,
        "seat.invite",
        passphrase=PASSPHRASE,
        label="Two",
        agency="SIAMU",
        path=str(tmp_path / "invitation"),
    )
    join_room(tmp_path / "two", tmp_path / "invitation", [one.address])
    two = start(tmp_path / "two")
    link = two.link()
    until(lambda: link.mirrored.get("status", "").in_step == 1, desk, link)
    monkeypatch.setattr(two.engine._disk, "_folder", tmp_path / "full")
    monkeypatch.setattr(disk, "free", lambda folder: 0 if folder.name == "full" else 1 << 40)
    until(lambda: link.mirrored.get("status", "").storage == "reserve", desk, link)
    tell(desk, "log.write", text="for everybody")
    tell(two.signed_in(), "log.write", text="of this seat's own people")
    texts = [line.text for line in paged(link, "log", operation="*")]
    assert "for everybody" not in texts
    assert "of this seat's own people" in texts
    monkeypatch.setattr(disk, "free", lambda _folder: 1 << 40)
    until(lambda: "for everybody" in [line.text for line in paged(link, "log", operation="*")], desk, link)


def test_a_seat_that_could_not_write_tries_again_by_itself(
    seat: Seat, broken: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "LOOK_SECONDS", float("inf"))
    desk = seat.signed_in()
    broken(True)
    assert refused(desk, desk.tell({"intent": "log.write", "text": "x"})).code == "storage.full"
    _until_shown(desk, "full")
    broken(False)
    monkeypatch.setattr(disk, "LOOK_SECONDS", 0.0)
    _until_shown(desk, "")


def test_a_seat_that_has_nothing_to_write_tidies_its_record_up(
    seat: Seat, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "LOOK_SECONDS", 0.0)
    tell(seat.signed_in(), "log.write", text="in the file itself")
    until(lambda: b"in the file itself" in (home / "record.db").read_bytes())


def test_what_is_told_while_the_folder_is_elsewhere_is_refused_until_it_is_back(
    seat: Seat, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "LOOK_SECONDS", 0.0)
    desk = seat.signed_in()
    tell(desk, "log.write", text="before")
    home.rename(home.with_name("elsewhere"))
    assert (
        refused(desk, desk.tell({"intent": "log.write", "text": "kept in the form"})).code
        == "storage.not_found"
    )
    _until_shown(desk, "not_found")
    home.with_name("elsewhere").rename(home)
    _until_shown(desk, "")
    assert tell(desk, "log.write", text="after").entry


def test_a_slow_disk_is_said_while_people_go_on_writing(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    record = seat.engine._ledger.record
    append, desk = record.append, seat.signed_in()

    def slow(entries: Sequence[Entry], received: int) -> Admission:
        time.sleep(0.1)
        return append(entries, received)

    monkeypatch.setattr(record, "append", slow)
    monkeypatch.setattr(disk, "SLOW_SECONDS", 0.05)

    def is_said() -> bool:
        desk.tell({"intent": "log.write", "text": "and one more"})
        return str(desk.mirrored.get("status", "").storage) == "slow"

    until(is_said, desk)


def test_a_slow_disk_is_not_tidied_up(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    tidied: list[None] = []
    monkeypatch.setattr(seat.engine._ledger.record, "tidy", lambda: tidied.append(None))
    monkeypatch.setattr(disk, "LOOK_SECONDS", 0.0)
    desk = seat.signed_in()
    until(lambda: bool(tidied), desk)
    monkeypatch.setattr(disk, "SLOW_SECONDS", 0.0)
    tell(desk, "log.write", text="took its time")
    tidied.clear()
    looked = seat.engine._disk._looked
    until(lambda: seat.engine._disk._looked > looked + 2, desk)
    assert not tidied


def test_pages_that_prove_damaged_while_a_record_is_tidied_raise_the_alarm(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> None:
        raise Damaged("storage.damaged")

    monkeypatch.setattr(disk, "LOOK_SECONDS", 0.0)
    monkeypatch.setattr(seat.engine._ledger.record, "tidy", damaged)
    desk = seat.signed_in()
    until(lambda: "storage.damaged" in desk.mirrored.get("room", "").alarms, desk)
    assert tell(desk, "log.write", text="is recorded all the same").entry


def test_a_disk_that_takes_nothing_more_is_told_of_before_anybody_is_refused(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise StorageFailed("storage.read_only")

    desk = seat.signed_in()
    tell(desk, "log.write", text="not in the file itself")
    with monkeypatch.context() as refusing:
        refusing.setattr(disk, "LOOK_SECONDS", 0.0)
        refusing.setattr(seat.engine._ledger.record, "tidy", fails)
        _until_shown(desk, "read_only")
    monkeypatch.setattr(disk, "LOOK_SECONDS", 0.0)
    _until_shown(desk, "")


@pytest.mark.parametrize("what", ["history", "thing", "log", "search"])
def test_what_is_asked_and_the_disk_does_not_give_is_said_by_the_seat_and_to_who_asked(
    seat: Seat, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    desk = seat.signed_in()
    tell(desk, "operation.open", title="New Year")
    fire = tell(desk, "incident.open", title="Fire").about
    asked = {
        "history": {"thing": fire, "field": "title"},
        "thing": {"thing": fire},
        "log": {"operation": "*"},
        "search": {"words": "Fire"},
    }[what]
    until(lambda: bool(paged(desk, what, **asked)), desk)

    def fails(*_: object) -> None:
        raise StorageFailed("storage.failed")

    monkeypatch.setattr(seat.engine._ledger.record, "about", fails)
    monkeypatch.setattr(Picture, "find", fails)
    monkeypatch.setattr(Shown, "page", fails)
    monkeypatch.setattr(SearchIndex, "search", fails)
    assert refused(desk, desk.ask(what, **asked)).code == "storage.unread"
    until(lambda: desk.mirrored.get("status", "").storage == "unread", desk)


def test_a_slow_disk_is_said(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = seat.signed_in()
    monkeypatch.setattr(disk, "SLOW_SECONDS", 0.0)
    tell(desk, "log.write", text="took its time")
    until(lambda: desk.mirrored.get("status", "").storage == "slow", desk)


def test_a_database_of_which_nothing_is_left_stays_as_it_was(home: Path) -> None:
    (home / "record.db").write_bytes(b"no database" * 1000)
    for _ in range(2):
        with pytest.raises(Damaged, match=r"storage\.beyond_salvage"):
            OpenHome(Home(home))
    assert (home / "record.db").read_bytes() == b"no database" * 1000
    (home / "record.db").unlink()
    with pytest.raises(Damaged, match=r"storage\.gone"):
        OpenHome(Home(home))
    assert not (home / "record.db").exists()


def test_a_seat_whose_port_cannot_be_written_down_starts_all_the_same(
    home: Path, start: Callable[[Path], Seat]
) -> None:
    Home(home).port.unlink(missing_ok=True)
    Home(home).port.mkdir()
    desk = start(home).signed_in()
    assert tell(desk, "log.write", text="here").entry
