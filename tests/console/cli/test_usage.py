"""What is no command, and what the system refuses, is said in the reader's language."""

import errno
import re
from pathlib import Path

import pytest

from console.words import LANGUAGES
from db.errors import why
from tests.console.cli.conftest import Belfry
from tests.console.seat.running import Seat

NO_COMMANDS = [
    ((), "COMMAND"),
    (("frobnicate",), "frobnicate"),
    (("show",), "HOME"),
    (("show", "home", "everything"), "everything"),
    (("seat",), "WHAT"),
    (("seat", "invite", "home", "--label", "L"), "--agency"),
    (("seat", "join", "home"), "--invite"),
    (("seat", "join", "home", "--invite", "i", "--code", "c"), "--code"),
    (("tell", "home", "--as"), "--as"),
    (("tell", "home", "--o", "x", "--frobnicate"), "--frobnicate"),
    (("demo", "--seats", "many"), "many"),
    (("demo", "--s", "3"), "--s"),
    (("search", "home", "fire", "--limit", "0"), "500"),
    (("show", "home", "x" * 100_000), "xxx"),
    (("show", "home", "\x1b[2J\u202e"), "\\x1b"),
]
ENGLISH = re.compile(
    r"\b(error|argument|invalid|required|expected|unrecognized|choose|allowed with|usage:)\b"
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("typed", "named"), NO_COMMANDS)
def test_what_is_no_command_is_said_with_what_would_be_one(
    belfry: Belfry, typed: tuple[str, ...], named: str, lang: str
) -> None:
    said = belfry(*typed, "--lang", lang)
    assert (said.status, said.out) == (2, "")
    usage, _, wrong = said.err.partition("\nbelfry: ")
    assert "belfry" in usage
    assert named in wrong
    assert len(wrong) < 400
    assert lang == "en" or not ENGLISH.search(wrong), wrong


def test_another_language_is_none_and_said_in_the_readers_own(
    belfry: Belfry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.cli.usage.language", lambda: "nl")
    said = belfry("show", "home", "log", "--lang", "de")
    assert (said.status, "is geen van" in said.err) == (2, True)


@pytest.mark.parametrize(("lang", "words"), [("fr", "n’est pas un dossier"), ("nl", "dit is geen map")])
def test_what_the_system_refuses_is_said_in_the_readers_language(
    belfry: Belfry, seat: Seat, tmp_path: Path, lang: str, words: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    invite = ("seat", "invite", seat.home, "--label", "L", "--agency", "SIAMU", "--out", tmp_path / "i")
    assert belfry(*invite).status == 0
    for command in (
        ("seat", "join", file / "home", "--invite", tmp_path / "i"),
        ("seat", "join", tmp_path / "home", "--invite", file / "i"),
    ):
        said = belfry(*command, "--lang", lang)
        assert (said.status, said.out) == (1, "")
        assert words in said.err


def test_the_systems_reasons_are_codes_and_one_that_has_no_words_is_shown_as_it_is() -> None:
    assert why(OSError(errno.ENOSPC, "No space left on device")) == "ENOSPC"
    assert why(OSError("without a number")) == ""


@pytest.mark.parametrize(
    "options", [("--speed", "0"), ("--speed", "nan"), ("--speed", "-3"), ("--for", "inf"), ("--for", "-1")]
)
def test_a_demo_plays_forward_and_for_a_time(belfry: Belfry, options: tuple[str, str]) -> None:
    said = belfry("demo", *options, "--lang", "fr")
    assert (said.status, said.out) == (1, "")
    assert "vitesse" in said.err
