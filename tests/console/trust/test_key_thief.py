"""Whoever has an administrator's key signs without end: it costs the room little, and shuts nobody out."""

from types import ModuleType

import pytest

from console.trust import bounds, standings, trust
from console.trust.envelope import opened, sign
from console.trust.grown import Grown
from console.trust.issuing import Account
from console.trust.keys import SigningKey, new_signing_key
from console.trust.standings import Person
from console.trust.statements import InvitationIssued, KeySucceeded, PersonChanged
from tests.console.trust.rooms import HOUR, NOW, Room

TIMES = 40


def counted(monkeypatch: pytest.MonkeyPatch, module: ModuleType | type, name: str) -> list[str]:
    """One more each time that this function of a module is called."""
    calls: list[str] = []
    function = getattr(module, name)

    def call(*given: object) -> object:
        calls.append(name)
        return function(*given)

    monkeypatch.setattr(module, name, call)
    return calls


def turned_out_and_readmitted(room: Room, person: Person, times: int) -> None:
    """The thief takes a person's roles and gives them back, each time in place of what he signed last."""
    last = person.history[-1].statement
    for n in range(times):
        roles = person.roles if n % 2 else frozenset[str]()
        changed = PersonChanged(
            room.founded.room, NOW + n, person.id, person.name, person.agency, tuple(sorted(roles)), (last,)
        )
        raw = sign(room.admin, changed)
        room.learn(raw)
        last = opened(raw).id


def test_somebody_who_is_turned_out_and_readmitted_for_ever_is_judged_in_one_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = Room()
    _, bert = room.someone("Bert", "operator")
    turned_out_and_readmitted(room, bert, TIMES)
    bert = room.trust.people[bert.id]
    assert bert.roles == {"operator"}, "an even number of times"
    looks = counted(monkeypatch, standings, "replaced")
    assert bert.as_of(bytes(32), 1) == ("SAFE", frozenset({"operator"}))
    assert len(looks) == 1


def test_who_is_known_to_grant_is_not_judged_anew_with_each_statement(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "MAX_OF_ONE", 3)
    room = Room()
    judged = counted(monkeypatch, trust, "fold")
    for n in range(TIMES):
        key = bytes(SigningKey.generate().verify_key)
        room.learn(room.issuer(now=NOW + n).person(Account(f"Helper {n}", "SAFE"), key))
    assert len(judged) <= 1
    assert len(room.trust.people) == 1 + TIMES


def test_a_chain_of_keys_that_says_the_last_was_first_is_looked_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = Room()
    key, bert = room.someone("Bert", "operator")
    for n in range(TIMES):
        new = new_signing_key()
        old, public = bytes(key.verify_key), bytes(new.verify_key)
        room.learn(sign(key, KeySucceeded(room.founded.room, NOW + TIMES - n, bert.id, old, public)))
        key = new
    looks = counted(monkeypatch, Grown, "_look")
    assert len(room.trust.people[bert.id].keys) == 1 + TIMES
    assert len(looks) <= 4 * TIMES


def test_a_seat_number_that_nobody_could_say_does_not_keep_the_next_seat_out() -> None:
    room = Room()
    absurd = InvitationIssued(
        room.founded.room, NOW, b"k" * 32, 2**53, "Absurd", "SAFE", "desk", expires=NOW + HOUR
    )
    room.learn(sign(room.admin, absurd))
    joined = room.joined()
    assert room.trust.seats[joined.seat_key.seat].number == 2
