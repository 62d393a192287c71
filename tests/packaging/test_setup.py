"""Set-up: what it reads, what it asks for, and that nothing is done twice."""

import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPTS = ("packaging/setup", "packaging/run", "packaging/test", ".ci/run")
TESTING = ("Xvfb", "setxkbmap", "xdotool")  # a real keyboard and screen for the tests
QT = runpy.run_path(str(ROOT / "packaging" / "qt_libraries.py"))
package_of: Callable[[str], str] = QT["package_of"]
missing: Callable[[str], set[str]] = QT["missing"]


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_are_well_formed_and_executable(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    subprocess.run(["bash", "-n", ROOT / script], check=True)


@pytest.mark.parametrize(
    ("soname", "package"),
    [
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libX11.so.6", "libx11-6"),
        ("libEGL.so.1", "libegl1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libz.so.1", "zlib1g"),
        ("libbrotlidec.so.1", "libbrotli1"),
        ("libodd.so", "libodd.so"),
    ],
)
def test_a_library_is_asked_for_by_its_debian_package(soname: str, package: str) -> None:
    assert package_of(soname) == package


def test_only_what_ldd_did_not_find_and_qt_does_not_bring_is_missing() -> None:
    said = """libqxcb.so:
        linux-vdso.so.1 (0x00007ffe)
        libxcb-icccm.so.4 => not found
        libQt6Pdf.so.6 => not found
        libxcb.so.1 => /lib/x86_64-linux-gnu/libxcb.so.1 (0x00007f)
    """
    assert missing(said) == {"libxcb-icccm.so.4"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose set-up is complete, with tools that note when they are called."""
    shutil.copytree(
        ROOT / "packaging", tmp_path / "packaging", ignore=shutil.ignore_patterns("bench", "__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    home, tools = tmp_path / ".venv" / "bin", tmp_path / "tools"
    home.mkdir(parents=True)
    tools.mkdir()
    (home / "activate").write_text(f"VIRTUAL_ENV={tmp_path}/.venv\n")
    for path, body in (
        (
            home / "python",
            f'case "$2" in pip) echo pip >>"{tmp_path}/calls" ;; *) exec "{sys.executable}" "$@" ;; esac',
        ),
        (tools / "apt-get", f'echo apt-get >>"{tmp_path}/calls"'),
        (tools / "fc-list", "echo Inter"),
        (tools / "ldd", "true"),
        *((tools / name, "true") for name in TESTING),
    ):
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)
    return tmp_path


def tool(checkout: Path, name: str, body: str) -> None:
    """Let `name` be a shell script of the test's own."""
    path = checkout / "tools" / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def without_rights(checkout: Path, lacks: str) -> None:
    """A machine that lacks a library, and a user who may install nothing."""
    tool(checkout, "id", "echo 1000")
    tool(checkout, "sudo", "exit 1")
    tool(checkout, "ldd", f"echo '{lacks} => not found'")


def set_up(checkout: Path, mode: str, path: str = "") -> tuple[list[str], str]:
    """Run set-up, with the tools of the checkout before those of the machine, or with these alone."""
    calls = checkout / "calls"
    calls.unlink(missing_ok=True)
    env = {
        **os.environ,
        "PATH": path or f"{checkout}/tools:{os.environ['PATH']}",
        "BELFRY_BIN": str(checkout / "bin"),
    }
    env.pop("BELFRY_PYTHON", None)
    done = subprocess.run(
        [shutil.which("bash") or "bash", "packaging/setup", mode],
        cwd=checkout,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return calls.read_text().split() if calls.exists() else [], done.stdout + done.stderr


def test_a_second_set_up_calls_nothing(checkout: Path) -> None:
    assert set_up(checkout, "test")[0] == ["pip", "pip"]
    assert set_up(checkout, "test")[0] == []
    assert set_up(checkout, "run")[0] == []


def test_what_a_window_loads_is_compiled_even_where_python_may_write_nothing(checkout: Path) -> None:
    (checkout / "widgets").mkdir()
    (checkout / "widgets" / "pane.py").write_text("shown = True\n")
    set_up(checkout, "run")
    assert [path.parent.name for path in (checkout / "widgets").rglob("pane.*.pyc")] == ["__pycache__"]


@pytest.mark.parametrize("changed", ["packaging/requirements-test.lock", "pyproject.toml", "packaging/setup"])
def test_a_changed_file_is_set_up_again(checkout: Path, changed: str) -> None:
    set_up(checkout, "test")
    with (checkout / changed).open("a") as file:
        file.write("\n# changed\n")
    assert set_up(checkout, "test")[0] == ["pip", "pip"]


def test_the_test_tools_are_not_taken_for_installed_after_a_plain_run(checkout: Path) -> None:
    assert set_up(checkout, "run")[0] == ["pip", "pip"]
    assert set_up(checkout, "test")[0] == ["pip", "pip"]


def test_the_command_is_linked_and_said_once(checkout: Path) -> None:
    assert f"the command is {checkout}/bin/belfry" in set_up(checkout, "run")[1]
    assert (checkout / "bin" / "belfry").readlink() == checkout / ".venv" / "bin" / "belfry"
    assert "the command" not in set_up(checkout, "run")[1]


def test_somebody_elses_program_of_that_name_is_left_alone(checkout: Path) -> None:
    theirs = checkout / "bin" / "belfry"
    theirs.parent.mkdir()
    theirs.write_text("theirs")
    assert "left" in set_up(checkout, "run")[1]
    assert theirs.read_text() == "theirs"


def test_a_missing_library_is_named_with_its_package_and_asked_for_again(checkout: Path) -> None:
    without_rights(checkout, "libxcb-icccm.so.4")
    tool(checkout, "ldd", 'case "$*" in *xcb*) echo "libxcb-icccm.so.4 => not found" ;; esac')
    for _ in range(2):
        said = set_up(checkout, "run")[1]
        assert "Qt cannot open windows without libxcb-icccm.so.4 (package libxcb-icccm4)" in said
        assert "sudo apt-get install libxcb-icccm4" in said
    assert not (checkout / "calls").exists()


def test_without_what_qt_needs_to_start_set_up_fails(checkout: Path) -> None:
    without_rights(checkout, "libEGL.so.1")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        set_up(checkout, "run")
    failure: Any = failed.value
    assert "Qt cannot start without libEGL.so.1 (package libegl1)" in failure.stderr


def test_what_is_missing_is_installed_where_that_is_allowed(checkout: Path) -> None:
    tool(checkout, "id", "echo 0")
    tool(checkout, "apt-cache", "echo Package: it")
    tool(checkout, "ldd", f'[ -e "{checkout}/installed" ] || echo "libEGL.so.1 => not found"')
    tool(checkout, "apt-get", f'echo "$*" >>"{checkout}/calls"; touch "{checkout}/installed"')
    assert "libegl1" in set_up(checkout, "run")[0]
    assert set_up(checkout, "run")[0] == []


def test_a_package_that_nobody_knows_keeps_no_other_from_being_installed(checkout: Path) -> None:
    tool(checkout, "id", "echo 0")
    tool(checkout, "apt-cache", 'case "$*" in *libodd1*) ;; *) echo Package: it ;; esac')
    lacks = "echo 'libEGL.so.1 => not found'; echo 'libodd.so.1 => not found'"
    tool(checkout, "ldd", f'[ -e "{checkout}/installed" ] || {{ {lacks}; }}')
    tool(checkout, "apt-get", f'echo "$*" >>"{checkout}/calls"; touch "{checkout}/installed"')
    calls, said = set_up(checkout, "run")
    assert "libegl1" in calls
    assert "libodd1" not in calls
    assert "no package is called libodd1" in said


def test_a_package_that_says_much_of_itself_is_known_all_the_same(checkout: Path) -> None:
    tool(checkout, "id", "echo 0")
    tool(checkout, "apt-cache", "echo Package: it; yes Description | head -n 100000")
    tool(checkout, "ldd", f'[ -e "{checkout}/installed" ] || echo "libEGL.so.1 => not found"')
    tool(checkout, "apt-get", f'echo "$*" >>"{checkout}/calls"; touch "{checkout}/installed"')
    calls, said = set_up(checkout, "run")
    assert "libegl1" in calls
    assert "update" not in calls
    assert "no package" not in said


def test_a_missing_font_is_said_and_stops_nothing(checkout: Path) -> None:
    without_rights(checkout, "")
    tool(checkout, "ldd", "true")
    tool(checkout, "fc-list", "echo DejaVu Sans")
    assert "package fonts-inter" in set_up(checkout, "run")[1]


def only_these_tools(checkout: Path) -> None:
    """A machine without a screen for tests: what set-up itself needs, and nothing beside it."""
    for name in TESTING:
        (checkout / "tools" / name).unlink()
    for name in (
        "bash",
        "cat",
        "cut",
        "dirname",
        "echo",
        "env",
        "flock",
        "grep",
        "ln",
        "mkdir",
        "readlink",
        "rm",
    ):
        (checkout / "tools" / name).symlink_to(shutil.which(name) or name)
    for name in ("sed", "sha256sum", "sh", "sort", "touch", "true", "xargs"):
        (checkout / "tools" / name).symlink_to(shutil.which(name) or name)


def test_a_real_keyboard_is_installed_for_the_tests_where_that_is_allowed(checkout: Path) -> None:
    only_these_tools(checkout)
    tool(checkout, "id", "echo 0")
    tool(checkout, "apt-cache", "echo Package: it")
    tools = checkout / "tools"
    tool(
        checkout,
        "apt-get",
        f'echo "$*" >>"{checkout}/calls"; for t in {" ".join(TESTING)}; do ln -s true "{tools}/$t"; done',
    )
    assert not {"xvfb", "xdotool"} & set(set_up(checkout, "run", path=str(tools))[0])
    assert {"xvfb", "x11-xkb-utils", "xdotool"} <= set(set_up(checkout, "test", path=str(tools))[0])
    assert set_up(checkout, "test", path=str(tools))[0] == []


def test_without_rights_the_tests_say_what_keyboards_they_lack(checkout: Path) -> None:
    only_these_tools(checkout)
    tool(checkout, "id", "echo 1000")
    tool(checkout, "sudo", "exit 1")
    for _ in range(2):
        said = set_up(checkout, "test", path=str(checkout / "tools"))[1]
        assert "sudo apt-get install xvfb x11-xkb-utils xdotool" in said


def test_an_unknown_mode_is_refused(checkout: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as refused:
        set_up(checkout, "everything")
    failure: Any = refused.value
    assert "usage" in failure.stderr
