"""The links that stand, and what is to be done about them."""

from collections import deque
from collections.abc import Callable, Iterator

from console.mesh import credit
from console.mesh.effects import Effect, Priority, Send
from console.mesh.link import Link
from console.mesh.messages import Message, encode


class Links:
    """All links of a seat by number, and the effects that wait to be carried out."""

    def __init__(self) -> None:
        self.all: dict[int, Link] = {}
        self._effects: deque[Effect] = deque()
        self.waiting: Callable[[int], int] = lambda _: 0  # bytes that no socket has taken yet, by link

    def met(self) -> list[Link]:
        """The links on which the peer has said hello."""
        return [link for link in self.all.values() if link.hello is not None]

    def open(self) -> list[Link]:
        """The links on which entries may be sent."""
        return [link for link in self.all.values() if link.open]

    def seats(self) -> Iterator[tuple[bytes, list[Link]]]:
        """The linked seats, each with its links."""
        by_seat: dict[bytes, list[Link]] = {}
        for link in self.met():
            by_seat.setdefault(link.seat, []).append(link)
        yield from by_seat.items()

    def send(self, link: Link, message: Message, priority: Priority = Priority.CONTROL) -> None:
        self._effects.append(Send(link.peer, encode(message), priority))

    def spend(self, link: Link, frame: bytes, priority: Priority) -> bool:
        """Send if the peer's credit allows it, and it takes what was sent: grants do not prove that."""
        if len(frame) > link.sending.left or self.waiting(link.peer) > credit.WINDOW:
            return False
        link.sending.spend(len(frame))
        self._effects.append(Send(link.peer, frame, priority))
        return True

    def do(self, effect: Effect) -> None:
        self._effects.append(effect)

    def take(self) -> Iterator[Effect]:
        """What is to be done, in order, with what comes of it meanwhile; what is not taken stays."""
        while self._effects:
            yield self._effects.popleft()
