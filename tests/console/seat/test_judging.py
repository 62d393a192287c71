"""What no act of trust may be, each said before anybody waits for a passphrase to be checked."""

from pathlib import Path

import msgspec
import pytest

from console.domain.author import AFTER_REVOCATION, FORKED, Author
from console.domain.facts import Refused
from console.seat.acts import (
    Act,
    AddPerson,
    ChangePassphrase,
    ChangePerson,
    InviteSeat,
    OfferCode,
    RevokePerson,
    RevokeSeat,
)
from console.seat.judging import judge
from console.seat.ledger import Ledger
from console.trust.errors import Refusal
from tests.console.seat.running import PASSPHRASE, Seat

GOOD_ONE = "orchard copper violin thunder meadow"


@pytest.fixture
def ledger(seat: Seat) -> Ledger:
    return seat.engine._ledger


@pytest.fixture
def amina(ledger: Ledger) -> Author:
    """The administrator, at the room's only seat."""
    (person,) = ledger.trust.people.values()
    return Author(
        ledger.seat.hex(),
        person=person.id.hex(),
        name="Amina",
        agency="SAFE",
        roles=frozenset({"operator", "administrator"}),
    )


def bram(agency: str = "SIAMU", roles: tuple[str, ...] = ("operator",), passphrase: str = GOOD_ONE) -> Act:
    return AddPerson(
        name="Bram", agency=agency, roles=roles, new_passphrase=passphrase, passphrase=PASSPHRASE
    )


def changed(agency: str = "SAFE", roles: tuple[str, ...] = ("administrator",), who: str = "Amina") -> Act:
    return ChangePerson(person=who, agency=agency, roles=roles, passphrase=PASSPHRASE)


def own(passphrase: str, who: str = "") -> Act:
    return ChangePassphrase(person=who, new_passphrase=passphrase, passphrase=PASSPHRASE)


def code(label: str = "Siamu 1", agency: str = "SIAMU", said: str = "7K4Q-9XWM") -> Act:
    return OfferCode(label=label, agency=agency, code=said, passphrase=PASSPHRASE)


def invited(label: str, agency: str, path: Path) -> Act:
    return InviteSeat(label=label, agency=agency, path=str(path), passphrase=PASSPHRASE)


def refused(act: Act, author: Author, ledger: Ledger) -> str:
    try:
        judge(act, author, ledger)
    except (Refused, Refusal) as refusal:
        return refusal.code
    return "not at all"


def test_what_cannot_be_is_said_for_each_act(ledger: Ledger, amina: Author, tmp_path: Path) -> None:
    for act, why in (
        (bram("NOWHERE"), "agency.unknown"),
        (bram(roles=()), "role.none"),
        (bram(roles=("operator", "king")), "role.unknown"),
        (bram(passphrase="too short"), "trust.passphrase.short"),
        (bram(passphrase=PASSPHRASE), "trust.passphrase.same"),
        (changed("NOWHERE"), "agency.unknown"),
        (changed(roles=("administrator", "king")), "role.unknown"),
        (changed(roles=("operator",)), "person.stays_administrator"),
        (changed(who="Bram"), "person.unknown"),
        (own("too short"), "trust.passphrase.short"),
        (own(PASSPHRASE), "trust.passphrase.same"),
        (own(GOOD_ONE, "Bram"), "person.unknown"),
        (code(agency="NOWHERE"), "agency.unknown"),
        (code(label="SAFE 1"), "seat.label_taken"),
        (code(label=" "), "trust.name.length"),
        (code(said="7K4Q"), "trust.code.malformed"),
        (invited("Siamu 1", "NOWHERE", tmp_path / "a"), "agency.unknown"),
        (invited("Safe 1", "SIAMU", tmp_path / "a"), "seat.label_taken"),
        (invited("Siamu 1", "SIAMU", tmp_path), "trust.key_file.exists"),
    ):
        assert refused(act, amina, ledger) == why, act


def test_who_may_is_told_whose_key_the_act_makes(ledger: Ledger, amina: Author, tmp_path: Path) -> None:
    me = bytes.fromhex(amina.person)
    for act in (
        changed(),
        own(GOOD_ONE),
        own(GOOD_ONE, "Amina"),
        code(),
        invited("Siamu 1", "SIAMU", tmp_path / "a"),
    ):
        assert judge(act, amina, ledger) == me, act
    assert judge(bram(roles=("controller",)), amina, ledger) not in ledger.trust.people, "somebody new"


def test_who_administers_nothing_changes_his_own_passphrase_alone(
    ledger: Ledger, amina: Author, tmp_path: Path
) -> None:
    plain = msgspec.structs.replace(amina, roles=frozenset({"operator", "commander"}))
    for act in (
        bram(),
        changed(),
        own(GOOD_ONE, "Amina"),
        code(),
        invited("Siamu 1", "SIAMU", tmp_path / "a"),
        RevokePerson(person="Amina", reason="left", passphrase=PASSPHRASE),
        RevokeSeat(seat="Safe 1", reason="left", passphrase=PASSPHRASE),
    ):
        assert refused(act, plain, ledger) == "power.lacking", act
    assert judge(own(GOOD_ONE), plain, ledger) == bytes.fromhex(amina.person)


@pytest.mark.parametrize("standing", [AFTER_REVOCATION, FORKED, "unknown"])
def test_nothing_of_trust_is_done_where_what_is_written_does_not_count(
    ledger: Ledger, amina: Author, standing: str
) -> None:
    doubtful = msgspec.structs.replace(amina, standing=standing)
    for act in (bram(), own(GOOD_ONE)):
        assert refused(act, doubtful, ledger) == "session.no_standing"
