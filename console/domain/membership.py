"""Acts of trust, whose statements stand beside the record, and the fate of seats, as the log tells them."""

from console.domain.facts import Fact, fact
from console.domain.subjects import TOLD, Subject

# About the person, the seat or the invitation; the lines are all there is to see of them.


@fact("person.certified", power="people")
class PersonAdded(Fact, frozen=True, array_like=True):
    """Somebody has an account in the room."""

    name: str
    agency: str
    roles: tuple[str, ...] = ()


@fact("person.changed", power="people")
class PersonChanged(Fact, frozen=True, array_like=True):
    """Somebody's agency or roles are others now."""

    name: str
    agency: str
    roles: tuple[str, ...] = ()


@fact("key.succeeded", power="read")
class KeyReplaced(Fact, frozen=True, array_like=True):
    """A person has a new passphrase, and with it a new key."""

    name: str


@fact("invitation.issued", power="seats")
class SeatInvited(Fact, frozen=True, array_like=True):
    """A place is kept for a new seat."""

    label: str
    agency: str


@fact("seat.welcomed", power="seat")
class SeatWelcomed(Fact, frozen=True, array_like=True):
    """A new seat came to this one's porch with a good invitation. Written by the seat."""

    label: str


@fact("revoked", power="people")
class Revoked(Fact, frozen=True, array_like=True):
    """A seat or a person counts no longer."""

    label: str
    reason: str


@fact("released", power="people")
class Released(Fact, frozen=True, array_like=True):
    """Entries from after a revocation count again."""

    reason: str


@fact("seat.recovered", power="seat")
class SeatRecovered(Fact, frozen=True, array_like=True):
    """A seat's record is not simply the one of before. Written by the seat."""

    label: str
    how: str  # salvaged, restored, copied, doubted, carried
    entries: int = 0
    lost: int = 0  # that attach to none it holds: others will send them again


@fact("clock.set_back", power="seat")
class ClockSetBack(Fact, frozen=True, array_like=True):
    """A seat's clock was set back by a minute or more: what it wrote until then may bear times as far ahead,
    as does what it writes until that time comes, or a new run begins. Written by the seat.
    """

    label: str
    was: int  # ms: the furthest that it is known to have been
    now: int


@fact("room_key.used", power="seat")
class RoomKeyUsed(Fact, frozen=True, array_like=True):
    """The room key spoke where no administrator could. Written by the seat that was handed its statements."""

    label: str
    did: str  # appointed, changed, renewed, revoked, upheld, certified, readmitted
    reason: str = ""
    statement: str = ""  # the id of the statement that says so


ACTS = (PersonAdded, PersonChanged, KeyReplaced, SeatInvited, Revoked, Released)
FACTS = (*ACTS, SeatWelcomed, SeatRecovered, ClockSetBack, RoomKeyUsed)
MEMBERSHIP = Subject("membership", facts=FACTS)
TOLD.update(each.kind for each in FACTS)
