"""Every dialog that the windows define, with one of each thing that it may be about."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any, get_type_hints

from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import widgets
from console.domain.agencies import AgencyView
from console.domain.agenda import StepView
from console.domain.conflicts import ConflictView
from console.domain.incidents import IncidentView, SetIncident
from console.domain.log import LineView
from console.domain.needs import Need
from console.domain.operations import OperationView
from console.domain.orders import OrderView
from console.domain.requests import RequestView
from console.domain.room import PersonView, SeatView
from tests.widgets.conftest import Window
from widgets.actions import Actions
from widgets.dialogs.card import Card
from widgets.dialogs.form import Form
from widgets.dialogs.signed import SignedForm
from widgets.face import MAIN_LOG, Face

OPENERS = {"widgets.app", "widgets.demo", "widgets.opening"}  # they open windows and have none of their own
CAME = {"at": 0, "by": "SIAMU liaison", "text": "Victim 1"}  # after an operation was closed
BASES = {Card, Form, SignedForm}


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
        Need: Need("afterwards", face.operation_id, "Demonstration", {"n": 5, "came": (CAME,)}),
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


def furnished(opened: Window) -> Face:
    """An administrator's view of a room where something of everything is there."""
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
