"""Drafts: what somebody typed and did not send, kept on this machine so that a crash loses none of it."""

import logging
import os

import msgspec

from console.paths import data_dir

log = logging.getLogger(__name__)
FOLDER = "drafts"
PRIVATE = 0o600


class Draft(msgspec.Struct, frozen=True):
    """A text, and what it began for."""

    text: str
    operation: str = ""
    incident: str = ""


class Drafts:
    """The drafts of one seat's desk, by person. Only that person gets theirs back."""

    def __init__(self, seat: str) -> None:
        self._file = data_dir() / FOLDER / f"{seat}.json"

    def get(self, person: str) -> Draft | None:
        """The draft, or None."""
        return self._all().get(person)

    def keep(self, person: str, draft: Draft) -> None:
        """Put it away; an empty text takes away what was there. A disk that refuses is no reason to stop."""
        drafts = self._all()
        drafts.pop(person, None)
        if draft.text:
            drafts[person] = draft
        try:
            self._write(msgspec.json.encode(drafts))
        except OSError as refused:
            log.warning("a draft could not be kept: %s", refused)

    def add(self, person: str, text: str) -> None:
        """Put it away behind what is there."""
        held = self.get(person) or Draft("")
        self.keep(person, msgspec.structs.replace(held, text=f"{held.text} {text}".strip()))

    def _all(self) -> dict[str, Draft]:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=dict[str, Draft])
        except (OSError, msgspec.MsgspecError):
            return {}

    def _write(self, encoded: bytes) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(encoded)
        fresh.replace(self._file)
