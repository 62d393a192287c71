"""Single command, handed over or settled."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox

from tests.widgets.conftest import Window
from tests.widgets.desks import saying
from widgets.desk import DeskWindow
from widgets.dialogs.handover import Handover

Desk = Callable[..., tuple[DeskWindow, Window]]


def contested(desk: Desk) -> DeskWindow:
    made, window = desk(me="Duty director")
    window.room.contest("Duty director", "Police zone liaison")
    window.show_again()
    return made


def test_whoever_contests_command_is_not_offered_to_hand_it_to_themselves(desk: Desk) -> None:
    form = Handover(contested(desk).face)
    (to,) = form.findChildren(QComboBox)
    offered = [to.itemText(n) for n in range(to.count())]
    assert offered
    assert not any(name.startswith("Duty director") for name in offered)


def test_a_colon_stands_as_the_language_wants_it(desk: Desk) -> None:
    made = contested(desk)
    assert "Duty director: epoch" in saying(made.command)
    made.face.speech.speak("fr")
    assert "Duty director\u00a0: époque" in saying(made.command)
