"""What is of another day is told with its day, as in the lists that lead to these forms."""

from collections.abc import Callable

from msgspec import structs

from tests.widgets.conftest import Window
from tests.widgets.desks import saying
from widgets.desk import DeskWindow
from widgets.dialogs.asking import HandleRequest
from widgets.dialogs.receipt import Receipt

Desk = Callable[..., tuple[DeskWindow, Window]]
LONG_AGO = "01/01 "


def test_an_order_and_a_request_of_another_day_say_which(desk: Desk) -> None:
    made, _ = desk()
    order = structs.replace(made.face.of_operation("order")[0], issued=1, due=1)
    request = structs.replace(made.face.of_operation("request")[0], asked=1, due=1)
    for form in (Receipt(made.face, order), HandleRequest(made.face, request)):
        form.show()
        assert saying(form).count(LONG_AGO) == 2, "when it was said, and by when it is due"
