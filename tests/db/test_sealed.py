"""A sealed file is read as it was written, or not at all."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import sealed
from db.errors import Damaged, StorageFailed

KEY = b"k" * 32
COLUMNS = {"one": b"first", "none": b"", "two": bytes(range(200))}


def read(path: Path, key: bytes) -> dict[str, bytes]:
    """All that is there."""
    with sealed.opened(path, key) as file:
        return file.take(file.names)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sealed") / "file"


def test_what_was_written_is_read(path: Path) -> None:
    sealed.write(path, KEY, COLUMNS)
    assert read(path, KEY) == COLUMNS
    assert path.stat().st_mode & 0o077 == 0
    assert [each.name for each in path.parent.iterdir()] == ["file"]


def test_another_key_opens_nothing(path: Path) -> None:
    sealed.write(path, KEY, COLUMNS)
    with pytest.raises(Damaged):
        read(path, b"l" * 32)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_file_that_is_not_whole_is_none(path: Path, data: st.DataObject) -> None:
    sealed.write(path, KEY, COLUMNS)
    content = path.read_bytes()
    if data.draw(st.booleans()):
        broken = content[: data.draw(st.integers(0, len(content) - 1))]
    else:
        place = data.draw(st.integers(0, len(content) - 1))
        broken = content[:place] + bytes([content[place] ^ (1 << data.draw(st.integers(0, 7)))])
        broken += content[place + 1 :]
    path.write_bytes(broken)
    with pytest.raises(Damaged):
        read(path, KEY)


def test_of_a_file_that_the_disk_garbled_what_is_whole_is_read_and_nothing_else(path: Path) -> None:
    sealed.write(path, KEY, COLUMNS)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with sealed.opened(path, KEY) as file:
        assert file.take(["one"]) == {"one": b"first"}
        with pytest.raises(Damaged):
            file.take(["two"])


def test_a_disk_that_does_not_take_it_leaves_what_was_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed.write(path, KEY, COLUMNS)

    def full(_: Path) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(sealed, "flush", full)
    with pytest.raises(StorageFailed):
        sealed.write(path, KEY, {"one": b"other"})
    assert read(path, KEY)["one"] == b"first"
    assert [each.name for each in path.parent.iterdir()] == ["file"]
