"""What administrators ask for: acts of trust, signed by the person's own key and not by the feed's."""

from pathlib import Path

from msgspec import Struct, structs

from console.domain.facts import Fact, Intent, Refused
from console.domain.likeness import likeness
from console.domain.membership import KeyReplaced, PersonAdded, PersonChanged, Released, Revoked, SeatInvited
from console.seat.ledger import Ledger
from console.seat.named import person_named, seat_named
from console.trust import invitations, passphrases
from console.trust.boxes import Box, make
from console.trust.codes import LIFETIME
from console.trust.issuing import Account, Issuer, Place, dismiss, newly, succeed_own
from console.trust.keys import SigningKey, new_signing_key
from console.trust.trust import Trust

INVITATION_DAYS = 14
DAY = 86_400_000


class Act(Intent, frozen=True, kw_only=True):
    """Needs the passphrase again, since only it opens the person's key."""

    passphrase: str


class AddPerson(Act, frozen=True, kw_only=True, tag="person.add"):
    """An account for somebody new, who signs in with `new_passphrase`."""

    name: str
    agency: str
    roles: tuple[str, ...]
    new_passphrase: str


class ChangePerson(Act, frozen=True, kw_only=True, tag="person.change"):
    """Another agency, other roles, by id or name. What was done until now stands; nobody is made less than
    an administrator again, except by revoking them.
    """

    person: str
    agency: str
    roles: tuple[str, ...]


class RevokePerson(Act, frozen=True, kw_only=True, tag="person.revoke"):
    """By id or name. What they did until now stands."""

    person: str
    reason: str


class ChangePassphrase(Act, frozen=True, kw_only=True, tag="person.passphrase"):
    """One's own; an administrator also that of `person`, who forgot it."""

    new_passphrase: str
    person: str = ""


class InviteSeat(Act, frozen=True, kw_only=True, tag="seat.invite"):
    """Write an invitation for one seat to the file `path`."""

    label: str
    agency: str
    path: str
    variant: str = "desk"
    days: int = INVITATION_DAYS


class OfferCode(Act, frozen=True, kw_only=True, tag="seat.code"):
    """Read `code` aloud: whoever types it within ten minutes gets an invitation for one seat."""

    label: str
    agency: str
    code: str
    variant: str = "desk"


class RevokeSeat(Act, frozen=True, kw_only=True, tag="seat.revoke"):
    """By id, number or label. What it wrote until now stands."""

    seat: str
    reason: str


class Release(Act, frozen=True, kw_only=True, tag="room.release"):
    """Let entries from after a revocation count again."""

    entries: tuple[str, ...]
    reason: str = ""


ACTS: dict[str, type[Intent]] = {
    str(each.__struct_config__.tag): each
    for each in (
        AddPerson,
        ChangePerson,
        RevokePerson,
        ChangePassphrase,
        InviteSeat,
        OfferCode,
        RevokeSeat,
        Release,
    )
}


class Prepared(Struct, frozen=True):
    """What takes its time: the key of whoever asks, and for a new passphrase the new key in its box."""

    key: SigningKey
    new: bytes = b""
    box: Box | None = None


class Issued(Struct, frozen=True):
    """What is to be stored, and told."""

    statements: list[bytes]
    about: bytes
    fact: Fact
    box: Box | None = None
    # To be written first, beside the engine; of no use if the statements are not stored.
    file: tuple[Path, invitations.InvitationFile] | None = None
    code: tuple[str, invitations.InvitationFile, str, str] | None = (
        None  # to be offered, for label and agency
    )


def prepare(act: Act, key: SigningKey, room: bytes, person: bytes, now: int) -> Prepared:
    """The new key and its box, where the act makes one. Raises Weak. Takes seconds: not for the engine."""
    if not isinstance(act, AddPerson | ChangePassphrase):
        return Prepared(key)
    passphrases.check(act.new_passphrase)
    new = new_signing_key()
    return Prepared(key, bytes(new.verify_key), make(room, person, new, act.new_passphrase, now))


def issue(act: Act, prepared: Prepared, person: bytes, ledger: Ledger) -> Issued:
    """Sign the statements. Raises Barred where the person may not do it, or Refused."""
    trust, now = ledger.trust, ledger.now()
    if isinstance(act, ChangePassphrase) and not act.person:
        own = trust.people[person]
        raw = succeed_own(trust, own, prepared.key, prepared.new, now)
        return Issued(raw, own.id, KeyReplaced(own.name), prepared.box)
    issuer = Issuer.of(trust, prepared.key, now)
    match act:
        case AddPerson():
            account = Account(newly(act.name), act.agency.strip(), act.roles)
            told = PersonAdded(account.name, account.agency, account.roles)
            return Issued([issuer.person(account, prepared.new, person)], person, told, prepared.box)
        case ChangePerson():
            return _change(act, issuer, ledger)
        case ChangePassphrase():
            subject = trust.people[person]
            raw = issuer.succeed(subject, prepared.new)
            return Issued(raw, person, KeyReplaced(subject.name), prepared.box)
        case InviteSeat():
            return _invite(act, issuer, ledger)
        case OfferCode():
            return _offer(act, issuer, ledger)
        case Release():
            return _release(act, issuer, ledger)
        case _:
            return _revoke(act, issuer, ledger)


def free(name: str, trust: Trust) -> None:
    """Raise Refused where somebody in the room goes by this name, or one that is taken for it."""
    wanted = likeness(name)
    for each in trust.people.values():
        if not each.revoked and wanted in {likeness(each.name), likeness(each.called)}:
            raise Refused("person.name_taken", name=each.called)


def unplaced(label: str, trust: Trust) -> None:
    """Raise Refused where a seat of the room goes by this label, or one that is taken for it."""
    wanted = likeness(label)
    for each in trust.seats.values():
        if not each.revoked and wanted == likeness(each.label):
            raise Refused("seat.label_taken", label=each.label, number=each.number)


def _change(act: ChangePerson, issuer: Issuer, ledger: Ledger) -> Issued:
    person = person_named(ledger, act.person)
    account = Account(person.called, act.agency.strip(), act.roles)
    raw = issuer.change(person, account, ledger.authorship.runs.cut_of_person(person.id))
    return Issued(raw, person.id, PersonChanged(person.name, account.agency, account.roles))


def _revoke(act: Act, issuer: Issuer, ledger: Ledger) -> Issued:
    runs = ledger.authorship.runs
    if isinstance(act, RevokeSeat):
        seat = seat_named(ledger, act.seat)
        raw = issuer.revoke("seat", seat.id, act.reason, runs.cut_of_seat(seat.id))
        raw += issuer.uphold(ledger.trust.too_much_of(seat.sign_key), act.reason)
        return Issued(raw, seat.id, Revoked(seat.label, act.reason[:500]))
    if isinstance(act, RevokePerson):
        person = person_named(ledger, act.person)
        cut = runs.cut_of_person(person.id)
        raw = dismiss(ledger.trust, issuer, person, act.reason, cut)
        return Issued(raw, person.id, Revoked(person.name, act.reason[:500]))
    raise Refused("intent.unknown", intent=str(type(act).__struct_config__.tag))


def _invite(act: InviteSeat, issuer: Issuer, ledger: Ledger) -> Issued:
    issued, file = _invited(act, issuer, ledger, max(1, min(act.days, 365)) * DAY)
    return structs.replace(issued, file=(Path(act.path), file))


def _offer(act: OfferCode, issuer: Issuer, ledger: Ledger) -> Issued:
    issued, file = _invited(act, issuer, ledger, LIFETIME)
    return structs.replace(issued, code=(act.code, file, newly(act.label), act.agency.strip()))


def _invited(
    act: InviteSeat | OfferCode, issuer: Issuer, ledger: Ledger, lasting: int
) -> tuple[Issued, invitations.InvitationFile]:
    place = Place(newly(act.label), act.agency.strip(), act.variant)
    file, raw = invitations.invite(
        ledger.trust, issuer, ledger.key.room_secret, place, issuer.now + lasting, ledger.addresses
    )
    about = bytes(file.key.verify_key)[:16]
    return Issued([raw], about, SeatInvited(place.label, place.agency)), file


def _release(act: Release, issuer: Issuer, ledger: Ledger) -> Issued:
    held = [ledger.record.get(_entry_id(entry)) for entry in act.entries]
    found = [stored for stored in held if stored is not None]
    if not found or len(found) < len(held):
        raise Refused("entry.unknown")
    ranges = [(stored.header.feed, stored.header.seq, stored.header.seq) for stored in found]
    return Issued(issuer.release(ranges, act.reason), found[0].header.about[0], Released(act.reason[:500]))


def _entry_id(given: str) -> bytes:
    try:
        return bytes.fromhex(given)
    except ValueError as wrong:
        raise Refused("entry.unknown") from wrong
