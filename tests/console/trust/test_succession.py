"""A new passphrase is a new key in a new box: the old one opens nothing any more."""

from pathlib import Path

import pytest

from console.trust.boxes import Boxes, make, unlock
from console.trust.errors import Barred, WrongPassphrase
from console.trust.issuing import succeed_own
from console.trust.keys import SigningKey, new_signing_key
from console.trust.passphrases import generated
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
    room.learn(*succeed_own(room.trust, unlock(boxes.of(bert.id), first), bytes(own.verify_key), NOW + 1)[1])
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
    room.learn(*succeed_own(room.trust, room.admin, bytes(new_signing_key().verify_key), NOW)[1])
    with pytest.raises(Barred) as refusal:
        succeed_own(room.trust, room.admin, bytes(new_signing_key().verify_key), NOW + 1)
    assert refusal.value.code == "trust.key.retired"


def test_nobody_takes_the_key_of_somebody_else_for_his_own() -> None:
    room = Room()
    (key, bert), (_, chloe) = room.someone("Bert", "operator"), room.someone("Chloé", "operator")
    room.learn(*succeed_own(room.trust, key, chloe.key, NOW + 1)[1])
    assert room.trust.people[bert.id].current == bert.current
    assert room.trust.people[chloe.id].keys == chloe.keys


def test_a_key_that_an_administrator_made_is_known_as_such_until_its_owner_takes_another() -> None:
    room = Room()
    key, bert = room.someone("Bert", "operator")
    own, given = new_signing_key(), new_signing_key()
    room.learn(*succeed_own(room.trust, key, bytes(own.verify_key), NOW + 1)[1])
    assert not room.trust.people[bert.id].handed
    room.learn(*room.issuer(now=NOW + 2).succeed(room.trust.people[bert.id], bytes(given.verify_key)))
    assert room.trust.people[bert.id].handed
