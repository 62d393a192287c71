"""Trust statements: the small signed structs from which standing in the room is derived."""

from typing import Annotated

from msgspec import Meta, Struct

ADMINISTRATOR = "administrator"
NO_ROOM = bytes(16)

Id = Annotated[bytes, Meta(min_length=16, max_length=16)]
Key = Annotated[bytes, Meta(min_length=32, max_length=32)]
Proof = Annotated[bytes, Meta(min_length=64, max_length=64)]
Number = Annotated[int, Meta(ge=0, le=2**53)]
Code = Annotated[str, Meta(min_length=1, max_length=32, pattern=r"\A[A-Za-z0-9_.:-]+\Z")]
Name = Annotated[str, Meta(min_length=1, max_length=80)]
Reason = Annotated[str, Meta(max_length=500)]
Roles = Annotated[tuple[Code, ...], Meta(max_length=32)]
Ids = Annotated[tuple[Key, ...], Meta(max_length=200)]
Cut = Annotated[tuple[tuple[Key, Number], ...], Meta(max_length=180)]
Ranges = Annotated[tuple[tuple[Key, Number, Number], ...], Meta(max_length=150)]


class Statement(Struct, frozen=True, array_like=True, tag_field="tag"):
    """What every statement begins with: the room it is meant for, and when its author says it was issued."""

    room: Id
    issued: Number


class Genesis(Statement, frozen=True, array_like=True, tag="genesis"):
    """The beginning of a room, signed by the room key. The room's id is the hash of this statement."""

    version: Annotated[int, Meta(ge=1, le=255)]
    name: Name
    exercise: bool
    nonce: Annotated[bytes, Meta(min_length=16, max_length=32)]
    room_key: Key


class PersonCertified(Statement, frozen=True, array_like=True, tag="person.certified"):
    """A person has an account in the room. `despite`: revocations that the room key overrides."""

    person: Id
    name: Name
    agency: Code
    roles: Roles
    key: Key
    despite: Ids = ()


class PersonChanged(Statement, frozen=True, array_like=True, tag="person.changed"):
    """New name, agency and roles. What it takes away counts beyond the `cut`; what it grants, always."""

    person: Id
    name: Name
    agency: Code
    roles: Roles
    replaces: Ids
    cut: Cut = ()


class KeySucceeded(Statement, frozen=True, array_like=True, tag="key.succeeded"):
    """A person's new key takes the place of the old: signed by the old key, or by an administrator."""

    person: Id
    old: Key
    key: Key


class SeatCertified(Statement, frozen=True, array_like=True, tag="seat.certified"):
    """A seat of the room, certified directly. `despite`: revocations that the room key overrides."""

    seat: Id
    number: Number
    label: Name
    agency: Code
    variant: Code
    sign_key: Key
    curve_key: Key
    despite: Ids = ()


class InvitationIssued(Statement, frozen=True, array_like=True, tag="invitation.issued"):
    """A one-time key that may certify one seat until it expires."""

    key: Key
    number: Number
    label: Name
    agency: Code
    variant: Code
    expires: Number


class SeatJoined(Statement, frozen=True, array_like=True, tag="seat.joined"):
    """A joiner's own keys, signed by the invitation key. `proof`: the seat's own signature over them."""

    seat: Id
    sign_key: Key
    curve_key: Key
    proof: Proof


class SeatWelcomed(Statement, frozen=True, array_like=True, tag="seat.welcomed"):
    """The first porch that a joiner reached countersigns: the invitation was valid when it was used."""

    join: Key


class Revoked(Statement, frozen=True, array_like=True, tag="revoked"):
    """A seat, a person, a person's key or an invitation's is revoked; entries beyond `cut` do not count."""

    what: Code  # seat, person, key
    subject: Annotated[bytes, Meta(min_length=16, max_length=32)]
    reason: Reason = ""
    cut: Cut = ()


class CutContinued(Statement, frozen=True, array_like=True, tag="cut.continued"):
    """More of the cut of a statement by the same signer, where one statement cannot hold it all."""

    statement: Key
    cut: Cut


class Seconded(Statement, frozen=True, array_like=True, tag="seconded"):
    """A second administrator agrees with a statement."""

    statement: Key


class Released(Statement, frozen=True, array_like=True, tag="released"):
    """Quarantined entries (feed, first, last) count again; statements of a revoked administrator stand."""

    entries: Ranges = ()
    statements: Ids = ()
    reason: Reason = ""


AnyStatement = (
    Genesis
    | PersonCertified
    | PersonChanged
    | KeySucceeded
    | SeatCertified
    | InvitationIssued
    | SeatJoined
    | SeatWelcomed
    | Revoked
    | CutContinued
    | Seconded
    | Released
)
