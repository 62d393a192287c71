"""Drafts: what somebody typed and did not send, kept on this machine so that a crash loses none of it."""

import logging
import os
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import msgspec

from console.paths import data_dir
from widgets.kept import GARBLED

log = logging.getLogger(__name__)
FOLDER = "drafts"
PRIVATE = 0o600


class Draft(msgspec.Struct, frozen=True):
    """A text, and what it began for; and what stands in open forms beside it, and what that is about."""

    text: str
    operation: str = ""
    incident: str = ""
    forms: str = ""
    about: tuple[str, str] = ("", "")  # operation, incident


NOTHING = Draft("")


class Drafts:
    """The drafts of one seat's desk, by person. Only that person gets theirs back. What is put away is there
    at once, and on disk soon: another thread reads and writes, since a disk may take its time. That thread
    knows no Qt: a signal that it emitted could meet a window that is being deleted.
    """

    def __init__(self, file: Path) -> None:
        self._file, self._lock, self._read = file, Lock(), False
        self._held: dict[str, Draft] = {}
        self._late: dict[str, Draft] = {}  # read, and not taken up yet
        self._changed: set[str] = set()  # whose were changed by this desk since it began
        self._unwritten = False
        writer().submit(self._read_in)

    def get(self, person: str) -> Draft | None:
        """The draft, or None. What was on disk comes where no text is begun."""
        with self._lock:
            held = self._held.get(person, NOTHING)
            if not held.text and person in self._late:
                self._held[person] = _behind(held, self._late.pop(person))
            return self._held.get(person)

    def waits(self, person: str) -> bool:
        """Whether what was on disk may still come: it is being read, or some text is begun."""
        with self._lock:
            return not self._read or person in self._late

    def keep(self, person: str, draft: Draft) -> None:
        """Put it away, but for its forms; an empty text takes away what was there."""
        held = self._held.get(person, NOTHING)
        self._put({person: msgspec.structs.replace(draft, forms=held.forms, about=held.about)})

    def add(self, person: str, words: Draft) -> None:
        """Put them away behind the text."""
        self._put({person: _behind(self._held.get(person, NOTHING), words)})

    def keep_forms(self, person: str, words: Draft) -> None:
        """Put away what stands in the open forms of a person, in place of what stood there."""
        held, about = self._held.get(person, NOTHING), (words.operation, words.incident)
        self._put({person: msgspec.structs.replace(held, forms=words.text, about=about)})

    def take_up(self) -> None:
        """A desk begins: the forms are gone, and what stood in them is behind each person's text."""
        self._put({person: _with_forms(draft) for person, draft in self._held.items() if draft.forms})

    def _put(self, drafts: dict[str, Draft]) -> None:
        with self._lock:
            if _worth_keeping(self._held | drafts) == self._held:
                return
            self._held = _worth_keeping(self._held | drafts)
            self._changed |= drafts.keys()
            waits, self._unwritten = self._unwritten, True
        if not waits:
            writer().submit(self._write_all)

    def _read_in(self) -> None:
        """Once, before anything is written. The forms of the desk before are gone."""
        found = {person: _with_forms(draft) for person, draft in _on_disk(self._file).items()}
        with self._lock:
            self._late, self._read = found, True

    def _write_all(self) -> None:
        """All that was changed here, once for all that came in meanwhile."""
        with self._lock:
            changed, self._unwritten = {person: self._whole(person) for person in self._changed}, False
        try:
            self._write(_worth_keeping(_on_disk(self._file) | changed))
        except OSError as refused:  # no reason to stop
            log.warning("a draft could not be kept: %s", refused)

    def _whole(self, person: str) -> Draft:
        """What a crash must not lose: also what still waits."""
        held, late = self._held.get(person, NOTHING), self._late.get(person)
        return _behind(held, late) if late is not None else held

    def _write(self, drafts: dict[str, Draft]) -> None:
        """Without a flush, which would keep it out of the file for longer than a crash may take of it."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(drafts))
        fresh.replace(self._file)


@cache
def writer() -> Executor:
    """The thread that reads and writes; an orderly end of the process waits for it."""
    return ThreadPoolExecutor(1, "drafts")


_DRAFTS: Final[dict[Path, Drafts]] = {}  # one of each file: it knows what is still to be written


def drafts_of(seat: str) -> Drafts:
    """The drafts of a seat's desk."""
    file = data_dir() / FOLDER / f"{seat}.json"
    if file not in _DRAFTS:
        _DRAFTS[file] = Drafts(file)
    return _DRAFTS[file]


def _on_disk(file: Path) -> dict[str, Draft]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Draft])
    except (OSError, *GARBLED):
        return {}


def _worth_keeping(drafts: dict[str, Draft]) -> dict[str, Draft]:
    return {person: draft for person, draft in drafts.items() if draft.text or draft.forms}


def _with_forms(draft: Draft) -> Draft:
    return msgspec.structs.replace(_behind(draft, Draft(draft.forms, *draft.about)), forms="")


def _behind(draft: Draft, words: Draft) -> Draft:
    """A text and what comes behind it, about what the text is about; without a text, about its own."""
    of = draft if draft.text else words
    told = f"{draft.text} {words.text}".strip()
    return msgspec.structs.replace(draft, text=told, operation=of.operation, incident=of.incident)
