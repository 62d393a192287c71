"""The real command line, in the test's own process, with a real seat."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from console.cli.main import main
from tests.console.seat.conftest import _runtime, founded, home, seat, start
from tests.console.seat.running import PASSPHRASE, Seat

__all__ = ["_runtime", "founded", "home", "seat", "start"]


class Said(Struct, frozen=True):
    """What one call said."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Belfry = Callable[..., Said]
Tell = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def belfry(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Belfry:
    """Runs one command; `told` is its standard input."""
    monkeypatch.setenv("BELFRY_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("BELFRY_NEW_PASSPHRASE", "five other words for somebody")

    def run(*args: object, told: str = "") -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(told))
        capsys.readouterr()
        try:
            status = main([str(arg) for arg in args])
        except SystemExit as left:  # argparse: what was typed is no command
            status = int(left.code or 0)
        return Said(status, *capsys.readouterr())

    return run


@pytest.fixture
def tell(belfry: Belfry, seat: Seat) -> Tell:
    """Tells the seat lines: maps as JSON, text as it is; the answers."""

    def told(*lines: dict[str, Any] | str, lang: str = "en") -> list[dict[str, Any]]:
        texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
        return belfry("tell", seat.home, "--lang", lang, told="\n".join(texts)).lines

    return told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where new things may be made."""
    return tmp_path
