"""Drafts are put away beside the window, whatever the disk does."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.widgets.disks import BusyDisk, SlowDisk, left, written
from widgets.drafts import Draft, Drafts

KEEP = "from widgets.drafts import *; drafts_of('seat').keep('ann', Draft('Half a line'))"
SLOWLY = """
import pathlib, time
put = pathlib.Path.replace
pathlib.Path.replace = lambda *to: (time.sleep(1), put(*to))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "drafts" / "seat.json"


def test_who_types_does_not_wait_for_the_disk_and_the_last_words_are_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, drafts = BusyDisk(monkeypatch), Drafts(file)
    drafts.keep("ann", Draft("Smoke"))
    assert disk.busy.wait(60)
    for text in ("Smoke over", "Smoke over the", "Smoke over the dock"):
        drafts.keep("ann", Draft(text))
    drafts.keep("ben", Draft("Road closed"))
    assert drafts.get("ann") == Draft("Smoke over the dock")
    assert not file.exists()
    disk.go_on.set()
    written()
    assert disk.finished == 2, "what was typed meanwhile is written once"
    again = left(file)
    assert (again.get("ann"), again.get("ben")) == (Draft("Smoke over the dock"), Draft("Road closed"))


def test_who_begins_while_the_disk_is_read_loses_neither_these_words_nor_those_before(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Drafts(file)
    before.keep("ann", Draft("Smoke"))
    before.keep_forms("ann", Draft("New order: Close the road"))
    before.keep("ben", Draft("Road closed"))
    written()
    disk = SlowDisk(monkeypatch)
    drafts = Drafts(file)
    assert drafts.get("ann") is None
    drafts.keep("ann", Draft("Two ambulances"))
    disk.answer()
    assert drafts.get("ben") == Draft("Road closed")
    assert drafts.get("ann") == Draft("Two ambulances")
    assert left(file).get("ann") == Draft("Two ambulances Smoke New order: Close the road")
    drafts.keep("ann", Draft(""))
    assert drafts.get("ann") == Draft("Smoke New order: Close the road")
    written()
    assert left(file).get("ann") == Draft("Smoke New order: Close the road")
    drafts.keep("ann", Draft(""))
    written()
    assert left(file).get("ann") is None


def test_what_a_disk_refused_is_kept_with_the_next_words(file: Path) -> None:
    drafts = Drafts(file)
    file.parent.touch()  # no folder can be made there
    drafts.keep("ann", Draft("Smoke"))
    written()
    file.parent.unlink()
    drafts.keep("ben", Draft("Road closed"))
    written()
    again = left(file)
    assert (again.get("ann"), again.get("ben")) == (Draft("Smoke"), Draft("Road closed"))


def test_a_garbled_file_keeps_nobody_from_working(file: Path) -> None:
    drafts = Drafts(file)
    drafts.keep("ann", Draft("smoke"))
    written()
    for garbled in (file.read_bytes().replace(b"smoke", b"smo\xffe"), b"[" * 100_000, bytes(100), b"{}"):
        file.write_bytes(garbled)
        assert left(file).get("ann") is None
    drafts.keep("ben", Draft("fire"))
    written()
    assert left(file).get("ben") == Draft("fire")


def test_another_desks_people_keep_theirs(file: Path) -> None:
    one, other = Drafts(file), Drafts(file)
    one.keep("ann", Draft("Smoke"))
    written()
    other.keep("ben", Draft("Road closed"))
    written()
    again = left(file)
    assert (again.get("ann"), again.get("ben")) == (Draft("Smoke"), Draft("Road closed"))


def test_what_is_sent_is_kept_no_longer(file: Path) -> None:
    drafts = Drafts(file)
    drafts.keep("ann", Draft("Smoke"))
    drafts.keep("ann", Draft(""))
    written()
    assert left(file).get("ann") is None


def run(tmp_path: Path, *lines: str) -> tuple[int, Draft | None]:
    """What such a process leaves."""
    ran = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)},
        timeout=60,
        check=False,
    )
    (file,) = tmp_path.rglob("seat.json")
    return ran.returncode, left(file).get("ann")


def test_an_orderly_end_waits_for_a_slow_disk(tmp_path: Path) -> None:
    assert run(tmp_path, SLOWLY, KEEP) == (0, Draft("Half a line"))


def test_a_desk_that_is_killed_once_its_draft_is_written_loses_none_of_it(tmp_path: Path) -> None:
    wait = "writer().submit(bool).result()"
    kill = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert run(tmp_path, KEEP, wait, kill) == (-signal.SIGKILL, Draft("Half a line"))
