"""A wrong clock changes only which of several concurrent values is shown first."""

from console.domain.room import SeatView
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


def alarms(seat: Seat) -> set[str]:
    return {alarm for alarm in seat.alarms if alarm.startswith("clock.")}


def test_a_clock_that_is_off_is_noted_then_an_alarm_then_not_believed_and_mended(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    for seconds, code in (
        (1, ""),
        (3, "drifting"),
        (12, "ahead"),
        (61, "distrusted"),
        (-12, "behind"),
        (0, ""),
    ):
        pf.skew = seconds * 1_000
        house.network.run(32_000)  # a clock is asked for every half minute
        expected = {f"clock.{code}:{pf.id.hex()}"} if code else set()
        for seat in (safe, siamu, pf):
            seat.look()
            assert alarms(seat) == expected, (seat.name, seconds)


def test_a_time_ahead_of_ours_is_shown_with_its_doubt_and_folds_are_the_same(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    pf.skew = 5_000
    pf.tell(CLO, "log.write", text="three hurt")
    house.network.run(3_000)
    safe.tell(DAN, "log.write", text="before that")
    assert house.network.settle()
    line = next(each for each in safe.lines().values() if each.text == "three hurt")
    assert 2_000 <= line.doubt <= 5_000
    assert not line.late
    own = next(each for each in pf.lines().values() if each.text == "three hurt")
    assert own.doubt == 0, "at the seat itself nothing is known of it"
    assert safe.picture.digest() == siamu.picture.digest() == pf.picture.digest()


def test_a_seat_that_began_while_its_clock_was_ahead_and_begins_again_is_one_seat(house: House) -> None:
    safe, _, pf = house.seats.values()
    pf.skew = 300_000
    pf.restart()
    pf.tell(CLO, "operation.open", title="Dock fire")
    house.network.run(3_000)
    pf.skew = 0
    pf.restart()
    pf.tell(BEN, "log.write", text="the clock is right again")
    house.network.run(3_000)
    sits = next(view for key, view in safe.engine._roster.views() if key == ("seat", pf.id.hex()))
    assert isinstance(sits, SeatView)
    assert sits.people == (BEN.name,)
    house.network.run(300_000)
    pf.tell(BEN, "log.write", text="five minutes later")
    assert house.network.settle()
    assert not safe.alarms
