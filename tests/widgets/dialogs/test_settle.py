"""A conflict is compared and settled, however long its values."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton

from console.domain.conflicts import ConflictView, Side
from console.domain.incidents import SetIncident
from tests.widgets.conftest import Window
from tests.widgets.desks import saying
from widgets.desk import DeskWindow
from widgets.dialogs.settle import Settle
from widgets.look import look

Desk = Callable[..., tuple[DeskWindow, Window]]
USUAL = ("Crowd crush", "Crowd pressure")
LONG = tuple(
    f"Explosion in the distribution centre at the Vergote dock, vapours drift over Laeken and {where}"
    for where in ("Neder-Over-Heembeek, sirens sounded", "Schaerbeek, sirens not sounded")
)
WIDE = 1000  # design pixels


@pytest.mark.parametrize(("values", "kept"), [(USUAL, USUAL), (LONG, ("1", "2"))])
def test_a_value_is_kept_by_a_button_that_has_room_on_the_screen(
    desk: Desk, values: tuple[str, str], kept: tuple[str, str]
) -> None:
    made, window = desk(me="Duty director")
    incident = made.face.of_operation("incident")[0]
    for title in values:  # neither saw the other
        seen = incident.fields["title"].heads
        telling = SetIncident(incident=incident.id, field="title", value=title, seen=seen)
        window.room.seat.tell(telling, window.room.people["SITCEN operator"])
    window.show_again()
    form = Settle(made.face, made.face.picture.get("conflict", f"{incident.id}:title"))
    form.show()
    offered = {b.text() for b in form.findChildren(QPushButton)} - {"Cancel"}
    assert offered == {f"Keep {one}" for one in kept}
    assert all(value in saying(form) for value in values)
    assert max(form.width(), form.sizeHint().width()) <= look.px(WIDE)  # on a larger screen too


def test_states_that_are_at_odds_are_offered_in_words_and_named(desk: Desk) -> None:
    made, _ = desk(me="Duty director")
    sides = tuple(
        Side(entry=n * 64, value=state, by="Ben", agency="SIAMU", seat="Desk 2", at=1, stands=n == "b")
        for n, state in (("a", "standby"), ("b", "relieved"))
    )
    conflict = ConflictView(
        thing="1" * 32, subject="engagement", field="state", operation="2" * 32, incident="", label="",
        safety=False, since=1, sides=sides, of={"agency": "SIAMU"},
    )  # fmt: skip
    made.face.speech.speak("fr")
    form = Settle(made.face, conflict)
    form.show()
    told = saying(form)
    made.face.speech.speak("en")
    assert "relieved" not in told
    assert "standby" not in told
    assert "01/01 " in told, "neither was said today"
    assert "SIAMU" in form.windowTitle()
