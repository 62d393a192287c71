"""Every window and dialog: each control has a name and a role, is reached by Tab, and shows its focus."""

import asyncio
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

import widgets
from console.domain.agencies import AgencyView
from console.domain.agenda import StepView
from console.domain.conflicts import ConflictView
from console.domain.incidents import IncidentView, SetIncident
from console.domain.log import LineView
from console.domain.operations import OperationView
from console.domain.orders import OrderView
from console.domain.requests import RequestView
from console.domain.room import PersonView, SeatView
from tests.widgets.conftest import Window
from widgets.actions import Actions
from widgets.desk import DeskWindow
from widgets.dialogs.form import Form
from widgets.dialogs.signed import SignedForm
from widgets.face import MAIN_LOG, Face, value
from widgets.first import Beginnings, FirstStart
from widgets.panes.timeline import Timeline
from widgets.rows import RowsView
from widgets.starting import Starting

Open = Callable[..., Window]
OPENERS = {"widgets.app", "widgets.demo"}  # they open windows and have none of their own
DRAWN = (Timeline,)  # a picture that takes keys: Qt knows no role for what is painted
BASES = {Form, SignedForm}


def dialogs() -> list[type[QDialog]]:
    """Every dialog that any module of the windows defines."""
    for found in pkgutil.walk_packages(widgets.__path__, "widgets."):
        if found.name not in OPENERS:
            importlib.import_module(found.name)
    return sorted(set(below(QDialog)) - BASES, key=lambda each: each.__name__)


def below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("widgets."):
            yield each
        yield from below(each)


def samples(face: Face) -> dict[Any, Any]:
    """What a dialog may be about, by its type."""
    of = face.picture.all
    return {
        Face: face,
        QScreen: QApplication.primaryScreen(),
        str: "",
        OperationView: face.operation,
        IncidentView: face.incident,
        LineView: next(line for line in face.picture.log(MAIN_LOG) if line.kind == "log.written"),
        OrderView: next(o for o in of("order") if o.open and o.number),
        RequestView: of("request")[0],
        StepView: of("agenda")[0],
        ConflictView: of("conflict")[0],
        AgencyView: face.agency("STIB"),
        PersonView: of("person")[0],
        SeatView: next(s for s in of("seat") if s.link == "linked"),
    }


def made(kind: type[QDialog], face: Face, over: QWidget) -> QDialog:
    """A dialog, given one of each thing that it asks for."""
    known, hints = samples(face), get_type_hints(kind.__init__)
    wanted = inspect.signature(kind).parameters.values()
    given: dict[str, Any] = {p.name: known.get(hints[p.name]) for p in wanted if p.default is p.empty}
    given |= {"registry": Actions(over), "parent": over} if "registry" in given else {}
    given |= {"about": "7-1", "sources": []} if "sources" in given else {}
    lacking = [name for name, value in given.items() if value is None]
    assert not lacking, f"{kind.__name__} is about something that this test has no sample of: {lacking}"
    return kind(**given)


def controls(window: QWidget) -> list[QWidget]:
    """What takes the focus, without the parts of what does."""
    taking = [w for w in window.findChildren(QWidget) if w.isVisible() and w.isEnabled()]
    return [
        w for w in taking if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None and whole(w)
    ]


def whole(widget: QWidget) -> bool:
    """Whether it is a control itself, not the inside of one: a scroll area's page, a combo's line."""
    above = widget.parentWidget()
    return above is None or (above.focusProxy() is None and not above.inherits("QAbstractScrollArea"))


def check(window: QWidget, qtbot: QtBot) -> None:
    """Names, roles, Tab, focus."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    found = controls(window)
    assert found
    for one in found:
        told = QAccessible.queryAccessibleInterface(one)
        assert told is not None
        assert told.text(QAccessible.Text.Name), f"{described(one)} has no name"
        assert told.role() != QAccessible.Role.Client or isinstance(one, DRAWN), f"{described(one)}: no role"
    reached = walk(window, found[0], len(found))
    assert [described(w) for w in found if w not in reached and not grouped(w, reached)] == []
    for one in found:
        assert shows_focus(window, one), f"{described(one)} looks the same with and without the focus"


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()!r}"


def walk(window: QWidget, begin: QWidget, count: int) -> set[QWidget]:
    """Everything that Tab reaches."""
    begin.setFocus(Qt.FocusReason.TabFocusReason)
    reached = {begin}
    for _ in range(2 * count + 10):
        holding = QApplication.focusWidget()
        if holding is None:
            break
        reached.add(holding)
        QTest.keyClick(holding, Qt.Key.Key_Tab)
    return reached


def grouped(widget: QWidget, reached: set[QWidget]) -> bool:
    """Of buttons of which one is chosen, Tab reaches that one, and arrows the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(button in reached for button in group.buttons())


def shows_focus(window: QWidget, one: QWidget) -> bool:
    one.setFocus(Qt.FocusReason.TabFocusReason)
    if not one.hasFocus():
        return False
    with_focus = one.grab().toImage()
    one.clearFocus()
    return bool(one.grab().toImage() != with_focus)


@pytest.fixture
def face(window: Open) -> Face:
    """An administrator's, at a room where something of everything is there."""
    opened = window(me="SIAMU liaison", until=30 * 60)
    opened.room.change("SIAMU liaison", roles=("operator", "liaison", "commander", "administrator"))
    opened.enter("SIAMU liaison")
    incident = opened.face.of_operation("incident")[0].id
    heads = opened.face.picture.get("incident", incident).fields["title"].heads
    for title in ("Crowd crush", "Crowd pressure"):  # the second did not see the first
        opened.link.tell(SetIncident(incident=incident, field="title", value=title, seen=heads))
    opened.face.look_at(incident=incident)
    opened.bridge.drain()
    opened.link.pages["log"] = opened.link.pages["search"] = lambda _: ([], False)
    return opened.face


@pytest.mark.parametrize("kind", dialogs(), ids=lambda kind: kind.__name__)
def test_every_dialog_can_be_used_without_eyes_and_without_a_mouse(
    face: Face, qtbot: QtBot, kind: type[QDialog]
) -> None:
    over = QWidget()  # which outlives it
    dialog = made(kind, face, over)
    check(dialog, qtbot)


def test_the_desk_can_be_used_without_eyes_and_without_a_mouse(face: Face, qtbot: QtBot) -> None:
    desk = DeskWindow(face)
    desk.resize(1920, 1080)
    check(desk, qtbot)


def test_the_first_windows_can_be_used_without_eyes_and_without_a_mouse(
    face: Face, qtbot: QtBot, tmp_path: Path
) -> None:
    first = FirstStart(
        Beginnings(lambda _: None, lambda _: "", lambda: "words", tmp_path),
        face.speech,
        asyncio.get_event_loop(),
    )
    for page in range(first.pages.count()):
        first.turn(page)
        check(first, qtbot)
    starting = Starting(tmp_path)
    assert starting.busy.accessibleName()


def test_whatever_a_colour_says_stands_there_in_words(face: Face, qtbot: QtBot) -> None:
    desk = DeskWindow(face)
    desk.resize(1920, 1080)
    desk.show()
    spoken = ""
    for view in desk.findChildren(RowsView):
        rows = [view.model().index(n, 0) for n in range(view.model().rowCount())]
        said = [str(row.data(Qt.ItemDataRole.AccessibleTextRole) or "") for row in rows]
        assert all(said), view.accessibleName()
        spoken += "\n".join(said)
    severities = {value(i.fields, "severity", "") for i in face.of_operation("incident")}
    assert {"critical", "serious"} & severities
    for severity in {"critical", "serious"} & severities:  # the edge of a row has their colours
        assert face.words.word(f"severity.{severity}") in spoken
    assert "no link 3 min" in spoken  # and so has a seat without a link
