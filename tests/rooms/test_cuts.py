"""What happens on both sides of a cut, and when it heals."""

from collections.abc import Callable

from console.domain.conflicts import open_conflicts
from tests.console.domain.seats import BEN, CLO, DAN
from tests.console.mesh.simulated import Mishaps
from tests.rooms.house import House
from tests.rooms.network import in_step, knows, visit
from tests.rooms.seat import Seat

AWAY = {"safe": DAN, "siamu": BEN, "pf": CLO}


def burning(house: House) -> str:
    """An incident that all know of."""
    house["safe"].tell(DAN, "operation.open", title="Dock fire")
    incident = house["safe"].tell(DAN, "incident.open", title="Fire", severity="serious")
    assert house.network.settle()
    return incident


def perimeters(house: House, incident: str) -> set[int]:
    return {seat.picture.get(incident, "incident").value("perimeter") for seat in house.seats.values()}


def conflicts(seat: Seat) -> list[tuple[str, str, int]]:
    return [(found.thing, found.field, len(found.sides)) for found in open_conflicts(seat.picture)]


def test_both_sides_edit_a_safety_field_and_one_act_settles_it(house: House) -> None:
    incident = burning(house)
    safe, siamu, pf = house.seats.values()
    house.network.sever([safe], [siamu, pf])
    safe.tell(DAN, "incident.set", incident=incident, field="perimeter", value=500)
    house.network.run(20_000)
    siamu.tell(BEN, "incident.set", incident=incident, field="perimeter", value=100)
    house.network.run(20_000)
    house.network.mend()
    assert house.network.settle()
    assert [conflicts(seat) for seat in house.seats.values()] == [[(incident, "perimeter", 2)]] * 3
    assert perimeters(house, incident) == {500}, "the cautious value shows until somebody decides"
    (found,) = open_conflicts(pf.picture)
    smaller = next(side.entry for side in found.sides if side.value == 100)
    pf.tell(CLO, "conflict.settle", thing=incident, field="perimeter", head=smaller)
    assert house.network.settle()
    assert [conflicts(seat) for seat in house.seats.values()] == [[]] * 3
    assert perimeters(house, incident) == {100}
    assert len({repr(seat.look()) for seat in house.seats.values()}) == 1


def test_a_hundred_entries_on_either_side_become_one_record(opening: Callable[..., House]) -> None:
    house = opening(5, Mishaps(loss=0.05, duplicates=0.2, delay=400))
    incident = burning(house)
    safe, siamu, pf = house.seats.values()
    house.network.sever([safe, pf], [siamu])
    before = safe.record.count
    for n in range(100):
        for seat, who, wider in ((safe, DAN, 0), (siamu, BEN, 500)):
            field, value = ("perimeter", n + wider) if n % 10 == 0 else ("title", f"{who.name} {n}")
            if n % 5 == 0:
                seat.tell(who, "incident.set", incident=incident, field=field, value=value)
            else:
                seat.tell(who, "log.write", text=f"line {n}", incident=incident)
    house.network.run(20_000)
    assert not in_step(safe, siamu)
    house.network.mend()
    assert house.network.settle()
    assert safe.record.count >= before + 200
    assert {repr(conflicts(seat)) for seat in house.seats.values()} == {repr(conflicts(safe))}
    assert {field for _, field, _ in conflicts(safe)} == {"perimeter", "title"}
    for field in ("perimeter", "title"):
        (found,) = [each for each in open_conflicts(pf.picture) if each.field == field]
        pf.tell(CLO, "conflict.settle", thing=incident, field=field, head=found.sides[0].entry)
    assert house.network.settle()
    assert [conflicts(seat) for seat in house.seats.values()] == [[]] * 3


def test_a_seat_that_is_heard_but_does_not_hear_gets_all_through_the_third(house: House) -> None:
    incident = burning(house)
    safe, siamu, pf = house.seats.values()
    house.network.cut = {("safe", "siamu")}
    safe.tell(DAN, "log.write", text="Wind turns east", incident=incident)
    house.network.run(8_000)
    assert in_step(safe, siamu, pf)
    assert "Wind turns east" in {line.text for line in siamu.lines().values()}


def test_seats_enrolled_on_either_side_of_a_cut_meet_alone_and_link(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    house.network.sever([safe], [siamu, pf])
    house.network.run(20_000)
    one = house.invite("SAFE 2", "SAFE", safe)
    other = house.invite("PF 2", "PF", siamu)
    left, right = house.join("left", one), house.join("right", other)
    house.network.sever([left], [siamu, pf, right])
    house.network.sever([right], [safe])
    house.network.run(5_000)
    assert knows(safe, left)
    assert knows(siamu, right)
    assert not knows(left, right)
    safe.crash()
    siamu.crash()
    pf.crash()
    house.network.mend()
    house.network.run(5_000)
    assert knows(left, right)
    assert knows(right, left)
    assert house.network.settle(60_000, left, right)
    left.tell(DAN, "log.write", text="We are two")
    house.network.run(3_000)
    assert "We are two" in {line.text for line in right.lines().values()}


def test_an_invitation_used_on_both_sides_lets_both_in_and_alarms_everybody(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    invitation = house.invite("SAFE 2", "SAFE", safe)
    assert house.network.settle()
    house.network.sever([safe], [siamu, pf])
    house.network.run(20_000)
    here, there = house.join("here", invitation), house.join("there", invitation)
    house.network.sever([here], [siamu, pf, there])
    house.network.sever([there], [safe])
    house.network.run(5_000)
    assert knows(safe, here)
    assert knows(siamu, there)
    assert not safe.alarms
    house.network.mend()
    assert house.network.settle()
    for seat in house.seats.values():
        assert {here.id, there.id} <= seat.trust.seats.keys()
        assert any("invitation" in alarm for alarm in seat.alarms), seat.name
    here.tell(DAN, "log.write", text="From here")
    there.tell(DAN, "log.write", text="From there")
    assert house.network.settle()
    assert {"From here", "From there"} <= {line.text for line in pf.lines().values()}


def test_where_it_is_known_a_second_use_of_an_invitation_is_refused(house: House) -> None:
    safe, siamu, _ = house.seats.values()
    invitation = house.invite("SAFE 2", "SAFE", safe)
    house.join("first", invitation)
    assert house.network.settle()
    second = house.join("second", invitation)
    assert visit(second, siamu) == "trust.invitation.used"
    house.network.run(5_000)
    assert not any(knows(seat, second) for seat in house.seats.values() if seat is not second)
