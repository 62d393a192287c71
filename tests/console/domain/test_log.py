"""Log lines: what is written, corrected and withdrawn, and who may; how they are read back."""

import sys
from collections.abc import Iterable
from typing import Any

import msgspec
import pytest

from console.cli.summaries import log_line
from console.domain.command import GrantCommand
from console.domain.facts import Event
from console.domain.incident_facts import IncidentSet
from console.domain.incidents import OpenIncident, SetIncident
from console.domain.log import OWN, CorrectLog, LineView, LogWithdrawn, LogWritten, WithdrawLog, WriteLog
from console.domain.log_view import line_view, telling
from console.domain.logs import key_log
from console.domain.operations import CloseOperation, OpenOperation
from console.domain.orders import AnswerOrder, DraftOrder, IssueOrder
from console.domain.picture import Picture
from console.domain.requests import MakeRequest
from console.templates import LANGUAGES
from console.words import Words
from tests.console.domain.seats import ANN, BEN, DAN, EVE, START, Seat, meet, refusal


def log(seat: Seat, operation: str = "", incident: str = "") -> list[LineView]:
    rows = seat.picture.lines(operation, incident).latest(sys.maxsize)
    return [line_view(row, seat.picture) for row in rows]


def written(seat: Seat, operation: str = "") -> list[LineView]:
    return [line for line in log(seat, operation) if line.kind == "log.written"]


def test_a_line_goes_to_the_operation_that_is_open_else_to_the_rooms_own_log() -> None:
    seat = Seat()
    seat.tell(WriteLog(text="Relief at six"), DAN)
    one = seat.begin()
    seat.tell(WriteLog(text="Smoke"), DAN)
    other = seat.begin("New Year")
    seat.tell(WriteLog(text="Coffee is out"), DAN)
    seat.tell(WriteLog(text="Crowd at the station", operation=other), DAN)
    assert [line.text for line in written(seat)] == ["Relief at six", "Coffee is out"]
    assert [line.text for line in written(seat, one)] == ["Smoke"]
    assert [line.text for line in written(seat, other)] == ["Crowd at the station"]


def test_a_line_about_an_incident_stands_in_both_logs() -> None:
    seat = Seat()
    operation = seat.begin()
    incident = seat.tell(OpenIncident(title="Fire"), DAN)
    seat.begin("New Year")
    seat.tell(WriteLog(text="Foam asked for", incident=incident), DAN)
    assert log(seat, operation)[-1] == log(seat, operation, incident)[-1]
    assert log(seat, operation)[-1].incident == incident


def test_what_happened_earlier_says_when_and_keeps_its_place_by_when_it_was_written() -> None:
    seat = Seat()
    seat.tell(WriteLog(text="now"), DAN)
    seat.tell(WriteLog(text="an hour ago", happened=START - 3_600_000), DAN)
    late, now = written(seat)[1], written(seat)[0]
    assert (late.text, late.happened) == ("an hour ago", START - 3_600_000)
    assert now.happened == now.at


def test_a_correction_shows_the_new_text_and_keeps_the_old_line() -> None:
    seat = Seat()
    line = seat.tell(WriteLog(text="12 injured", key=True), DAN)
    seat.tell(CorrectLog(line=line, text="2 injured", reliability="confirmed"), BEN)
    (shown,) = written(seat)
    assert (shown.id, shown.text, shown.corrected, shown.by) == (line, "2 injured", True, "Dan")
    assert (shown.reliability, shown.key) == ("confirmed", False)


def test_a_withdrawn_line_stays_legible_with_its_reason() -> None:
    seat = Seat()
    line = seat.tell(WriteLog(text="Bridge closed"), DAN)
    seat.tell(WithdrawLog(line=line, reason="wrong bridge"), DAN)
    (shown,) = written(seat)
    assert (shown.text, shown.withdrawn, shown.reason) == ("Bridge closed", True, "wrong bridge")
    assert refusal(seat, WithdrawLog(line=line, reason="again")).code == "log.withdrawn"
    seat.tell(CorrectLog(line=line, text="Lift bridge closed"), DAN)
    assert not written(seat)[0].withdrawn


def test_withdrawn_here_and_corrected_there_is_a_conflict_and_neither_wins() -> None:
    one, other = Seat(1), Seat(2)
    line = one.tell(WriteLog(text="Bridge closed"), DAN)
    other.hear(one)
    one.tell(WithdrawLog(line=line, reason="wrong"), DAN)
    other.tell(CorrectLog(line=line, text="Lift bridge closed"), BEN)
    meet(one, other)
    assert written(one)[0].conflict
    assert written(one) == written(other)
    assert len(written(one)[0].heads) == 2


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"text": " "}, "log.empty"),
        ({"text": "x" * 100_000}, "text.too_long"),
        ({"text": "a\x00b"}, "text.control_character"),
        ({"text": "x", "happened": 7}, "time.out_of_range"),
        ({"text": "x", "happened": START * 2}, "time.out_of_range"),
        ({"text": "x", "reliability": "maybe"}, "log.unknown_reliability"),
        ({"text": "x", "operation": "ab" * 16}, "operation.unknown"),
        ({"text": "x", "incident": "nonsense"}, "incident.unknown"),
        ({"text": "x", "references": ("nonsense",)}, "log.unknown_reference"),
        ({"text": "x", "references": ("ab" * 16,) * 6}, "log.too_many_references"),
        ({"text": "x", "source": "\u202e"}, "text.control_character"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_in_words(asked: dict[str, Any], code: str) -> None:
    assert refusal(Seat(), WriteLog(**asked)).code == code


def test_a_line_by_somebody_without_the_power_is_kept_and_shown_as_without_effect() -> None:
    seat = Seat()
    assert refusal(seat, WriteLog(text="x"), EVE).code == "power.lacking"
    assert refusal(seat, WriteLog(text="x"), None).code == "power.nobody_signed_in"
    seat.forge(LogWritten("\u202eforged"), EVE, "ab" * 16)
    (shown,) = written(seat)
    assert (shown.text, shown.void) == ("forged", "power")


def test_a_withdrawal_by_somebody_without_the_power_changes_nothing() -> None:
    seat = Seat()
    line = seat.tell(WriteLog(text="Bridge closed"), DAN)
    seat.forge(LogWithdrawn("no"), EVE, line)
    assert not written(seat)[0].withdrawn


def test_a_clock_far_ahead_is_listed_by_when_it_was_received_and_marked() -> None:
    year = 365 * 86_400_000
    wrong, seat = Seat(1, skew=year), Seat(2)
    wrong.tell(WriteLog(text="from the future"), DAN)
    for event in wrong.events.values():
        seat.take(msgspec.structs.replace(event, received=START + 1000))
    seat.now += 2000
    seat.tell(WriteLog(text="now"), DAN)
    first, second = written(seat)
    assert (first.text, first.late, second.text, second.late) == ("from the future", True, "now", False)
    assert first.at > second.at


def test_the_log_tells_of_what_was_done_beside_what_was_written() -> None:
    seat = Seat()
    operation = seat.begin()
    incident = seat.tell(OpenIncident(title="Fire"), DAN)
    seat.tell(SetIncident(incident=incident, field="perimeter", value=300), DAN)
    seat.tell(CloseOperation(operation=operation, reason="over", despite=True), DAN)
    told = log(seat, operation)
    assert [line.kind for line in told] == [
        "operation.opened",
        "incident.opened",
        "incident.set",
        "operation.closed",
    ]
    assert told[2].params["changes"] == {"perimeter": 300}
    assert told[2].params["label"] == "1-1 Fire"
    assert (told[2].incident, told[2].operation, told[2].by) == (incident, operation, "Dan")
    event = seat.events[told[2].entry]
    shown = telling(event, seat.picture)
    assert shown is not None
    assert shown.params == told[2].params


def test_what_is_told_of_a_thing_never_comes_before_its_opening() -> None:
    wrong, seat = Seat(1, skew=365 * 86_400_000), Seat(2)
    operation = wrong.begin()
    seat.hear(wrong)
    seat.clock = 0
    seat.tell(CloseOperation(operation=operation, reason="over"), DAN)
    assert [line.kind for line in log(seat, operation)] == ["operation.opened", "operation.closed"]


def test_older_lines_are_read_page_by_page() -> None:
    seat = Seat()
    for n in range(10):
        seat.tell(WriteLog(text=f"line {n}"), DAN)
    lines = seat.picture.lines("")
    newest = [line_view(row, seat.picture) for row in lines.latest(4)]
    older = [line_view(row, seat.picture) for row in lines.latest(4, before=newest[0].order)]
    assert [line.text for line in newest] == [f"line {n}" for n in (6, 7, 8, 9)]
    assert [line.text for line in older] == [f"line {n}" for n in (2, 3, 4, 5)]
    assert len(lines) == 10


def test_lines_that_a_failed_commit_took_back_are_gone_from_the_log() -> None:
    seat = Seat()
    operation = seat.begin()
    line = seat.tell(WriteLog(text="never committed"), DAN)
    lost = [id_ for id_, event in seat.events.items() if event.about[0] == line]
    del seat.events[lost[0]]
    seat.picture.refold(line)
    assert written(seat, operation) == []
    assert seat.picture.find(line) is None
    reread = Picture(lambda _: [])
    for event in seat.events.values():
        reread.fold(event)
    assert reread.digest() == seat.picture.digest()


def test_a_line_at_rest_is_read_from_the_record_when_somebody_looks() -> None:
    seat, other = Seat(), Seat(2)
    operation = seat.begin()
    line = seat.tell(WriteLog(text="Smoke", key=True), DAN)
    other.hear(seat)
    asked: list[str] = []
    there = other.picture

    def source(thing: str) -> Iterable[Event]:
        asked.append(thing)
        return other.events.values()

    there.shelf._source = source
    (thing,) = there.all("line")
    (row,) = there.lines(operation).latest(1)
    assert (thing.id, row.id, asked) == (line, line, [])
    assert thing.events == tuple(e for e in seat.events.values() if e.about == (line, operation))
    assert asked == [line]
    assert there.digest() == seat.picture.digest()


def test_a_line_at_rest_that_is_corrected_is_folded_from_all_its_facts() -> None:
    seat, other = Seat(), Seat(2)
    operation = seat.begin()
    line = seat.tell(WriteLog(text="three hurt"), DAN)
    other.hear(seat)
    seat.tell(CorrectLog(line=line, text="two hurt"), DAN)
    other.hear(seat)
    assert [(each.text, each.corrected) for each in log(other, operation)[1:]] == [("two hurt", True)]
    assert other.picture.digest() == seat.picture.digest()


def test_a_second_operation_may_be_the_rooms_only_open_one() -> None:
    seat = Seat()
    first = seat.begin()
    second = seat.tell(OpenOperation(title="New Year", sort="event"), DAN)
    seat.tell(CloseOperation(operation=first, reason="over"), DAN)
    seat.tell(WriteLog(text="Fireworks"), DAN)
    assert [line.text for line in written(seat, second)] == ["Fireworks"]


def test_a_field_of_a_later_version_is_listed_as_such() -> None:
    seat = Seat()
    seat.begin()
    incident = seat.tell(OpenIncident(title="Fire"), DAN)
    at, fact = (seat.now + 5) << 16, IncidentSet({99: "violet"})
    seat.take(Event("ef" * 32, at, IncidentSet.kind, (incident,), seat.author(DAN), fact))
    line = log(seat, incident=incident)[-1]
    assert "1 Fire" in log_line(line, Words("en"))
    assert "version plus récente" in log_line(line, Words("fr"))


@pytest.mark.parametrize("besides", [(), ("ab" * 16,)])
def test_a_fact_of_a_kind_of_a_later_version_is_listed_as_such_and_its_thing_is_incomplete(
    besides: tuple[str, ...],
) -> None:
    seat = Seat()
    seat.begin()
    incident = seat.tell(OpenIncident(title="Fire"), DAN)
    thing = seat.picture.get(incident, "incident")
    before, digest = seat.picture.view(thing), seat.picture.digest()
    at, about = (seat.now + 5) << 16, (incident, *besides)
    event = Event("ef" * 32, at, "incident.drone_seen", about, seat.author(DAN), None)
    seat.take(event)
    seat.picture.fold(event)
    seat.picture.refold(incident)
    after = seat.picture.view(thing)
    assert (before.unread, after.unread) == (0, 1)
    assert after.fields == before.fields
    (line,) = [each for each in log(seat, incident=incident) if each.kind == "incident.drone_seen"]
    assert (line.unread, line.by, line.incident, line.about) == (True, "Dan", incident, incident)
    assert seat.picture.digest() == digest, "seats of both versions can compare what both know"


def test_what_is_sealed_for_others_does_not_ask_for_a_newer_version() -> None:
    seat = Seat()
    seat.begin()
    sealed = Event("ef" * 32, (seat.now + 5) << 16, "sealed", ("ab" * 16,), seat.author(DAN), None)
    seat.take(sealed)
    (line,) = [each for each in log(seat) if each.unread]
    told = {lang: log_line(line, Words(lang)) for lang in LANGUAGES}
    assert "Inscription scellée" in told["fr"]
    assert not any("Belfry" in each for each in told.values())


def test_a_line_whose_content_is_missing_says_so_and_does_not_ask_for_a_newer_version() -> None:
    seat = Seat()
    seat.begin()
    stripped = Event("ef" * 32, (seat.now + 5) << 16, "log.written", ("ab" * 16,), seat.author(DAN), None)
    seat.take(stripped)
    (line,) = [each for each in log(seat) if each.unread]
    told = {lang: log_line(line, Words(lang)) for lang in LANGUAGES}
    assert "content missing here" in told["en"]
    assert not any("Belfry" in each for each in told.values())


def key_lines(seat: Seat, operation: str) -> list[str]:
    told = log(seat, key_log(operation))
    return [line.text for line in told if line.key and not line.withdrawn and not line.void]


def test_key_facts_stand_in_a_log_of_their_own_however_they_came_to_be_marked() -> None:
    one, two = Seat(1), Seat(2)
    operation = one.begin()
    one.tell(WriteLog(text="Coffee is out"), DAN)
    one.tell(WriteLog(text="Wind turns south-west", key=True), DAN)
    later = one.tell(WriteLog(text="Tank 3 leaks"), DAN)
    one.tell(CorrectLog(line=later, text="Tank 3 leaks chlorine", key=True), DAN)
    one.tell(CorrectLog(line=later, text="Tank 3 leaks chlorine gas", key=True), DAN)
    wrong = one.tell(WriteLog(text="All clear", key=True), DAN)
    one.tell(WithdrawLog(line=wrong, reason="not confirmed"), DAN)
    assert key_lines(one, operation) == ["Wind turns south-west", "Tank 3 leaks chlorine gas"]
    for event in reversed(one.events.values()):
        two.take(event)
    assert key_lines(two, operation) == key_lines(one, operation)
    one.picture.refold(later)
    assert key_lines(one, operation) == ["Wind turns south-west", "Tank 3 leaks chlorine gas"]


@pytest.mark.parametrize("drafted", [False, True])
def test_each_line_of_an_order_that_was_a_request_names_it_by_its_number(drafted: bool) -> None:
    seat = Seat()
    operation = seat.begin()
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    request = seat.tell(MakeRequest(to="STIB", text="Two buses", amount="2"), BEN)
    draft = seat.tell(DraftOrder(to=("STIB",), text="Two buses", request=request), DAN) if drafted else ""
    order = seat.tell(IssueOrder(to=("STIB",), request=request, draft=draft), ANN)
    for answer in ("accepted", "under_way", "done"):
        seat.tell(AnswerOrder(order=order, answer=answer, agency="STIB", means="phone"), DAN)
    lines = [line for line in log(seat, operation) if line.kind in {"order.answered", "order.issued"}]
    assert [line.params["label"] for line in lines] == ["1"] * 4
    shown = [Words("fr").told(line.kind, line.params) for line in lines]
    assert not any("  " in text or "Ordre :" in text for text in shown), shown


def test_a_line_that_was_just_told_is_looked_at_without_reading_it_again() -> None:
    seat = Seat()
    operation = seat.begin()
    line = seat.tell(WriteLog(operation=operation, text="Smoke over the dock"), ANN)
    (event,) = (event for event in seat.events.values() if event.about[0] == line)
    read: list[str] = []

    def source(thing: str) -> list[Event]:
        read.append(thing)
        return [each for each in seat.events.values() if thing in each.about]

    picture = Picture(source)
    for each in seat.events.values():
        picture.take(each, lasting=True)
    (row,) = [row for row in picture.lines(operation).latest(9) if row.id == line]
    with picture.shelf.told([event]):
        assert line_view(row, picture).text == "Smoke over the dock"
    assert not read
    (row,) = [row for row in picture.lines(operation).latest(9) if row.id == line]
    assert line_view(row, picture).text == "Smoke over the dock"
    assert read == [line]


def test_the_rooms_own_log_is_written_to_where_it_is_named_whatever_is_open() -> None:
    seat = Seat()
    operation = seat.begin()
    incident = seat.tell(OpenIncident(title="Smoke"), DAN)
    seat.tell(WriteLog(text="Generator tested", operation=OWN), DAN)
    seat.tell(WriteLog(text="Second tank", operation=OWN, incident=incident), DAN)
    assert [line.text for line in written(seat)] == ["Generator tested"]
    assert [line.text for line in written(seat, operation)] == ["Second tank"]
    (line,) = written(seat)
    assert line.of_room
