"""Whom a name means, where several bear it or bore it."""

from msgspec import structs

from console.domain.command import GrantCommand
from tests.console.domain.seats import ANN, Seat, person, refused

LEFT = structs.replace(person(11, "Jan", "SAFE", "commander"), revoked=True)
TWO = [
    structs.replace(person(n, f"Jan {letters}", "SAFE", "commander"), called="Jan")
    for n, letters in ((12, "KM"), (13, "QT"))
]


def test_a_name_that_two_share_is_not_that_of_one_who_left() -> None:
    seat = Seat()
    seat.begin()
    seat.picture.people |= {one.id: one for one in (LEFT, *TWO)}
    grant = GrantCommand(holder="Jan", authority="Governor")
    refused("person.several", lambda: seat.tell(grant, ANN))
    del seat.picture.people[TWO[0].id]
    seat.tell(grant, ANN)
