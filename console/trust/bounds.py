"""How much a room keeps of what those sign who govern nothing, and what settles it where it was too much.

What somebody signs of his own keys is his word alone, and its times are what he says. Of too much of it
nobody can tell what came first, and any rule that chooses would let him take back what counted already. So
each seat keeps what it had first, seats compare only that there is too much, and once an administrator names
what stands the rest is kept nowhere.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from console.trust.envelope import Held
from console.trust.grown import Grown, seat_id
from console.trust.standings import Alarm, Invitation, Person, Seat
from console.trust.statements import KeySucceeded

MAX_OF_ONE = 256

Bounded = Mapping[bytes, tuple[bytes, ...]]  # person, or key of a seat or an invitation → statements


def bounded(ever: Grown, apart: Collection[bytes]) -> Bounded:
    """What counts of each who governs nothing, but for some."""
    return {
        who: tuple(signed) for who, signed in ever.own.items() if who not in apart and not governs(ever, who)
    }


def governs(grown: Grown, who: bytes) -> bool:
    return who in grown.admins or grown.governs(who)


def settled(grown: Grown, overridden: Collection[bytes]) -> set[bytes]:
    """Who was revoked so that what stands of what they signed is named."""
    gone = {said.subject for held, said in grown.revocations if held.id not in overridden}
    named = upheld(grown)
    return {
        who
        for who, signed in grown.own.items()
        if not gone.isdisjoint({who, seat_id(who)})
        and not named.isdisjoint(signed)
        and not governs(grown, who)
    }


def unnamed(grown: Grown, who: Iterable[bytes]) -> set[bytes]:
    """What these signed and nobody names who governs."""
    return {statement for each in who for statement in grown.own[each]} - upheld(grown)


def upheld(grown: Grown) -> set[bytes]:
    """All statements that somebody who governs lets stand."""
    return {each for _, released in grown.releases for each in released.statements}


def late(found: Bounded, known: Collection[bytes]) -> Iterator[bytes]:
    """What came after the first `MAX_OF_ONE` of one."""
    for signed in found.values():
        fresh = [each for each in signed if each not in known]
        yield from fresh[max(0, MAX_OF_ONE - (len(signed) - len(fresh))) :]


def compared(accepted: Iterable[bytes], found: Bounded) -> list[bytes]:
    """What seats have to have alike: of whom there is too much, only that."""
    full = {who: signed for who, signed in found.items() if is_full(signed)}
    apart = {each for signed in full.values() for each in signed}
    return sorted([*full, *(each for each in accepted if each not in apart)])


def too_much(
    found: Bounded,
    people: Mapping[bytes, Person],
    seats: Mapping[bytes, Seat],
    invitations: Mapping[bytes, Invitation],
) -> Iterator[Alarm]:
    """Who signed more than a room keeps, until somebody puts them out."""
    standing = {who: person.name for who, person in people.items() if not person.revoked}
    standing |= {seat.sign_key: seat.label for seat in seats.values() if not seat.revoked}
    standing |= {place.key: place.label for place in invitations.values() if not place.revoked}
    for who, signed in found.items():
        if is_full(signed) and who in standing:
            yield Alarm("trust.signed_too_much", (("name", standing[who]),))


def is_full(signed: Collection[bytes]) -> bool:
    return len(signed) >= MAX_OF_ONE


def is_own_act(held: Held) -> bool:
    """A change of one's own key needs no power, so it does not fall with the power."""
    return isinstance(held.statement, KeySucceeded) and held.statement.old == held.signer
