"""What is told again and again: a start reads what stands of it, and the rest when somebody asks."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.agencies import AgencyView, Report, SetCapacity, SetState, agency_view
from console.domain.agency_facts import Reported, agency_id, engagement_id
from console.domain.facts import Event, Intent, Refused
from console.domain.history import history
from console.domain.incidents import CountCasualties, CountUnits, OpenIncident
from console.domain.log import about_of
from console.domain.log_view import line_view
from console.domain.resting import LOOKED_AT
from console.domain.thing import Thing
from tests.console.domain.seats import BEN, CLO, DAN, EVE, GUS, Seat
from tests.console.domain.test_order_of_arrival import MODEST, everything_shown, held
from tests.console.domain.test_rest_page import of, started_again

REPEATED = {"engagement": ("state", "capacity", "report"), "casualties": ("count",), "units": ("units",)}
STATES = ("present", "engaged", "standby", "relieved")
WHO = (BEN, GUS, CLO, DAN, EVE)


def _told(seat: Seat, incident: str, said: tuple[int, int, int]) -> None:
    """One of the things that are told again and again, by somebody who may or may not."""
    who, what, value = said
    person, means = WHO[who], "phone" if what % 2 else ""
    asked: tuple[Intent, ...] = (
        SetState(agency="SIAMU", state=STATES[value % 4], means=means),
        SetCapacity(agency="SIAMU", capacity=value, means=means),
        Report(agency="PF", text=f"report {value}", means=means),
        CountCasualties(incident=incident, place="quay", source="112", category="t1", count=value),
        CountUnits(incident=incident, agency="SIAMU", on_site=value, means=means),
    )
    try:
        seat.tell(asked[what % 5], person)
    except Refused:
        _forged(seat, person, value)


def _forged(seat: Seat, person: Any, value: int) -> None:
    operation = seat.picture.all("operation")[0].id
    about = engagement_id(operation, "PF"), operation, agency_id("PF")
    seat.forge(Reported("PF", None, f"forged {value}"), person, *about)


said = st.tuples(st.integers(0, 4), st.integers(0, 9), st.integers(0, 20))
steps = st.lists(st.tuples(st.integers(0, 2), st.one_of(said, st.integers(0, 2))), min_size=10, max_size=60)


@st.composite
def words(draw: st.DrawFn) -> list[Event]:
    """What three seats tell again and again, while they meet at times."""
    seats = [Seat(n, skew=draw(st.sampled_from((0, 0, 30_000, -3_600_000)))) for n in (1, 2, 3)]
    seats[0].begin()
    incident = seats[0].tell(OpenIncident(title="Fire", severity="serious"), DAN)
    for other in seats[1:]:
        other.hear(seats[0])
    for who, what in draw(steps):
        if isinstance(what, int):
            seats[who].hear(seats[what])
        else:
            _told(seats[who], incident, what)
    return list({event.id: event for seat in seats for event in seat.events.values()}.values())


def everything_told(seat: Seat) -> Any:
    """All that is shown, and all that ever was."""
    shown = everything_shown(seat.picture)
    for subject, fields in REPEATED.items():
        for thing in seat.picture.all(subject):
            shown.update({("past", f"{thing.id}{field}"): history(thing, field) for field in fields})
    shown.update(
        {("agency", code): agency_view(seat.picture, code) for code in seat.picture.reference.agencies}
    )
    return shown


@MODEST
@given(words(), st.randoms(use_true_random=False))
def test_whenever_a_seat_starts_again_it_shows_what_was_told_in_any_order(
    events: list[Event], chance: Any
) -> None:
    arriving = events + events[::4]
    chance.shuffle(arriving)
    there = Seat(9)
    for event in arriving:
        there.take(event, lasting=True)
        if chance.random() < 0.15:
            there = started_again(there)
        if chance.random() < 0.1:
            agency_view(there.picture, "SIAMU")
        if chance.random() < 0.05:
            there.picture.refold(chance.choice(events).about[0])
    assert there.picture.digest() == held(events).digest()
    assert everything_told(started_again(there)) == everything_told(of(events))
    assert everything_told(there) == everything_told(of(events))
    assert there.picture.digest() == held(events).digest()


@pytest.fixture
def repeated() -> tuple[Seat, list[str]]:
    """A seat that started after an agency had said much, and the entries that it has read since."""
    seat, read = Seat(), list[str]()
    seat.begin()
    for n in range(20):
        seat.tell(Report(agency="PF", text=f"report {n}"), CLO)
        seat.tell(SetCapacity(agency="PF", capacity=n), CLO)
    there = started_again(of(list(seat.events.values())))

    def named(entries: Sequence[str]) -> list[Event]:
        read.extend(entries)
        return [there.events[entry] for entry in entries]

    there.picture.awake._named = named
    there.number = 9
    return there, read


def engagement(seat: Seat) -> Thing:
    (found,) = seat.picture.all("engagement")
    return found


def test_a_start_reads_nothing_of_what_was_told_again_before_somebody_looks(
    repeated: tuple[Seat, list[str]],
) -> None:
    seat, read = repeated
    assert not list(seat.picture.things.made("engagement"))
    view = agency_view(seat.picture, "PF")
    assert isinstance(view, AgencyView)
    assert {name: shown.value for name, shown in view.engagements[0].fields.items()} == {
        "report": "report 19",
        "capacity": 19,
    }
    assert len(read) == 3, "the first word, the last report, the last capacity"


def test_the_next_word_needs_none_of_those_before_and_history_all(repeated: tuple[Seat, list[str]]) -> None:
    seat, read = repeated
    seat.tell(Report(agency="PF", text="report 20"), CLO)
    assert len(read) == 3
    assert [past.value for past in history(engagement(seat), "report")] == [f"report {n}" for n in range(21)]
    assert len(set(read)) == len(read) == 40
    assert seat.picture.digest() == held(list(seat.events.values())).digest()


def test_a_line_of_the_log_about_one_of_them_reads_that_one(repeated: tuple[Seat, list[str]]) -> None:
    seat, read = repeated
    lines = seat.picture.lines(seat.picture.all("operation")[0].id).latest(30)
    texts = [line_view(row, seat.picture).params.get("text") for row in lines]
    assert "report 10" in texts
    assert len(set(read)) <= 30 + 1


def test_what_was_looked_at_is_left_to_the_record_again_and_what_was_told_since_is_not() -> None:
    seat = Seat()
    operation = seat.begin()
    incidents = [seat.tell(OpenIncident(title=f"Fire {n}"), DAN) for n in range(LOOKED_AT + 2)]
    for incident in incidents:
        for n in range(3):
            seat.tell(CountUnits(incident=incident, agency="SIAMU", on_site=n), BEN)
    there = started_again(of(list(seat.events.values())))
    counted = there.picture.all("units")
    assert all(thing.resting for thing in counted)
    for thing in counted:
        assert thing.value("units")["on_site"] == 2
    there.number = 9
    there.tell(CountUnits(incident=about_of(counted[0])[1], agency="SIAMU", on_site=7), BEN)
    there.picture.awake.doze()
    assert [thing.resting for thing in counted] == [False, *[True] * (LOOKED_AT + 1)]
    assert [thing.value("units")["on_site"] for thing in counted] == [7, *[2] * (LOOKED_AT + 1)]
    assert operation in {thing.id for thing in there.picture.all("operation")}


def test_where_the_disk_has_garbled_what_stands_all_of_it_counts(repeated: tuple[Seat, list[str]]) -> None:
    seat, _ = repeated
    last = list(seat.events.values())[-2]
    seat.events[last.id] = msgspec.structs.replace(last, fact=None)
    report = engagement(seat).shown("report")
    assert (report.value, report.incomplete) == ("report 18", True)
    assert engagement(seat).unread == 1
