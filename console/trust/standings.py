"""What the trust statements add up to: seats, people, invitations and alarms."""

from collections.abc import Iterable, Mapping, Set

from msgspec import Struct

from console.trust.statements import ADMINISTRATOR

DESK = "desk"

Cut = tuple[tuple[bytes, int], ...]  # feed → the last entry before the cut


def last_in(cut: Cut, feed: bytes) -> int:
    return next((last for known, last in cut if known == feed), 0)


class Cutoff(Struct, frozen=True):
    """One revocation: per feed the last entry that still counts; feeds not named count for nothing."""

    statement: bytes
    by: bytes  # the key that signed it
    reason: str
    last: Cut

    def hides(self, feed: bytes, seq: int) -> bool:
        return seq > last_in(self.last, feed)


class Seat(Struct, frozen=True):
    """A workstation of the room."""

    id: bytes
    number: int
    label: str
    agency: str
    variant: str
    sign_key: bytes
    curve_key: bytes
    since: int
    invitation: bytes | None = None
    join: bytes | None = None  # the statement by which it joined
    revocations: tuple[Cutoff, ...] = ()

    @property
    def revoked(self) -> bool:
        return bool(self.revocations)


class Change(Struct, frozen=True):
    """A person's certificate, or a later change of it."""

    statement: bytes
    issued: int
    name: str
    agency: str
    roles: frozenset[str]
    replaces: tuple[bytes, ...] = ()
    withdraws: bool = False
    cut: Cut = ()

    def reaches(self, feed: bytes, seq: int) -> bool:
        """Whether it speaks for this entry: grants always do, withdrawals beyond their cut."""
        return not self.withdraws or seq > last_in(self.cut, feed)


class Person(Struct, frozen=True):
    """Somebody with an account. `key` is the one to sign in with; `keys` are all that ever were theirs."""

    id: bytes
    name: str
    agency: str
    roles: frozenset[str]
    key: bytes
    keys: frozenset[bytes]
    current: frozenset[bytes]  # several only where a passphrase was changed on both sides of a cut
    handed: bool = False  # somebody else made the key, and so knows the passphrase
    history: tuple[Change, ...] = ()
    revocations: tuple[Cutoff, ...] = ()

    @property
    def revoked(self) -> bool:
        return bool(self.revocations)

    @property
    def called(self) -> str:
        """The name that was certified, which somebody else may have too."""
        return prevailing(self.history)[0].name

    def is_called(self, given: str) -> bool:
        """Whether somebody may mean this person who gives an id or a name."""
        return given in (self.id.hex(), self.name, self.called)

    @property
    def administrator(self) -> bool:
        return ADMINISTRATOR in self.roles and not self.revoked

    def as_of(self, feed: bytes, seq: int) -> tuple[str, frozenset[str]]:
        """Agency and roles that count for an entry."""
        if not any(each.withdraws for each in self.history):
            return self.agency, self.roles
        change, roles = prevailing([each for each in self.history if each.reaches(feed, seq)])
        return change.agency, roles | (self.roles & {ADMINISTRATOR})


class Invitation(Struct, frozen=True):
    """A place kept for one seat."""

    key: bytes
    number: int
    label: str
    agency: str
    variant: str
    expires: int
    seats: tuple[bytes, ...] = ()  # who joined with it, welcomed or not
    revoked: bool = False


class Alarm(Struct, frozen=True, order=True):
    """Something every screen says until a person settled it."""

    code: str
    params: tuple[tuple[str, str], ...] = ()


class Standings(Struct, frozen=True):
    """The whole of it, derived from one set of statements."""

    people: Mapping[bytes, Person]
    seats: Mapping[bytes, Seat]
    joining: Mapping[bytes, Seat]  # joined, and not yet countersigned by a porch
    invitations: Mapping[bytes, Invitation]
    owners: Mapping[bytes, Set[bytes]]  # key → the persons whose it is said to be
    retired: Mapping[bytes, tuple[Cutoff, ...]]  # single keys that were revoked
    released: Mapping[bytes, tuple[tuple[int, int], ...]]  # feed → first and last entry that count again
    alarms: tuple[Alarm, ...]
    granters: frozenset[bytes]  # keys of all who ever were administrators, revoked since or not
    bounded: Mapping[bytes, tuple[bytes, ...]]  # what counts of each who governs nothing
    accepted: tuple[bytes, ...]  # ids of statements whose signer is known, in an order that never waits

    def is_released(self, feed: bytes, seq: int) -> bool:
        return any(first <= seq <= last for first, last in self.released.get(feed, ()))


def prevailing(history: Iterable[Change]) -> tuple[Change, frozenset[str]]:
    """The change whose name and agency show, and the roles that all unreplaced changes agree on."""
    known = {each.statement: each for each in history}
    gone = replaced(known)
    heads = [each for each in known.values() if each.statement not in gone]
    heads = heads or list(known.values())
    latest = max(heads, key=lambda each: (each.issued, each.statement))
    return latest, frozenset.intersection(*(each.roles for each in heads))


def replaced(known: Mapping[bytes, Change]) -> set[bytes]:
    """All that is replaced by a known change, directly or through another known one."""
    return {target for each in known.values() for target in each.replaces if target != each.statement}
