"""What trust can refuse: types named for what happened, with a code for the reader's language."""

from db.errors import Forged, Malformed, Refusal

__all__ = [
    "Barred",
    "Forged",
    "Full",
    "KeyFileFault",
    "Malformed",
    "NotOurRoom",
    "Refusal",
    "WrongPassphrase",
]


class NotOurRoom(Refusal):
    """Something that was signed for another room, or is sealed with another room's secret."""


class Full(Refusal):
    """A peer offered more than this seat is ready to hold."""


class Barred(Refusal):
    """Whoever asked may not do this, or not now; the code says why."""


class WrongPassphrase(Refusal):
    """The passphrase does not open this box or file."""


class KeyFileFault(Refusal):
    """A key file is missing, readable by others, in the wrong place, or no key file at all."""
