"""Issuing trust statements: what an administrator, or the room key, may sign."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Self, TypeVar

from msgspec import Struct

from console.domain.ids import new_id
from console.domain.likeness import has_unseen, medley
from console.trust.envelope import opened, sign
from console.trust.errors import Barred
from console.trust.keys import SigningKey
from console.trust.standings import Cut, Person
from console.trust.statements import (
    ADMINISTRATOR,
    AnyStatement,
    CutContinued,
    KeySucceeded,
    PersonCertified,
    PersonChanged,
    Released,
    Revoked,
    SeatCertified,
    Seconded,
)
from console.trust.trust import Trust

Item = TypeVar("Item")

MAX_NAME = 80
CUT_AT_ONCE = 150
IDS_AT_ONCE = 180
REASON_LIMIT = 500


class Account(Struct, frozen=True):
    """Who a person is in the room."""

    name: str
    agency: str
    roles: tuple[str, ...] = ()


class Place(Struct, frozen=True):
    """Where a seat stands in the room."""

    label: str
    agency: str
    variant: str = "desk"
    number: int = 1


class Issuer(Struct, frozen=True):
    """The pen of somebody who may grant. Every method gives raw statements for `Trust.add`."""

    room: bytes
    key: SigningKey
    now: int

    @classmethod
    def of(cls, trust: Trust, key: SigningKey, now: int) -> Self:
        """Barred where this key may grant nothing in this room."""
        if not trust.may_grant(bytes(key.verify_key)):
            raise Barred("trust.not_administrator")
        return cls(trust.room, key, now)

    def sign(self, statement: AnyStatement) -> bytes:
        return sign(self.key, statement)

    def person(
        self, account: Account, key: bytes, person: bytes | None = None, despite: Iterable[bytes] = ()
    ) -> bytes:
        """Certify a person's key; `despite` (room key only) names the revocations that this lifts."""
        return self.sign(
            PersonCertified(
                room=self.room,
                issued=self.now,
                person=person or bytes.fromhex(new_id(self.now)),
                name=decent(account.name),
                agency=account.agency,
                roles=tuple(sorted(set(account.roles))),
                key=key,
                despite=tuple(despite),
            )
        )

    def seat(
        self, place: Place, seat: bytes, keys: tuple[bytes, bytes], despite: Iterable[bytes] = ()
    ) -> bytes:
        """Certify a seat directly by its signing and its link key."""
        return self.sign(
            SeatCertified(
                room=self.room,
                issued=self.now,
                seat=seat,
                number=place.number,
                label=decent(place.label),
                agency=place.agency,
                variant=place.variant,
                sign_key=keys[0],
                curve_key=keys[1],
                despite=tuple(despite),
            )
        )

    def change(self, person: Person, account: Account, cut: Cut = ()) -> list[bytes]:
        """Another name, agency or roles. What this takes away stays for entries up to the cut."""
        replaced = {old for each in person.history for old in each.replaces}
        changed = PersonChanged(
            room=self.room,
            issued=self.now,
            person=person.id,
            name=decent(account.name),
            agency=account.agency,
            roles=tuple(sorted(set(account.roles))),
            replaces=tuple(each.statement for each in person.history if each.statement not in replaced),
            cut=tuple(cut[:CUT_AT_ONCE]),
        )
        return list(self._with_cut(changed, cut))

    def revoke(self, what: str, subject: bytes, reason: str, cut: Cut = ()) -> list[bytes]:
        """Revoke a seat, a person or a key; entries beyond the cut are quarantined."""
        return list(
            self._with_cut(
                Revoked(
                    room=self.room,
                    issued=self.now,
                    what=what,
                    subject=subject,
                    reason=fit(reason),
                    cut=tuple(cut[:CUT_AT_ONCE]),
                ),
                cut,
            )
        )

    def _with_cut(self, statement: AnyStatement, cut: Cut) -> Iterator[bytes]:
        """The statement, then what its cut has more than one statement can hold."""
        raw = self.sign(statement)
        yield raw
        for part in batched(cut[CUT_AT_ONCE:], CUT_AT_ONCE):
            yield self.sign(CutContinued(room=self.room, issued=self.now, statement=opened(raw).id, cut=part))

    def uphold(self, statements: Sequence[bytes], reason: str = "") -> list[bytes]:
        """Let statements of a revoked administrator stand: for the room key, or to be seconded."""
        return [
            self.sign(Released(room=self.room, issued=self.now, statements=part, reason=fit(reason)))
            for part in batched(statements, IDS_AT_ONCE)
        ]

    def release(self, entries: Sequence[tuple[bytes, int, int]], reason: str = "") -> list[bytes]:
        """Let quarantined entries (feed, first, last) count again."""
        return [
            self.sign(Released(room=self.room, issued=self.now, entries=part, reason=fit(reason)))
            for part in batched(entries, CUT_AT_ONCE)
        ]

    def second(self, statement: bytes) -> bytes:
        """Agree with another administrator's statement."""
        return self.sign(Seconded(room=self.room, issued=self.now, statement=statement))

    def succeed(self, person: Person, key: bytes) -> list[bytes]:
        """A new key for somebody who forgot the passphrase."""
        return succession(self, person, key)


def succeed_own(trust: Trust, person: Person, key: SigningKey, new: bytes, now: int) -> list[bytes]:
    """The statements by which a person retires his key for `new`. Barred where it is not his any more."""
    if person.revoked or bytes(key.verify_key) not in person.current:
        raise Barred("trust.key.retired")
    return succession(Issuer(trust.room, key, now), person, new)


def dismiss(trust: Trust, issuer: Issuer, person: Person, reason: str, cut: Cut = ()) -> list[bytes]:
    """Revoke a person and uphold all that is known of what he signed as an administrator, or too much of.

    Against an administrator this takes the room key, or the same from a second administrator.
    """
    upheld = trust.signed_by(person.keys) if ADMINISTRATOR in person.roles else trust.too_much_of(person.id)
    return [*issuer.revoke("person", person.id, reason, cut), *issuer.uphold(upheld, reason)]


def succession(issuer: Issuer, person: Person, key: bytes) -> list[bytes]:
    """One statement per key in force; an own change retires the signing key alone."""
    signer = bytes(issuer.key.verify_key)
    olds = [signer] if signer in person.current else sorted(person.current)
    return [
        issuer.sign(KeySucceeded(room=issuer.room, issued=issuer.now, person=person.id, old=old, key=key))
        for old in olds
    ]


def decent(name: str) -> str:
    """A name that can be shown anywhere: trimmed, in one line, nothing invisible."""
    name = unicodedata.normalize("NFC", name).strip()
    if not name or len(name) > MAX_NAME:
        raise Barred("trust.name.length", limit=MAX_NAME)
    if any(unicodedata.category(each) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for each in name):
        raise Barred("trust.name.unfit")
    return name


def newly(name: str) -> str:
    """A decent name for somebody or something new: nobody may have to take it for another."""
    name = " ".join(decent(name).split())
    if has_unseen(name):
        raise Barred("trust.name.unfit")
    if word := medley(name):
        raise Barred("trust.name.medley", word=word)
    return name


def fit(reason: str) -> str:
    return reason.strip()[:REASON_LIMIT]


def batched(items: Sequence[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """The items in parts that fit one statement."""
    for start in range(0, len(items), size):
        yield tuple(items[start : start + size])
