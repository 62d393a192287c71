"""One registry: palette, menu, tool tips and the sheet of keys say the same, in the language of now."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.widgets.conftest import Window
from tests.widgets.desks import form, press, saying
from widgets.desk import DeskWindow
from widgets.dialogs.agency import AgencyCard
from widgets.menu import Menu, Sheet
from widgets.palette import SOUGHT, Palette

Desk = Callable[..., tuple[DeskWindow, Window]]
ISSUE = {
    "incident.new": "Ctrl+N",
    "order.new": "Ctrl+O",
    "request.new": "Ctrl+R",
    "anything": "Ctrl+K",
    "operation.new": "Ctrl+E",
    "correct": "F2",
    "pane.next": "F6",
    "incident.above": "Alt+Up",
    "incident.below": "Alt+Down",
    "keys": "F1",
}


def test_the_keys_are_those_that_people_learn(desk: Desk) -> None:
    made, _ = desk()
    registry = made.acts.registry
    assert {name: registry.commands[name].keys[0] for name in ISSUE} == ISSUE


def test_no_key_takes_alt_gr(desk: Desk) -> None:
    made, _ = desk()
    keys = [keys for command in made.acts.registry.commands.values() for keys in command.keys]
    assert not any("Ctrl" in each and "Alt" in each for each in keys)


def test_the_sheet_shows_every_key(desk: Desk) -> None:
    made, _ = desk()
    made.face.speech.speak("nl")
    press(made, "F1")
    shown = saying(form(Sheet))
    registry = made.acts.registry
    for command in registry.commands.values():
        if command.keys and command.listed:
            assert command.words() in shown
            assert registry.keys(command.name) in shown
    made.face.speech.speak("en")


def test_the_menu_holds_every_command_and_greys_what_may_not_be_done(desk: Desk) -> None:
    made, _ = desk(me="AMU liaison")
    menu = Menu(made.acts.registry, made)
    shown = {a.text(): a.isEnabled() for sub in menu.findChildren(QMenu) for a in sub.actions()}
    for command in made.acts.registry.commands.values():
        if command.listed:
            assert shown[command.words()] == command.may()
    assert not shown["Commander's intent and aides"]
    menu.close()


def test_a_button_tells_its_command_and_keys_in_the_language_of_now(desk: Desk) -> None:
    made, _ = desk()
    assert "F10" in made.header.brand.toolTip()
    made.face.speech.speak("fr")
    assert "Clôturer, fusionner ou lier l’incident" in made.incident.end.toolTip()
    made.face.speech.speak("en")


def test_of_a_page_that_is_pasted_the_palette_looks_for_what_a_person_types(desk: Desk) -> None:
    made, _ = desk()
    press(made, "Ctrl+K")
    palette = form(Palette)
    palette.line.insert("a " * 50_000)
    assert len(palette.line.text()) == SOUGHT


def test_the_palette_finds_an_agency_by_any_of_its_names(desk: Desk) -> None:
    made, _ = desk()
    press(made, "Ctrl+K")
    palette = form(Palette)
    QTest.keyClicks(palette.line, "rode kruis")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert form(AgencyCard).windowTitle()
