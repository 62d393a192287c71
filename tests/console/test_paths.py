"""Where things lie on this machine."""

import os
import stat
import sys
import tempfile
from pathlib import Path

import platformdirs
import pytest

from console import paths

SOCKET_LIMIT = 107


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "run" / "belfry"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.setattr(platformdirs, "user_runtime_dir", lambda *_, **__: str(folder))
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "data"))
    return folder


def test_resources_are_found_from_anywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.resource("words", "en.json").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps access lists, not modes")
def test_only_this_user_may_enter_the_runtime_folder(runtime: Path) -> None:
    runtime.mkdir(parents=True)
    runtime.chmod(0o755)
    assert paths.runtime_dir() == runtime
    assert stat.S_IMODE(runtime.stat().st_mode) == 0o700


def test_a_runtime_folder_that_leads_elsewhere_is_refused(runtime: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    runtime.parent.mkdir()
    runtime.symlink_to(elsewhere)
    with pytest.raises(paths.UnsafeRuntimeDir):
        paths.runtime_dir()


@pytest.mark.parametrize("somebody_elses", ["belfry", "run"])
def test_a_runtime_folder_of_somebody_else_is_refused(
    runtime: Path, monkeypatch: pytest.MonkeyPatch, somebody_elses: str
) -> None:
    paths.runtime_dir()
    asked = Path.stat

    def stat_of(path: Path, **how: bool) -> os.stat_result:
        found = asked(path, **how)
        return os.stat_result((*found[:4], 12345, *found[5:])) if path.name == somebody_elses else found

    monkeypatch.setattr(Path, "stat", stat_of)
    with pytest.raises(paths.UnsafeRuntimeDir):
        paths.runtime_dir()


def test_without_a_runtime_folder_the_data_folder_serves(runtime: Path, tmp_path: Path) -> None:
    runtime.parent.write_text("a file stands where the folder should be")
    assert paths.runtime_dir() == tmp_path / "data" / "run"


def test_a_deep_home_has_a_short_socket_of_its_own(runtime: Path, tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-long-name-of-a-folder"] * 8)
    assert paths.socket_path(deep).parent == runtime
    assert len(paths.socket_path(deep).name) < SOCKET_LIMIT / 4
    assert paths.socket_path(deep) != paths.socket_path(deep / "other")
    assert paths.socket_path(deep) == paths.socket_path(deep / "other" / "..")


def test_where_every_folder_lies_too_deep_sockets_lie_among_the_temporary_files(
    runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path.joinpath(*["a-long-name-of-a-folder"] * 4)
    monkeypatch.setattr(platformdirs, "user_runtime_dir", lambda *_, **__: str(deep / "belfry"))
    assert paths.runtime_dir() == tmp_path / "data" / "run"
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(deep))
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    path = paths.socket_path(deep)
    assert path.parent.parent == tmp_path
    assert len(str(path)) <= SOCKET_LIMIT
