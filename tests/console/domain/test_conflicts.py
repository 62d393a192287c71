from collections.abc import Callable
from typing import Any

import pytest

from console.domain.agencies import SetDirectory, SetState
from console.domain.agenda import DropStep, FinishStep, MoveStep, PlanStep
from console.domain.command import GrantCommand
from console.domain.conflicts import ConflictView, SettleConflict, may_settle, open_conflicts
from console.domain.facts import Intent, Refused
from console.domain.history import history
from console.domain.incidents import (
    CloseIncident,
    CountCasualties,
    CountUnits,
    OpenIncident,
    SetIncident,
)
from console.domain.log import CorrectLog, WithdrawLog, WriteLog
from console.domain.operation_facts import PhaseDecided
from console.domain.operations import DecidePhase, SetOperation
from console.domain.room import PersonView
from tests.console.domain.seats import ANN, BEN, CLO, DAN, EVE, GUS, START, Seat, meet


class Cut:
    """Two seats that worked apart."""

    def __init__(self) -> None:
        self.one, self.other = Seat(1), Seat(2)
        self.operation = self.one.begin()
        self.incident = self.one.tell(OpenIncident(title="Fire"), DAN)
        self.line = self.one.tell(WriteLog(text="Bridge closed"), DAN)
        self.step = self.one.tell(PlanStep(title="Briefing", time=START), DAN)
        self.one.tell(GrantCommand(holder=ANN.id, authority="Mayor"), ANN)
        self.other.hear(self.one)

    def at_odds(
        self, here: Intent, there: Intent, who: PersonView = DAN, they: PersonView = DAN
    ) -> ConflictView:
        self.one.tell(here, who)
        self.other.now += 5000
        self.other.tell(there, they)
        meet(self.one, self.other)
        (found,) = open_conflicts(self.one.picture)
        assert open_conflicts(self.other.picture) == [found]
        return found

    def settle(self, conflict: ConflictView, keep: int, who: PersonView = DAN, **asked: Any) -> Any:
        """Keep a side at one seat; returns the value that both show then."""
        kept: dict[str, Any] = {} if "value" in asked else {"head": conflict.sides[keep].entry}
        self.one.tell(SettleConflict(thing=conflict.thing, field=conflict.field, **kept, **asked), who)
        meet(self.one, self.other)
        assert open_conflicts(self.one.picture) == open_conflicts(self.other.picture) == []
        assert self.one.picture.digest() == self.other.picture.digest()
        thing = self.other.picture.find(conflict.thing)
        assert thing is not None
        return thing.value(conflict.field)


@pytest.fixture
def cut() -> Cut:
    return Cut()


CASES: dict[str, Callable[[Cut], tuple[Intent, Intent]]] = {
    "title": lambda c: (
        SetIncident(incident=c.incident, field="title", value="Dock fire"),
        SetIncident(incident=c.incident, field="title", value="Quay fire"),
    ),
    "place": lambda c: (
        SetIncident(incident=c.incident, field="place", value="Quay"),
        SetIncident(incident=c.incident, field="place", value={"text": "", "lat": 50.8, "lon": 4.3}),
    ),
    "perimeter": lambda c: (
        SetIncident(incident=c.incident, field="perimeter", value=500),
        SetIncident(incident=c.incident, field="perimeter", value=100),
    ),
    "sort": lambda c: (
        SetOperation(operation=c.operation, field="sort", value="event"),
        SetOperation(operation=c.operation, field="title", value="x"),
    ),
    "standing": lambda c: (
        WithdrawLog(line=c.line, reason="wrong"),
        CorrectLog(line=c.line, text="Lift bridge closed"),
    ),
    "time": lambda c: (MoveStep(step=c.step, time=START + 1), MoveStep(step=c.step, time=START + 2)),
    "phone": lambda _: (
        SetDirectory(agency="STIB", field="phone", value="1"),
        SetDirectory(agency="STIB", field="phone", value="2"),
    ),
    "count": lambda c: (
        CountCasualties(incident=c.incident, place="quay", source="SIAMU", category="t1", count=3),
        CountCasualties(incident=c.incident, place="quay", source="SIAMU", category="t1", count=4),
    ),
    "units": lambda c: (
        CountUnits(incident=c.incident, agency="STIB", on_site=3, means="phone"),
        CountUnits(incident=c.incident, agency="STIB", on_site=4, means="radio"),
    ),
}


@pytest.mark.parametrize("case", sorted(CASES.keys() - {"sort"}))
@pytest.mark.parametrize("keep", [0, 1])
def test_one_act_settles_a_conflict_on_all_seats(cut: Cut, case: str, keep: int) -> None:
    found = cut.at_odds(*CASES[case](cut))
    assert (found.field, len(found.sides)) == (case, 2)
    assert [side.stands for side in found.sides].count(True) == 1
    assert cut.settle(found, keep) == found.sides[keep].value


def test_different_fields_changed_apart_are_no_conflict(cut: Cut) -> None:
    here, there = CASES["sort"](cut)
    cut.one.tell(here, DAN)
    cut.other.tell(there, DAN)
    meet(cut.one, cut.other)
    assert open_conflicts(cut.one.picture) == []


def test_a_conflict_says_what_it_is_about_and_whether_lives_hang_on_it(cut: Cut) -> None:
    found = cut.at_odds(*CASES["perimeter"](cut))
    assert (found.label, found.incident, found.operation) == ("1-1 Fire", cut.incident, cut.operation)
    assert found.safety
    assert [side.value for side in found.sides if side.stands] == [500]


def test_a_third_value_settles_too_and_is_checked_like_any_other(cut: Cut) -> None:
    found = cut.at_odds(*CASES["perimeter"](cut))
    wrong = SettleConflict(thing=found.thing, field="perimeter", value=-5)
    with pytest.raises(Refused, match="perimeter_out_of_range"):
        cut.one.tell(wrong, DAN)
    assert cut.settle(found, 0, value=300) == 300


def test_a_value_that_the_person_had_not_seen_is_not_settled_away(cut: Cut) -> None:
    found = cut.at_odds(*CASES["title"](cut))
    third = Seat(3)
    third.picture.reference = cut.one.picture.reference
    for event in cut.one.events.values():
        if event.id not in {side.entry for side in found.sides}:
            third.take(event)
    third.tell(SetIncident(incident=cut.incident, field="title", value="Warehouse fire"), DAN)
    cut.one.hear(third)
    seen = tuple(side.entry for side in found.sides)
    cut.one.tell(SettleConflict(thing=found.thing, field="title", head=seen[0], seen=seen), DAN)
    (left,) = open_conflicts(cut.one.picture)
    assert {side.value for side in left.sides} == {found.sides[0].value, "Warehouse fire"}


def test_closed_here_and_reopened_there_is_settled_by_a_person(cut: Cut) -> None:
    cut.one.tell(CloseIncident(incident=cut.incident, reason="out", despite=True), DAN)
    cut.other.tell(SetIncident(incident=cut.incident, field="access", value="north gate"), DAN)
    meet(cut.one, cut.other)
    assert open_conflicts(cut.one.picture) == []
    assert cut.one.picture.get(cut.incident, "incident").value("state") == "closed"


def test_who_may_not_write_a_field_may_not_settle_it(cut: Cut) -> None:
    found = cut.at_odds(*CASES["title"](cut))
    assert may_settle(cut.one.picture, found, cut.one.author(DAN))
    assert not may_settle(cut.one.picture, found, cut.one.author(EVE))
    with pytest.raises(Refused, match=r"power\.lacking"):
        cut.settle(found, 0, EVE)


def test_two_liaisons_at_odds_settle_it_among_themselves(cut: Cut) -> None:
    found = cut.at_odds(
        SetState(agency="SIAMU", state="engaged"), SetState(agency="SIAMU", state="relieved"), BEN, GUS
    )
    assert not may_settle(cut.one.picture, found, cut.one.author(DAN))
    assert not may_settle(cut.one.picture, found, cut.one.author(CLO))
    assert cut.settle(found, 0, GUS) == "engaged"


def test_two_noted_words_are_settled_by_an_operator_and_stay_noted(cut: Cut) -> None:
    found = cut.at_odds(
        SetState(agency="STIB", state="engaged", means="phone"),
        SetState(agency="STIB", state="absent", means="radio"),
    )
    assert cut.settle(found, 1) == "absent"
    thing = cut.one.picture.find(found.thing)
    assert thing is not None
    noted = thing.shown("state").noted
    assert noted is not None
    assert noted.means == "radio"


def test_a_phase_in_conflict_is_settled_in_command_and_forgeries_make_none(cut: Cut) -> None:
    found = cut.at_odds(
        DecidePhase(phase="municipal", authority="Mayor"),
        DecidePhase(phase="provincial", authority="High Official"),
        ANN,
        ANN,
    )
    assert not may_settle(cut.one.picture, found, cut.one.author(DAN))
    assert cut.settle(found, 1, ANN)["phase"] == "provincial"
    grant = cut.one.command(cut.operation).grants[0]
    cut.other.forge(PhaseDecided("federal", "x", "", grant.epoch, grant.entry), DAN, cut.operation)
    cut.one.tell(DecidePhase(phase="none", authority="Mayor"), ANN)
    meet(cut.one, cut.other)
    assert open_conflicts(cut.one.picture) == []


def test_what_is_not_in_conflict_cannot_be_settled(cut: Cut) -> None:
    for asked, code in (
        (SettleConflict(thing="ab" * 16, field="title"), "conflict.unknown_thing"),
        (SettleConflict(thing=cut.incident, field="title", value="x"), "conflict.none"),
        (SettleConflict(thing=cut.incident, field="colour"), "field.unknown"),
    ):
        with pytest.raises(Refused) as caught:
            cut.one.tell(asked, DAN)
        assert caught.value.code == code
    found = cut.at_odds(*CASES["title"](cut))
    with pytest.raises(Refused, match="no_such_side"):
        cut.one.tell(SettleConflict(thing=found.thing, field="title", head="ab" * 32), DAN)


def test_a_step_done_here_and_dropped_there_can_still_be_decided(cut: Cut) -> None:
    found = cut.at_odds(FinishStep(step=cut.step), DropStep(step=cut.step))
    cut.one.tell(FinishStep(step=cut.step), DAN)
    meet(cut.one, cut.other)
    assert open_conflicts(cut.other.picture) == []
    assert cut.other.picture.get(found.thing, "agenda").value("state") == "done"


def test_the_history_of_a_field_tells_every_value_and_what_became_of_it(cut: Cut) -> None:
    found = cut.at_odds(*CASES["title"](cut))
    cut.settle(found, 0)
    past = history(cut.one.picture.get(cut.incident, "incident"), "title")
    assert [p.value for p in past] == ["Fire", "Dock fire", "Quay fire", "Dock fire"]
    assert [p.stands for p in past] == [False, False, False, True]
    assert set(past[-1].replaces) == {side.entry for side in found.sides}


@pytest.mark.parametrize(
    ("case", "value", "code"),
    [
        ("title", "\u202eerif", "text.control_character"),
        ("place", {"text": "x", "lat": 50.8}, "place.half_a_point"),
        ("standing", {"text": "x" * 5000}, "text.too_long"),
        ("standing", {"text": "x", "happened": 7}, "time.out_of_range"),
        ("standing", {"withdrawn": True}, "log.no_reason"),
        ("time", 7, "time.out_of_range"),
        ("count", -1, "field.invalid"),
        ("units", {"on_site": 1, "detail": "\x00"}, "text.control_character"),
        ("phone", ["1"], "field.invalid"),
    ],
)
def test_a_settlement_is_held_to_the_rules_of_its_field(cut: Cut, case: str, value: Any, code: str) -> None:
    found = cut.at_odds(*CASES[case](cut))
    with pytest.raises(Refused) as caught:
        cut.one.tell(SettleConflict(thing=found.thing, field=found.field, value=value), DAN)
    assert caught.value.code == code
