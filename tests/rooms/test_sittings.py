"""Several people at one seat: each entry is of whoever sat there when it was written."""

import pytest

from console.domain.facts import Refused
from console.domain.ids import new_id
from console.domain.log import LogWritten
from tests.console.domain.seats import BEN, DAN, EVE
from tests.rooms.house import House


def test_two_people_at_one_seat_are_told_apart_by_every_seat(house: House) -> None:
    safe, _, pf = house.seats.values()
    dan, ben = safe.desk(DAN), safe.desk(BEN)
    assert dan.by != ben.by
    entries = {}
    for n in range(3):
        for desk, who in ((dan, DAN), (ben, BEN)):
            desk.tell({"intent": "log.write", "text": f"{who.name} {n}"})
            entries[desk.entry] = who
    safe.tell(DAN, "operation.open", title="Dock fire")
    ben.tell({"intent": "agency.state", "agency": "SIAMU", "state": "engaged"})
    assert house.network.settle()
    for seat in (safe, pf):
        for entry, who in entries.items():
            author = seat.author_of(entry)
            assert author is not None
            assert (author.person, author.agency) == (who.id, who.agency)
            assert author.seat == safe.id.hex()
    with pytest.raises(Refused, match=r"power\.lacking"):
        dan.tell({"intent": "agency.state", "agency": "SIAMU", "state": "absent"})


def test_what_is_written_under_a_closed_sitting_counts_for_nothing(house: House) -> None:
    safe, _, pf = house.seats.values()
    dan, ben = safe.desk(DAN), safe.desk(BEN)
    closed = dan.by
    dan.tell({"intent": "log.write", "text": "still here"})
    dan.sign_out()
    with pytest.raises(Refused, match=r"power\.nobody_signed_in"):
        dan.tell({"intent": "log.write", "text": "and gone"})
    forged = safe.forge(LogWritten("in his name"), closed, new_id(safe.wall()))
    ben.tell({"intent": "log.write", "text": "Ben stays"})
    assert house.network.settle()
    for seat in (safe, pf):
        assert seat.author_of(forged) is None
        line = next((each for each in seat.lines().values() if each.entry == forged), None)
        assert line is None or line.void
        assert {"still here", "Ben stays"} <= {x.text for x in seat.lines().values() if not x.void}


def test_who_only_reads_is_refused_in_words(house: House) -> None:
    with pytest.raises(Refused, match=r"power\.lacking"):
        house["safe"].tell(EVE, "log.write", text="let me write")
