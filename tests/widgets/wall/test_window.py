"""What the room reads on its wall."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.board import PAGES, SetBoard
from console.domain.facts import Intent
from console.domain.incidents import CountCasualties, MergeIncident, OpenIncident
from console.domain.log import WriteLog
from console.domain.operations import OpenOperation
from console.link.protocol import WINDOW
from console.words import LANGUAGES
from tests.widgets.conftest import Window
from tests.widgets.rooms import FakeLink
from widgets.ages import now_ms
from widgets.geometry import Sight, of_diagonal, of_height
from widgets.look import PRIMARY_ARCMIN, colour
from widgets.marks import metrics
from widgets.wall import band, head, tiles, window
from widgets.wall import pages as pages_of
from widgets.wall.panels import Panels
from widgets.wall.sayings import head as head_of
from widgets.wall.sayings import health
from widgets.wall.tiles import LARGE_ARCMIN, Scale, Tiles, left_out
from widgets.wall.values import Item, Line, Piece, Tile
from widgets.wall.window import WallWindow
from widgets.wall.words import agencies, casualties, incidents, key_facts, loops

HIGH = 2.74  # metres: four panels of 55 inches one above the other
Written = list[tuple[QFont, str, int, int]]  # font, text, and where it begins and ends


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    """Every text that was painted since."""
    told: Written = []
    for module in (tiles, head, pages_of, window, band):
        real = module.write

        def write(painter: QPainter, at: QPoint, font: QFont, token: str, text: str, real: Any = real) -> int:
            ends: int = real(painter, at, font, token, text)
            told.append((font, text, at.x(), ends))
            return ends

        monkeypatch.setattr(module, "write", write)
    return told


@pytest.fixture
def wall(window: Callable[..., Window], qtbot: QtBot) -> Callable[..., WallWindow]:
    """Hangs a wall of 3840 × 2160 pixels, 2.74 m high, so many metres before the farthest seat."""

    def hang(metres: float = 8.0, until: int = 45 * 60, *, exercise: bool = False) -> WallWindow:
        opened = window(until)
        opened.room.room = replace(opened.room.room, exercise=exercise)
        opened.show_again()
        made = WallWindow(opened.face)
        made.read_as(of_height(2160, HIGH, metres))
        made.resize(3840, 2160)
        qtbot.addWidget(made)
        return made

    return hang


def link_of(hung: WallWindow) -> FakeLink:
    link = hung.face.bridge._link
    assert isinstance(link, FakeLink)
    return link


def tell(hung: WallWindow, *intents: Intent) -> str:
    """What an operator tells the seat at a desk; the wall is shown it."""
    room = link_of(hung).room
    operator = next(person for person in room.people.values() if "operator" in person.roles)
    about = [room.seat.tell(intent, operator) for intent in intents]
    link_of(hung).show()
    hung.face.bridge.drain()
    return about[-1]


def pages(
    hung: WallWindow, sight: Sight, grids: tuple[tuple[int, int], ...] = ((1, 1), (4, 4))
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every page in every language, on one screen and on many."""
    for lang in LANGUAGES:
        hung.face.speech.speak(lang)
        for grid in grids:
            hung.read_as(sight, *grid)
            for page in PAGES:
                tell(hung, SetBoard(page=page))
                yield page, grid


@pytest.mark.parametrize("metres", [4, 6, 8, 10])
def test_every_text_of_every_page_can_be_read_from_the_farthest_seat_and_none_is_cut(
    wall: Callable[..., WallWindow], written: Written, metres: float
) -> None:
    hung, sight = wall(metres), of_height(2160, HIGH, metres)
    for page, grid in pages(hung, sight):
        written.clear()
        hung.grab()
        assert len(written) > (40 if page == "overview" else 15), page
        for font, text, begins, ends in written:
            assert sight.arcmin(QFontMetricsF(font).capHeight()) >= PRIMARY_ARCMIN - 0.2, text
            assert 0 <= begins <= ends <= hung.width(), text
            assert not any(begins < n * hung.width() // grid[0] < ends for n in range(1, grid[0])), text


def test_no_text_stands_across_a_bezel(
    wall: Callable[..., WallWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole heights, too: from the top of a letter with an accent to the foot of one below the line."""
    hung = wall(6)
    crossing: list[str] = []
    for module in (tiles, head, pages_of, window, band):
        real = module.write

        def write(painter: QPainter, at: QPoint, font: QFont, token: str, text: str, real: Any = real) -> int:
            top, foot = at.y() - metrics(font).ascent(), at.y() + metrics(font).descent()
            if any(top < n * hung.height() // hung.grid[1] < foot for n in range(1, hung.grid[1])):
                crossing.append(text)
            ends: int = real(painter, at, font, token, text)
            return ends

        monkeypatch.setattr(module, "write", write)
    for page, grid in pages(hung, of_height(2160, HIGH, 6), ((4, 4), (3, 3), (2, 5))):
        hung.grab()
        assert not crossing, (page, grid)


def test_what_fits_nowhere_is_counted_on_the_last_panel(written: Written, dressed: object) -> None:
    image = QImage(800, 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    boxes = [QRect(0, 0, 400, 400), QRect(400, 0, 400, 400)]
    items = tuple(Item((Line((Piece(f"thing {n}"),)),)) for n in range(40))
    Tiles(Scale(30, 38), Panels(down=(200,), air=9)).paint(painter, boxes, Tile("THINGS", items))
    painter.end()
    shown = [text for _, text, *_ in written if text.startswith("thing")]
    assert shown == [f"thing {n}" for n in range(len(shown))]
    assert written[-1][1] == f"+ {40 - len(shown)} more"
    assert {begins > 400 for _, text, begins, _ in written if text in shown} == {True, False}


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


def test_on_a_small_wall_the_urgent_keeps_its_place_and_the_rest_is_counted(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall()
    hung.read_as(of_diagonal(3840, 2160, 98, 8))
    hung.grab()
    texts = [text for _, text, *_ in written]
    assert any(text.startswith("INCIDENTS") for text in texts)
    assert any(text.startswith("Chemical smoke") for text in texts), "its first lines, rather than a number"
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


def test_everything_in_the_way_of_the_room_is_told_or_counted(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall()
    room = link_of(hung).room
    room.room = replace(room.room, alarms=tuple(f"seat.copied:{seat}" for seat in list(room.seats)[:5]))
    link_of(hung).show()
    hung.face.bridge.drain()
    written.clear()
    hung.grab()
    told = [text for _, text, *_ in written]
    assert "+ 3 more" in told
    assert len(list(health(hung.face, 0))) == 5


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


def test_the_wall_tells_of_the_same_picture_as_the_desk(wall: Callable[..., WallWindow]) -> None:
    face, now = wall().face, now_ms()
    opened = [v for v in face.of_operation("incident") if v.fields["state"].value == "open"]
    assert len(incidents(face, now).items) == len(opened) > 1
    assert all(item.lines for item in loops(face, now).items)
    assert key_facts(face, now).items
    first, *_ = agencies(face, now).items
    assert "no link" in first.lines[1].pieces[0].text, "who needs attention stands first"


def test_what_was_noted_for_an_agency_reads_differently_from_its_own_word(
    wall: Callable[..., WallWindow],
) -> None:
    told = {item.lines[0].pieces[0].text: item.lines[1:] for item in agencies(wall().face, now_ms()).items}
    assert "noted by phone" in told["Brussels Mobility"][0].pieces[0].text
    assert not told["Federal police"]


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


def test_what_does_not_fit_is_counted_with_the_critical_among_it(written: Written, dressed: object) -> None:
    def item(n: int) -> Item:
        return Item((Line((Piece(f"thing {n}"),)),), grave=n >= 38)

    image = QImage(800, 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    Tiles(Scale(30, 38)).paint(painter, [QRect(0, 0, 800, 400)], Tile("THINGS", tuple(map(item, range(40)))))
    painter.end()
    shown = [text for _, text, *_ in written if text.startswith("thing")]
    assert 2 < len(shown) < 40
    assert written[-1][1] == f"+ {40 - len(shown)} more, 2 critical"
    assert left_out((item(1),)) == "+ 1 more"


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
