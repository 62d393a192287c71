"""Who sits at a face."""

import secrets

from console.domain.author import Author
from console.link.protocol import SessionState
from console.seat.ledger import Ledger

SURVIVES = "desk"  # the face whose session outlives it


class Sitter:
    """A person at a face. `by` is the seq of the sitting in the feed."""

    def __init__(self, person: bytes, by: int, ledger: Ledger) -> None:
        self.person, self.by, self._ledger = person, by, ledger
        self.token = secrets.token_hex(16)
        self.locked = False

    @property
    def author(self) -> Author:
        """What this person is in the room now."""
        return self._ledger.author(self.by)

    def state(self, face: str) -> SessionState:
        """What a face of this kind may know."""
        person = self._ledger.trust.people[self.person]
        token = self.token if face == SURVIVES else ""
        roles = tuple(sorted(person.roles))
        return SessionState(person.id.hex(), person.name, person.agency, roles, self.locked, token)
