"""What stands in the middle is what is looked at."""

from collections.abc import Callable

from console.domain.operations import CloseOperation, SetOperation
from tests.widgets.conftest import Window
from widgets.desk import DeskWindow

Desk = Callable[..., tuple[DeskWindow, Window]]
WHO = "SITCEN operator"


def test_the_head_says_of_an_operation_that_it_is_closed(desk: Desk) -> None:
    made, opened = desk()
    assert made.header.operation.name.text() == "Operation"
    asked = CloseOperation(operation=opened.face.operation_id, reason="All handed over", despite=True)
    opened.room.seat.tell(asked, opened.room.people[WHO])
    opened.show_again()
    assert made.header.operation.name.text() == "Operation · closed"


def test_another_title_of_the_operation_is_told_at_once(desk: Desk) -> None:
    made, opened = desk()
    asked = SetOperation(operation=opened.face.operation_id, field="title", value="Vergote dock, night")
    opened.room.seat.tell(asked, opened.room.people[WHO])
    opened.show_again()
    assert made.incident.title.text() == "Vergote dock, night"
