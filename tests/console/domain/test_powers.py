"""Who may do what: the one table, by the rule and again in the fold."""

from collections.abc import Callable

import msgspec
import pytest

from console.domain.agencies import ListAgency, Report, SetCapacity, SetDirectory, SetState
from console.domain.agenda import FinishStep, MoveStep, PlanStep
from console.domain.author import FORKED, Author
from console.domain.command import GrantCommand, StateIntent
from console.domain.facts import Event, Intent, Refused
from console.domain.incidents import CountCasualties, CountUnits, OpenIncident, SetIncident
from console.domain.log import CorrectLog, WithdrawLog, WriteLog
from console.domain.operations import AssessThreat, DecidePhase, SetOperation
from console.domain.orders import AcknowledgeOrder, AnswerOrder, DraftOrder, IssueOrder
from console.domain.powers import ROLES, check
from console.domain.requests import AnswerRequest, MakeRequest, WithdrawRequest
from console.domain.room import PersonView
from tests.console.domain.seats import ANN, BEN, CLO, DAN, FAY, START, Seat

DESK = {"operator", "liaison"}
ACTS: dict[str, tuple[Callable[[dict[str, str]], Intent], set[str]]] = {
    "log": (lambda _: WriteLog(text="x"), DESK),
    "incidents": (lambda _: OpenIncident(title="x"), DESK),
    "casualties": (
        lambda of: CountCasualties(
            incident=of["incident"], place="quay", source="SIAMU", category="t1", count=1
        ),
        DESK,
    ),
    "requests": (lambda _: MakeRequest(to="PF", text="x"), DESK),
    "agenda": (lambda _: PlanStep(title="x", time=START), DESK),
    "directory": (lambda _: SetDirectory(agency="PF", field="phone", value="1"), DESK),
    "own state": (lambda _: SetState(agency="SIAMU", state="engaged"), {"liaison"}),
    "own capacity": (lambda _: SetCapacity(agency="SIAMU", capacity=5), {"liaison"}),
    "own report": (lambda _: Report(agency="SIAMU", text="x"), {"liaison"}),
    "own answer": (lambda of: AnswerOrder(order=of["order"], answer="accepted"), {"liaison"}),
    "own units": (lambda of: CountUnits(incident=of["incident"], agency="SIAMU", on_site=1), {"liaison"}),
    "another’s state": (lambda _: SetState(agency="PF", state="engaged"), set()),
    "another’s state as noted": (lambda _: SetState(agency="PF", state="engaged", means="phone"), DESK),
    "another’s answer as noted": (
        lambda of: AnswerOrder(order=of["order"], answer="accepted", agency="PF", means="radio"),
        DESK,
    ),
    "draft": (lambda _: DraftOrder(to=("PF",), text="x"), {*DESK, "commander"}),
    "order without command": (lambda _: IssueOrder(to=("PF",), text="x"), set()),
    "intent without command": (lambda _: StateIntent(text="x"), set()),
    "phase without command": (lambda _: DecidePhase(phase="municipal", authority="Mayor"), set()),
    "threat without command": (lambda _: AssessThreat(area="x", level=2, authority="OCAM"), set()),
    "catalogue": (lambda _: ListAgency(agency="NEW", values={"in_room": True}), {"administrator"}),
}


@pytest.fixture
def seat() -> Seat:
    made = Seat()
    made.begin()
    made.tell(GrantCommand(holder="Ann", authority="Mayor"), ANN)
    return made


@pytest.fixture
def of(seat: Seat) -> dict[str, str]:
    return {
        "incident": seat.tell(OpenIncident(title="Fire"), DAN),
        "order": seat.tell(IssueOrder(to=("SIAMU", "PF"), text="Go"), ANN),
    }


def alone(role: str) -> PersonView:
    return PersonView("9" * 32, "Somebody", "SIAMU", (role,))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS)
def test_a_role_may_do_what_the_table_says_and_no_more(
    seat: Seat, of: dict[str, str], act: str, role: str
) -> None:
    made, may = ACTS[act]
    if role in may:
        assert seat.picture.rule(made(of), seat.author(alone(role)), seat.now)
        return
    with pytest.raises(Refused) as said:
        seat.picture.rule(made(of), seat.author(alone(role)), seat.now)
    assert said.value.code.startswith(("power.", "command.not_holder"))


def story(seat: Seat, of: dict[str, str]) -> list[Event]:
    """One fact of nearly every kind that a person may write."""
    line = seat.tell(WriteLog(text="Smoke"), DAN)
    step = seat.tell(PlanStep(title="Briefing", time=START + 60_000), DAN)
    request = seat.tell(MakeRequest(to="PF", text="Four officers"), DAN)
    task = seat.tell(MakeRequest(to="SAFE", text="Call the mayor"), DAN)
    operation = seat.picture.all("operation")[0].id
    for intent, who in (
        (SetIncident(incident=of["incident"], field="perimeter", value=300), DAN),
        (SetOperation(operation=operation, field="place", value="Dock"), DAN),
        (CorrectLog(line=line, text="Black smoke"), DAN),
        (WithdrawLog(line=line, reason="Wrong"), DAN),
        (MoveStep(step=step, time=START + 90_000), DAN),
        (FinishStep(step=step), DAN),
        (AnswerRequest(request=request, state="taken"), CLO),
        (AnswerRequest(request=task, state="taken"), DAN),
        (WithdrawRequest(request=request, reason="No"), DAN),
        (SetDirectory(agency="PF", field="phone", value="1"), DAN),
        (SetState(agency="PF", state="engaged", means="phone"), DAN),
        (SetState(agency="SIAMU", state="engaged"), BEN),
        (SetCapacity(agency="SIAMU", capacity=5), BEN),
        (Report(agency="SIAMU", text="x"), BEN),
        (CountUnits(incident=of["incident"], agency="SIAMU", on_site=1), BEN),
        (AcknowledgeOrder(order=of["order"]), BEN),
        (AnswerOrder(order=of["order"], answer="accepted"), BEN),
        (DraftOrder(to=("PF",), text="x"), DAN),
        (StateIntent(text="Contain"), ANN),
        (DecidePhase(phase="municipal", authority="Mayor"), ANN),
        (AssessThreat(area="Dock", level=2, authority="OCAM"), ANN),
        (ListAgency(agency="NEW", values={"in_room": True}), FAY),
    ):
        seat.tell(intent, who)
    return list(seat.events.values())


def test_from_a_seat_that_forked_nobody_commands_and_everybody_else_works_on(seat: Seat) -> None:
    ann = msgspec.structs.replace(seat.author(ANN), standing=FORKED)
    for power in ("grant", "hold", "command"):
        with pytest.raises(Refused, match=r"power\.seat_suspended"):
            check(ann, power)
    check(ann, "receive")
    check(ann, "log")


def test_nothing_that_an_observer_writes_past_the_rules_has_effect(seat: Seat, of: dict[str, str]) -> None:
    events = story(seat, of)
    assert len({event.kind for event in events}) >= 25
    for event in events:
        thing = seat.picture.find(event.about[0])
        assert thing is not None
        assert thing.subject.gives_effect(event), event.kind
        watcher = msgspec.structs.replace(event.author, roles=frozenset({"observer"}))
        assert not thing.subject.gives_effect(msgspec.structs.replace(event, author=watcher)), event.kind
        revoked = msgspec.structs.replace(event.author, standing="after_revocation")
        assert not thing.subject.gives_effect(msgspec.structs.replace(event, author=revoked)), event.kind


def test_who_is_of_another_agency_speaks_for_none_past_the_rules(seat: Seat, of: dict[str, str]) -> None:
    for event in story(seat, of):
        thing = seat.picture.find(event.about[0])
        if (
            thing is None
            or event.fact is None
            or not event.fact.speaks_for()
            or event.fact.note() is not None
        ):
            continue
        stranger: Author = msgspec.structs.replace(event.author, agency="STIB")
        assert not thing.subject.gives_effect(msgspec.structs.replace(event, author=stranger)), event.kind
