"""hypothesis strategies: what several seats may write of one room, in causal, wrong-clocked, hostile ways."""

import random
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from hypothesis import strategies as st

from console.domain.agencies import Report, SetState
from console.domain.agenda import MoveStep, PlanStep
from console.domain.command import GrantCommand, OfferCommand
from console.domain.conflicts import SettleConflict, open_conflicts
from console.domain.facts import Event, Intent, Refused
from console.domain.incident_facts import IncidentClosed, IncidentSet
from console.domain.incidents import (
    CloseIncident,
    CountCasualties,
    LinkIncident,
    MergeIncident,
    OpenIncident,
    ReopenIncident,
    SetIncident,
)
from console.domain.log import CorrectLog, LogWithdrawn, WithdrawLog, WriteLog
from console.domain.operation_facts import OperationSet
from console.domain.operations import SetOperation
from console.domain.orders import AnswerOrder, CancelOrder, IssueOrder
from console.domain.requests import AnswerRequest, MakeRequest
from console.domain.room import PersonView
from tests.console.domain.seats import ANN, BEN, CLO, DAN, EVE, GUS, Seat

Act = Callable[[Seat, random.Random], None]
SKEWS = (0, 0, 30_000, -3_600_000, 365 * 86_400_000)  # ms a seat's clock is ahead
ANSWERS = ("accepted", "done", "done", "refused")
STATES = ("taken", "done", "refused", "granted")
TEXTS = ("smoke over the dock", "500 people", "", "line\nbreak", "\u202eright to left", "é" * 300)
FIELD_VALUES: dict[str, tuple[Any, ...]] = {
    "title": ("Dock fire", "Quay fire", ""),
    "severity": ("minor", "serious", "critical", "huge"),
    "perimeter": (0, 100, 500, -1),
    "road": ("open", "closed"),
    "evacuation": ("none", "under_way", "complete"),
    "hazards": (("1017",), ("UN 1203", "1017"), ("12",)),
    "D1": (True, False),
}
HOSTILE: tuple[Any, ...] = (7, "text", None, [], {"a": {1: 2, "b": 3}}, b"\xff", True, -(2**40), 1e308)


def _one(seat: Seat, subject: str, salt: random.Random) -> str:
    things = sorted(thing.id for thing in seat.picture.all(subject))
    return salt.choice(things) if things else ""


def _tell(seat: Seat, intent: Intent, who: PersonView) -> None:
    try:
        seat.tell(intent, who)
    except Refused:
        return  # what a rule refuses leaves no trace


def _asks(make: Callable[[Seat, random.Random], Intent], *people: PersonView) -> Act:
    return lambda seat, salt: _tell(seat, make(seat, salt), salt.choice(people))


def _set_incident(seat: Seat, salt: random.Random) -> Intent:
    field = salt.choice(sorted(FIELD_VALUES))
    return SetIncident(
        incident=_one(seat, "incident", salt), field=field, value=salt.choice(FIELD_VALUES[field])
    )


def _settle(seat: Seat, salt: random.Random) -> Intent:
    found = open_conflicts(seat.picture)
    if not found:
        return SettleConflict(thing="", field="title")
    conflict = salt.choice(found)
    return SettleConflict(thing=conflict.thing, field=conflict.field, head=salt.choice(conflict.sides).entry)


def _forge(seat: Seat, salt: random.Random) -> None:
    """A patched seat writes what no rule allows: no power, no sense, the wrong thing."""
    incident, line = _one(seat, "incident", salt), _one(seat, "line", salt)
    number = salt.choice((1, 4, 5, 8, 10, 31, 99))
    who = salt.choice((DAN, EVE, None))
    if incident:
        seat.forge(IncidentSet({number: salt.choice(HOSTILE)}), who, incident, "ab" * 16)
        seat.forge(OperationSet({number: salt.choice(HOSTILE)}), who, incident)
    if line:
        seat.forge(LogWithdrawn("forged"), EVE, line)
    seat.forge(IncidentClosed("never opened"), DAN, f"{salt.getrandbits(128):032x}")


ACTS: tuple[Act, ...] = (
    _asks(lambda _, s: OpenIncident(title=f"Incident {s.random():.3f}", place="Quay"), DAN, CLO),
    *[_asks(_set_incident, DAN, CLO, EVE)] * 4,
    _asks(lambda x, s: CloseIncident(incident=_one(x, "incident", s), reason="out", despite=True), DAN),
    _asks(lambda x, s: ReopenIncident(incident=_one(x, "incident", s), reason="again"), DAN),
    _asks(lambda x, s: MergeIncident(incident=_one(x, "incident", s), into=_one(x, "incident", s)), DAN),
    _asks(lambda x, s: LinkIncident(incident=_one(x, "incident", s), other=_one(x, "incident", s)), DAN),
    _asks(
        lambda x, s: CountCasualties(
            incident=_one(x, "incident", s), place="quay", source="SIAMU", category="t1", count=s.randrange(9)
        ),
        DAN,
    ),
    *[_asks(lambda x, s: WriteLog(text=s.choice(TEXTS), incident=_one(x, "incident", s)), DAN, EVE)] * 2,
    *[_asks(lambda x, s: CorrectLog(line=_one(x, "line", s), text=s.choice(TEXTS)), DAN)] * 2,
    _asks(lambda x, s: WithdrawLog(line=_one(x, "line", s), reason="no"), DAN),
    _asks(lambda _, s: SetState(agency="SIAMU", state=s.choice(("present", "engaged"))), BEN, GUS, DAN),
    _asks(lambda _, s: SetState(agency="SIAMU", state=s.choice(("absent", "standby")), means="phone"), DAN),
    _asks(lambda _, s: Report(agency="PF", text=s.choice(TEXTS)), CLO, DAN),
    _asks(lambda x, _: PlanStep(title="Briefing", time=x.now + 60_000), DAN),
    _asks(lambda x, s: MoveStep(step=_one(x, "agenda", s), time=x.now + s.randrange(9)), DAN, CLO),
    _asks(lambda x, s: SetOperation(operation=_one(x, "operation", s), field="sort", value="event"), DAN),
    _asks(lambda _, s: GrantCommand(holder=s.choice((ANN.id, BEN.id)), authority="Mayor"), ANN, BEN),
    _asks(lambda _, s: OfferCommand(to=s.choice((ANN.id, BEN.id))), ANN, BEN),
    _asks(lambda _, s: IssueOrder(to=("SIAMU",), text=s.choice(TEXTS)), ANN, BEN),
    *[_asks(lambda x, s: AnswerOrder(order=_one(x, "order", s), answer=s.choice(ANSWERS)), BEN, GUS)] * 3,
    _asks(lambda x, s: CancelOrder(order=_one(x, "order", s), reason="over"), ANN, BEN),
    _asks(lambda _, s: MakeRequest(to=s.choice(("STIB", "SIAMU")), text=s.choice(TEXTS)), DAN, CLO),
    *[_asks(lambda x, s: AnswerRequest(request=_one(x, "request", s), state=s.choice(STATES)), BEN, GUS)] * 2,
    _asks(_settle, DAN, CLO),
    _forge,
)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """All facts of a room in which three seats worked, met at times, and were at odds."""
    seats = [Seat(n, skew=draw(st.sampled_from(SKEWS))) for n in (1, 2, 3)]
    step = st.tuples(st.integers(0, 2), st.integers(-8, len(ACTS) - 1), st.integers(0, 2**32))
    with patch("console.domain.ids.secrets.randbits", random.Random(0).getrandbits):
        seats[0].begin()
        seats[0].tell(OpenIncident(title="Fire", severity="serious"), DAN)
        seats[0].tell(WriteLog(text="Smoke over the dock"), DAN)
        if draw(st.booleans()):
            seats[0].begin("Demonstration")
        for other in seats[1:]:
            other.hear(seats[0])
        for who, act, salt in draw(st.lists(step, min_size=20, max_size=80)):
            if act < 0:
                seats[who].hear(seats[(who + salt) % 3])
            else:
                ACTS[act](seats[who], random.Random(salt))
    return list({event.id: event for seat in seats for event in seat.events.values()}.values())
