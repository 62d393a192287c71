"""What the room key signs when no administrator can: a new one, an end to one who turned, a way back in."""

from collections.abc import Iterable

from msgspec import Struct, structs

from console.trust.envelope import Held, opened
from console.trust.errors import Barred
from console.trust.grown import issued
from console.trust.issuing import Account, Issuer, Place
from console.trust.standings import Cut, Cutoff, Person, Seat, Standings
from console.trust.statements import ADMINISTRATOR, Released, Revoked
from console.trust.trust import Trust

ENDLESS = 1 << 63


class Outcome(Struct, frozen=True):
    """Whom statements put out of the room, and whom they bring back, by name or label."""

    lost: tuple[str, ...]
    back: tuple[str, ...]


def appoint(issuer: Issuer, person: Person) -> list[bytes]:
    """Make somebody an administrator, beside what he is; nothing where he is one."""
    if person.administrator:
        return []
    return issuer.change(person, Account(person.called, person.agency, (*person.roles, ADMINISTRATOR)))


def revoke(
    trust: Trust, issuer: Issuer, person: Person, reason: str, cut: Cut, before: int = ENDLESS
) -> list[bytes]:
    """Revoke a person. What he signed as an administrator falls, but for what is known and was issued
    `before` (ms); said again with a later time, more of it stands. Barred where nothing is left to say.
    """
    said = any(each.by == trust.room_key for each in person.revocations)
    upheld = upheld_by(trust, trust.room_key)
    granted = trust.signed_by(person.keys) if ADMINISTRATOR in person.roles else trust.too_much_of(person.id)
    signed = (trust.get(each) for each in granted if each not in upheld)
    spared = [held.id for held in signed if held is not None and issued(held) < before]
    if said and not spared:
        raise Barred("trust.room_key.revoked_already", name=person.name)
    revoked = [] if said else issuer.revoke("person", person.id, reason, cut)
    return [*revoked, *issuer.uphold(spared, reason)]


def upheld_by(trust: Trust, key: bytes) -> set[bytes]:
    """The statements that this key let stand."""
    held = filter(None, map(trust.get, trust.signed_by([key])))
    return {one for each in held if isinstance(each.statement, Released) for one in each.statement.statements}


def readmit_person(trust: Trust, issuer: Issuer, person: Person) -> list[bytes]:
    """Certify a revoked person anew, as what he was, despite his revocations."""
    account = Account(person.called, person.agency, tuple(person.roles))
    despite = _own(trust, person.id, person.revocations)
    return [issuer.person(account, person.key, person.id, despite)]


def readmit_seat(trust: Trust, issuer: Issuer, seat: Seat) -> list[bytes]:
    """Certify a revoked seat anew, where it stood, despite its revocations."""
    place = Place(seat.label, seat.agency, seat.variant, seat.number)
    despite = _own(trust, seat.id, seat.revocations)
    return [issuer.seat(place, seat.id, (seat.sign_key, seat.curve_key), despite)]


def _own(trust: Trust, subject: bytes, revocations: Iterable[Cutoff]) -> list[bytes]:
    """Those that name this subject itself: what lies on a key that others share is not lifted with them."""
    held = filter(None, (trust.get(each.statement) for each in revocations))
    return [
        each.id for each in held if isinstance(each.statement, Revoked) and each.statement.subject == subject
    ]


def tried(trust: Trust, raw: Iterable[bytes]) -> Trust:
    """What the trust would be with these statements of the room key. Raises Malformed, Forged, NotOurRoom, or
    Barred where one is somebody else's, or where together they say nothing new, have no effect, or make two
    people of one name.
    """
    trial, held = trust.trial(), [opened(each) for each in raw]
    for each in held:
        if each.signer != trust.room_key:
            raise Barred("trust.room_key.another")
    new = [each.id for each in held if trial.add(each.raw)]
    if not new:
        raise Barred("trust.room_key.nothing_new")
    if _effect(trial) == _effect(trust):
        raise Barred("trust.room_key.no_effect")
    if twice := _alike(trial) - _alike(trust):
        raise Barred("person.name_taken", name=min(twice))
    return trial


def _alike(trust: Trust) -> set[str]:
    """The names that several people go by."""
    return {dict(alarm.params)["name"] for alarm in trust.alarms if alarm.code == "trust.person.called_alike"}


def _effect(trust: Trust) -> Standings:
    return structs.replace(trust.standings, accepted=())


def outcome(before: Trust, after: Trust) -> Outcome:
    """Who counts no longer, and who counts again or anew."""
    then, now = _standing(before), _standing(after)
    return Outcome(
        lost=tuple(sorted(then[each] for each in then.keys() - now.keys())),
        back=tuple(sorted(now[each] for each in now.keys() - then.keys())),
    )


def _standing(trust: Trust) -> dict[bytes, str]:
    people = {each.id: each.name for each in trust.people.values() if not each.revoked}
    return people | {each.id: each.label for each in trust.seats.values() if not each.revoked}


def spoken(trust: Trust, held: Held) -> tuple[bytes, str]:
    """The person or seat that a statement of the room key is about, and its name; empty for others."""
    said = held.statement
    subject = getattr(said, "person", b"") or getattr(said, "seat", b"") or getattr(said, "subject", b"")
    if isinstance(said, Released):
        signers = (trust.get(each) for each in said.statements)
        owners = (trust.owners(each.signer) for each in signers if each)
        subject = next((each[0].id for each in owners if each), b"")
    person, seat = trust.people.get(subject), trust.seats.get(subject)
    return subject, person.name if person is not None else seat.label if seat is not None else ""
