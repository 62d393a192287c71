"""A face of a seat: what people ask for, and what they are answered."""

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING, Any

import msgspec

from console.domain.facts import Intent, Refused
from console.link import protocol
from console.link.pages import decoded
from console.link.protocol import FromFace, FromSeat

if TYPE_CHECKING:
    from tests.rooms.seat import Seat

PASSPHRASE = "seven quiet barges at dawn"
PATIENCE = 5  # turns within which a face is answered
_faces = count(1)


class Desk:
    """A face of a seat, with at most one person."""

    def __init__(self, seat: "Seat", kind: str = "desk") -> None:
        self.seat, self.address, self._n = seat, b"face %d" % next(_faces), 0
        self._say(protocol.Hello(protocol.VERSION, kind, credit=1))

    def _say(self, message: FromFace) -> None:
        self.seat.door.heard.append((self.address, protocol.from_face(protocol.encode(message))))
        self.seat.turn()

    def _ask(self, make: Callable[[int], FromFace]) -> protocol.Answer:
        answer = self._heard(make)
        assert isinstance(answer, protocol.Answer)
        self.entry = answer.entry
        return answer

    def page(self, what: str, **params: Any) -> tuple[Any, ...]:
        """The items of the page that answers a question. Raises Refused."""
        page = self._heard(lambda n: protocol.Ask(n, what, params))
        assert isinstance(page, protocol.Page)
        return decoded(what, page.items)

    def _heard(self, make: Callable[[int], FromFace]) -> FromSeat:
        self._n += 1
        self._say(make(self._n))
        said = self.seat.door.said[self.address]
        for _ in range(PATIENCE):
            if any(getattr(message, "n", 0) == self._n for message in said):
                break
            self.seat.turn()
        answer = next(message for message in said if getattr(message, "n", 0) == self._n)
        said.clear()
        if isinstance(answer, protocol.Refusal):
            raise Refused(answer.code, **answer.params)
        return answer

    def sign_in(self, person: str, passphrase: str = PASSPHRASE) -> None:
        self._ask(lambda n: protocol.SignIn(n, person, passphrase))

    def sign_out(self) -> None:
        self._ask(protocol.SignOut)

    def tell(self, intent: Intent | dict[str, Any]) -> str:
        raw = msgspec.msgpack.encode(intent)
        return self._ask(lambda n: protocol.Tell(n, raw)).about

    @property
    def by(self) -> int:
        """The number of this person's sitting in the feed."""
        sitter = self.seat.engine._audience.faces[self.address].sitter
        assert sitter is not None
        return sitter.by
