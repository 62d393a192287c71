"""What the mesh knows of the other seats, for the status line and for whoever counts on them."""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping

from console.alarms import BROKE_OFF
from console.link.pages import RefusalView
from console.mesh.messages import Held
from console.mesh.network import Network, SeatLink


class Others:
    """What the status line says of the other seats."""

    def __init__(self, network: Network, unfolded: Callable[[], int]) -> None:
        """`unfolded`: how many entries came and are not in the picture yet."""
        self._network, self.unfolded = network, unfolded

    @property
    def links(self) -> Mapping[bytes, SeatLink]:
        return {link.seat: link for link in self._network.links()}

    def coming(self) -> int:
        return self._network.mesh.coming() + self.unfolded()

    def nowhere_else(self) -> int:
        return self._network.mesh.reach.nowhere_else()

    def lacking(self) -> int:
        return self._network.lacking()

    def reached(self, feed: bytes, seq: int) -> int:
        return self._network.mesh.reach.reached(feed, seq)

    def tell(self) -> Iterator[tuple[bytes, Hashable, Mapping[bytes, Held]]]:
        for seat, links in self._network.mesh.links.seats():
            word = tuple((link.peer, link.tells) for link in links)
            tells = links[0].theirs
            for link in links[1:]:
                tells = tells | link.theirs
            yield seat, word, tells

    def copied(self) -> Collection[bytes]:
        return self._network.mesh.copied

    def alarms(self) -> set[str]:
        return {BROKE_OFF} if self._network.broke_off else set()

    def refused(self) -> list[RefusalView]:
        return [RefusalView(r.at, r.inward, r.code, r.params) for r in self._network.refusals.latest]
