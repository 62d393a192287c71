"""Revocation wins over grants; what a revoked administrator signed stands or falls as is said."""

import pytest

from console.trust.errors import Barred
from console.trust.invitations import join
from console.trust.issuing import Account, Issuer, Place, dismiss
from console.trust.keys import SigningKey
from console.trust.standings import Person
from console.trust.trust import Trust
from tests.console.trust.rooms import NOW, Room

ADMIN = "administrator"


def names(trust: Trust) -> set[str]:
    return {person.name for person in trust.people.values() if not person.revoked}


def three_administrators() -> tuple[Room, tuple[SigningKey, Person], tuple[SigningKey, Person]]:
    room = Room()
    return room, room.someone("Bert", ADMIN), room.someone("Chloé", ADMIN)


def test_a_revoked_seat_stays_revoked_whatever_an_administrator_certifies() -> None:
    room = Room()
    joined = room.joined()
    room.learn(*room.issuer().revoke("seat", joined.seat_key.seat, "stolen"))
    assert room.trust.seats[joined.seat_key.seat].revoked
    keys = (joined.seat_key.sign_public, joined.seat_key.curve_public)
    anew = room.issuer(now=NOW + 9).seat(Place("Again", "SIAMU", "desk", 2), joined.seat_key.seat, keys)
    room.learn(anew)
    assert room.trust.seats[joined.seat_key.seat].revoked


def test_only_the_room_key_certifies_a_revoked_key_anew() -> None:
    room = Room()
    key, bert = room.someone("Bert", "operator")
    revocation = room.issuer().revoke("person", bert.id, "mistake")
    room.learn(*revocation)
    assert room.trust.people[bert.id].revoked
    lifted = [room.trust.people[bert.id].revocations[0].statement]
    account, public = Account("Bert", "SAFE", ("operator",)), bytes(key.verify_key)
    room.learn(room.issuer(now=NOW + 1).person(account, public, bert.id, lifted))
    assert room.trust.people[bert.id].revoked
    room.learn(room.by_room_key.person(account, public, bert.id, lifted))
    assert not room.trust.people[bert.id].revoked
    room.learn(*room.issuer(now=NOW + 2).revoke("person", bert.id, "again"))
    assert room.trust.people[bert.id].revoked


def test_a_revoked_person_is_not_certified_again_under_another_name() -> None:
    room = Room()
    key, bert = room.someone("Bert", "operator")
    room.learn(*room.issuer().revoke("person", bert.id, "left"))
    room.learn(
        room.issuer(now=NOW - 5).person(Account("Robert", "SAFE", ("operator",)), bytes(key.verify_key))
    )
    assert names(room.trust) == {"Amina Diallo"}


def test_somebody_without_power_revokes_nobody() -> None:
    room = Room()
    key, _ = room.someone("Bert", "operator")
    room.learn(*room.issuer(key).revoke("person", room.founded.person, "coup"))
    assert not room.trust.people[room.founded.person].revoked
    with pytest.raises(Barred) as refusal:
        Issuer.of(room.trust, key, NOW)
    assert refusal.value.code == "trust.not_administrator"


def test_one_administrator_puts_another_out_but_what_that_one_signed_still_stands() -> None:
    room, (bert_key, bert), _ = three_administrators()
    room.learn(room.issuer(bert_key).person(Account("Dirk", "SAFE"), b"d" * 32))
    room.learn(*room.issuer().revoke("person", bert.id, "stolen laptop"))
    assert room.trust.people[bert.id].revoked
    assert "Dirk" in names(room.trust)
    assert [alarm.code for alarm in room.trust.alarms] == ["trust.revocation.needs_second"]


def test_two_administrators_make_the_statements_of_a_third_fall() -> None:
    room, (bert_key, bert), (chloe_key, _) = three_administrators()
    room.learn(room.issuer(bert_key).person(Account("Dirk", "SAFE"), b"d" * 32))
    revocation = room.issuer().revoke("person", bert.id, "stolen laptop")
    room.learn(*revocation)
    statement = room.trust.people[bert.id].revocations[0].statement
    room.learn(room.issuer(chloe_key).second(statement))
    assert names(room.trust) == {"Amina Diallo", "Chloé"}
    assert room.trust.alarms == ()


def test_what_fell_stands_again_when_two_administrators_uphold_it() -> None:
    room, (bert_key, bert), (chloe_key, _) = three_administrators()
    room.learn(room.issuer(bert_key).person(Account("Dirk", "SAFE"), b"d" * 32))
    room.learn(*room.issuer().revoke("person", bert.id, "left"))
    room.learn(*room.issuer(chloe_key).revoke("person", bert.id, "left"))
    assert "Dirk" not in names(room.trust)
    upheld = room.trust.signed_by(bert.keys)
    room.learn(*room.issuer().uphold(upheld))
    assert "Dirk" not in names(room.trust)
    room.learn(*room.issuer(chloe_key).uphold(upheld))
    assert "Dirk" in names(room.trust)
    hidden = room.issuer(bert_key, NOW - 99).person(Account("Eve", "SAFE"), b"e" * 32)
    room.learn(hidden)
    assert "Eve" not in names(room.trust)


def test_two_administrators_dismiss_the_founder_who_certified_them_both() -> None:
    room, (bert_key, _), (chloe_key, _) = three_administrators()
    for key in (bert_key, chloe_key):
        founder = room.trust.people[room.founded.person]
        room.learn(*dismiss(room.trust, room.issuer(key), founder, "retired"))
    assert names(room.trust) == {"Bert", "Chloé"}
    assert room.trust.alarms == ()
    room.learn(room.issuer(now=NOW - 7).person(Account("Eve", "SAFE"), b"e" * 32))
    assert names(room.trust) == {"Bert", "Chloé"}


def test_the_room_key_recovers_a_room_from_an_administrator_gone_bad() -> None:
    room, (bad_key, bad), (_, chloe) = three_administrators()
    joined = room.joined()
    evil = room.issuer(bad_key)
    helper = SigningKey.generate()
    room.learn(evil.person(Account("Helper", "SAFE", (ADMIN,)), bytes(helper.verify_key)))
    for issuer in (evil, room.issuer(helper)):
        room.learn(*issuer.revoke("person", chloe.id, "coup"))
        room.learn(*issuer.revoke("person", room.founded.person, "coup"))
        room.learn(*issuer.revoke("seat", joined.seat_key.seat, "coup"))
    assert names(room.trust) == set()
    room.learn(*room.by_room_key.revoke("person", bad.id, "gone bad"))
    assert names(room.trust) == {"Amina Diallo", "Chloé"}
    assert not room.trust.seats[joined.seat_key.seat].revoked


def test_administrators_who_revoke_each_other_are_both_out() -> None:
    room, (bert_key, bert), (chloe_key, chloe) = three_administrators()
    room.learn(*room.issuer(bert_key).revoke("person", chloe.id, "she"))
    room.learn(*room.issuer(chloe_key).revoke("person", bert.id, "he"))
    assert names(room.trust) == {"Amina Diallo"}


def test_a_revoked_invitation_seats_nobody_any_more() -> None:
    room = Room()
    file = room.invitation()
    room.learn(*room.issuer().revoke("key", bytes(file.key.verify_key), "lost stick"))
    assert room.trust.invitations[bytes(file.key.verify_key)].revoked
    joined = join(file, NOW)
    room.learn(joined.statements[-1], room.welcome(joined))
    assert room.trust.seats[joined.seat_key.seat].revoked


def test_an_administrator_stops_being_one_by_revocation_only() -> None:
    room, (bert_key, bert), _ = three_administrators()
    room.learn(*room.issuer().change(bert, Account("Bert", "SAFE", ("observer",))))
    assert room.trust.people[bert.id].roles == {"observer", ADMIN}
    room.learn(room.issuer(bert_key).person(Account("Dirk", "SAFE"), b"d" * 32))
    assert "Dirk" in names(room.trust)
    room.learn(*room.issuer().revoke("person", bert.id, "left"))
    assert not room.trust.people[bert.id].administrator


def test_nobody_is_the_second_against_himself() -> None:
    room, (bert_key, bert), _ = three_administrators()
    room.learn(room.issuer(bert_key).person(Account("Dirk", "SAFE"), b"d" * 32))
    for key in (room.admin, bert_key):
        room.learn(*room.issuer(key).revoke("person", bert.id, "left"))
    assert "Dirk" in names(room.trust)


def test_who_was_put_out_by_two_does_not_help_to_uphold_what_he_signed() -> None:
    room, (bert_key, bert), (chloe_key, _) = three_administrators()
    room.learn(room.issuer(bert_key).person(Account("Dirk", "SAFE"), b"d" * 32))
    upheld = room.trust.signed_by(bert.keys)
    for key in (room.admin, chloe_key):
        room.learn(*room.issuer(key).revoke("person", bert.id, "left"))
    for key in (room.admin, bert_key):
        room.learn(*room.issuer(key).uphold(upheld))
    assert "Dirk" not in names(room.trust)


def test_a_key_that_somebody_took_himself_stays_his_when_what_he_signed_as_administrator_falls() -> None:
    room, (bert_key, bert), (chloe_key, _) = three_administrators()
    key = SigningKey.generate()
    own = bytes(key.verify_key)
    room.succeeded(bert.id, bert_key, key, NOW + 1)
    for key in (room.admin, chloe_key):
        room.learn(*room.issuer(key).revoke("person", bert.id, "left"))
    assert own in room.trust.people[bert.id].keys
