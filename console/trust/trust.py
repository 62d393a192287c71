"""Trust: the room's growing set of statements, and the standings that follow from it."""

from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from hashlib import sha256
from itertools import count
from typing import Self

from console.trust import bounds
from console.trust.envelope import Held, holds, opened, room_of
from console.trust.errors import Forged, Full, Malformed, NotOurRoom, Refusal
from console.trust.fold import fold
from console.trust.standings import Alarm, Invitation, Person, Seat, Standings
from console.trust.statements import NO_ROOM, Genesis, SeatJoined

MAX_STATEMENTS = 20_000
MAX_WAITING = 1_000
JOIN_CONTEXT = b"belfry join 1\0"


class Trust:
    """Who belongs to one room. Adding is cheap; standings are worked out when next asked for."""

    def __init__(
        self, genesis: bytes, verified: Iterable[Held] = (), known: frozenset[bytes] = frozenset()
    ) -> None:
        self._found(opened(genesis))
        self._known = known  # what was accepted when standings were last worked out
        for held in verified:
            self._keep(held)

    def _found(self, held: Held) -> None:
        if not isinstance(held.statement, Genesis) or held.room != NO_ROOM:
            raise Malformed("trust.genesis.expected")
        if held.signer != held.statement.room_key:
            raise Forged("trust.genesis.forged")
        self.genesis = held.statement
        self.room = room_of(held)
        self.version = 0  # grows with every statement added
        self._genesis = held
        self._held: dict[bytes, Held] = {}
        self._standings: Standings | None = None
        self._digest: bytes | None = None

    @classmethod
    def of(cls, statements: Iterable[bytes]) -> Self:
        """The trust of a stored set, in which the genesis may stand anywhere."""
        held = [opened(raw) for raw in statements]
        genesis = {each.id: each.raw for each in held if isinstance(each.statement, Genesis)}
        if len(genesis) != 1:
            raise Malformed("trust.genesis.expected")
        trust = cls(next(iter(genesis.values())))
        for each in held:
            if trust._is_new(each):
                trust._keep(each)
        trust._known = frozenset(trust._held)
        return trust

    @property
    def name(self) -> str:
        return self.genesis.name

    @property
    def exercise(self) -> bool:
        return self.genesis.exercise

    @property
    def room_key(self) -> bytes:
        return self.genesis.room_key

    @property
    def seats(self) -> Mapping[bytes, Seat]:
        return self.standings.seats

    @property
    def joining(self) -> Mapping[bytes, Seat]:
        """Seats that used an invitation and that no porch has countersigned yet."""
        return self.standings.joining

    @property
    def people(self) -> Mapping[bytes, Person]:
        return self.standings.people

    @property
    def invitations(self) -> Mapping[bytes, Invitation]:
        return self.standings.invitations

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        return self.standings.alarms

    @property
    def standings(self) -> Standings:
        if self._standings is None:
            found = fold(self.genesis, self._held.values())
            if late := set(bounds.late(found.bounded, self._known)):
                self._held = {each: held for each, held in self._held.items() if each not in late}
                found = fold(self.genesis, self._held.values())
            self._standings, self._known = found, frozenset(found.accepted)
            self._shed(self._known)
        return self._standings

    def add(self, raw: bytes) -> bool:
        """Take a statement from anywhere: True if it is new. Malformed, Forged, NotOurRoom, or Full."""
        return self.take(opened(raw))

    def take(self, held: Held) -> bool:
        """As `add`, of a statement that was opened already."""
        if not self._is_new(held):
            return False
        self._check_space(held.signer)
        self._keep(held)
        return True

    def proven(self, raw: Iterable[bytes]) -> list[Held]:
        """Those of these statements that are new here and that `add` would take, once all that follows from
        them was worked out in a copy: to `keep` them cannot fail.
        """
        trial, fresh = self.trial(), []
        for each in raw:
            with suppress(Refusal):
                held = opened(each)
                fresh += [held] if trial.take(held) else []
        _ = trial.standings
        return [held for held in fresh if trial.get(held.id) is not None]

    def holding(self, raw: Iterable[bytes]) -> list[bytes]:
        """Those of these statements that are held, once all that follows from them is worked out."""
        _ = self.standings
        return [each for each in raw if opened(each).id in self._held]

    def keep(self, held: Iterable[Held]) -> None:
        """Take statements that were proven."""
        for each in held:
            if each.id not in self._held:
                self._keep(each)

    def _is_new(self, held: Held) -> bool:
        if held.id == self._genesis.id or held.id in self._held:
            return False
        if held.room != self.room or isinstance(held.statement, Genesis):
            raise NotOurRoom("trust.statement.other_room")
        if isinstance(held.statement, SeatJoined) and not proves(held.statement):
            raise Forged("trust.join.forged")
        return True

    def _keep(self, held: Held) -> None:
        self._held[held.id] = held
        self._standings = self._digest = None
        self.version += 1

    def trial(self) -> Self:
        """A copy to try statements on; nothing is verified again."""
        accepted = frozenset(self.standings.accepted)
        return type(self)(self._genesis.raw, self._held.values(), accepted)

    def _check_space(self, signer: bytes) -> None:
        """The room key is always heard; others as long as there is space."""
        if signer != self.room_key and len(self._held) >= MAX_STATEMENTS:
            raise Full("trust.statements.full", limit=MAX_STATEMENTS)

    def _shed(self, accepted: Set[bytes]) -> None:
        """Drop what waits for its issuer beyond the limit; whoever holds it will offer it again."""
        for each in sorted(self._held.keys() - accepted)[MAX_WAITING:]:
            del self._held[each]

    def may_grant(self, key: bytes) -> bool:
        """Whether this is the room key or the key of an administrator."""
        return key == self.room_key or any(person.administrator for person in self.owners(key))

    def raw(self) -> list[bytes]:
        """The genesis and all statements whose signer is known, each after what it rests on."""
        return [self._genesis.raw, *(self._held[each].raw for each in self.standings.accepted)]

    def ids(self) -> list[bytes]:
        """The ids of what `raw` gives, in the same order."""
        return [self._genesis.id, *self.standings.accepted]

    def get(self, statement: bytes) -> Held | None:
        """A held statement by its id."""
        return self._genesis if statement == self._genesis.id else self._held.get(statement)

    def too_much_of(self, who: bytes) -> tuple[bytes, ...]:
        """What counts here of what this person, or seat key, signed; empty where all seats have the same."""
        signed = self.standings.bounded.get(who, ())
        return signed if bounds.is_full(signed) else ()

    def signed_by(self, keys: Iterable[bytes]) -> list[bytes]:
        """The ids of all held statements that one of these keys signed, but for changes of itself: they stand
        whatever becomes of who made them.
        """
        wanted = set(keys)
        signed = (each for each in self._held.values() if each.signer in wanted)
        return sorted(each.id for each in signed if not bounds.is_own_act(each))

    def digest(self) -> bytes:
        """Equal on two seats exactly when they accepted the same statements, or too many by one signer."""
        if self._digest is None:
            ids = bounds.compared(self.ids(), self.standings.bounded)
            self._digest = sha256(b"".join(ids)).digest()
        return self._digest

    def seat_by_curve(self, key: bytes) -> Seat | None:
        """The seat with this link key; of several that claim it, the first that is not revoked."""
        claims = [seat for seat in self.seats.values() if seat.curve_key == key]
        return min(claims, key=lambda seat: seat.revoked, default=None)

    def seat_by_sign(self, key: bytes) -> Seat | None:
        return next((seat for seat in self.seats.values() if seat.sign_key == key), None)

    def owners(self, key: bytes) -> list[Person]:
        """Whose key this is or once was; several where others say that it is theirs, too."""
        return [
            self.people[each] for each in sorted(self.standings.owners.get(key, ())) if each in self.people
        ]

    def next_number(self) -> int:
        """The first free seat number, as far as is known here; not the one above all, which may be absurd."""
        taken = {seat.number for seat in (*self.seats.values(), *self.joining.values())}
        taken |= {place.number for place in self.invitations.values()}
        return next(number for number in count(1) if number not in taken)


def proves(joined: SeatJoined) -> bool:
    """Whether the joiner holds the signing key that it wants certified."""
    return holds(joined.sign_key, JOIN_CONTEXT, join_body(joined), joined.proof)


def join_body(joined: SeatJoined) -> bytes:
    """What the joiner's own key signs."""
    return joined.room + joined.seat + joined.sign_key + joined.curve_key
