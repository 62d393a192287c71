"""Trust statements and key boxes on their way: compared by digest, then by ids, then sent."""

from collections.abc import Iterable

from console.mesh.effects import AddBoxes, AddStatements, Priority
from console.mesh.link import Link
from console.mesh.links import Links
from console.mesh.messages import BATCH, BATCH_BYTES, BOXES, PREFIX, STATEMENTS, Holding, Items
from console.mesh.sources import Pile

AGAIN = 15_000


class Piles:
    """Both piles of this seat, and what each link still needs of them."""

    def __init__(self, links: Links, statements: Pile, boxes: Pile) -> None:
        self._links = links
        self._piles: dict[int, Pile] = {STATEMENTS: statements, BOXES: boxes}
        self._known = {pile: set(source.items()) for pile, source in self._piles.items()}
        self._digests = {pile: source.digest() for pile, source in self._piles.items()}

    @property
    def statements(self) -> bytes:
        return self._digests[STATEMENTS]

    @property
    def boxes(self) -> bytes:
        return self._digests[BOXES]

    def compare(self, link: Link, now: int) -> None:
        """Tell a peer whose digests differ what we hold, so that it sends the rest; not too often."""
        if link.statements == self.statements:
            link.open = True
        for pile, theirs in ((STATEMENTS, link.statements), (BOXES, link.boxes)):
            told = link.piled_at.get(pile)
            if theirs != self._digests[pile] and (told is None or now - told >= AGAIN):
                link.piled_at[pile] = now
                ids = b"".join(name[:PREFIX] for name in self._piles[pile].items())
                self._links.send(link, Holding(pile, ids))

    def holding(self, link: Link, told: Holding, now: int) -> None:
        """Send what the peer lacks, not too often. Once it has our statements, entries may follow."""
        pile, answered = self._piles.get(told.pile), link.answered_at.get(told.pile)
        if pile is None or (answered is not None and now - answered < AGAIN // 3):
            return
        link.answered_at[told.pile] = now
        theirs = {told.ids[at : at + PREFIX] for at in range(0, len(told.ids), PREFIX)}
        lacked = (raw for name, raw in pile.items().items() if name[:PREFIX] not in theirs)
        self._send(link, told.pile, lacked)
        if told.pile == STATEMENTS:
            link.open = True

    def heard(self, link: Link, items: Items) -> None:
        if not items.raw:
            return
        if items.pile == STATEMENTS:
            self._links.do(AddStatements(link.peer, items.raw))
        elif items.pile == BOXES:
            self._links.do(AddBoxes(link.peer, items.raw))

    def changed(self, pile: int) -> None:
        """Something was added here: send it on at once to every peer that does not hold just the same."""
        source = self._piles[pile]
        items, known = source.items(), self._known[pile]
        fresh = [raw for name, raw in items.items() if name not in known]
        self._known[pile], self._digests[pile] = set(items), source.digest()
        for link in self._links.all.values():  # one that has not said hello yet hears ours first
            theirs = link.statements if pile == STATEMENTS else link.boxes
            if theirs != self._digests[pile]:
                self._send(link, pile, fresh)

    def _send(self, link: Link, pile: int, raws: Iterable[bytes]) -> None:
        batch: list[bytes] = []
        size = 0
        for raw in raws:
            if batch and (len(batch) == BATCH or size + len(raw) > BATCH_BYTES):
                self._links.send(link, Items(pile, tuple(batch)), Priority.CONTROL)
                batch, size = [], 0
            batch.append(raw)
            size += len(raw)
        if batch:
            self._links.send(link, Items(pile, tuple(batch)), Priority.CONTROL)
