"""A rest page is laid down apart: the seat goes on meanwhile, and whatever becomes of it."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from console.seat import apart, keeping
from console.seat.apart import Apart
from console.seat.home import Home
from console.seat.ledger import Ledger
from console.seat.loading import load
from db.files import PAGE
from db.record import Record
from tests.console.seat.running import PATIENCE, Seat, tell, told, until

Start = Callable[..., Seat]
NOW = 1 << 43  # ms: all that is over has been so for long


@pytest.fixture
def worked(home: Path, start: Start) -> Path:
    """The folder of a seat that has worked, without a page."""
    told(start(home), "smoke", "steam")
    (home / PAGE).unlink()
    return home


def lay_down(home: Path) -> bool:
    return apart.lay_down(Home(home), lambda: NOW) is not None


def test_a_seat_without_a_page_starts_from_one_that_is_laid_first(
    worked: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "FEW", 1)
    seat = start(worked)
    assert seat.engine._ledger.picture.things.page.lines == 2
    assert tell(seat.signed_in(), "log.write", text="and on it goes").entry


def test_a_short_record_is_folded_at_once(worked: Path, start: Start) -> None:
    start(worked)
    assert not (worked / PAGE).exists()


@pytest.mark.parametrize("fault", ["no such program", "a fault in it"])
def test_a_seat_starts_and_goes_on_where_no_page_can_be_laid(
    worked: Path, start: Start, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    monkeypatch.setattr(keeping, "FEW", 1)
    monkeypatch.setattr(keeping, "PAGE_SECONDS", 0.0)
    if fault == "a fault in it":
        monkeypatch.setattr(apart, "__name__", "console.seat.nowhere")
    else:
        monkeypatch.setattr(sys, "executable", str(worked / "nowhere"))
    seat = start(worked)
    desk = seat.signed_in()
    assert not (worked / PAGE).exists()
    for text in ("one", "two", "three"):
        assert tell(desk, "log.write", text=text).entry
    until(lambda: not seat.engine._keeping._busy, desk)


def test_what_could_not_be_laid_is_not_tried_again_before_more_has_come(
    worked: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "FEW", 5)  # more than an opening, a sign-in and a line
    monkeypatch.setattr(keeping, "PAGE_SECONDS", 0.0)
    tried: list[int] = []
    monkeypatch.setattr(Apart, "lay_down", lambda *_, nice: tried.append(nice))
    seat = start(worked)
    desk = seat.signed_in()
    assert len(tried) == 1, "at the start"
    tell(desk, "log.write", text="one more")
    looked = threading.Event()
    for each in (seat.engine._keeping.step, seat.engine._keeping.step, looked.set):
        seat.engine._poller.call_soon(each)
    assert looked.wait(PATIENCE)
    until(lambda: not seat.engine._keeping._busy, desk)
    assert len(tried) == 1
    for text in ("two", "three"):
        tell(desk, "log.write", text=text)
    until(lambda: len(tried) == 2, desk)


def test_each_backup_has_a_page_beside_it(
    worked: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "BACKUP_SECONDS", 0.0)
    desk = start(worked).signed_in()
    tell(desk, "log.write", text="to be kept")
    until((worked / PAGE).exists, desk)


def test_a_page_of_what_was_mended_meanwhile_is_not_written(
    worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mended(ledger: Ledger) -> None:
        load(ledger)
        record = Record.open(worked, ledger.trust.room)
        record.doubt([record.since(3, 1)[0].id])
        record.close()

    with monkeypatch.context() as patch:
        patch.setattr(apart, "load", mended)
        assert not lay_down(worked)
    assert lay_down(worked)


def test_nothing_that_is_written_meanwhile_is_on_the_page(
    worked: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = start(worked)
    desk = seat.signed_in()
    before = seat.engine._ledger.record.count

    def folded(ledger: Ledger) -> None:
        tell(desk, "log.write", text="meanwhile")
        load(ledger)

    monkeypatch.setattr(apart, "load", folded)
    ground = apart.lay_down(Home(worked), lambda: NOW)
    assert ground is not None
    assert ground.upto == before


def test_a_seat_that_stops_waits_for_no_page(worked: Path) -> None:
    process = Apart(Home(worked))
    process.stop()
    assert process.lay_down(nice=0) is None
    assert not (worked / PAGE).exists()


def test_the_process_ends_with_its_seat(worked: Path) -> None:
    command = (sys.executable, "-m", "console.seat.apart", str(worked), "0")
    assert subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode
    assert not (worked / PAGE).exists()


def test_what_is_no_seat_has_no_page(tmp_path: Path) -> None:
    assert Apart(Home(tmp_path)).lay_down(nice=0) is None
