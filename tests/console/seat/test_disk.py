"""A disk that does not write: everything of the batch is refused, and the picture stays what is on disk."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from console.seat.home import Home, OpenHome
from db.errors import Damaged, StorageFull
from tests.console.seat.running import PASSPHRASE, Seat, paged, refused, said, tell, until


@pytest.fixture
def broken(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Makes the seat's disk full, and empties it again."""
    record = seat.engine._ledger.record
    append, full = record.append, threading.Event()

    def appended(*given: object) -> object:
        if full.is_set():
            raise StorageFull("storage.full")
        return append(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(record, "append", appended)
    return lambda broken: full.set() if broken else full.clear()


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
