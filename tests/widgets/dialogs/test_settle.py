"""A conflict is compared and settled, however long its values."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton

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
    assert form.width() <= look.px(WIDE)
