"""What was typed and not sent before this desk began, on a disk that takes its time."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Window
from tests.widgets.disks import SlowDisk, left, written
from tests.widgets.entering import log
from widgets.desk import DeskWindow
from widgets.drafts import FOLDER, Draft

Desk = Callable[..., tuple[DeskWindow, Window]]
HERE, OTHER = "SIAMU liaison", "AMU liaison"


@pytest.fixture
def disk(
    window: Callable[..., Window], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SlowDisk]:
    """Where two people left half a line."""
    room = window().room
    drafts = left(tmp_path / FOLDER / f"{room.room.seat}.json")
    drafts.keep(room.people[HERE].id, Draft("Smoke over the dock"))
    drafts.keep(room.people[OTHER].id, Draft("Two ambulances"))
    written()
    slow = SlowDisk(monkeypatch)
    yield slow
    slow.answer()


def test_a_desk_begins_before_the_disk_answers_and_gives_the_draft_then(
    disk: SlowDisk, desk: Desk, qtbot: QtBot
) -> None:
    made, _ = desk(me=HERE)
    assert made.log.entry.text() == ""
    disk.answer()
    qtbot.waitUntil(lambda: made.log.entry.text() == "Smoke over the dock")


def test_no_draft_comes_over_what_somebody_has_begun_but_once_that_is_recorded(
    disk: SlowDisk, desk: Desk, qtbot: QtBot
) -> None:
    made, window = desk(me=HERE)
    QTest.keyClicks(made.log.entry, "Road ")
    disk.answer()
    qtbot.wait(20)
    assert made.log.entry.text() == "Road "
    log(made, qtbot, "closed")
    assert window.link.told[-1].text == "Road closed"  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: made.log.entry.text() == "Smoke over the dock")


def test_who_takes_the_seat_before_the_disk_answers_gets_their_own_draft_and_so_does_who_left(
    disk: SlowDisk, desk: Desk, qtbot: QtBot
) -> None:
    made, window = desk(me=HERE)
    QTest.keyClicks(made.log.entry, "Road closed")
    window.enter("")
    window.enter(OTHER)
    assert made.log.entry.text() == ""
    disk.answer()
    qtbot.waitUntil(lambda: made.log.entry.text() == "Two ambulances")
    window.enter("")
    window.enter(HERE)
    assert made.log.entry.text() == "Road closed"
    made.log.entry.clear()
    qtbot.waitUntil(lambda: made.log.entry.text() == "Smoke over the dock")
