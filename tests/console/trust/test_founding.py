"""A room is founded: real or exercise, and nothing of one room counts in another."""

import pytest

from console.trust.errors import Forged, Malformed, NotOurRoom
from console.trust.founding import Founded, found
from console.trust.issuing import Account, Place
from console.trust.keys import SigningKey, new_signing_key
from console.trust.trust import Trust

NOW = 1_750_000_000_000


def a_room(name: str = "CRISIS BXL", *, exercise: bool = False, key: SigningKey | None = None) -> Founded:
    founder = Account("Amina Diallo", "SAFE", ("operator",))
    public = bytes((key or new_signing_key()).verify_key)
    return found(name, founder, public, Place("Safe 1", "SAFE"), NOW, exercise=exercise)


def test_a_founded_room_has_one_administrator_and_one_seat() -> None:
    founded = a_room()
    trust = Trust.of(founded.statements)
    assert (trust.name, trust.exercise, trust.room) == ("CRISIS BXL", False, founded.room)
    person = trust.people[founded.person]
    assert (person.name, person.agency, person.roles) == (
        "Amina Diallo",
        "SAFE",
        frozenset({"operator", "administrator"}),
    )
    seat = trust.seats[founded.seat_key.seat]
    assert (seat.number, seat.label, seat.revoked) == (1, "Safe 1", False)
    assert trust.seat_by_curve(founded.seat_key.curve_public) == seat
    assert trust.seat_by_sign(founded.seat_key.sign_public) == seat
    assert trust.next_number() == 2


def test_an_exercise_is_another_room_than_the_real_one_of_the_same_name() -> None:
    real, exercise = a_room(), a_room(exercise=True)
    assert Trust.of(exercise.statements).exercise
    assert real.room != exercise.room
    with pytest.raises(NotOurRoom):
        Trust.of(real.statements).add(exercise.statements[1])
    with pytest.raises(NotOurRoom):
        Trust.of(real.statements).add(exercise.statements[0])


def test_an_altered_statement_is_refused() -> None:
    founded = a_room()
    trust = Trust(founded.statements[0])
    raw = founded.statements[1].replace(b"Amina", b"Brune")
    with pytest.raises(Forged):
        trust.add(raw)


@pytest.mark.parametrize("raw", [b"", b"\x00", b"\x93\xc4\x00", b"\xff" * 200, b"\x91" * 8000, b"x" * 9000])
def test_bytes_that_are_no_statement_are_refused(raw: bytes) -> None:
    trust = Trust(a_room().statements[0])
    with pytest.raises(Malformed):
        trust.add(raw)
