"""What the present state of a thing rests on, where each of its facts only replaces others: of those that
were replaced a start reads nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from console.domain.thing import Thing

Stands = dict[str, int]  # entry → the fields in which its value stands, a bit for each number
FIELDS = 64  # bits of a column on a rest page


def standing(thing: "Thing") -> Stands:
    """The facts that the rest of its facts changes nothing of; empty where all of them count."""
    if not thing.subject.recurs:
        return {}
    folded = thing.folded
    heads = {number: register.heads for number, register in folded.registers.items()}
    plain = not (folded.void or folded.unread or thing.conflicts())
    whole = all(heads.values()) and folded.awaited.issubset(thing.entries)
    if not plain or not whole or folded.opening is None or max(heads, default=0) >= FIELDS:
        return {}
    found = {folded.opening.id: 0, folded.last[1]: 0}
    for number, writes in heads.items():
        for write in writes:
            found[write.entry] = found.get(write.entry, 0) | 1 << number
    return found
