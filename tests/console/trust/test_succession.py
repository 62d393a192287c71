"""A new passphrase is a new key in a new box: the old one opens nothing any more."""

from pathlib import Path

import pytest

from console.trust.boxes import Boxes, make, unlock
from console.trust.envelope import sign
from console.trust.errors import Barred, WrongPassphrase
from console.trust.issuing import Account
from console.trust.keys import SigningKey, new_signing_key
from console.trust.passphrases import generated
from console.trust.statements import KeySucceeded
from tests.console.trust.rooms import NOW, Room


def boxed(room: Room, boxes: Boxes, person: bytes, key: SigningKey, now: int = NOW) -> str:
    """A passphrase for this key, which the room knows already."""
    passphrase = generated()
    assert boxes.put(make(room.trust.room, person, key, passphrase, now))
    return passphrase


def test_a_passphrase_is_changed_by_its_owner_and_given_anew_to_who_forgot_it(tmp_path: Path) -> None:
    room = Room()
    boxes = Boxes(tmp_path / "boxes", room.trust, room.seat_key.room_secret)
    key, bert = room.someone("Bert", "liaison", agency="STIB")
    first = boxed(room, boxes, bert.id, key)
    own, given = new_signing_key(), new_signing_key()
    room.succeeded(bert.id, unlock(boxes.of(bert.id), first), own, NOW + 1)
    second = boxed(room, boxes, bert.id, own, NOW + 1)
    with pytest.raises(WrongPassphrase):
        unlock(boxes.of(bert.id), first)
    assert room.trust.people[bert.id].key == bytes(unlock(boxes.of(bert.id), second).verify_key)
    administrator = room.issuer(now=NOW + 2)
    room.learn(*administrator.succeed(room.trust.people[bert.id], bytes(given.verify_key)))
    third = boxed(room, boxes, bert.id, given, NOW + 2)
    with pytest.raises(WrongPassphrase):
        unlock(boxes.of(bert.id), second)
    unlock(boxes.of(bert.id), third)


def test_who_is_no_administrator_gives_nobody_else_another_key() -> None:
    room = Room()
    key, _ = room.someone("Bert", "operator")
    amina = room.trust.people[room.founded.person]
    room.learn(*room.issuer(key).succeed(amina, bytes(new_signing_key().verify_key)))
    assert room.trust.people[amina.id].keys == amina.keys


def test_a_retired_key_retires_no_other() -> None:
    room = Room()
    room.succeeded(room.founded.person, room.admin, new_signing_key())
    with pytest.raises(Barred) as refusal:
        room.succeeded(room.founded.person, room.admin, new_signing_key(), NOW + 1)
    assert refusal.value.code == "trust.key.retired"


def claim(room: Room, person: bytes, key: SigningKey, other: bytes, issued: int = 0) -> None:
    """Somebody says of another's key that it is his own, at a time of his choice."""
    public = bytes(key.verify_key)
    room.learn(sign(key, KeySucceeded(room.founded.room, issued, person, public, other)))


def test_nobody_takes_the_key_of_somebody_else_for_his_own() -> None:
    room = Room()
    (key, bert), (_, chloe) = room.someone("Bert", "operator"), room.someone("Chloé", "operator")
    claim(room, bert.id, key, chloe.key)
    assert room.trust.people[chloe.id] == chloe
    assert [alarm.code for alarm in room.trust.alarms] == ["trust.person_key.taken_twice"]


def test_nobody_who_says_that_he_had_a_key_first_takes_it_from_who_took_it_since() -> None:
    room = Room()
    key, bert = room.someone("Bert", "operator")
    _, dirk = room.someone("Dirk", "operator")
    new = new_signing_key()
    room.succeeded(room.founded.person, room.admin, new, NOW + 1)
    room.learn(room.issuer(new, NOW + 2).person(Account("Chloé", "STIB"), b"c" * 32))
    room.learn(*room.issuer(new, NOW + 3).revoke("person", dirk.id, "left"))
    amina = room.trust.people[room.founded.person]
    claim(room, bert.id, key, amina.key)
    assert room.trust.people[amina.id] == amina
    assert room.trust.may_grant(amina.key)
    assert room.trust.people[dirk.id].revoked
    assert "Chloé" in {each.name for each in room.trust.people.values()}
    assert not room.trust.people[bert.id].administrator
    room.learn(*room.issuer(new, NOW + 4).revoke("person", bert.id, "took a key"))
    assert not room.trust.people[amina.id].revoked
    assert room.trust.alarms == ()


def test_an_administrator_gone_bad_does_not_undo_what_others_signed_by_certifying_their_keys() -> None:
    room = Room()
    key, bert = room.someone("Bert", "administrator")
    chloe_key, _ = room.someone("Chloé", "administrator")
    for other in (room.admin, chloe_key):
        room.learn(room.issuer(key, 0).person(Account("Mallory", "SAFE"), bytes(other.verify_key)))
        room.learn(*room.issuer(other).revoke("person", bert.id, "gone bad"))
    assert room.trust.people[bert.id].revoked
    assert "Mallory" not in {each.name for each in room.trust.people.values()}, "it fell: two said so"


@pytest.mark.parametrize("role", ["operator", "administrator"])
def test_what_a_revoked_administrator_signed_does_not_stand_because_his_puppet_claims_his_key(
    role: str,
) -> None:
    room = Room()
    key, bert = room.someone("Bert", "administrator")
    puppet = new_signing_key()
    raw = room.issuer(key).person(Account("Puppet", "SAFE", (role,)), bytes(puppet.verify_key))
    room.learn(raw)
    (owner,) = room.trust.owners(bytes(puppet.verify_key))
    claim(room, owner.id, puppet, bert.key)
    room.learn(*room.by_room_key.revoke("person", bert.id, "gone bad"))
    assert "Puppet" not in {each.name for each in room.trust.people.values()}


def test_what_others_signed_does_not_fall_because_somebody_revoked_claimed_their_keys() -> None:
    room = Room()
    key, bert = room.someone("Bert", "administrator")
    chloe_key, chloe = room.someone("Chloé", "administrator")
    room.learn(room.issuer(chloe_key).person(Account("Dirk", "SAFE"), b"d" * 32))
    claim(room, bert.id, key, chloe.key)
    claim(room, bert.id, key, bytes(room.admin.verify_key))
    room.learn(*room.by_room_key.revoke("person", bert.id, "gone bad"))
    assert {each.name for each in room.trust.people.values()} == {"Amina Diallo", "Bert", "Chloé", "Dirk"}
    assert not room.trust.people[chloe.id].revoked


def test_who_claims_the_key_of_another_does_not_make_him_two() -> None:
    room = Room()
    key, bert = room.someone("Bert", "administrator")
    dirk_key, dirk = room.someone("Dirk", "operator")
    _, chloe = room.someone("Chloé", "administrator")
    own = new_signing_key()
    room.succeeded(bert.id, key, own, NOW + 1)
    claim(room, dirk.id, dirk_key, bytes(own.verify_key))
    for each in (key, own):
        room.learn(*room.issuer(each).revoke("person", chloe.id, "against her"))
    assert {alarm.code for alarm in room.trust.alarms} >= {"trust.revocation.needs_second"}


def test_a_key_that_an_administrator_made_is_known_as_such_until_its_owner_takes_another() -> None:
    room = Room()
    key, bert = room.someone("Bert", "operator")
    own, given = new_signing_key(), new_signing_key()
    room.succeeded(bert.id, key, own, NOW + 1)
    assert not room.trust.people[bert.id].handed
    room.learn(*room.issuer(now=NOW + 2).succeed(room.trust.people[bert.id], bytes(given.verify_key)))
    assert room.trust.people[bert.id].handed
