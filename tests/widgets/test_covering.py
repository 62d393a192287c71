"""While nobody works here, or the screen is locked, no key reaches what lies behind and no form shows it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.link.client import Answered
from tests.widgets.conftest import Window
from tests.widgets.desks import form, press
from tests.widgets.rooms import PASSPHRASE
from widgets.desk import DeskWindow
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.passphrase import OwnPassphrase
from widgets.dialogs.typed import typed_in
from widgets.drafts import drafts_of

Desk = Callable[..., tuple[DeskWindow, Window]]
Key = Qt.Key


def windows() -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def lock(window: Window) -> None:
    window.link.lock()
    window.bridge.drain()


def unlock(made: DeskWindow, qtbot: QtBot) -> None:
    made.veil.passphrase.setText(PASSPHRASE)
    made.veil.enter.click()
    qtbot.waitUntil(made.veil.isHidden)


def test_no_key_opens_anything_behind_the_lock(desk: Desk) -> None:
    made, window = desk()
    looked_at = made.face.incident_id
    lock(window)
    for name in made.acts.registry.commands:
        made.acts.registry.run(name)
    assert windows() == [made]
    assert made.face.incident_id == looked_at
    assert not made.veil.isHidden()


@pytest.mark.parametrize("signed_in", [True, False])
def test_tab_stays_with_the_passphrase(desk: Desk, signed_in: bool) -> None:
    made, window = desk()
    if signed_in:
        lock(window)
    else:
        window.enter("")
    for key in [Key.Key_Tab] * 12 + [Key.Key_Backtab] * 12:
        QTest.keyClick(made.windowHandle(), key)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert made.veil.isAncestorOf(focused)


def test_a_form_is_hidden_by_the_lock_and_there_again_for_who_typed_in_it(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    press(made, "Ctrl+O")
    order = form(ComposeOrder)
    order.what.setPlainText("Close the road")
    lock(window)
    assert windows() == [made]
    unlock(made, qtbot)
    assert order.isVisible()
    assert order.what.toPlainText() == "Close the road"


def on_disk(made: DeskWindow, window: Window) -> set[str]:
    """What is kept of open forms, of everybody."""
    assert made.face.room is not None
    kept = [drafts_of(made.face.room.seat).get(person.id) for person in window.room.people.values()]
    return {draft.forms for draft in kept if draft is not None and draft.forms}


def number(made: DeskWindow) -> str:
    """Of the incident that is looked at."""
    assert made.face.incident is not None
    return made.face.incident.number


def typed_order(made: DeskWindow, text: str) -> ComposeOrder:
    press(made, "Ctrl+O")
    order = form(ComposeOrder)
    assert isinstance(order, ComposeOrder)
    QTest.keyClicks(order.what, text)
    return order


def type_place(made: DeskWindow, text: str) -> QLineEdit:
    """Half a fact: no Enter."""
    made.face.look_at(incident=made.face.of_operation("incident")[0].id)
    made.incident.facts.cells["place"].edit()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, text)
    return editor


def change_person(made: DeskWindow, window: Window, name: str, qtbot: QtBot) -> None:
    window.enter("")
    window.enter(name)
    qtbot.waitUntil(made.veil.isHidden)


@pytest.mark.parametrize("locked", [True, False])
def test_what_one_person_typed_in_a_form_is_not_seen_by_the_next_and_there_again_for_the_first(
    desk: Desk, qtbot: QtBot, locked: bool
) -> None:
    made, window = desk()
    order = typed_order(made, "Close the road")
    if locked:
        lock(window)
    change_person(made, window, "AMU liaison", qtbot)
    assert windows() == [made]
    change_person(made, window, "SIAMU liaison", qtbot)
    assert order.isVisible()
    assert order.what.toPlainText() == "Close the road"


def test_a_form_in_which_nothing_was_typed_is_gone_when_somebody_else_signs_in(
    desk: Desk, qtbot: QtBot
) -> None:
    made, window = desk()
    press(made, "Ctrl+O")
    lock(window)
    change_person(made, window, "AMU liaison", qtbot)
    change_person(made, window, "SIAMU liaison", qtbot)
    assert windows() == [made]


def test_what_was_typed_in_forms_is_in_the_entry_line_once_the_window_was_closed(
    desk: Desk, qtbot: QtBot
) -> None:
    made, window = desk()
    typed_order(made, "Close the road")
    QTest.keyClicks(made.log.entry, "smoke")
    change_person(made, window, "AMU liaison", qtbot)
    typed_order(made, "Two ambulances")
    made.close()
    again, other = desk()
    assert again.log.entry.text() == "smoke New order: Close the road"
    change_person(again, other, "AMU liaison", qtbot)
    assert again.log.entry.text() == "New order: Two ambulances"


def test_what_was_typed_in_forms_is_in_the_entry_line_after_a_crash(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    typed_order(made, "Close the road")
    QTest.keyClicks(made.log.entry, "smoke")
    change_person(made, window, "AMU liaison", qtbot)
    typed_order(made, "Two ambulances")
    qtbot.waitUntil(
        lambda: {"New order: Two ambulances", "New order: Close the road"} <= on_disk(made, window)
    )
    again, other = desk()  # the first was never closed
    assert again.log.entry.text() == "smoke New order: Close the road"
    change_person(again, other, "AMU liaison", qtbot)
    assert again.log.entry.text() == "New order: Two ambulances"
    change_person(again, other, "SIAMU liaison", qtbot)
    assert again.log.entry.text() == "smoke New order: Close the road"


def test_what_was_typed_in_a_form_is_kept_no_longer_once_it_is_recorded_or_given_up(
    desk: Desk, qtbot: QtBot
) -> None:
    made, window = desk()
    for end in ("Ctrl+Return", "Escape"):
        order = typed_order(made, "Close the road")
        qtbot.waitUntil(lambda: on_disk(made, window) == {"New order: Close the road"})
        if end == "Escape":
            order.leave()
            order.leave()
        else:
            order.recorded(Answered(n=0, entry="", about=""))
        qtbot.waitUntil(lambda: on_disk(made, window) == set())


def test_a_passphrase_is_not_kept_even_where_it_may_be_read(desk: Desk, qtbot: QtBot) -> None:
    made, _ = desk()
    opened = OwnPassphrase(made.face, parent=made)
    opened.show()
    opened.suggest(opened.new)
    opened.again.setEchoMode(QLineEdit.EchoMode.Normal)
    qtbot.waitUntil(lambda: opened.new.echoMode() == QLineEdit.EchoMode.Normal)
    for field in (opened.new, opened.again, opened.present):
        QTest.keyClicks(field, PASSPHRASE)
    assert typed_in(opened) == ""


def test_no_passphrase_stays_behind_a_lock(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    opened = OwnPassphrase(made.face, parent=made)
    opened.show()
    QTest.keyClicks(opened.present, PASSPHRASE)
    lock(window)
    assert opened.present.text() == ""


def test_what_one_person_typed_in_a_fact_is_not_seen_by_the_next(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    type_place(made, "behind the bakery")
    change_person(made, window, "AMU liaison", qtbot)
    qtbot.waitUntil(lambda: made.incident.findChildren(QLineEdit) == [])
    assert made.log.entry.text() == ""
    change_person(made, window, "SIAMU liaison", qtbot)
    assert made.log.entry.text() == f"{number(made)} Place: behind the bakery"
    assert on_disk(made, window) == set()


def test_what_was_typed_in_a_fact_is_in_the_entry_line_once_the_window_was_closed(desk: Desk) -> None:
    made, _ = desk()
    type_place(made, "behind the bakery")
    made.close()
    again, _ = desk()
    assert again.log.entry.text() == f"{number(made)} Place: behind the bakery"


def test_what_is_typed_in_a_fact_is_kept_behind_a_lock_and_goes_on_where_it_stood(
    desk: Desk, qtbot: QtBot
) -> None:
    made, window = desk()
    editor = type_place(made, "behind the bakery")
    lock(window)
    assert on_disk(made, window) == {f"{number(made)} Place: behind the bakery"}
    unlock(made, qtbot)
    assert editor.text() == "behind the bakery"
    assert on_disk(made, window) == {f"{number(made)} Place: behind the bakery"}


def test_what_is_typed_in_a_fact_is_there_after_a_crash_and_is_about_its_incident(
    desk: Desk, qtbot: QtBot
) -> None:
    made, window = desk()
    type_place(made, "behind the bakery")
    qtbot.waitUntil(lambda: on_disk(made, window) == {f"{number(made)} Place: behind the bakery"})
    incident = made.face.incident_id
    again = DeskWindow(made.face)  # the first was never closed
    assert again.log.entry.text() == f"{number(made)} Place: behind the bakery"
    assert again.log.line.fixed[1] == incident


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape])
def test_a_fact_that_was_recorded_or_given_up_is_kept_no_longer(desk: Desk, qtbot: QtBot, key: Key) -> None:
    made, window = desk()
    editor = type_place(made, "behind the bakery")
    qtbot.waitUntil(lambda: on_disk(made, window) != set())
    QTest.keyClick(editor, key)
    qtbot.waitUntil(lambda: on_disk(made, window) == set())


def test_what_was_typed_in_a_form_names_what_it_was_about_and_goes_back_to_it(
    desk: Desk, qtbot: QtBot
) -> None:
    made, window = desk()
    one, other = made.face.of_operation("incident")[:2]
    made.face.look_at(incident=one.id)
    typed_order(made, "Close the road")
    made.face.look_at(incident=other.id)
    told = f"{one.number} New order: Close the road"
    qtbot.waitUntil(lambda: on_disk(made, window) == {told})
    again = DeskWindow(made.face)  # the first was never closed
    assert again.log.entry.text() == told
    assert again.log.line.fixed[1] == one.id


def test_half_a_fact_is_there_again_when_its_incident_is_looked_at_again(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    type_place(made, "behind the bakery")
    one, other = made.face.of_operation("incident")[:2]
    told = f"{one.number} Place: behind the bakery"
    for elsewhere in (other.id, ""):
        made.log.entry.setFocus()
        made.face.look_at(incident=elsewhere)
        qtbot.waitUntil(lambda: made.incident.facts.findChildren(QLineEdit) == [])
        qtbot.waitUntil(lambda: on_disk(made, window) == {told})
        made.face.look_at(incident=one.id)
        (editor,) = made.incident.facts.findChildren(QLineEdit)
        assert editor.text() == "behind the bakery"
        assert made.focusWidget() is made.log.entry
    made.face.look_at(incident=other.id)
    change_person(made, window, "AMU liaison", qtbot)
    made.face.look_at(incident=one.id)
    qtbot.waitUntil(lambda: made.incident.facts.findChildren(QLineEdit) == [])
    change_person(made, window, "SIAMU liaison", qtbot)
    assert made.log.entry.text() == told
