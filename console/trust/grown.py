"""What a set of statements grants when nothing in it is revoked: the growing half of the fold."""

from collections.abc import Callable, Iterable, Set
from hashlib import sha256
from heapq import heappop, heappush
from typing import Any, ClassVar

from console.trust.envelope import Held
from console.trust.statements import (
    ADMINISTRATOR,
    CutContinued,
    InvitationIssued,
    KeySucceeded,
    PersonCertified,
    PersonChanged,
    Released,
    Revoked,
    SeatCertified,
    SeatJoined,
    SeatWelcomed,
    Seconded,
)

NOBODY: frozenset[bytes] = frozenset()


def seat_id(sign_key: bytes) -> bytes:
    """A seat's id follows from its key, so that no other seat can claim it."""
    return sha256(b"belfry seat\0" + sign_key).digest()[:16]


def issued(held: Held) -> int:
    return 0 if held.statement is None else held.statement.issued


def rests_on(held: Held) -> set[bytes]:
    """The keys, persons and joins that decide whether it has an effect."""
    match held.statement:
        case KeySucceeded(old=old):
            return {held.signer, old}
        case PersonChanged(person=person):
            return {held.signer, person}
        case SeatWelcomed(join=join):
            return {held.signer, join}
    return {held.signer}


class Grown:
    """The least set of standings that statements support, each signed by somebody who stands already.

    A pure function of the set: of all that may be taken, the earliest issued is taken next. A key is
    everybody's of whom somebody says so with a say over him, and is taken from nobody by that: its public
    half is no secret, times are what their author says, and a sitting names who sits.
    """

    def __init__(self, room_key: bytes, statements: Iterable[Held]) -> None:
        self.room_key = room_key
        self.admins: set[bytes] = set()
        self.owners: dict[bytes, set[bytes]] = {}  # key → all whose it is said to be
        self.keys: dict[bytes, set[bytes]] = {}  # the same by persons
        self.given: dict[bytes, set[bytes]] = {}  # whose it is, as those say who govern
        self.handed: set[bytes] = set()  # keys that somebody else made for their owner
        self.certified: dict[bytes, list[tuple[Held, PersonCertified | PersonChanged]]] = {}
        self.successions: dict[tuple[bytes, bytes], set[bytes]] = {}  # (person, old key) → new keys
        self.seat_keys: set[bytes] = set()
        self.direct: list[tuple[Held, SeatCertified]] = []
        self.invitations: dict[bytes, tuple[Held, InvitationIssued]] = {}
        self.joins: dict[bytes, tuple[Held, SeatJoined]] = {}
        self.welcomes: dict[bytes, int] = {}  # join → earliest welcome
        self.revocations: list[tuple[Held, Revoked]] = []
        self.cuts: dict[tuple[bytes, bytes], set[tuple[bytes, int]]] = {}  # (signer, statement) → more cut
        self.seconds: dict[bytes, set[bytes]] = {}  # statement → keys that agree
        self.releases: list[tuple[Held, Released]] = []
        self.own: dict[bytes, list[bytes]] = {}  # person, or key that governs nothing → what it signed
        self.taken: list[bytes] = []
        self._waiting: dict[bytes, list[Held]] = {}  # what they wait for → statements
        self._ready: list[tuple[int, bytes]] = []  # a heap: they may have what they waited for
        self._effective: set[bytes] = set()  # ids of all that was taken
        ordered = sorted(statements, key=lambda held: (issued(held), held.id))
        known = {held.id: held for held in ordered}
        for held in ordered:
            self._look(held)
            while self._ready:
                self._look(known[heappop(self._ready)[1]])
        rest = (held for held in ordered if held.id not in self._effective)
        self.taken += [held.id for held in rest if self._bears(held)]

    def governs(self, signer: bytes) -> bool:
        """Whether this key may grant: the room key, or an administrator's."""
        return signer == self.room_key or bool(self.governors(signer))

    def governors(self, signer: bytes) -> Set[bytes]:
        """The administrators whose key this is."""
        return self.owners.get(signer, NOBODY) & self.admins

    def _bears(self, held: Held) -> bool:
        """Whether it is passed on without effect: who governs signed it, or a later version may read it."""
        known = self.owners, self.seat_keys, self.invitations
        if held.statement is None and any(held.signer in each for each in known):
            self.own.setdefault(held.signer, []).append(held.id)
            return True
        return self.governs(held.signer)

    def _look(self, held: Held) -> None:
        """Give a statement its effect, or let it wait for what may give its signer such power."""
        take = self._TAKE.get(type(held.statement))
        if take is None or held.id in self._effective:
            return
        if take(self, held, held.statement):
            self.taken.append(held.id)
            self._effective.add(held.id)
        else:
            for each in rests_on(held):
                self._waiting.setdefault(each, []).append(held)

    def _wake(self, *names: bytes) -> None:
        """More can be said of these keys, persons or joins than before."""
        for name in names:
            for held in self._waiting.pop(name, ()):
                heappush(self._ready, (issued(held), held.id))

    def _person(self, held: Held, certified: PersonCertified) -> bool:
        if not self.governs(held.signer):
            return False
        self._own(certified.key, certified.person, given=True)
        if held.signer != self.room_key:  # which founds the room with the founder's own key
            self.handed.add(certified.key)
        self._grant(held, certified)
        return True

    def _change(self, held: Held, changed: PersonChanged) -> bool:
        if not self.governs(held.signer) or changed.person not in self.certified:
            return False
        self._grant(held, changed)
        return True

    def _grant(self, held: Held, given: PersonCertified | PersonChanged) -> None:
        if given.person not in self.certified:
            self._wake(given.person)
        self.certified.setdefault(given.person, []).append((held, given))
        if ADMINISTRATOR in given.roles and given.person not in self.admins:
            self.admins.add(given.person)
            self._wake(*self.keys[given.person])

    def _own(self, key: bytes, person: bytes, *, given: bool) -> None:
        if person not in self.owners.get(key, NOBODY):
            self.owners.setdefault(key, set()).add(person)
            self.keys.setdefault(person, set()).add(key)
            self._wake(key)
        if given:
            self.given.setdefault(key, set()).add(person)

    def _succession(self, held: Held, succeeded: KeySucceeded) -> bool:
        if succeeded.person not in self.owners.get(succeeded.old, NOBODY):
            return False
        if held.signer != succeeded.old and not self.governs(held.signer):
            return False
        self._own(succeeded.key, succeeded.person, given=held.signer != succeeded.old)
        self.successions.setdefault((succeeded.person, succeeded.old), set()).add(succeeded.key)
        if held.signer != succeeded.old:
            self.handed.add(succeeded.key)
        else:
            self.own.setdefault(succeeded.person, []).append(held.id)
        return True

    def _seat(self, held: Held, certified: SeatCertified) -> bool:
        if not self.governs(held.signer) or certified.seat != seat_id(certified.sign_key):
            return False
        self.direct.append((held, certified))
        self._seat_key(certified.sign_key)
        return True

    def _seat_key(self, key: bytes) -> None:
        if key not in self.seat_keys:
            self.seat_keys.add(key)
            self._wake(key)

    def _invitation(self, held: Held, issued: InvitationIssued) -> bool:
        if not self.governs(held.signer):
            return False
        if issued.key not in self.invitations:
            self.invitations[issued.key] = (held, issued)
            self._wake(issued.key)
        return True

    def _join(self, held: Held, joined: SeatJoined) -> bool:
        if held.signer not in self.invitations or joined.seat != seat_id(joined.sign_key):
            return False
        self.joins[held.id] = (held, joined)
        self.own.setdefault(held.signer, []).append(held.id)
        self._wake(held.id)
        return True

    def _welcome(self, held: Held, welcomed: SeatWelcomed) -> bool:
        join = self.joins.get(welcomed.join)
        if join is None or held.signer not in self.seat_keys:
            return False
        for who in (held.signer, join[0].signer):
            self.own.setdefault(who, []).append(held.id)
        _, invitation = self.invitations[join[0].signer]
        if welcomed.issued <= invitation.expires:
            self._seat_key(join[1].sign_key)
            earliest = self.welcomes.get(welcomed.join, welcomed.issued)
            self.welcomes[welcomed.join] = min(earliest, welcomed.issued)
        return True

    def _revocation(self, held: Held, revoked: Revoked) -> bool:
        if not self.governs(held.signer):
            return False
        self.revocations.append((held, revoked))
        return True

    def _cut(self, held: Held, continued: CutContinued) -> bool:
        if not self.governs(held.signer):
            return False
        self.cuts.setdefault((held.signer, continued.statement), set()).update(continued.cut)
        return True

    def cut_of(self, held: Held, cut: Iterable[tuple[bytes, int]]) -> tuple[tuple[bytes, int], ...]:
        """The whole cut of a statement, its continuations included."""
        return tuple(sorted({*cut, *self.cuts.get((held.signer, held.id), ())}))

    def _second(self, held: Held, seconded: Seconded) -> bool:
        if held.signer == self.room_key or not self.governs(held.signer):
            return False
        self.seconds.setdefault(seconded.statement, set()).add(held.signer)
        return True

    def _release(self, held: Held, released: Released) -> bool:
        if not self.governs(held.signer):
            return False
        self.releases.append((held, released))
        return True

    _TAKE: ClassVar[dict[type, Callable[[Any, Held, Any], bool]]] = {
        PersonCertified: _person,
        PersonChanged: _change,
        KeySucceeded: _succession,
        SeatCertified: _seat,
        InvitationIssued: _invitation,
        SeatJoined: _join,
        SeatWelcomed: _welcome,
        Revoked: _revocation,
        CutContinued: _cut,
        Seconded: _second,
        Released: _release,
    }
