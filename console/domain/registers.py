"""Multi-value registers: what can change, keeps every value that nothing has replaced."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from console.domain.author import Author
from console.domain.facts import Noted

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


class Write(msgspec.Struct, frozen=True, gc=False):
    """One value written to a field, with the entries it names as replaced."""

    entry: str
    hlc: int
    value: Any
    author: Author
    replaces: tuple[str, ...] = ()
    noted: Noted | None = None
    effective: bool = True
    unread: bool = False  # its value is missing or needs a newer version

    def without_effect(self) -> "Write":
        """The same, kept only for what it replaced."""
        return msgspec.structs.replace(self, effective=False)


class Shown(msgspec.Struct, frozen=True):
    """A field as faces show it: the provisional value, its origin, and whether others stand beside it."""

    value: Any = None
    by: str = ""  # name of the person, or label of the seat
    agency: str = ""
    seat: str = ""  # label
    at: int = 0  # ms
    heads: tuple[str, ...] = ()
    conflict: bool = False
    incomplete: bool = False
    noted: Noted | None = None


class Register:
    """All writes to one field of one thing. Order of arrival changes nothing."""

    __slots__ = ("_heads", "writes")

    def __init__(self) -> None:
        self.writes: dict[str, Write] = {}
        self._heads: tuple[Write, ...] | None = None

    def add(self, write: Write, *, last: bool = False) -> None:
        """Take a write in; a second time changes nothing. `last`: none of those that are here replaces it."""
        heads, self._heads = self._heads, None
        if last and heads and write.effective and write.entry not in self.writes:
            left = tuple(head for head in heads if head.entry not in write.replaces)
            later = (write.hlc, write.entry) > (heads[-1].hlc, heads[-1].entry)
            if later and len(heads) - len(left) == len(write.replaces):  # it replaces heads alone
                self._heads = (*left, write)
        self.writes[write.entry] = write

    def keep(self, entries: Iterable[str]) -> None:
        """Keep these writes, of which it is known that all they replaced is there, and replaced."""
        kept = [msgspec.structs.replace(self.writes[entry], replaces=()) for entry in entries]
        self.writes, self._heads = {write.entry: write for write in kept}, None

    @property
    def heads(self) -> tuple[Write, ...]:
        """The effective values that no effective write replaces, directly or through others; by hlc, id."""
        if self._heads is None:
            effective = [w for w in self.writes.values() if w.effective]
            if len(effective) > 1:  # of most there is one
                whole = len(effective) == len(self.writes)  # then each of them tells what it replaces
                gone = {r for w in effective for r in w.replaces} if whole else self._reached(effective)
                effective = sorted(
                    (w for w in effective if w.entry not in gone), key=lambda w: (w.hlc, w.entry)
                )
            self._heads = tuple(effective)
        return self._heads

    @property
    def incomplete(self) -> bool:
        """Whether what is shown could change once an entry arrives or becomes readable that is named here."""
        heads = self.heads
        unread = {w.entry for w in self.writes.values() if w.unread}
        if unread and not unread <= self._reached(w for w in self.writes.values() if w.effective):
            return True
        named = self._reached(heads) if len(heads) > 1 else {r for w in heads for r in w.replaces}
        return not named <= self.writes.keys()

    def _reached(self, writes: Iterable[Write]) -> set[str]:
        """The entries that `writes` replace, directly or through others."""
        reached: set[str] = set()
        todo = [r for w in writes for r in w.replaces]
        while todo:
            entry = todo.pop()
            if entry not in reached:
                reached.add(entry)
                if entry in self.writes:
                    todo.extend(self.writes[entry].replaces)
        return reached

    def standing(self) -> tuple[Write, ...]:
        """The heads that compete: a word noted for an agency yields to the agency's own."""
        own = tuple(w for w in self.heads if w.noted is None)
        return own or self.heads

    def shown(self, caution: Callable[[Any], Any] | None = None) -> Shown:
        """The value to show: the latest, or for a safety field the one that `caution` ranks highest."""
        competing = self.standing()
        if not competing:
            return Shown(incomplete=self.incomplete)
        best = competing[-1] if caution is None else max(competing, key=lambda w: (caution(w.value), w.hlc))
        rivals = {_ENCODER.encode(w.value) for w in competing} if len(competing) > 1 else ()
        missing = self.incomplete
        return Shown(
            value=best.value,
            by=best.author.name or best.author.seat_label,
            agency=best.noted.agency if best.noted else best.author.agency or best.author.seat_agency,
            seat=best.author.seat_label,
            at=best.hlc >> 16,
            heads=tuple(w.entry for w in self.heads),
            conflict=len(rivals) > 1 and not missing,
            incomplete=missing,
            noted=best.noted,
        )


def register(writes: Iterable[Write]) -> Register:
    """A register that holds `writes`."""
    made = Register()
    for write in writes:
        made.add(write)
    return made
