"""Drafts: what somebody typed and did not send, kept on this machine so that a crash loses none of it."""

import logging
import os

import msgspec

from console.paths import data_dir

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
    """The drafts of one seat's desk, by person. Only that person gets theirs back."""

    def __init__(self, seat: str) -> None:
        self._file = data_dir() / FOLDER / f"{seat}.json"

    def get(self, person: str) -> Draft | None:
        """The draft, or None."""
        return self._all().get(person)

    def keep(self, person: str, draft: Draft) -> None:
        """Put it away, but for its forms; an empty text takes away what was there."""
        drafts = self._all()
        held = drafts.get(person, NOTHING)
        self._put(drafts | {person: msgspec.structs.replace(draft, forms=held.forms, about=held.about)})

    def add(self, person: str, words: Draft) -> None:
        """Put them away behind the text."""
        drafts = self._all()
        held = drafts.get(person, NOTHING)
        self._put(drafts | {person: _behind(held, words)})

    def keep_forms(self, person: str, words: Draft) -> None:
        """Put away what stands in the open forms of a person, in place of what stood there."""
        drafts = self._all()
        held = drafts.get(person, NOTHING)
        about = (words.operation, words.incident)
        self._put(drafts | {person: msgspec.structs.replace(held, forms=words.text, about=about)})

    def take_up(self) -> None:
        """A desk begins: the forms are gone, and what stood in them is behind each person's text."""
        drafts = self._all()
        if any(draft.forms for draft in drafts.values()):
            self._put({person: _with_forms(draft) for person, draft in drafts.items()})

    def _all(self) -> dict[str, Draft]:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=dict[str, Draft])
        except (OSError, msgspec.MsgspecError):
            return {}

    def _put(self, drafts: dict[str, Draft]) -> None:
        """A disk that refuses is no reason to stop."""
        try:
            self._write(msgspec.json.encode({p: d for p, d in drafts.items() if d.text or d.forms}))
        except OSError as refused:
            log.warning("a draft could not be kept: %s", refused)

    def _write(self, encoded: bytes) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(encoded)
        fresh.replace(self._file)


def _with_forms(draft: Draft) -> Draft:
    return msgspec.structs.replace(_behind(draft, Draft(draft.forms, *draft.about)), forms="")


def _behind(draft: Draft, words: Draft) -> Draft:
    """A text and what comes behind it, about what the text is about; without a text, about its own."""
    of = draft if draft.text else words
    told = f"{draft.text} {words.text}".strip()
    return msgspec.structs.replace(draft, text=told, operation=of.operation, incident=of.incident)
