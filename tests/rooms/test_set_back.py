"""A seat whose clock was ahead and is set right: times never go back within a run, so people are told."""

import pytest

from console.alarms import alarm_words
from console.domain.log import LineView
from console.domain.room import SeatView
from console.figures import day_and_time
from console.words import Words
from db.entry import Header
from db.errors import StorageFull
from tests.console.domain.seats import ANN, BEN, CLO
from tests.rooms.house import House
from tests.rooms.seat import Seat

MINUTE = 60_000
SEEN = 40_000  # ms after which a clock that was set back is set back for good


def alarms(seat: Seat) -> list[str]:
    seat.look()
    return [alarm.partition(":")[0] for alarm in seat.alarms if alarm.startswith("clock.")]


def told(seat: Seat) -> list[LineView]:
    return [line for line in seat.lines().values() if line.kind == "clock.set_back"]


def written(seat: Seat) -> Header:
    """What was written there last."""
    feed = seat.record.heads()[seat.ledger.feed.id]
    stored = seat.record.get(feed[-1].id)
    assert stored is not None
    return stored.header


def ahead(seat: Seat) -> int:
    """Ms by which the time of what it wrote last is ahead of a right clock."""
    return (written(seat).hlc >> 16) - (seat.wall() - seat.skew)


@pytest.fixture
def pf(house: House) -> Seat:
    """Its clock was five minutes ahead; Clo began to work there then."""
    seat = house["pf"]
    seat.skew = 5 * MINUTE
    seat.restart()
    seat.tell(CLO, "operation.open", title="Dock fire")
    house.network.run(SEEN)
    assert alarms(seat) == ["clock.distrusted"]
    return seat


def test_who_sits_there_is_told_until_when_and_what_to_do_and_the_room_reads_it_in_the_log(
    house: House, pf: Seat
) -> None:
    latest, pf.skew = pf.wall(), 0
    house.network.run(SEEN)
    assert alarms(pf) == ["clock.set_back"]
    assert [alarms(house[name]) for name in ("safe", "siamu")] == [[], []], "theirs are right"
    words = Words("en")
    assert alarm_words(pf.alarms[0], lambda _: None, words) == (
        f"The clock of this seat was set back: until {day_and_time(pf.ledger.clock.latest)} what is written"
        " here bears times that are ahead. Sign out and in again: once everybody has signed out at this"
        " seat, its times are right."
    )
    assert 0 <= latest - pf.ledger.clock.latest < SEEN + 10_000
    for seat in house.seats.values():
        (line,) = told(seat)
        assert (line.params["label"], line.by) == ("PF 1", "PF 1")
        assert line.params["was"] - line.params["now"] > 3 * MINUTE
    pf.tell(CLO, "log.write", text="crowd moving")
    assert ahead(pf) > 3 * MINUTE
    assert house.network.settle()
    line = next(each for each in house["safe"].lines().values() if each.text == "crowd moving")
    assert line.doubt > 3 * MINUTE


def test_after_signing_out_and_in_again_times_are_right_and_it_is_one_seat(house: House, pf: Seat) -> None:
    pf.skew = 0
    house.network.run(SEEN)
    earlier = pf.ledger.feed.id
    pf.desk(CLO).sign_out()
    del pf.desks[CLO.name]
    house.network.run(1_000)
    pf.tell(CLO, "log.write", text="crowd moving")
    assert written(pf).feed != earlier
    assert ahead(pf) <= MINUTE, "as of any new run"
    assert house.network.settle()
    for seat in house.seats.values():
        assert alarms(seat) == []
        line = next(each for each in seat.lines().values() if each.text == "crowd moving")
        assert (line.by, line.void) == (CLO.name, "")
    house.network.run(10 * MINUTE)
    pf.tell(CLO, "log.write", text="ten minutes later")
    house.network.run(SEEN)
    for seat in house.seats.values():
        assert seat.alarms == ()
        assert len(told(seat)) == 1
        sits = [view for key, view in seat.engine._roster.views() if key == ("seat", pf.id.hex())]
        assert isinstance(sits[0], SeatView)
        assert sits[0].people == (CLO.name,)
    assert len({seat.picture.digest() for seat in house.seats.values()}) == 1
    pf.restart()
    assert pf.picture.digest() == house["safe"].picture.digest()


def test_where_nobody_sits_the_seat_begins_a_new_run_by_itself(house: House, pf: Seat) -> None:
    pf.desk(CLO).sign_out()
    pf.skew = 0
    house.network.run(SEEN)
    assert alarms(pf) == []
    (line,) = told(house["safe"])
    assert line.at == line.params["now"], "it is the first that bears a right time"


def test_where_several_sit_there_it_begins_once_all_have_signed_out(house: House, pf: Seat) -> None:
    pf.tell(ANN, "log.write", text="I sit here too")
    feed, pf.skew = pf.ledger.feed.id, 0
    house.network.run(SEEN)
    for who in (CLO, ANN):
        assert (alarms(pf), pf.ledger.feed.id) == (["clock.set_back"], feed)
        pf.desks.pop(who.name).sign_out()
        house.network.run(1_000)
    assert alarms(pf) == []
    assert pf.ledger.feed.id != feed


@pytest.mark.parametrize("anew", [False, True])
def test_what_a_full_disk_does_not_take_of_it_is_told_once_it_has_room(
    house: House, pf: Seat, monkeypatch: pytest.MonkeyPatch, anew: bool
) -> None:
    def full(*_: object) -> None:
        raise StorageFull("storage.full")

    pf.desk(CLO).sign_out()
    house.network.run(1_000)
    pf.skew = 0
    if anew:
        pf.restart()
    with monkeypatch.context() as patch:
        patch.setattr(pf.record, "append", full)
        house.network.run(2 * SEEN)
        assert told(pf) == []
    house.network.run(2 * SEEN)
    assert house.network.settle()
    for seat in house.seats.values():
        (line,) = told(seat)
        assert line.params["was"] - line.params["now"] > 3 * MINUTE


@pytest.mark.parametrize("ms", [1_500, 8_000, -5 * MINUTE])
def test_a_clock_that_is_set_back_a_little_or_set_forward_is_nothing_to_speak_of(
    house: House, ms: int
) -> None:
    pf = house["pf"]
    pf.skew = ms
    pf.restart()  # perhaps with a clock that is behind what its earlier run wrote: the others gainsay it
    pf.tell(CLO, "operation.open", title="Dock fire")
    pf.skew = 0
    feed = pf.ledger.feed.id
    for _ in range(10):
        house.network.run(10_000)
        assert "clock.set_back" not in alarms(pf)
    assert (told(pf), pf.ledger.feed.id) == ([], feed)


@pytest.mark.parametrize("every", [20_000, 90_000])
def test_a_clock_over_which_two_programs_quarrel_fills_no_log(house: House, pf: Seat, every: int) -> None:
    for n in range(16):
        pf.skew = n % 2 * 5 * MINUTE
        house.network.run(every)
        pf.tell(CLO, "log.write", text=f"line {n}")
    assert len(told(pf)) == (0 if every < SEEN else 1)


def test_a_right_clock_that_is_set_back_wrongly_is_gainsaid_and_the_run_goes_on_with_right_times(
    house: House,
) -> None:
    pf = house["pf"]
    pf.tell(CLO, "operation.open", title="Dock fire")
    pf.desk(CLO).sign_out()
    feed, pf.skew = pf.ledger.feed.id, -60 * MINUTE
    for _ in range(10):
        house.network.run(20_000)
        assert "clock.set_back" not in alarms(pf)
    assert alarms(pf) == ["clock.distrusted"]
    assert (told(pf), pf.ledger.feed.id) == ([], feed)
    pf.skew = 0
    house.network.run(SEEN)
    assert alarms(pf) == []


def test_a_seat_that_was_stopped_meanwhile_says_so_once_when_it_begins(house: House, pf: Seat) -> None:
    pf.stop()
    pf.skew = 0
    pf.run()
    house.network.run(SEEN)
    (line,) = told(house["safe"])
    assert line.params["was"] - line.params["now"] > 3 * MINUTE
    pf.restart()
    pf.tell(BEN, "log.write", text="on site")
    house["siamu"].tell(ANN, "log.write", text="here too")
    assert house.network.settle()
    assert len(told(house["safe"])) == 1
    assert house["safe"].alarms == ()


def test_a_start_whose_wrong_clock_the_others_gainsay_tells_of_no_clock_that_was_set_back(
    house: House,
) -> None:
    pf = house["pf"]
    pf.tell(CLO, "operation.open", title="Dock fire")
    assert house.network.settle()
    pf.skew = -5 * MINUTE
    pf.restart()
    house.network.run(2 * SEEN)
    assert (alarms(pf), told(house["safe"])) == (["clock.distrusted"], [])
    pf.skew = 0
    house.network.run(2 * SEEN)
    assert (alarms(pf), told(house["safe"])) == ([], [])
