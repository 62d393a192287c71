"""What set-up installs is named by version and hash, and by no address."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = ("packaging/requirements.lock", "packaging/requirements-test.lock")
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+?)(?: ; (.+?))? \\$")


def pins(lock: str) -> list[tuple[str, str, str]]:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return [(found[1], found[2], found[3] or "") for found in map(PINNED.match, lines) if found]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(lock: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert len(blocks) == len(pins(lock)) > 0
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_stands_in_a_lock(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.search(r"://|--(extra-)?index|--find-links|^-i |@ file", text, re.MULTILINE) is None


@pytest.mark.parametrize("lock", LOCKS)
def test_the_sound_pyside_is_chosen_for_each_python(lock: str) -> None:
    chosen = {marker: version for name, version, marker in pins(lock) if name == "pyside6-essentials"}
    assert set(chosen) == {"python_full_version < '3.12'", "python_full_version >= '3.12'"}
    assert chosen["python_full_version < '3.12'"].startswith("6.11.")
    assert chosen["python_full_version >= '3.12'"].startswith("6.12.")


def test_the_test_lock_holds_all_of_the_other() -> None:
    run, test = (set(pins(lock)) for lock in LOCKS)
    assert run <= test


def test_what_the_project_names_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]

    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[><=; ]", one)[0].lower() for one in requirements}

    run, test = ({name for name, *_ in pins(lock)} for lock in LOCKS)
    assert names(project["dependencies"] + extras["build"]) <= run
    assert names(extras["test"]) <= test
