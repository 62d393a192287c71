"""The history of a value, and the words of values."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from console.domain.agencies import SetState
from console.domain.incidents import SetIncident
from console.words import Words
from tests.widgets.conftest import Window
from widgets.card_rows import CardRow
from widgets.dialogs.history import History, history_here, of_agency
from widgets.values import value_words

Open = Callable[..., Window]


def rows(form: History) -> list[CardRow]:
    return form.list.model().rows  # type: ignore[attr-defined, no-any-return]


def test_every_value_of_a_field_stands_with_who_when_and_from_where(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    incident = opened.face.of_operation("incident")[0]
    opened.face.look_at(incident=incident.id)
    for metres in (300, 500):
        told = SetIncident(incident=incident.id, field="perimeter", value=metres)
        opened.link.tell(told)
    opened.bridge.drain()
    assert opened.face.incident is not None
    form = history_here(opened.face, "perimeter", None)
    assert form is not None
    form.show()
    qtbot.waitUntil(lambda: len(rows(form)) > 1)
    first, second, *_ = rows(form)
    assert (first.name, first.detail) == ("500 m", "stands")
    assert (second.name, second.detail) == ("300 m", "replaced")
    assert first.text.startswith("SIAMU liaison · SIAMU · from ")


def test_what_was_noted_for_an_agency_says_so(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    opened.link.tell(
        SetState(
            agency="STIB",
            operation=opened.face.operation_id,
            state="standby",
            means="phone",
            informant="D.B.",
        )
    )
    opened.bridge.drain()
    agency = opened.face.agency("STIB")
    assert agency is not None
    form = History(opened.face, "STIB", of_agency(opened.face, agency), "state")
    form.show()
    qtbot.waitUntil(lambda: bool(rows(form)))
    assert rows(form)[0].name == "standby"
    assert "noted for STIB by phone (D.B.)" in rows(form)[0].text


@pytest.mark.parametrize(
    ("subject", "field", "value", "told"),
    [
        ("engagement", "state", "engaged", "engaged"),
        ("incident", "state", "merged", "merged"),
        ("incident", "hazards", ("1017",), "UN 1017"),
        ("incident", "perimeter", 500, "500 m"),
        ("incident", "place", {"text": "Vergote dock"}, "Vergote dock"),
        ("incident", "D1", True, "yes"),
        ("operation", "phase", {"phase": "federal", "authority": "Minister"}, "federal phase (Minister)"),
        ("engagement", "capacity", 40, "40 %"),
        ("agency", "deputies", ("a", "b"), "a, b"),
        ("agency", "phone", "", "–"),
    ],
)
def test_values_are_said_in_words(subject: str, field: str, value: object, told: str) -> None:
    assert value_words(Words("en"), subject, field, value) == told
