"""People at work: they ask, and do not wait for the answer."""

from typing import Any

import msgspec

from console.link import protocol
from console.link.protocol import FromFace
from tests.rooms.desk import Desk
from tests.rooms.seat import Seat


class Hand(Desk):
    """One person at a desk of one run of a seat."""

    def __init__(self, seat: Seat, person: str, *passphrases: str) -> None:
        """Signs in with the first of the passphrases that this seat knows; the others are refused."""
        self.door = seat.door  # of this run: the next has another
        super().__init__(seat)
        for passphrase in passphrases:
            self._n += 1
            self._say(protocol.SignIn(self._n, person, passphrase))

    def _say(self, message: FromFace) -> None:
        self.door.heard.append((self.address, protocol.from_face(protocol.encode(message))))

    def ask(self, intent: str, **fields: Any) -> None:
        """Ask for something."""
        self._n += 1
        self._say(protocol.Tell(self._n, msgspec.msgpack.encode({"intent": intent, **fields})))

    def want(self, what: str, **params: str) -> None:
        """Have the seat do an errand."""
        self._n += 1
        self._say(protocol.Ask(self._n, what, params))

    def rise(self) -> None:
        """Sign out."""
        self._n += 1
        self._say(protocol.SignOut(self._n))

    def confirmed(self) -> list[str]:
        """The entries that the seat has confirmed since this was last asked."""
        said = self.door.said.pop(self.address, [])
        return [message.entry for message in said if isinstance(message, protocol.Answer) and message.entry]
