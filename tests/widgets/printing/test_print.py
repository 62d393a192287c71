"""What goes on paper: whole, plain, numbered, marked; and never in the way of a window."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which

import msgspec
import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QPainter, QPdfWriter
from pytestqt.qtbot import QtBot

from console.domain.incidents import SetIncident
from console.domain.log import LineView
from console.domain.log_view import line_view
from console.domain.operations import OpenOperation
from tests.widgets.conftest import Window
from widgets.ages import now_ms
from widgets.dialogs.printing import FOUND, LOG, SITUATION, Print
from widgets.frame import WORDS
from widgets.panes.agency_words import part_of
from widgets.printing.blocks import HEADING, Block, Sheet, heading
from widgets.printing.job import Job
from widgets.printing.log import log_blocks
from widgets.printing.paper import Paper
from widgets.printing.printers import printers
from widgets.printing.situation import situation
from widgets.searching import Search

Open = Callable[..., Window]
DIGEST = "4f0c 0011 8899"


def lines_of(window: Window) -> list[LineView]:
    picture = window.room.seat.picture
    return [line_view(r, picture) for r in picture.lines(window.face.operation_id, "").latest(10_000, None)]


def answering(window: Window) -> Window:
    window.link.pages["log"] = lambda _: (lines_of(window), False)
    window.link.pages["digest"] = lambda _: ([DIGEST], False)
    return window


class Pen(QPainter):
    """Paints, and remembers what it wrote."""

    def __init__(self, device: QPdfWriter) -> None:
        self.said: list[str] = []
        super().__init__(device)

    def drawText(self, *given: object) -> None:  # type: ignore[override]
        self.said.append(str(given[-1]))
        super().drawText(*given)  # type: ignore[call-overload]


def painted(sheet: Sheet) -> tuple[Paper, list[str]]:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(300)
    paper = Paper(writer, sheet)
    for _ in paper.lay():
        pass
    pen = Pen(writer)
    for _ in paper.paint(pen):
        pass
    pen.end()
    return paper, pen.said


def sheet(*blocks: Block, exercise: bool = False) -> Sheet:
    return Sheet("Log", "Room", "valid at 14:05", f"digest {DIGEST}", "page {0} of {1}", exercise, blocks)


def told(blocks: list[Block]) -> str:
    return "\n".join(f"{block.left} {block.text} {block.right}" for block in blocks)


def whole_file(path: Path) -> bool:
    """Whether all of a PDF has been written."""
    return path.exists() and path.read_bytes().rstrip().endswith(b"%%EOF")


def test_the_situation_tells_what_a_relief_must_know(window: Open) -> None:
    opened = window(me="SIAMU liaison")
    operation = opened.face.operation
    assert operation is not None
    text = told(situation(opened.face, operation, lines_of(opened), now_ms()))
    for wanted in (
        "Vergote",
        "UN 1017",
        "Duty director",
        "Open orders: ",
        "no link 3 min",
        "18 min): Five sections",
    ):
        assert wanted in text, wanted
    casualties = next(line for line in text.splitlines() if "T1" in line)
    assert "medical post, AMU" in casualties  # where, and who says so


def test_a_room_without_command_says_so_on_paper(window: Open) -> None:
    opened = window(until=30, me="SIAMU liaison")
    operation = opened.face.operation
    assert operation is not None
    assert "nobody is in command" in told(situation(opened.face, operation, [], now_ms()))


def test_an_agency_that_is_here_and_told_no_state_is_on_the_sheet(window: Open) -> None:
    opened = window()
    asked = OpenOperation(title="Royal visit")
    opened.face.look_at(opened.room.seat.tell(asked, opened.room.people["SITCEN operator"]))
    opened.show_again()
    face, operation = opened.face, opened.face.operation
    assert operation is not None
    here = {seat.agency for seat in opened.room.seats.values() if seat.link != "gone"}
    silent = {view.code for view in face.picture.all("agency") if not part_of(face, view)} & here
    assert silent
    blocks = situation(face, operation, [], now_ms())
    told = {block.left for block in blocks if block.text == "no state told"}
    assert {face.words.agency(code) for code in silent} <= told


def test_agencies_that_are_not_in_the_room_and_told_nothing_take_one_line_of_the_sheet(window: Open) -> None:
    face = window().face
    operation = face.operation
    assert operation is not None
    outside = [
        view.code for view in face.picture.all("agency") if not view.in_room and not part_of(face, view)
    ]
    assert len(outside) > 10
    blocks = situation(face, operation, [], now_ms())
    assert not {face.words.agency(code) for code in outside} & {block.left for block in blocks}
    (told,) = [block.text for block in blocks if block.text.startswith("Not in this room, nothing told: ")]
    assert all(face.words.agency(code) in told for code in outside)


@pytest.mark.usefixtures("inter")
def test_who_speaks_stands_beside_the_time_in_every_language(window: Open) -> None:
    block = Block("Order 2", "21:09 COMMANDEMENT")
    paper, _ = painted(sheet(block))
    assert [laid.beside for page in paper.pages for laid in page] == [("21:09 COMMANDEMENT",)]


def test_each_line_of_a_log_on_paper_names_who_wrote_it(window: Open) -> None:
    opened = window(me="SIAMU liaison")
    lines = lines_of(opened)
    blocks = list(log_blocks(opened.face, lines))
    assert len(blocks) == len(lines) > 0
    for line, block in zip(sorted(lines, key=lambda line: line.order), blocks, strict=True):
        assert line.by
        assert line.by in block.left


def test_what_people_typed_stands_on_paper_as_they_typed_it(window: Open) -> None:
    opened = window(me="SIAMU liaison")
    incident = opened.face.of_operation("incident")[0].id
    opened.link.tell(SetIncident(incident=incident, field="title", value="<b>gas</b> & <i>smoke"))
    opened.bridge.drain()
    operation = opened.face.operation
    assert operation is not None
    _, said = painted(sheet(*situation(opened.face, operation, [], now_ms())))
    assert "<b>gas</b> & <i>smoke" in said


def test_every_page_carries_number_validity_room_and_digest() -> None:
    blocks = [Block(f"line {n} " + "words " * 30, f"14:{n % 60:02d}", "logged") for n in range(120)]
    paper, said = painted(sheet(*blocks))
    count = len(paper.pages)
    assert count > 2
    for number in range(1, count + 1):
        assert f"page {number} of {count}" in said
    for each in ("valid at 14:05", "Room", f"digest {DIGEST}"):
        assert said.count(each) == count
    assert WORDS not in said
    assert [n for n in range(120) if not any(text.startswith(f"line {n} ") for text in said)] == []


def test_an_exercise_is_marked_above_and_below_on_every_page() -> None:
    paper, said = painted(sheet(*(Block("words " * 90) for _ in range(60)), exercise=True))
    assert said.count(WORDS) == 2 * len(paper.pages)


def test_nothing_is_written_over_the_foot_and_no_heading_stands_alone() -> None:
    blocks = [each for n in range(60) for each in (heading(f"part {n}"), Block("words " * (n % 50)))]
    paper, _ = painted(sheet(*blocks, Block("word " * 6000, "left")))
    for page in paper.pages:
        assert page
        assert all(laid.top < paper._body.bottom() for laid in page)
        assert page[-1].block.sort != HEADING
    split = [laid for page in paper.pages for laid in page if laid.block.left]
    assert len(split) > 1  # one block over several pages
    assert sum(line.split().count("word") for laid in split for line in laid.lines) == 6000


def test_a_print_becomes_a_file_and_never_takes_the_place_of_another(
    window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = answering(window(me="SIAMU liaison"))
    form = Print(opened.face)
    form.show()
    assert [form.what.itemData(n) for n in range(form.what.count())] == [SITUATION, LOG]
    form.path.setText(str(tmp_path / "sheet.pdf"))
    form.go.click()
    qtbot.waitUntil(lambda: whole_file(tmp_path / "sheet.pdf"))
    whole = (tmp_path / "sheet.pdf").read_bytes()
    assert whole.startswith(b"%PDF-")
    again = Print(opened.face)
    again.show()
    again.path.setText(str(tmp_path / "sheet.pdf"))
    again.go.click()
    qtbot.waitUntil(lambda: "exists already" in again.told_why)
    assert (tmp_path / "sheet.pdf").read_bytes() == whole
    again.path.setText(str(tmp_path / "no" / "sheet.pdf"))
    again.go.click()
    qtbot.waitUntil(lambda: "cannot be written" in again.told_why)


def test_a_printer_that_is_gone_is_said_and_the_form_stays(
    window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = answering(window(me="SIAMU liaison"))
    form = Print(opened.face)
    form.show()
    form.where.addItem("Hall", "Hall")  # it was there when the form opened
    form.where.setCurrentIndex(form.where.count() - 1)
    form.go.click()
    qtbot.waitUntil(lambda: form.told_why == "The printer Hall is no longer there.")
    assert form.go.isEnabled()
    form.where.setCurrentIndex(0)
    form.path.setText(str(tmp_path / "sheet.pdf"))
    form.go.click()
    qtbot.waitUntil(lambda: whole_file(tmp_path / "sheet.pdf"))


def test_a_machine_without_a_printer_says_what_can_be_done(window: Open) -> None:
    form = Print(window(me="SIAMU liaison").face)
    assert form.where.count() == 1 + len(printers())
    assert ("This machine knows no printer" in form.note.text()) == (not printers())


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A printer called Hall that keeps what it is given, and refuses while there is a file "closed"."""
    monkeypatch.setattr("widgets.dialogs.printing.printers", lambda: ["Hall"])
    monkeypatch.setattr("widgets.dialogs.printing.check", lambda name: None)
    service = tmp_path / "bin" / "lp"
    service.parent.mkdir()
    service.write_text(f'#!/bin/sh\n[ ! -e {tmp_path}/closed ] && cat > "{tmp_path}/$2.pdf"\n')
    service.chmod(0o755)
    monkeypatch.setenv("PATH", str(service.parent), prepend=":")
    return tmp_path


def test_a_printer_is_given_the_pages_that_a_file_is_and_that_is_said(
    window: Open, qtbot: QtBot, hall: Path
) -> None:
    form = Print(answering(window(me="SIAMU liaison")).face)
    form.show()
    form.where.setCurrentIndex(1)
    form.go.click()
    qtbot.waitUntil(lambda: form.note.text() == "The printer Hall has it.")
    assert (hall / "Hall.pdf").read_bytes().startswith(b"%PDF-")
    assert form.way_out.text() == "Close"


def test_a_printer_that_takes_no_sheets_does_not_pass_for_one_that_printed(
    window: Open, qtbot: QtBot, hall: Path
) -> None:
    (hall / "closed").touch()
    form = Print(answering(window(me="SIAMU liaison")).face)
    form.show()
    form.where.setCurrentIndex(1)
    form.go.click()
    told = "The printer Hall did not take the sheet: nothing was printed."
    qtbot.waitUntil(lambda: form.told_why == told)
    assert form.go.isEnabled()


@pytest.mark.skipif(which("pdftotext") is None, reason="no pdftotext here")
def test_what_stands_on_paper_can_be_searched(window: Open, tmp_path: Path) -> None:
    opened, path = window(me="SIAMU liaison"), tmp_path / "sheet.pdf"
    told = "7-2 at 14:05:59, +32 2 208 84.42 (500 m)"
    job = Job(opened.face, lambda _done, _of: None)
    opened.loop.run_until_complete(job.to_file(sheet(heading(told)), path))
    read = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    assert told in read.stdout


def test_a_sheet_names_all_who_hold_a_contested_command(window: Open) -> None:
    opened = window(me="SIAMU liaison")
    opened.room.contest("Duty director", "Police zone liaison")
    opened.show_again()
    blocks = situation(opened.face, opened.face.operation, [], now_ms())  # type: ignore[arg-type]
    holders = [block.text for block in blocks if block.left == "Holder"]
    assert holders == ["Duty director", "Police zone liaison"]


def test_only_what_was_looked_for_can_be_printed(window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    opened = answering(window(me="SIAMU liaison"))
    form = printing_found(opened, tmp_path / "found.pdf")
    assert form.what.currentData() == FOUND
    assert "smoke" in form.what.currentText()
    form.go.click()
    qtbot.waitUntil(lambda: whole_file(tmp_path / "found.pdf"))


def test_what_was_looked_for_is_printed_though_other_words_are_looked_for_since(
    window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = answering(window(me="SIAMU liaison"))
    search = Search(opened.face, opened.bridge)
    form = printing_found(opened, tmp_path / "found.pdf", search)
    search.look("water")
    form.go.click()
    qtbot.waitUntil(lambda: whole_file(tmp_path / "found.pdf"))
    assert "smoke" in [asked["words"] for what, asked in opened.link.asked if what == "search"]


def test_half_of_what_was_looked_for_is_not_printed(window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    opened = window(me="SIAMU liaison")
    form = printing_found(opened, tmp_path / "found.pdf")
    opened.link.pages.pop("search")  # its seat does not answer, and goes
    form.go.click()
    qtbot.waitUntil(lambda: bool(opened.link.asked))
    opened.link.refuse()
    qtbot.waitUntil(lambda: form.told_why != "")
    assert list(tmp_path.glob("*.pdf")) == []


def printing_found(window: Window, path: Path, search: Search | None = None) -> Print:
    """The form in which somebody prints what they looked for in the log."""
    window.link.pages["search"] = lambda _: ([], False)
    search = search or Search(window.face, window.bridge)
    search.look("smoke")
    form = Print(window.face, search)
    form.show()
    form.path.setText(str(path))
    return form


def test_a_print_given_up_leaves_nothing(window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    opened = window(me="SIAMU liaison")  # its seat does not answer
    form = Print(opened.face)
    form.show()
    form.path.setText(str(tmp_path / "sheet.pdf"))
    form.go.click()
    qtbot.waitUntil(lambda: bool(opened.link.asked))
    form.reject()
    qtbot.waitUntil(lambda: bool(opened.link.cancelled))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_a_print_speaks_the_language_of_its_reader(window: Open, lang: str) -> None:
    opened = window(me="SIAMU liaison")
    opened.face.speech.speak(lang)
    opened.room.status = msgspec.structs.replace(opened.room.status, nowhere_else=2)
    opened.show_again()
    operation = opened.face.operation
    assert operation is not None
    text = told(situation(opened.face, operation, [], now_ms()))
    wanted = {"fr": "Ordres ouverts : ", "nl": "Open opdrachten: "}[lang]
    assert wanted.replace(" :", "\u00a0:") in text
    assert "Open incidents" not in text
