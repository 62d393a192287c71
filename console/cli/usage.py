"""The command line's own parser: what was typed and makes no command is said in the reader's language."""

import argparse
import locale
import os
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn

from console.words import LANGUAGES

# What argparse says, as codes for words; the group is what it says it of.
_SAID = (
    (re.compile(r"the following arguments are required: (?P<what>.+)"), "usage.missing"),
    (re.compile(r"one of the arguments (?P<what>.+) is required"), "usage.one_of"),
    (re.compile(r"unrecognized arguments: (?P<what>.+)", re.DOTALL), "usage.unknown"),
    (re.compile(r"ambiguous option: (?P<what>\S+) could match .+"), "usage.ambiguous"),
    (re.compile(r"argument (?P<what>.+): expected .+ argument"), "usage.no_value"),
    (re.compile(r"argument (?P<what>.+): not allowed with argument (?P<other>.+)"), "usage.not_both"),
    (
        re.compile(
            r"argument (?P<what>.+?): invalid choice: (?P<value>.+) \(choose from (?P<allowed>.+)\)",
            re.DOTALL,
        ),
        "usage.choice",
    ),
    (re.compile(r"argument (?P<what>.+?): invalid .+? value: (?P<value>.+)", re.DOTALL), "usage.value"),
    (re.compile(r"argument (?P<what>.+?): (?P<least>\d+) to (?P<most>\d+)"), "usage.range"),
)
LONGEST = 80  # characters of what was typed, as it is quoted


class Misused(Exception):
    """What was typed is no command: `usage` says what would be one, `code` and `params` what is wrong."""

    def __init__(self, usage: str, said: str) -> None:
        super().__init__(said)
        found = ((pattern.fullmatch(said), code) for pattern, code in _SAID)
        match, self.code = next((pair for pair in found if pair[0]), (None, "usage.other"))
        params = match.groupdict() if match is not None else {}
        self.params = {name: _quoted(value) for name, value in params.items()}
        if "allowed" in params:
            self.params["allowed"] = params["allowed"].replace("'", "")  # ours, however many
        self.usage = usage.removeprefix("usage: ").rstrip()


def _quoted(text: str) -> str:
    if text.isprintable() and len(text) <= LONGEST:
        return text
    return ascii(text)[1:-1][:LONGEST]


class Parser(argparse.ArgumentParser):
    """Raises Misused where argparse would print its English and leave."""

    def error(self, message: str) -> NoReturn:
        raise Misused(self.format_usage(), message)


def language() -> str:
    """The reader's language, from the locale; English where Belfry does not speak it."""
    code = (locale.getlocale()[0] or os.environ.get("LANG", ""))[:2].lower()
    return code if code in LANGUAGES else "en"


def asked_language(argv: Sequence[str]) -> str:
    """The language that was asked for, in what could not be understood as a whole."""
    given = [after for option, after in pairwise(argv) if option == "--lang"]
    given += [argument.removeprefix("--lang=") for argument in argv if argument.startswith("--lang=")]
    return next((code for code in given if code in LANGUAGES), language())
