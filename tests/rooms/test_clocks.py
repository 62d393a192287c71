"""A wrong clock changes only which of several concurrent values is shown first."""

from tests.console.domain.seats import BEN, CLO, DAN
from tests.rooms.house import House
from tests.rooms.seat import Seat

YEAR = 365 * 86_400_000


def texts(seat: Seat) -> list[str]:
    """The written lines as they are listed."""
    lines = sorted(seat.lines().values(), key=lambda line: line.order)
    return [line.text for line in lines if line.text]


def test_a_clock_a_year_ahead_is_mended_and_later_words_win(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    safe.tell(DAN, "operation.open", title="Dock fire")
    incident = safe.tell(DAN, "incident.open", title="Fire", severity="minor")
    assert house.network.settle()
    pf.skew = YEAR
    line = pf.tell(CLO, "log.write", text="three hurt", incident=incident)
    wild = pf.desk(CLO).entry
    pf.tell(CLO, "incident.set", incident=incident, field="title", value="Fire at the quay")
    house.network.run(3_000)
    safe.tell(DAN, "log.write", text="after it", incident=incident)
    assert house.network.settle()
    for seat in (safe, siamu):
        assert texts(seat) == ["three hurt", "after it"], "listed when it came, not in a year"
        assert next(each for each in seat.lines().values() if each.entry == wild).late
    pf.skew = 0
    pf.restart()
    house.network.run(3_000)
    siamu.tell(BEN, "log.correct", line=line, text="four hurt")
    safe.tell(DAN, "incident.set", incident=incident, field="title", value="Fire at the dock")
    assert house.network.settle()
    for seat in house.seats.values():
        assert seat.record.get(bytes.fromhex(wild)) is not None
        assert "four hurt" in texts(seat)
        assert "three hurt" not in texts(seat)
        shown = seat.picture.get(incident, "incident").shown("title")
        assert (shown.value, shown.conflict) == ("Fire at the dock", False)
    pf.tell(CLO, "log.write", text="the clock is right again")
    fresh = pf.record.get(bytes.fromhex(pf.desk(CLO).entry))
    assert fresh is not None
    assert fresh.header.hlc >> 16 < pf.wall() + 61_000, "a new run starts from the wall clock"


def test_a_seat_an_hour_behind_loses_nothing(house: House) -> None:
    safe, _, pf = house.seats.values()
    safe.tell(DAN, "operation.open", title="Dock fire")
    incident = safe.tell(DAN, "incident.open", title="Fire", severity="minor")
    assert house.network.settle()
    pf.skew = -3_600_000
    pf.restart()
    house.network.run(3_000)
    pf.tell(CLO, "incident.set", incident=incident, field="severity", value="critical")
    assert house.network.settle()
    assert {s.picture.get(incident, "incident").value("severity") for s in house.seats.values()} == {
        "critical"
    }
