"""The fold of trust: which statements of revoked administrators fall, then what the rest adds up to."""

from collections.abc import Iterable

from console.trust.envelope import Held
from console.trust.grown import NOBODY, Grown
from console.trust.standings import Standings
from console.trust.statements import Genesis, KeySucceeded, PersonCertified, Revoked, SeatCertified
from console.trust.summing import Verdict, summed


def fold(genesis: Genesis, statements: Iterable[Held]) -> Standings:
    """What a set of statements adds up to. The order of the set does not matter.

    The word of the room key is heard before any other, then that of two administrators against a
    third: statements of those whom they revoked fall, unless they are released one by one.
    """
    held = list(statements)
    overridden = overrides(held, genesis.room_key)
    ever = Grown(genesis.room_key, held)
    standing = fallen(held, ever, by_room(ever, overridden))
    second = ever if len(standing) == len(held) else Grown(genesis.room_key, standing)
    judged = by_two(second, overridden)
    rest = fallen(standing, ever, judged)
    final = second if len(rest) == len(standing) else Grown(genesis.room_key, rest)
    verdicts = (by_room(ever, overridden), judged)
    return summed(final, ever, overridden, verdicts)


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
        if not owners & gone or each.id in verdict.upheld or is_own_act(each):
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


def is_own_act(held: Held) -> bool:
    """A change of one's own key needs no power, so it does not fall with the power."""
    return isinstance(held.statement, KeySucceeded) and held.statement.old == held.signer
