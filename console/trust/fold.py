"""The fold of trust: which statements of revoked administrators fall, then what the rest adds up to."""

from collections.abc import Iterable

from console.trust import bounds
from console.trust.envelope import Held
from console.trust.grown import NOBODY, Grown
from console.trust.standings import Standings
from console.trust.statements import Genesis, PersonCertified, Revoked, SeatCertified
from console.trust.summing import Verdict, summed


def fold(genesis: Genesis, statements: Iterable[Held]) -> Standings:
    """What a set of statements adds up to. The order of the set does not matter.

    The word of the room key is heard before any other, then that of two administrators against a
    third: statements of those whom they revoked fall, unless they are released one by one.
    """
    held = list(statements)
    overridden = overrides(held, genesis.room_key)
    ever, final, verdicts = judged(genesis.room_key, held, overridden)
    settled = bounds.settled(final, overridden)
    if unnamed := bounds.unnamed(final, settled):
        held = [each for each in held if each.id not in unnamed]
        ever, final, verdicts = judged(genesis.room_key, held, overridden)
    return summed(final, ever, overridden, verdicts, bounds.bounded(ever, settled))


def judged(
    room_key: bytes, held: list[Held], overridden: frozenset[bytes]
) -> tuple[Grown, Grown, tuple[Verdict, Verdict]]:
    """What was ever granted, what is left of it, and who was put out with his statements."""
    ever = Grown(room_key, held)
    first = by_room(ever, overridden)
    standing = fallen(held, ever, first)
    left = ever if len(standing) == len(held) else Grown(room_key, standing)
    second = by_two(left, overridden)
    rest = fallen(standing, ever, second)
    final = left if len(rest) == len(standing) else Grown(room_key, rest)
    return ever, final, (first, second)


def overrides(held: list[Held], room_key: bytes) -> frozenset[bytes]:
    """Revocations that a certificate of the room key names and thereby lifts."""
    return frozenset(
        revocation
        for each in held
        if each.signer == room_key and isinstance(each.statement, PersonCertified | SeatCertified)
        for revocation in each.statement.despite
    )


def by_room(grown: Grown, overridden: frozenset[bytes]) -> Verdict:
    """Whom the room key revoked, and which statements it lets stand."""
    key = grown.room_key
    found = [each for each in of_persons(grown, overridden) if each[0].signer == key]
    upheld = {each for held, released in grown.releases if held.signer == key for each in released.statements}
    return Verdict(found, upheld)


def by_two(grown: Grown, overridden: frozenset[bytes]) -> Verdict:
    """Whom two other administrators revoked, and which statements two of them let stand."""
    votes: dict[bytes, set[bytes]] = {}
    persons = of_persons(grown, overridden)
    for held, said in persons:
        votes.setdefault(said.subject, set()).update(backers(grown, held))
    condemned = {person for person, backing in votes.items() if are_two(grown, backing, {person})}
    upheld: dict[bytes, set[bytes]] = {}
    for held, released in grown.releases:
        for statement in released.statements:
            upheld.setdefault(statement, set()).update(backers(grown, held))
    found = [each for each in persons if each[1].subject in condemned]
    return Verdict(found, {each for each, backing in upheld.items() if are_two(grown, backing, condemned)})


def of_persons(grown: Grown, overridden: frozenset[bytes]) -> list[tuple[Held, Revoked]]:
    """The revocations of persons that no certificate of the room key has lifted."""
    return [each for each in grown.revocations if each[1].what == "person" and each[0].id not in overridden]


def backers(grown: Grown, held: Held) -> set[bytes]:
    """The keys behind a statement: which signed it, and which seconded it."""
    return {held.signer} | grown.seconds.get(held.id, set())


def are_two(grown: Grown, keys: set[bytes], without: set[bytes]) -> bool:
    """Whether these are keys of two administrators, but for some. One that is said to be several's is one."""
    return len({frozenset(grown.governors(key) - without) for key in keys} - {NOBODY}) > 1


def fallen(held: list[Held], ever: Grown, verdict: Verdict) -> list[Held]:
    """What is left when those who were revoked no longer have their say.

    What was signed with a key that is said to be somebody else's too stands if that one governs without it.
    """
    gone = {revoked.subject for _, revoked in verdict.revocations}
    if not gone:
        return held
    standing, shared = list[Held](), list[Held]()
    for each in held:
        owners = ever.owners.get(each.signer, NOBODY)
        if not owners & gone or each.id in verdict.upheld or bounds.is_own_act(each):
            standing.append(each)
        elif owners - gone:
            shared.append(each)
    while shared:
        grown = Grown(ever.room_key, standing)
        governed = {each.id for each in shared if grown.governors(each.signer) - gone}
        if not governed:
            break
        standing += [each for each in shared if each.id in governed]
        shared = [each for each in shared if each.id not in governed]
    return standing
