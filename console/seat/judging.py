"""Whether an act of trust may be: looked at before anybody waits for a passphrase to be checked."""

from pathlib import Path

from console.domain.author import GOOD, Author
from console.domain.facts import Refused
from console.domain.ids import new_id
from console.domain.noting import agency_known
from console.domain.powers import CONTROLLER, ROLES, check
from console.domain.text import LINE, clean_line, readable
from console.seat.acts import (
    Act,
    AddPerson,
    ChangePassphrase,
    ChangePerson,
    InviteSeat,
    OfferCode,
    RevokePerson,
    RevokeSeat,
    free,
    unplaced,
)
from console.seat.ledger import Ledger
from console.seat.named import person_named, seat_named
from console.trust import codes, passphrases
from console.trust.errors import KeyFileFault
from console.trust.issuing import newly
from console.trust.statements import ADMINISTRATOR
from db.errors import why

SEATS = (InviteSeat, OfferCode, RevokeSeat)


def judge(act: Act, author: Author, ledger: Ledger) -> bytes:
    """The person whose key the act makes; else who asks. Raises Refused, Barred, Weak or KeyFileFault."""
    if author.standing != GOOD:
        raise Refused("session.no_standing", standing=author.standing)
    if not isinstance(act, ChangePassphrase) or act.person:
        check(author, "seats" if isinstance(act, SEATS) else "people")
    match act:
        case AddPerson():
            return _newcomer(act, ledger)
        case ChangePerson():
            person = person_named(ledger, act.person)
            if person.administrator and ADMINISTRATOR not in act.roles:
                raise Refused("person.stays_administrator", name=person.name)
            _account(act.agency, act.roles, ledger)
        case ChangePassphrase():
            passphrases.check(act.new_passphrase, act.passphrase)
            return person_named(ledger, act.person or author.person).id
        case InviteSeat():
            unplaced(newly(act.label), ledger.trust)
            agency_known(ledger.picture, act.agency)
            _free(act.path)
        case OfferCode():
            unplaced(newly(act.label), ledger.trust)
            agency_known(ledger.picture, act.agency)
            codes.plain(act.code)
        case RevokePerson() | RevokeSeat():
            _revocable(act, author, ledger)
    return bytes.fromhex(author.person)


def _revocable(act: RevokePerson | RevokeSeat, author: Author, ledger: Ledger) -> None:
    """Nobody shuts himself out: there would be no way back but the room key."""
    if isinstance(act, RevokeSeat):
        clean_line(act.reason, LINE, "seat.no_reason")
        if seat_named(ledger, act.seat).id == ledger.seat:
            raise Refused("seat.this_one")
        return
    clean_line(act.reason, LINE, "person.no_reason")
    if person_named(ledger, act.person).id.hex() == author.person:
        raise Refused("person.yourself")


def _newcomer(act: AddPerson, ledger: Ledger) -> bytes:
    """The id of somebody whose name nobody else in the room signs in with."""
    name = newly(act.name)
    _account(act.agency, act.roles, ledger)
    free(name, ledger.trust)
    passphrases.check(act.new_passphrase, act.passphrase)
    return bytes.fromhex(new_id(ledger.now()))


def _account(agency: str, roles: tuple[str, ...], ledger: Ledger) -> None:
    """Whether somebody can be of this agency, in these roles."""
    agency_known(ledger.picture, agency)
    if unknown := set(roles) - set(ROLES):
        raise Refused("role.unknown", role=readable(min(unknown)[:32]), known=", ".join(ROLES))
    if not roles:
        raise Refused("role.none")
    if CONTROLLER in roles and not ledger.trust.exercise:
        raise Refused("role.exercise_only")


def _free(given: str) -> None:
    """Whether a file can be made there."""
    path = Path(given)
    if "\0" in given or not path.is_absolute():
        raise Refused("path.not_absolute", path=readable(given[:200]))
    try:
        if path.exists():
            raise KeyFileFault("trust.key_file.exists", path=given)
        if not path.parent.is_dir():
            raise KeyFileFault("trust.key_file.no_folder", path=str(path.parent))
    except OSError as error:
        raise KeyFileFault("trust.key_file.not_written", path=given[:200], reason=why(error)) from error
