"""The file of places: it outlives a run, and neither a damaged one nor a slow disk stops anything."""

from pathlib import Path
from threading import Event, Timer

import pytest

from console.mesh.addresses import Addresses
from console.mesh.messages import Address
from console.mesh.remembered import LARGEST, Remembered
from console.trust.keys import write_private

PLACES = [Address(b"a" * 16, "10.0.0.1", 5000, 7400), Address(b"b" * 16, "10.0.0.2", 5000, 7400)]


@pytest.fixture
def goes_on(monkeypatch: pytest.MonkeyPatch) -> Event:
    """A disk that writes nothing before this is set."""
    goes_on = Event()

    def slowly(path: Path, content: bytes, *, replace: bool) -> None:
        goes_on.wait()
        write_private(path, content, replace=replace)

    monkeypatch.setattr("console.mesh.remembered.write_private", slowly)
    return goes_on


def test_what_is_written_is_read_by_the_next_run_and_by_nobody_else(tmp_path: Path) -> None:
    file = Remembered(tmp_path / "peers")
    assert (file.read(), file.busy, file.failed) == ([], False, False)
    file.write(PLACES, wait=True)
    file.write(PLACES[1:], wait=True)
    assert (file.busy, file.failed) == (False, False)
    assert Remembered(tmp_path / "peers").read() == PLACES[1:]
    assert (tmp_path / "peers").stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_damaged_or_far_too_large_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "peers"
    file = Remembered(path)
    file.write(PLACES, wait=True)
    whole = path.read_bytes()
    for content in (whole[:-1], b"\xc1", b"", b"\x90" + bytes(LARGEST)):
        path.write_bytes(content)
        assert file.read() == []
    many = [Address(b"a" * 16, "x" * 250, 5000, n) for n in range(LARGEST // 200)]
    file.write(many, wait=True)
    assert path.stat().st_size > LARGEST
    assert file.read() == []


def test_a_disk_that_will_not_is_told_of_until_it_will(tmp_path: Path) -> None:
    file = Remembered(tmp_path / "nowhere" / "peers")
    file.write(PLACES, wait=True)
    assert (file.busy, file.failed) == (False, True)
    (tmp_path / "nowhere").mkdir()
    file.write(PLACES, wait=True)
    assert (file.failed, file.read()) == (False, PLACES)


def test_nobody_waits_for_a_slow_disk_but_who_means_to(tmp_path: Path, goes_on: Event) -> None:
    file = Remembered(tmp_path / "peers")
    file.write(PLACES, wait=False)
    assert (file.busy, file.failed, file.read()) == (True, False, [])
    goes_on.set()
    file.write(PLACES[:1], wait=True)
    assert (file.busy, file.read()) == (False, PLACES[:1]), "one after the other"


def test_who_ends_waits_for_what_a_slow_disk_is_still_given(tmp_path: Path, goes_on: Event) -> None:
    addresses = Addresses(tmp_path / "peers")
    addresses.learn(PLACES[0], worked=True)
    assert addresses.save()
    Timer(0.2, goes_on.set).start()
    addresses.save(last=True)
    assert Remembered(tmp_path / "peers").read() == PLACES[:1]
