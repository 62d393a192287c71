"""An account is a certificate and a box, made together and usable at any seat."""

from pathlib import Path

import pytest

from console.trust.accounts import Opened, enrol, renew, reset
from console.trust.boxes import Boxes, unlock
from console.trust.errors import Barred, WrongPassphrase
from console.trust.issuing import Account
from console.trust.passphrases import Weak, generated
from tests.console.trust.rooms import NOW, Room

BERT = Account("Bert", "STIB", ("liaison",))


def keep(room: Room, boxes: Boxes, account: Opened) -> None:
    room.learn(*account.statements)
    assert boxes.put(account.box)


def test_a_new_person_signs_in_changes_the_passphrase_and_forgets_it(tmp_path: Path) -> None:
    room = Room()
    boxes = Boxes(tmp_path / "boxes", room.trust, room.seat_key.room_secret)
    first, second, third = generated(), generated(), generated()
    account = enrol(room.issuer(), BERT, first)
    keep(room, boxes, account)
    bert = room.trust.people[account.person]
    assert (bert.name, bert.agency, bert.roles) == ("Bert", "STIB", frozenset({"liaison"}))
    key = unlock(boxes.of(bert.id), first)
    keep(room, boxes, renew(room.trust, key, second, NOW + 1))
    with pytest.raises(WrongPassphrase):
        unlock(boxes.of(bert.id), first)
    assert room.trust.people[bert.id].key == bytes(unlock(boxes.of(bert.id), second).verify_key)
    keep(room, boxes, reset(room.issuer(now=NOW + 2), room.trust.people[bert.id], third))
    with pytest.raises(WrongPassphrase):
        unlock(boxes.of(bert.id), second)
    unlock(boxes.of(bert.id), third)


def test_a_weak_passphrase_opens_no_account() -> None:
    room = Room()
    with pytest.raises(Weak):
        enrol(room.issuer(), BERT, "letmein")
    with pytest.raises(Weak):
        renew(room.trust, room.admin, "correct horse battery staple", NOW)
    with pytest.raises(Weak):
        reset(room.issuer(), room.trust.people[room.founded.person], "")


def test_a_retired_key_renews_nothing() -> None:
    room = Room()
    room.learn(*renew(room.trust, room.admin, generated(), NOW).statements)
    with pytest.raises(Barred) as refusal:
        renew(room.trust, room.admin, generated(), NOW + 1)
    assert refusal.value.code == "trust.key.retired"
