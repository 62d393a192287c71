"""A room on a good network is one."""

import pytest

from console.domain.facts import Refused
from tests.console.domain.seats import DAN, FAY
from tests.rooms.desk import PASSPHRASE
from tests.rooms.house import House


def test_what_one_writes_all_see(house: House) -> None:
    operation = house["safe"].tell(DAN, "operation.open", title="Dock fire")
    incident = house["safe"].tell(DAN, "incident.open", operation=operation, title="Fire", severity="serious")
    assert house.network.settle()
    assert house["pf"].picture.get(incident, "incident").value("title") == "Fire"
    assert house["safe"].look() == house["siamu"].look() == house["pf"].look()
    assert house["safe"].lines() == house["pf"].lines()
    assert {seat.folded_again(n) for n, seat in enumerate(house.seats.values())} == {
        house["safe"].picture.digest()
    }


def test_there_is_no_exercise_controller_in_a_real_room(house: House) -> None:
    new = {"name": "Vera", "agency": "SAFE", "roles": ["controller"], "new_passphrase": PASSPHRASE}
    with pytest.raises(Refused, match=r"role\.exercise_only"):
        house["safe"].tell(FAY, "person.add", **new, passphrase=PASSPHRASE)
