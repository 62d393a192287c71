"""What lay on a rest page is shown, found and changed as if all had been folded again."""

from collections.abc import Sequence
from typing import Any, NoReturn

from hypothesis import given
from hypothesis import strategies as st

from console.domain.facts import Event
from console.domain.incidents import CloseIncident, CountCasualties, OpenIncident, ReopenIncident
from console.domain.laying import Laying, layer
from console.domain.log import CorrectLog, WriteLog
from console.domain.picture import Picture
from console.domain.rest_page import Page
from tests.console.domain.seats import DAN, Seat
from tests.console.domain.test_order_of_arrival import AT_THE_END, MODEST, everything_shown, held
from tests.strategies import histories


def started_again(seat: Seat) -> Seat:
    """A seat that holds the same, and folded only what was awake."""
    seat.picture.settle(AT_THE_END)
    laid = layer(seat.picture)
    laying = Laying(laid)
    assert laying.entries == len(seat.events), "every fact is at rest, or awake"
    there, awake = Seat(seat.number), set(laid.awake)
    for event in seat.events.values():
        if event.id in awake:
            there.take(event, lasting=True)
    there.picture.open(Page(laying.columns()))
    there.events = dict(seat.events)
    there.seq, there.now, there.clock = seat.seq, seat.now, seat.clock
    return there


def of(events: list[Event]) -> Seat:
    seat = Seat(9)
    for event in events:
        seat.take(event, lasting=True)
    return seat


def looked_at(picture: Picture, chance: Any) -> None:
    """Somebody looks at one thing or another."""
    for subject in ("incident", "order", "line"):
        things = picture.all(subject)
        if things:
            picture.view(chance.choice(things))
    picture.links.numbering.under("incident", "9-1")
    picture.lines(chance.choice(["", *(thing.id for thing in picture.all("operation"))])).latest(3)


@MODEST
@given(histories(), st.randoms(use_true_random=False))
def test_a_start_from_a_page_shows_what_all_facts_add_up_to(events: list[Event], chance: Any) -> None:
    cut = sorted(chance.randrange(len(events) + 1) for _ in range(3))
    seat = of(events[: cut[0]])
    for since, until in zip(cut, (*cut[1:], len(events)), strict=True):
        if chance.random() < 0.5:
            looked_at(seat.picture, chance)
        seat = started_again(seat)
        assert seat.picture.digest() == held(list(seat.events.values())).digest()
        for event in events[since:until]:
            seat.take(event, lasting=chance.random() < 0.5)
    assert seat.picture.digest() == held(events).digest()
    assert everything_shown(seat.picture) == everything_shown(held(events))
    assert seat.picture.digest() == held(events).digest()


@MODEST
@given(histories(), st.randoms(use_true_random=False))
def test_what_is_on_a_page_folds_again_when_who_may_do_what_has_changed(
    events: list[Event], chance: Any
) -> None:
    seat = started_again(of(events))
    for thing in sorted({event.about[0] for event in events}):
        if chance.random() < 0.5:
            seat.picture.refold(thing)
    assert everything_shown(seat.picture) == everything_shown(held(events))
    assert seat.picture.digest() == held(events).digest()


def test_nothing_is_made_of_a_page_before_somebody_asks() -> None:
    seat = Seat()
    seat.begin()
    fires = [seat.tell(OpenIncident(title=f"Fire {n}"), DAN) for n in range(9)]
    for fire in fires:
        seat.tell(CloseIncident(incident=fire, reason="out"), DAN)
    there = started_again(of(list(seat.events.values())))
    made = {thing.id for thing in there.picture.things.made()}
    assert made.isdisjoint(fires)
    assert there.picture.get(fires[3], "incident").value("title") == "Fire 3"
    assert {thing.id for thing in there.picture.things.made()} - made == {fires[3]}


def test_a_look_at_an_incident_at_rest_reads_all_that_it_shows_by_one_question() -> None:
    seat, asked = Seat(), list[Sequence[str]]()
    seat.begin()
    fire = seat.tell(OpenIncident(title="Fire"), DAN)
    for n in range(3):
        seat.tell(
            CountCasualties(incident=fire, place=f"quay {n}", source="112", category="t1", count=n), DAN
        )
    seat.tell(CloseIncident(incident=fire, reason="out"), DAN)
    there = started_again(of(list(seat.events.values())))

    def named(entries: Sequence[str]) -> list[Event]:
        asked.append(entries)
        return [there.events[entry] for entry in entries]

    there.picture.awake._named = named
    view = there.picture.view(there.picture.get(fire, "incident"))
    assert view == seat.picture.view(seat.picture.get(fire, "incident"))
    assert [count.shown.value for count in view.casualties] == [0, 1, 2]
    assert len(asked) == 1


class NotReadThrough(dict[str, Any]):
    """What is found in it costs the same however much there is."""

    def __iter__(self) -> NoReturn:
        raise AssertionError("somebody looks at all of it")

    keys = items = values = __iter__


def test_lines_that_wait_for_their_operation_are_found_without_a_look_at_each_log() -> None:
    seat = Seat()
    operation = seat.begin()
    waits = seat.tell(WriteLog(text="smoke over the dock", operation=operation), DAN)
    there = started_again(of([event for event in seat.events.values() if event.about[0] == waits]))
    there.picture.logs._logs = NotReadThrough(there.picture.logs._logs)
    there.picture.things.page.logs = NotReadThrough(there.picture.things.page.logs)
    (log,) = there.picture.waiting_lines()
    assert [row.id for row in there.picture.lines(log).latest(9)] == [waits]
    there.hear(seat)
    assert there.picture.waiting_lines() == []


def test_what_was_on_a_page_may_be_reopened_and_corrected() -> None:
    seat = Seat()
    seat.begin()
    fire = seat.tell(OpenIncident(title="Fire"), DAN)
    line = seat.tell(WriteLog(text="three hurt", incident=fire), DAN)
    seat.tell(CloseIncident(incident=fire, reason="out"), DAN)
    there = started_again(of(list(seat.events.values())))
    there.tell(ReopenIncident(incident=fire, reason="smoke again"), DAN)
    there.tell(CorrectLog(line=line, text="two hurt"), DAN)
    assert there.picture.get(fire, "incident").value("state") != "closed"
    assert everything_shown(there.picture) == everything_shown(held(list(there.events.values())))
