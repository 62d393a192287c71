"""What was asked, ordered or told beyond a cut, in an operation that the other side closed, is not lost."""

import msgspec
import pytest

from console.domain.afterwards import ReviewOperation
from console.domain.agencies import Report
from console.domain.command import GrantCommand
from console.domain.conflicts import SettleConflict, open_conflicts
from console.domain.facts import encode
from console.domain.incident_facts import IncidentSet
from console.domain.incidents import (
    CloseIncident,
    CountCasualties,
    CountUnits,
    MergeIncident,
    OpenIncident,
    ReopenIncident,
    SetIncident,
)
from console.domain.log import WriteLog
from console.domain.operation_facts import OperationClosed
from console.domain.operations import LATEST, MOST_KNOWN, CloseOperation, OpenOperation, ReopenOperation
from console.domain.orders import AnswerOrder, IssueOrder
from console.domain.requests import MakeRequest
from console.domain.room import PersonView
from console.domain.text import LINE
from db.entry import MAX_PAYLOAD
from tests.console.domain.seats import ANN, BEN, CLO, DAN, EVE, FAY, GUS, START, Seat, meet, refused

BEHIND = -120_000


def cut(skew: int = 0) -> tuple[Seat, Seat, str]:
    one, other = Seat(), Seat(2, "SIAMU", skew)
    operation = one.begin()
    one.tell(GrantCommand(holder="Ann", authority="Governor"), ANN)
    other.hear(one)
    return one, other, operation


def owed(seat: Seat, who: PersonView) -> set[tuple[str, str]]:
    return {(need.sort, need.thing) for need in seat.needs(who).needs if need.sort != "passphrase"}


def test_an_order_given_beyond_the_cut_waits_for_its_addressee_though_the_operation_was_closed() -> None:
    for skew in (0, BEHIND):
        one, other, operation = cut(skew)
        one.tell(CloseOperation(operation=operation, reason="over"), DAN)
        order = other.tell(IssueOrder(to=("SIAMU",), text="Evacuate ward 5"), ANN)
        request = other.tell(MakeRequest(to="SIAMU", text="Twelve beds"), DAN)
        meet(one, other)
        for seat in (one, other):
            assert owed(seat, BEN) == {("acknowledge", order), ("request", request)}
        one.now += 600_000
        assert ("overdue", order) in owed(one, ANN)
        one.tell(AnswerOrder(order=order, answer="done"), BEN)
        assert owed(one, BEN) == {("request", request)}


def test_what_was_open_before_the_eyes_of_who_closed_is_owed_no_longer() -> None:
    one, other, operation = cut()
    order = one.tell(IssueOrder(to=("SIAMU",), text="Hold the ring"), ANN)
    close = CloseOperation(operation=operation, reason="over")
    refused("operation.still_open", lambda: one.tell(close, DAN))
    one.tell(CloseOperation(operation=operation, reason="over", despite=True), DAN)
    meet(one, other)
    assert owed(one, BEN) == owed(other, BEN) == set()
    one.tell(ReopenOperation(operation=operation, reason="too early"), DAN)
    assert owed(one, BEN) == {("acknowledge", order)}


def came(seat: Seat, who: PersonView) -> list[str]:
    """What the need for a look at a closed operation names: texts, else kinds."""
    need = next((need for need in seat.needs(who).needs if need.sort == "afterwards"), None)
    return [told.get("text") or told["kind"] for told in need.params["came"]] if need is not None else []


def test_what_was_told_on_an_island_is_looked_at_by_who_closed_and_in_command_and_administrators() -> None:
    for skew in (0, BEHIND, -BEHIND // 3):
        one, other, operation = cut(skew)
        one.tell(WriteLog(text="All quiet"), DAN)
        one.tell(CloseOperation(operation=operation, reason="over"), DAN)
        other.tell(WriteLog(text="A second victim"), GUS)
        incident = other.tell(OpenIncident(title="Ward 5 on fire", severity="critical"), GUS)
        other.tell(Report(agency="SIAMU", text="Twelve evacuated"), BEN)
        meet(one, other)
        for seat in (one, other):
            for who in (DAN, ANN, FAY):
                assert came(seat, who) == ["A second victim", "incident.opened", "engagement.reported"]
            assert came(seat, GUS) == came(seat, EVE) == []
        assert one.picture.get(incident, "incident").known


def test_one_look_settles_it_for_all_until_more_comes() -> None:
    one, other, operation = cut()
    one.tell(CloseOperation(operation=operation, reason="over"), DAN)
    other.tell(WriteLog(text="A second victim"), GUS)
    one.hear(other)
    third = Seat(3)
    third.hear(one)
    refused("operation.more_came", lambda: one.tell(ReviewOperation(operation=operation, n=2), DAN))
    one.tell(ReviewOperation(operation=operation, n=1), DAN)
    other.tell(WriteLog(text="And a third"), GUS)
    meet(one, other, third)
    for seat in (one, other, third):
        assert came(seat, DAN) == came(seat, ANN) == ["And a third"]
    other.tell(ReopenOperation(operation=operation, reason="it goes on"), GUS)
    assert came(other, DAN) == []
    refused("operation.nothing_came", lambda: other.tell(ReviewOperation(operation=operation), DAN))
    refused("power.lacking", lambda: other.tell(ReviewOperation(operation=operation), EVE))


@pytest.mark.parametrize(
    "closed",
    [OperationClosed("of an older version"), OperationClosed("by a changed program", (), (), 1 << 62)],
)
def test_a_closing_of_a_time_to_come_knew_no_more_than_when_it_was_received(closed: OperationClosed) -> None:
    one, other, operation = cut()
    one.skew = 31_536_000_000
    closing = one.forge(closed, DAN, operation)
    third = Seat(3, "PF")
    third.now = one.now
    third.hear(other)
    third.tell(WriteLog(text="A second victim"), CLO)
    order = third.tell(IssueOrder(to=("SIAMU",), text="Evacuate ward 5"), ANN)
    other.take(msgspec.structs.replace(closing, received=START))
    other.hear(third)
    assert came(other, DAN) == ["A second victim", "order.issued"]
    assert owed(other, BEN) == {("acknowledge", order)}


def test_what_is_written_knowingly_into_a_closed_operation_waits_for_nobody() -> None:
    one, other, operation = cut()
    order = one.tell(IssueOrder(to=("SIAMU",), text="Hold the ring"), ANN)
    one.tell(CloseOperation(operation=operation, reason="over", despite=True), DAN)
    other.hear(one)
    other.tell(WriteLog(text="Debrief at nine", operation=operation), GUS)
    other.tell(AnswerOrder(order=order, answer="done"), BEN)
    one.tell(OpenOperation(title="Flood"), DAN)
    meet(one, other)
    assert came(one, DAN) == came(other, ANN) == []


def test_who_closed_on_both_sides_of_a_cut_knew_each_their_own() -> None:
    one, other, operation = cut()
    one.tell(WriteLog(text="Here all is over"), DAN)
    one.tell(CloseOperation(operation=operation, reason="over"), DAN)
    other.tell(WriteLog(text="There too"), GUS)
    other.tell(CloseOperation(operation=operation, reason="over"), GUS)
    meet(one, other)
    assert came(one, DAN) == came(other, GUS) == []


def test_what_was_told_early_in_a_long_cut_is_seen_though_much_was_written_since() -> None:
    one, other, operation = cut()
    other.tell(WriteLog(text="A second victim"), GUS)
    for n in range(450):
        one.tell(WriteLog(text=f"Line {n}"), DAN)
    one.tell(CloseOperation(operation=operation, reason="over"), DAN)
    meet(one, other)
    assert came(one, DAN) == came(other, DAN) == ["A second victim"]


def test_the_longest_closing_can_be_recorded() -> None:
    ids = [f"{n:032x}" for n in range(max(LATEST, MOST_KNOWN))]
    longest = OperationClosed("x" * LINE, tuple(ids[:MOST_KNOWN]), tuple(ids[:LATEST]), 1 << 63)
    assert len(encode(longest)) < MAX_PAYLOAD


def test_a_closing_that_names_no_lines_or_the_most_tells_by_the_clock_what_it_knew() -> None:
    for lines in (3, LATEST + 50):
        one, other, operation = cut()
        for n in range(lines):
            one.tell(WriteLog(text=f"Line {n}"), DAN)
        if lines > LATEST:
            one.tell(CloseOperation(operation=operation, reason="over"), DAN)
        else:
            one.forge(OperationClosed("of an older version"), DAN, operation)
        other.now = one.now
        other.tell(WriteLog(text="A second victim"), GUS)
        meet(one, other)
        assert came(one, DAN) == came(other, DAN) == ["A second victim"]


def test_what_is_changed_and_counted_knowingly_after_the_closing_waits_for_nobody() -> None:
    """The report is written afterwards, from whichever seat: it says that its author saw the closing."""
    for told in (True, False):
        one, other, operation = cut()
        incident = one.tell(OpenIncident(title="Ward 5 on fire"), DAN)
        merged = one.tell(OpenIncident(title="Ward 5 burns"), DAN)
        other.hear(one)
        one.tell(CloseOperation(operation=operation, reason="over", despite=True), DAN)
        if told:
            other.hear(one)
        other.tell(SetIncident(incident=incident, field="severity", value="critical"), GUS)
        other.tell(
            CountCasualties(incident=incident, place="Ward 5", source="SIAMU", category="t1", count=2), GUS
        )
        other.tell(CountUnits(incident=incident, agency="SIAMU", on_site=3), GUS)
        other.tell(MergeIncident(incident=merged, into=incident), GUS)
        other.tell(ReopenIncident(incident=merged, reason="no, two"), GUS)
        meet(one, other)
        kinds = [
            "incident.set",
            "casualties.counted",
            "units.counted",
            "incident.merged",
            "incident.reopened",
        ]
        assert came(one, DAN) == came(other, ANN) == ([] if told else kinds)


def test_what_is_changed_knowingly_in_a_closed_operation_waits_for_nobody() -> None:
    one, other, operation = cut()
    fire, smoke = (one.tell(OpenIncident(title=title), DAN) for title in ("Fire", "Smoke"))
    other.hear(one)
    for seat, who, title in ((one, DAN, "Fire, hall 3"), (other, GUS, "Fire, hall 4")):
        seat.tell(SetIncident(incident=fire, field="title", value=title), who)
    one.tell(CloseIncident(incident=smoke, reason="steam"), DAN)
    one.tell(CloseOperation(operation=operation, reason="over", despite=True), DAN)
    meet(one, other)
    assert came(one, DAN) == ["incident.set"], "of which who closed it knew nothing"
    other.tell(ReviewOperation(operation=operation), GUS)
    (heads,) = (c.sides for c in open_conflicts(other.picture))
    other.tell(SettleConflict(thing=fire, field="title", head=heads[0].entry), GUS)
    other.tell(CountCasualties(incident=fire, place="hall", source="SIAMU", category="t1", count=2), GUS)
    other.tell(CountUnits(incident=fire, agency="SIAMU", on_site=3), GUS)
    other.tell(ReopenIncident(incident=smoke, reason="it is fire"), GUS)
    other.tell(MergeIncident(incident=smoke, into=fire), GUS)
    other.tell(SetIncident(incident=fire, field="severity", value="serious"), GUS)
    meet(one, other)
    assert came(one, DAN) == came(other, ANN) == []


def test_a_conflict_settled_beyond_a_cut_by_who_knew_of_no_closing_is_looked_at() -> None:
    one, other, operation = cut()
    incident = one.tell(OpenIncident(title="Ward 5 on fire"), DAN)
    other.hear(one)
    other.tell(SetIncident(incident=incident, field="title", value="Ward 5 burns"), GUS)
    one.tell(SetIncident(incident=incident, field="title", value="Ward 5"), DAN)
    meet(one, other)
    one.tell(CloseOperation(operation=operation, reason="over", despite=True), DAN)
    other.tell(SettleConflict(thing=incident, field="title", value="Ward 5 on fire"), GUS)
    one.hear(other)
    assert came(one, DAN) == ["incident.set"]


def test_what_an_older_version_told_is_looked_at_and_nobody_claims_to_know_what_its_author_knew() -> None:
    one, other, operation = cut()
    incident = one.tell(OpenIncident(title="Ward 5 on fire"), DAN)
    other.hear(one)
    one.tell(CloseOperation(operation=operation, reason="over", despite=True), DAN)
    other.forge(IncidentSet({1: "Ward 5"}), GUS, incident, operation)
    other.tell(WriteLog(text="A second victim", operation=operation), GUS)
    one.hear(other)
    (need,) = (need for need in one.needs(DAN).needs if need.sort == "afterwards")
    assert [told.get("unsaid", False) for told in need.params["came"]] == [True, False]
