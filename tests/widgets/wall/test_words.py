"""What the tiles of a wall say."""

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from console.domain.board import SetBoard
from console.domain.command import OfferCommand
from console.domain.incidents import CountCasualties, MergeIncident, OpenIncident
from console.domain.operations import CloseOperation
from console.domain.orders import IssueOrder
from console.figures import clock_time
from console.templates import LANGUAGES
from tests.widgets.wall.conftest import HIGH, Written, link_of, tell
from widgets.ages import HOUR, MINUTE, now_ms
from widgets.geometry import of_diagonal, of_height
from widgets.panes.loop_words import order_row
from widgets.wall.counts import ATTENTION, CRITICAL, LATE, counts
from widgets.wall.incident_words import casualties, incidents
from widgets.wall.loop_words import loops
from widgets.wall.sayings import head as head_of
from widgets.wall.window import WallWindow
from widgets.wall.words import agencies, key_facts, latest

DATED = re.compile(r"\d\d/\d\d \d\d:\d\d")


def test_the_wall_tells_of_the_same_picture_as_the_desk(wall: Callable[..., WallWindow]) -> None:
    face, now = wall().face, now_ms()
    opened = [v for v in face.of_operation("incident") if v.fields["state"].value == "open"]
    assert len(incidents(face, now).items) == len(opened) > 1
    assert [bool(item.lines) for item in loops(face, now).items].count(True) > 1
    assert key_facts(face, now).items
    first, *_ = agencies(face, now).items
    assert "no link" in first.lines[1].pieces[0].text, "who needs attention stands first"


def test_what_was_noted_for_an_agency_reads_differently_from_its_own_word(
    wall: Callable[..., WallWindow],
) -> None:
    told = {item.lines[0].pieces[0].text: item.lines[1:] for item in agencies(wall().face, now_ms()).items}
    assert "noted by phone" in told["Brussels Mobility"][0].pieces[0].text
    assert not told["Federal police"]


def test_a_key_fact_tells_its_time_its_words_and_whose_they_are(wall: Callable[..., WallWindow]) -> None:
    (first, *_), *_ = (item.lines for item in key_facts(wall(until=27 * 60).face, now_ms()).items)
    assert first.lead is not None
    assert first.lead.text[2] == ":"
    assert [piece.text for piece in first.pieces][1:] == ["SIAMU"]


def test_a_count_of_people_always_names_place_source_and_time(wall: Callable[..., WallWindow]) -> None:
    lines = [line for item in incidents(wall().face, now_ms()).items for line in item.lines[2:]]
    assert lines
    for line in lines:
        assert line.pieces[-1].text[-5:-2].endswith(":")
        assert "·" in line.pieces[-1].text


def test_people_counted_at_an_incident_that_was_merged_stand_once_with_its_number(
    wall: Callable[..., WallWindow],
) -> None:
    hung = wall()
    one = tell(hung, OpenIncident(title="COLD one", operation=hung.face.operation_id))
    other = tell(hung, OpenIncident(title="COLD two", operation=hung.face.operation_id))
    tell(hung, CountCasualties(incident=other, place="quay", source="SIAMU", category="t1", count=7))
    tell(hung, MergeIncident(incident=other, into=one, reason="same"))
    number = hung.face.picture.get("incident", other).number
    told = [
        " ".join(p.text for line in item.lines for p in line.pieces)
        for item in casualties(hung.face, 0).items
    ]
    (counted,) = [text for text in told if "COLD" in text]
    assert counted.startswith("COLD one 7 ")
    assert f"quay ({number})" in counted


def test_nobody_in_command_is_said_in_words(wall: Callable[..., WallWindow]) -> None:
    face = wall(until=0).face
    assert ("NOBODY IN COMMAND", "critical") in [(told.value, told.hue) for told in head_of(face, now_ms())]


def test_nobody_has_to_be_in_command_of_what_is_closed(wall: Callable[..., WallWindow]) -> None:
    hung = wall(until=20)
    tell(hung, CloseOperation(operation=hung.face.operation_id, reason="over"))
    assert hung.face.command.state == "nobody"
    assert "critical" not in [told.hue for told in head_of(hung.face, now_ms())]


def test_an_incident_of_which_something_cannot_be_read_says_so(wall: Callable[..., WallWindow]) -> None:
    face = wall().face
    view = next(v for v in face.of_operation("incident") if v.fields["state"].value == "open")
    face.picture._views["incident"][view.id] = replace(view, unread=True)
    told = [p.text for item in incidents(face, now_ms()).items for p in item.lines[1].pieces]
    assert told.count(face.words.word("lamp.incomplete")) == 1


def test_while_command_is_contested_each_order_names_whose_it_is(wall: Callable[..., WallWindow]) -> None:
    hung = wall(until=27 * 60)
    orders = [o for o in hung.face.of_operation("order") if o.open]

    def named() -> int:
        lines = [line for item in loops(hung.face, now_ms()).items for line in item.lines[1:]]
        return sum(piece.text == "Duty director" for line in lines for piece in line.pieces)

    assert named() == 0
    link_of(hung).room.contest("Duty director", "Police zone liaison")
    link_of(hung).show()
    hung.face.bridge.drain()
    assert named() == len(orders) > 1
    few = [[piece.text for piece in item.named[1].pieces] for item in loops(hung.face, now_ms()).items]
    assert sum("Duty director" in told for told in few) == len(orders)


def test_command_that_is_on_offer_is_not_shown_as_held(wall: Callable[..., WallWindow]) -> None:
    hung = wall()
    people, holder = link_of(hung).room.people, hung.face.command.name
    link_of(hung).room.seat.tell(OfferCommand(to=people["Police zone liaison"].id), people[holder])
    link_of(hung).show()
    hung.face.bridge.drain()
    (told,) = [one for one in head_of(hung.face, now_ms()) if one.name == "Single command"]
    assert (told.value, told.hue) == (f"{holder} → Police zone liaison", "warning")


def test_what_is_left_out_is_counted_as_each_language_does(wall: Callable[..., WallWindow]) -> None:
    speech = wall().face.speech
    for lang, one, many in (
        ("en", "+ 1 more, 1 critical", "+ 7 more, 3 late, 2 to look at"),
        ("fr", "+ 1 autre, 1 critique", "+ 7 autres, 3 en retard, 2 à regarder"),
        ("nl", "+ 1 andere, 1 kritiek", "+ 7 andere, 3 te laat, 2 te bekijken"),
    ):
        speech.speak(lang)
        assert counts.left_out([CRITICAL]) == one
        assert counts.left_out(["", LATE, ATTENTION, LATE, "", ATTENTION, LATE]) == many
    speech.speak("fr")
    assert (counts.agencies(1), counts.agencies(2)) == ("1 présent", "2 présents")


def test_one_person_is_counted_as_one(wall: Callable[..., WallWindow]) -> None:
    hung = wall(until=27 * 60)
    for lang, told in (("en", "1 missing"), ("fr", "1 disparu"), ("nl", "1 vermiste")):
        hung.face.speech.speak(lang)
        pieces = [p.text for item in casualties(hung.face, 0).items for li in item.lines for p in li.pieces]
        assert told in pieces


def test_an_addressee_and_its_word_are_parted_as_the_language_does(
    wall: Callable[..., WallWindow],
) -> None:
    face = wall().face
    for lang, colon in (("en", ": "), ("fr", "\N{NO-BREAK SPACE}: "), ("nl", ": ")):
        face.speech.speak(lang)
        lamps = [p.text for item in loops(face, 0).items for li in item.lines for p in li.pieces if p.one]
        assert lamps
        assert all(lamp.partition(colon)[2] for lamp in lamps)


def test_nothing_is_late_before_a_minute_has_passed(wall: Callable[..., WallWindow]) -> None:
    face = wall(until=27 * 60).face
    due = min(order.due for order in face.of_operation("order") if order.open and order.due)

    def told(now: int) -> list[tuple[str, str]]:
        return [(p.text, item.grave) for item in loops(face, now).items for p in item.lines[1].pieces]

    assert (f"by {clock_time(due)}", "") in told(due + MINUTE - 1)
    assert ("1 min late", LATE) in told(due + MINUTE)


def test_an_agency_that_never_reported_says_so(wall: Callable[..., WallWindow]) -> None:
    told = {item.lines[0].pieces[0].text: item for item in agencies(wall().face, now_ms()).items}
    assert told["Information cell"].lines[1].pieces[0].text == "no report"
    assert told["Information cell"].grave == ATTENTION


def test_who_noted_a_state_stands_on_one_line_of_a_panel(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall(until=27 * 60)
    hung.read_as(of_height(2160, HIGH, 8), 4, 4)
    for lang, beginning in (
        ("fr", "noté par téléphone"),
        ("nl", "per telefoon genoteerd"),
        ("en", "noted by phone"),
    ):
        hung.face.speech.speak(lang)
        written.clear()
        hung.grab()
        assert f"{beginning}, Mobiris supervisor" in [one.text for one in written]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_98_inches_each_open_order_tells_its_addressees_and_how_it_stands_with_them(
    wall: Callable[..., WallWindow], written: Written, lang: str
) -> None:
    hung = wall(until=27 * 60)
    hung.read_as(of_diagonal(3840, 2160, 98, 8))
    hung.face.speech.speak(lang)
    open_ones = [o for o in hung.face.of_operation("order") if o.open and o.number]
    for page, least in (("orders", 4), ("overview", 1)):
        tell(hung, SetBoard(page=page))
        written.clear()
        hung.grab()
        texts = [one.text for one in written]
        shown = [o for o in open_ones if str(o.number) in texts]
        assert len(shown) >= least, page
        for row in (order_row(hung.face, order, now_ms()) for order in shown):
            for lamp in row.lamps:
                assert any(lamp.name in text and lamp.word in text for text in texts), (page, row.text)


def test_addressees_for_whom_an_order_stands_alike_are_told_together(wall: Callable[..., WallWindow]) -> None:
    hung = wall(until=27 * 60)
    people = link_of(hung).room.people
    order = IssueOrder(to=("STIB", "AMU", "SIAMU"), text="Keep Rogier clear")
    link_of(hung).room.seat.tell(order, people["Duty director"])
    link_of(hung).show()
    hung.face.bridge.drain()
    few = [p.text for item in loops(hung.face, now_ms()).items for p in item.named[1].pieces]
    assert any(text.startswith("STIB, AMU, SIAMU: ") for text in few)


def test_on_the_next_day_what_was_told_before_bears_its_date(wall: Callable[..., WallWindow]) -> None:
    face = wall(until=30 * HOUR // 1000).face
    log = latest(face, now_ms())
    assert log is not None
    for tile in (key_facts(face, now_ms()), log):
        told = [item.lines[0].lead for item in tile.items]
        assert told
        assert all(piece is not None and DATED.fullmatch(piece.text) for piece in told)
    counted = [p.text for item in casualties(face, 0).items for li in item.lines[1:] for p in li.pieces]
    assert any(DATED.search(text) for text in counted)
