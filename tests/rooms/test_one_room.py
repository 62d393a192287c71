"""A room on a good network is one."""

from tests.console.domain.seats import DAN
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
