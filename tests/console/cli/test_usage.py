"""What is no command, and what the system refuses, is said in the reader's language."""

import argparse
import errno
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.cli.main import main, parser
from console.cli.usage import Parser, language
from console.templates import LANGUAGES
from console.words import Words
from db.errors import why
from tests.console.cli.conftest import Belfry
from tests.console.seat.running import Seat

NO_COMMANDS = [  # and what is named: as it was typed, or the code of its word
    ((), "help.name.command"),
    (("frobnicate",), "frobnicate"),
    (("show",), "help.name.home"),
    (("show", "home", "everything"), "everything"),
    (("seat",), "help.name.what"),
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

WORDS = re.compile(r"[a-z]{3,} [a-z]{3,}")  # of a sentence


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("typed", "named"), NO_COMMANDS)
def test_what_is_no_command_is_said_with_what_would_be_one(
    belfry: Belfry, typed: tuple[str, ...], named: str, lang: str
) -> None:
    said = belfry(*typed, "--lang", lang)
    assert (said.status, said.out) == (2, "")
    usage, _, wrong = said.err.partition("\nbelfry: ")
    assert "belfry" in usage
    assert Words(lang).word(named) in wrong
    assert len(wrong) < 400
    assert lang == "en" or not ENGLISH.search(wrong), wrong


def parsers(above: Parser) -> Iterator[Parser]:
    """A parser, and those of all its commands."""
    yield above
    for action in above._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from parsers(below)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_of_every_command_is_in_the_readers_language(lang: str) -> None:
    helps = [each.format_help() for each in parsers(parser(Words(lang)))]
    assert len(helps) > 25
    codes = re.compile(r"\bhelp\.\w+")
    assert [told for told in helps if codes.search(told) or "usage: " in told] == []
    theirs = [each.format_help() for each in parsers(parser(Words("en")))]
    same = {line.strip() for told in helps for line in told.splitlines()} & {
        line.strip() for told in theirs for line in told.splitlines()
    }
    assert lang == "en" or not [line for line in same if WORDS.search(line)]


def test_help_is_asked_for_in_ones_own_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("console.cli.usage.language", lambda: "fr")
    with pytest.raises(SystemExit) as left:
        main(["seat", "join", "-h"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("Utilisation\u00a0: belfry seat join")
    assert "l’invitation" in said


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


@pytest.mark.parametrize(
    ("set_up", "spoken"),
    [
        ({"LANG": "fr_BE.UTF-8"}, "fr"),
        ({"LANG": "fr_BE.UTF-8", "LC_MESSAGES": "nl_BE.UTF-8"}, "nl"),
        ({"LANG": "fr_BE.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_BE.UTF-8"}, "en"),
    ],
)
def test_belfry_speaks_as_the_machine_was_set_up_whether_or_not_it_has_that_locale(
    monkeypatch: pytest.MonkeyPatch, set_up: dict[str, str], spoken: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in set_up.items():
        monkeypatch.setenv(name, value)
    assert language() == spoken
