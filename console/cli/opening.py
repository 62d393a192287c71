"""Opening a link for one call: the seat that runs, or an ordinary one started for it."""

import getpass
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from console.cli.output import Failed, complain
from console.link.client import Answered, Event, Gone, Link, Paged, Silent
from console.link.events import SILENT
from console.seat.folder import Home
from console.seat.starting import NotAnswering, Say, serving, start_detached
from console.words import Words
from db.errors import Refusal

SIGN_IN_SECONDS = 60.0
ANSWER_SECONDS = 60.0
ASK_SECONDS = 600.0


def passphrase(words: Words, variable: str = "BELFRY_PASSPHRASE", prompt: str = "cli.passphrase") -> str:
    """From the environment, else typed at a terminal. Raises Failed where there is neither.

    Never from stdin, where the intents come from, nor where it would be seen.
    """
    given = os.environ.get(variable)
    if given is not None:
        return given
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass(f"{words.word(prompt)} ")
    except (EOFError, getpass.GetPassWarning) as gone:
        raise Failed("cli.no_passphrase", variable=variable) from gone


def new_passphrase(
    words: Words, variable: str = "BELFRY_NEW_PASSPHRASE", prompt: str = "cli.new_passphrase"
) -> str:
    """One that nothing is sealed with yet. Whoever types it does not see it, and so types it twice."""
    typed = os.environ.get(variable) is None
    phrase = passphrase(words, variable, prompt)
    if typed and passphrase(words, variable, "cli.passphrase_again") != phrase:
        raise Failed("cli.passphrases_differ")
    return phrase


def told(words: Words) -> Say:
    """What says on stderr that a seat is slow, while it is waited for."""

    def say(slow: Refusal) -> None:
        silent = isinstance(slow, NotAnswering)
        complain(words, "seat.waited_for" if silent else slow.code, dict(slow.params))

    return say


class Line(Link):
    """The link of a command, which ends with its seat's silence as one does that is silent from the first."""

    def __init__(self, home: Path, face: str, lang: str) -> None:
        super().__init__(home, face, lang)
        self._say = told(Words(lang))
        self._silent = NotAnswering("seat.silent", path=str(home), pid=serving(home))

    def drain(self, ms: int = 5) -> list[Event]:
        """As any link. Raises NotAnswering once nothing is waited for any longer."""
        events = super().drain(ms)
        for event in events:
            if isinstance(event, Silent):
                self._say(self._silent)
            elif event == Gone(SILENT):
                raise self._silent
        return events


@contextmanager
def linked(home: Path, lang: str, face: str = "cli") -> Iterator[Link]:
    """A link to the seat in `home`; where none runs, one is started that ends after its last face left."""
    start_detached(home, say=told(Words(lang)))
    link = Line(home, face, lang)
    try:
        link.open()
        yield link
    finally:
        link.close()


def answered(link: Link, number: int, seconds: float = ANSWER_SECONDS) -> Answered:
    """Wait for the answer to a request. Raises Failed with the seat's refusal."""
    answer = link.call(number, timeout=seconds)
    if not isinstance(answer, Answered):
        raise Failed(answer.code, **answer.params)
    return answer


def asked(link: Link, what: str, **params: Any) -> list[Any]:
    """All items of the page that answers a question. Raises Failed with the seat's refusal."""
    answer = link.call(link.ask(what, **params), timeout=ASK_SECONDS)
    if not isinstance(answer, Paged):
        raise Failed(answer.code, **answer.params)
    return list(answer.items)


@contextmanager
def signed_in(home: Path, person: str, words: Words, phrase: str | None = None) -> Iterator[Link]:
    """A link with a sitting for the length of the call; `person` may be empty where the room has one.
    The passphrase is asked for, where it is not given.
    """
    Home(home).check()
    phrase = passphrase(words) if phrase is None else phrase
    with linked(home, words.lang) as link:
        answered(link, link.sign_in(person, phrase), SIGN_IN_SECONDS)
        try:
            yield link
        finally:
            link.call(link.sign_out(), timeout=ANSWER_SECONDS)
