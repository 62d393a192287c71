"""People and seats as somebody names them: by id, name, number or label."""

from console.domain.facts import Refused
from console.domain.text import readable
from console.seat.ledger import Ledger
from console.trust.standings import Person, Seat

NEEDS_SECOND = "trust.revocation.needs_second"


def person_named(ledger: Ledger, given: str) -> Person:
    """The person of this id or name who is not revoked, or whose revocation waits for a second administrator.

    Raises Refused.
    """
    half = {value for alarm in ledger.trust.alarms if alarm.code == NEEDS_SECOND for _, value in alarm.params}
    people = ledger.trust.people.values()
    same = [each for each in people if each.is_called(given)]
    found = [each for each in same if not each.revoked] or [each for each in same if each.id.hex() in half]
    if same and not found:
        raise Refused("person.revoked", name=same[0].name)
    if not found:
        raise Refused("person.unknown", name=readable(given[:80]))
    if len(found) > 1:
        alike = ", ".join(sorted(each.name for each in found))
        raise Refused("person.several", name=readable(given[:80]), people=alike)
    return found[0]


def seat_named(ledger: Ledger, given: str) -> Seat:
    """The seat of this id, number or label that is not revoked. Raises Refused."""
    seats = ledger.trust.seats.values()
    same = [each for each in seats if given in {each.id.hex(), str(each.number), each.label}]
    found = [each for each in same if not each.revoked]
    if same and not found:
        raise Refused("seat.revoked", label=same[0].label)
    if not found:
        raise Refused("seat.unknown", seat=readable(given[:80]))
    if len(found) > 1:
        raise Refused("seat.several", seat=readable(given[:80]))
    return found[0]
