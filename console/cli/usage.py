"""The command line's own parser: what was typed and makes no command is said in the reader's language."""

import argparse
import locale
import os
import re
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from console.templates import LANGUAGES
from console.words import Words

Among: TypeAlias = "argparse._ActionsContainer | None"  # noqa: SLF001 - only its type

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
        self.usage = usage.rstrip()


def _quoted(text: str) -> str:
    if text.isprintable() and len(text) <= LONGEST:
        return text
    return ascii(text)[1:-1][:LONGEST]


class Helping(argparse.HelpFormatter):
    """Begins the usage in the reader's language."""

    def __init__(self, words: Words, prog: str) -> None:
        super().__init__(prog)
        self._words = words

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        said = f"{self._words.word('help.usage')} " if prefix is None else prefix
        super().add_usage(usage, actions, groups, said)


class Parser(argparse.ArgumentParser):
    """Speaks the reader's language, by the codes of its words; raises Misused where argparse would say its
    English and leave.
    """

    def __init__(self, words: Words, **given: Any) -> None:
        super().__init__(add_help=False, formatter_class=partial(Helping, words), **given)
        self.words = words
        self.code = "_".join(self.prog.split()[1:])
        self.description = words.word(f"help.does.{self.code or self.prog}")
        self.arguments = self.add_argument_group(words.word("help.arguments"))
        self.options = self.add_argument_group(words.word("help.options"))
        self.options.add_argument("-h", "--help", action="help", help=words.word("help.help"))
        self._below: argparse._SubParsersAction[Parser]

    def take(self, *names: str, value: str = "", among: Among = None, **how: Any) -> None:
        """An argument or an option; `value` is the code of what stands for its value."""
        option = names[-1].startswith("-")
        dest = how.get("dest") or names[-1].lstrip("-").replace("-", "_")
        own = f"help.option.{self.code}_{dest}"
        if value:
            how["metavar"] = self.words.word(f"help.name.{value}")
        how["help"] = self.words.word(own if self.words.has(own) else f"help.option.{dest}")
        (among or (self.options if option else self.arguments)).add_argument(*names, **how)

    def branch(self, value: str) -> "Parser":
        """From here on commands follow; `value` is the code of what stands for one."""
        metavar = self.words.word(f"help.name.{value}")
        title = self.words.word("help.commands")
        self._below = self.add_subparsers(title=title, required=True, metavar=metavar)
        return self

    def group(self, name: str) -> "Parser":
        """A command that is followed by another."""
        return self._add(name).branch("what")

    def command(self, name: str, run: str, home: bool = True) -> "Parser":
        """What runs the function `run`, "module.function", mostly on the folder of a seat."""
        made = self._add(name)
        made.set_defaults(run=run)
        made.take("--lang", choices=LANGUAGES, default=self.words.lang)
        if home:
            made.take("home", type=Path, value="home")
        return made

    def _add(self, name: str) -> "Parser":
        code = f"{self.code}_{name}" if self.code else name
        return self._below.add_parser(name, help=self.words.word(f"help.does.{code}"), words=self.words)

    def error(self, message: str) -> NoReturn:
        raise Misused(self.format_usage(), message)


def language() -> str:
    """The reader's language, from the locale, also where the machine has no files of it; else English."""
    asked = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    code = next(filter(None, asked), locale.getlocale()[0] or "")[:2].lower()
    return code if code in LANGUAGES else "en"


def asked_language(argv: Sequence[str]) -> str:
    """The language that was asked for, in what could not be understood as a whole."""
    given = [after for option, after in pairwise(argv) if option == "--lang"]
    given += [argument.removeprefix("--lang=") for argument in argv if argument.startswith("--lang=")]
    return next((code for code in given if code in LANGUAGES), language())
