"""Accounts with a passphrase: a new person, a new passphrase, a forgotten one. Takes seconds on purpose."""

from msgspec import Struct

from console.domain.ids import new_id
from console.trust.boxes import Box, make
from console.trust.issuing import Account, Issuer, succeed_own
from console.trust.keys import SigningKey, new_signing_key
from console.trust.passphrases import check
from console.trust.standings import Person
from console.trust.trust import Trust


class Opened(Struct, frozen=True):
    """What to record and spread (`statements`), then to keep (`box`). In another order the box is refused."""

    person: bytes
    key: SigningKey
    statements: list[bytes]
    box: Box


def enrol(issuer: Issuer, account: Account, passphrase: str) -> Opened:
    """A new account under this passphrase. Raises Weak, or Barred for a name that cannot be shown."""
    check(passphrase)
    key = new_signing_key()
    person = bytes.fromhex(new_id(issuer.now))
    return boxed(issuer, person, key, [issuer.person(account, bytes(key.verify_key), person)], passphrase)


def renew(trust: Trust, key: SigningKey, passphrase: str, now: int) -> Opened:
    """A person's own new passphrase: a new key, certified by the one it retires. Raises Weak or Barred."""
    check(passphrase)
    new = new_signing_key()
    person, statements = succeed_own(trust, key, bytes(new.verify_key), now)
    return boxed(Issuer(trust.room, key, now), person.id, new, statements, passphrase)


def reset(issuer: Issuer, person: Person, passphrase: str) -> Opened:
    """An administrator gives a passphrase to who forgot it; every older key is retired. Raises Weak."""
    check(passphrase)
    key = new_signing_key()
    return boxed(issuer, person.id, key, issuer.succeed(person, bytes(key.verify_key)), passphrase)


def boxed(issuer: Issuer, person: bytes, key: SigningKey, statements: list[bytes], passphrase: str) -> Opened:
    return Opened(person, key, statements, make(issuer.room, person, key, passphrase, issuer.now))
