"""What a bundle brings is shown, whatever the disk fails at beside it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import StorageFailed
from tests.console.seat.running import Seat, paged, tell, texts


def test_what_a_bundle_brought_is_shown_although_the_disk_does_not_say_what_else_is_lacking(
    home: Path, start: Callable[..., Seat], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(home, tmp_path / "copy")
    one = start(home)
    desk = one.signed_in()
    tell(desk, "log.write", text="three hurt")
    paged(desk, "carry.out", path=str(tmp_path / "stick"))
    one.stop()
    other = start(tmp_path / "copy")

    def unread(_limit: int) -> list[bytes]:
        raise StorageFailed("storage.failed")

    monkeypatch.setattr(other.engine._ledger.record, "lacking", unread)
    assert paged(other.link(), "carry.in", path=str(tmp_path / "stick"))
    assert texts(other) == ["three hurt"]
