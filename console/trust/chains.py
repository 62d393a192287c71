"""Certificate chains: the statements on which the standing of a seat rests, up to the genesis."""

from collections.abc import Iterator

from console.trust.envelope import Held
from console.trust.statements import (
    ADMINISTRATOR,
    InvitationIssued,
    KeySucceeded,
    PersonCertified,
    PersonChanged,
    Released,
    SeatCertified,
    SeatJoined,
    SeatWelcomed,
    Seconded,
)
from console.trust.trust import Trust


def chain(trust: Trust, sign_key: bytes) -> list[bytes]:
    """Raw statements that let any seat of the room verify this key: its own first, then what they rest on."""
    held = [each for statement in trust.ids()[1:] if (each := trust.get(statement)) is not None]
    held = [each for each in held if may_matter(each, trust)]
    needed: dict[bytes, Held] = {}
    keys, seen = [sign_key], set[bytes]()
    while keys:
        key = keys.pop(0)
        seen.add(key)
        for each in held:
            if each.id not in needed and speaks_for(each, key, held):
                needed[each.id] = each
                keys += sorted({each.signer} - seen)
    needed |= {each.id: each for each in held if upholds(each, needed)}
    needed |= {each.id: each for each in held if upholds(each, needed)}
    return [each.raw for each in needed.values()]


def may_matter(held: Held, trust: Trust) -> bool:
    """Whether a seat may rest on it: only administrators grant, whoever else says that he has their keys."""
    match held.statement:
        case PersonCertified(person=person) | PersonChanged(person=person) | KeySucceeded(person=person):
            known = trust.people.get(person)
            return known is None or ADMINISTRATOR in known.roles
    return True


def speaks_for(held: Held, key: bytes, everything: list[Held]) -> bool:
    """Whether a statement is one of those that give this key its standing."""
    match held.statement:
        case PersonCertified(key=certified) | KeySucceeded(key=certified) | InvitationIssued(key=certified):
            return certified == key
        case SeatCertified(sign_key=certified) | SeatJoined(sign_key=certified):
            return certified == key
        case SeatWelcomed(join=join):
            return any(each.id == join and speaks_for(each, key, []) for each in everything)
        case PersonChanged(person=person):
            return person in owners(key, everything)
    return False


def owners(key: bytes, everything: list[Held]) -> Iterator[bytes]:
    """The persons for whom a statement claims this key."""
    for each in everything:
        if isinstance(each.statement, PersonCertified | KeySucceeded) and each.statement.key == key:
            yield each.statement.person


def upholds(held: Held, needed: dict[bytes, Held]) -> bool:
    """Whether a statement keeps one of these standing although its author was revoked."""
    match held.statement:
        case Released(statements=statements):
            return not needed.keys().isdisjoint(statements)
        case Seconded(statement=statement):
            return statement in needed
    return False
