"""What the room reads on its wall."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest

from console.domain.board import PAGES, SetBoard
from console.domain.log import WriteLog
from console.domain.operations import OpenOperation
from console.link.protocol import WINDOW
from console.templates import LANGUAGES
from tests.widgets.wall.conftest import HIGH, Written, link_of, tell
from widgets.ages import MINUTE, now_ms
from widgets.geometry import of_diagonal, of_height
from widgets.look import colour
from widgets.measured import Measured
from widgets.wall import window
from widgets.wall.sayings import head, health
from widgets.wall.scale import LARGE_ARCMIN
from widgets.wall.window import WallWindow


def test_a_wall_shows_the_page_and_the_operation_that_an_operator_chose(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall()
    first = hung.face.operation_id
    other = tell(hung, OpenOperation(title="New Year"))
    assert hung.face.operation_id == other, "the newest, while nobody chose"
    tell(hung, SetBoard(operation=first, page="facts"))
    hung.grab()
    texts = [text for _, text, *_ in written]
    assert hung.face.operation_id == first
    assert "CASUALTIES" in texts
    assert not any(text.startswith("AGENCIES") for text in texts)


def test_the_commanders_intent_stands_on_every_page(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall()
    stated = str(hung.face.command.intent.value)
    for page in PAGES:
        tell(hung, SetBoard(page=page))
        written.clear()
        hung.grab()
        assert any(stated[:20] in text for _, text, *_ in written), page


@pytest.mark.parametrize(("wide", "high"), [(1080, 1920), (1920, 1080)])
def test_the_commanders_intent_is_whole_however_narrow_the_wall(
    wall: Callable[..., WallWindow], written: Written, wide: int, high: int
) -> None:
    hung = wall(until=27 * 60)
    hung.read_as(of_diagonal(wide, high, 55, 6))
    hung.resize(wide, high)
    for lang in LANGUAGES:
        hung.face.speech.speak(lang)
        written.clear()
        hung.grab()
        assert str(hung.face.command.intent.value) in " ".join(one.text for one in written), lang


def test_on_a_small_wall_the_urgent_keeps_its_place_and_the_rest_is_counted(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall()
    hung.read_as(of_diagonal(3840, 2160, 98, 8))
    hung.grab()
    texts = [text for _, text, *_ in written]
    assert any(text.startswith("INCIDENTS") for text in texts)
    assert any(text.startswith("Chemical smoke") for text in texts), "its first lines, rather than a number"
    openly = [v for v in hung.face.of_operation("incident") if v.fields["state"].value == "open"]
    for view in openly:
        assert view.number in texts, "every incident, if only by its name"
        assert hung.face.words.word(f"severity.{view.fields['severity'].value}") in " ".join(texts)
    assert any(text.startswith("KEY FACTS") and "AGENCIES" in text for text in texts), "one line for both"


def test_a_wall_that_was_made_dark_from_a_desk_says_so(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall()
    tell(hung, SetBoard(blank=True))
    hung.grab()
    assert [text[:26] for _, text, *_ in written] == ["Made dark by Duty director"]
    written.clear()
    tell(hung, SetBoard())
    hung.grab()
    assert len(written) > 15


def test_a_key_fact_stays_on_the_wall_however_much_is_written_after_it(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall(until=0)
    tell(hung, WriteLog(text="Chlorine confirmed", key=True))
    tell(hung, *(WriteLog(text=f"line {n}") for n in range(WINDOW + 5)))
    hung.grab()
    assert "Chlorine confirmed" in [text for _, text, *_ in written]


def test_a_very_long_line_leaves_the_other_lines_of_the_log_their_room(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall(until=0)
    tell(hung, *(WriteLog(text=f"line {n}") for n in range(4)))
    tell(hung, WriteLog(text="The mayor was told that " + "more and more of it burns, and " * 60))
    hung.grab()
    texts = [one.text for one in written]
    assert any(text.startswith("The mayor was told") for text in texts)
    assert sum("more and more" in text for text in texts) <= 3
    assert any(text.endswith("…") for text in texts), "it goes on at the desks"
    assert {f"line {n}" for n in range(4)} <= set(texts)


def test_everything_in_the_way_of_the_room_is_told_or_counted(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall()
    room = link_of(hung).room
    room.room = replace(room.room, alarms=tuple(f"seat.copied:{seat}" for seat in list(room.seats)[:5]))
    link_of(hung).show()
    hung.face.bridge.drain()
    said = [one.text for one in health(hung.face, 0)]
    assert len(said) == 5
    written.clear()
    hung.grab()
    assert set(said) <= {one.text for one in written}, "all of it, where there is room"
    hung.read_as(of_diagonal(1366, 768, 32, 3))
    hung.resize(1366, 768)
    written.clear()
    hung.grab()
    told = [one.text for one in written]
    assert any(text.startswith("Copied seat") for text in told)
    assert "+ 3 more" in told
    assert any(text.startswith("INCIDENTS") for text in told)


def test_a_wall_that_nobody_measured_is_taken_for_no_wider_than_four_panels(
    wall: Callable[..., WallWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    hung, sizes = wall(), list[int]()
    hung._sight = None
    for size in ((3840, 2160), (3840, 1080), (5760, 1080)):
        screen = SimpleNamespace(geometry=lambda size=size: QRect(0, 0, *size))
        monkeypatch.setattr(hung, "screen", lambda screen=screen: screen)
        monkeypatch.setattr(window, "measured", lambda _screen: Measured(0.0, 0.0))
        sizes.append(hung.scale.primary)
    assert sizes[1] == sizes[0], "as many pixels beside each other, as large a text"
    assert abs(sizes[2] / sizes[0] - 5760 / 3840) < 0.05


def test_the_holder_and_the_time_are_larger(wall: Callable[..., WallWindow], written: Written) -> None:
    hung, sight = wall(), of_height(2160, HIGH, 8)
    hung.grab()
    large = [
        text
        for font, text, *_ in written
        if sight.arcmin(QFontMetricsF(font).capHeight()) >= LARGE_ARCMIN - 0.2
    ]
    assert hung.face.command.name in large
    assert any(len(text) == 5 and text[2] == ":" for text in large), "the clock"


def test_what_people_typed_is_written_as_they_typed_it(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall()
    incident = next(v for v in hung.face.of_operation("incident") if v.fields["state"].value == "open")
    title = replace(incident.fields["title"], value="<b>a</b> & b")
    hung.face.picture._views["incident"][incident.id] = replace(
        incident, fields={**incident.fields, "title": title}
    )
    hung.grab()
    assert "<b>a</b> & b" in [text for _, text, *_ in written]


def test_b_blanks_the_wall_and_brings_it_back(wall: Callable[..., WallWindow], written: Written) -> None:
    hung = wall()
    QTest.keyClick(hung, Qt.Key.Key_B)
    hung.grab()
    assert not written
    QTest.keyClick(hung, Qt.Key.Key_B)
    hung.grab()
    assert written


def test_an_exercise_is_framed_and_named_even_while_blank(wall: Callable[..., WallWindow]) -> None:
    def framed(one: WallWindow) -> bool:
        image, edge = one.grab().toImage(), colour("exercise").rgb()
        return any(image.pixel(x, image.height() - 3) == edge for x in range(0, image.width(), 3))

    real, exercise = wall(), wall(exercise=True)
    assert not framed(real)
    assert framed(exercise)
    assert exercise.windowTitle().startswith(exercise.face.words.word("room.exercise"))
    exercise.blank = True
    assert framed(exercise)


@pytest.mark.parametrize(("code", "hue"), [("distrusted", "critical"), ("behind", "warning")])
def test_the_time_of_a_machine_whose_clock_is_wrong_is_not_shown_as_if_it_were_right(
    wall: Callable[..., WallWindow], code: str, hue: str
) -> None:
    hung = wall()
    corner = QRect(3300, 0, 540, 140)

    def alarmed(seat: str) -> bool:
        room = link_of(hung).room
        room.room = replace(room.room, alarms=(f"clock.{code}:{seat}",))
        link_of(hung).show()
        hung.face.bridge.drain()
        image, wanted = hung.grab(corner).toImage(), colour(hue).rgb()
        return any(image.pixel(x, y) == wanted for x in range(0, 540, 2) for y in range(0, 140, 2))

    assert hung.face.room is not None
    other = next(seat for seat in link_of(hung).room.seats if seat != hung.face.room.seat)
    assert not alarmed(other), "another's clock, which is told in words"
    assert alarmed(hung.face.room.seat)


def test_a_wall_that_lacks_what_others_wrote_does_not_look_in_step(wall: Callable[..., WallWindow]) -> None:
    hung = wall()
    room = link_of(hung).room

    def hue() -> str:
        link_of(hung).show()
        hung.face.bridge.drain()
        return next(one.hue for one in head(hung.face, now_ms()) if one.name == "Room")

    assert hue() == "t1"
    linked = next(seat for seat in room.seats.values() if seat.link == "linked")
    room.seats[linked.id] = replace(linked, complete=now_ms() - 4 * MINUTE)
    assert hue() == "warning"
