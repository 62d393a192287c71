"""The forms of the acts: what they offer, what they refuse, and that nothing is done by accident."""

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from console.domain.incidents import CloseIncident, LinkIncident, OpenIncident, Place, SetIncident
from console.domain.orders import (
    AcknowledgeOrder,
    AnswerOrder,
    CancelOrder,
    DisplayOrder,
    DraftOrder,
    IssueOrder,
    OrderView,
)
from console.domain.text import TEXT
from tests.widgets.conftest import Window
from tests.widgets.desks import form, press
from tests.widgets.hands import PATIENCE
from widgets.desk import DeskWindow
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.ending import EndIncident
from widgets.dialogs.incident import NewIncident
from widgets.dialogs.receipt import EndOrder, Receipt
from widgets.dialogs.stopping import StopSeat
from widgets.face import value
from widgets.places import municipality_of, place_meant, suggested

Desk = Callable[..., tuple[DeskWindow, Window]]
Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
Control = Qt.KeyboardModifier.ControlModifier


def order_to(window: Window, agency: str, by: str = "SIAMU liaison") -> OrderView:
    """A fresh order, as the agency's desk sees it."""
    director = window.room.people[by]
    made = window.room.seat.tell(IssueOrder(to=(agency,), text="Close the road"), director)
    window.show_again()
    view = window.face.picture.get("order", made)
    assert isinstance(view, OrderView)
    return view


def answers(window: Window) -> list[AnswerOrder]:
    return [told for told in window.link.told if isinstance(told, AnswerOrder)]


def received(made: DeskWindow, order: OrderView, agency: str = "") -> Receipt:
    opened = Receipt(made.face, order, agency, made)
    opened.show()
    return opened


def test_enter_acknowledges_nothing_and_ctrl_enter_does(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(me="STIB liaison", until=45 * 60)
    order = order_to(window, "STIB")
    opened = received(made, order)
    QTest.keyClick(opened, Key.Key_Return)
    QTest.keyClick(opened.main, Key.Key_Return)
    assert not any(isinstance(told, AcknowledgeOrder) for told in window.link.told)
    opened.act_main()
    qtbot.waitUntil(lambda: any(isinstance(told, AcknowledgeOrder) for told in window.link.told))


@pytest.mark.parametrize("label", ["Cancel", "Save as draft"])
def test_enter_on_a_button_is_for_that_button(desk: Desk, qtbot: QtBot, label: str) -> None:
    made, window = desk(me="Duty director", until=27 * 60)
    press(made, "Ctrl+O")
    order = form(ComposeOrder)
    order.what.setPlainText("Close the road")
    QTest.keyClicks(order.to.line, "stib ")
    button = next(b for b in order.findChildren(QPushButton) if b.text() == label)
    button.setFocus()
    QTest.keyClick(button, Key.Key_Return)
    qtbot.waitUntil(lambda: not order.isVisible())
    assert [type(told) for told in window.link.told] == ([DraftOrder] if label == "Save as draft" else [])


class ByHand(QCloseEvent):
    """What the window system sends, which no test can."""

    def spontaneous(self) -> bool:
        return True


def by_escape(order: ComposeOrder) -> None:
    QTest.keyClick(order.what, Key.Key_Escape)


def by_cancel(order: ComposeOrder) -> None:
    next(b for b in order.findChildren(QPushButton) if b.text() == "Cancel").click()


def by_the_window(order: ComposeOrder) -> None:
    """As the button of its frame does."""
    order.closeEvent(ByHand())


@pytest.mark.parametrize("leave", [by_escape, by_cancel, by_the_window])
def test_what_was_typed_is_given_up_only_the_second_time(
    desk: Desk, qtbot: QtBot, leave: Callable[[ComposeOrder], None]
) -> None:
    made, window = desk(me="Duty director", until=27 * 60)
    press(made, "Ctrl+O")
    order = form(ComposeOrder)
    QTest.keyClicks(order.what, "Close the road")
    leave(order)
    assert order.isVisible()
    assert order.what.toPlainText() == "Close the road"
    assert "once more" in order.told_why
    QTest.keyClicks(order.what, " and the bridge")  # which was not warned of
    leave(order)
    assert order.isVisible()
    leave(order)
    qtbot.waitUntil(lambda: not order.isVisible())
    assert window.link.told == []


def test_the_key_of_the_coloured_button_is_told_in_plain_words(desk: Desk) -> None:
    made, _ = desk(me="Duty director")
    press(made, "Ctrl+N")
    (main,) = (b for b in form(NewIncident).findChildren(QPushButton) if b.property("role") == "main")
    assert main.isEnabled()
    assert main.toolTip() == "<p>Ctrl+Return</p>"
    assert main.accessibleDescription() == "Ctrl+Return"


def test_escape_leaves_a_form_at_once_where_nothing_was_typed(desk: Desk, qtbot: QtBot) -> None:
    made, _ = desk(me="Duty director", until=27 * 60)
    made.log.entry.setText("Close the road")  # stays there
    press(made, "Ctrl+O")
    order = form(ComposeOrder)
    assert order.what.toPlainText() == "Close the road"
    QTest.keyClick(order.what, Key.Key_Escape)
    qtbot.waitUntil(lambda: not order.isVisible())


def test_enter_held_down_acts_once(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(me="Duty director", until=27 * 60)
    order = next(o for o in made.face.of_operation("order") if o.open and o.number)
    opened = EndOrder(made.face, order, made)
    opened.show()
    opened.reason.setPlainText("no longer needed")
    main = next(b for b in opened.findChildren(QPushButton) if b.property("role") == "main")
    main.setFocus()
    for heard in (main, opened.reason, opened):
        QApplication.sendEvent(heard, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, NONE, "", True))
    qtbot.wait(50)
    assert window.link.told == []
    QTest.keyClick(main, Key.Key_Return)
    qtbot.waitUntil(lambda: [type(told) for told in window.link.told] == [CancelOrder])


def test_a_refusal_asks_for_its_reason_and_keeps_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(me="STIB liaison", until=45 * 60)
    opened = received(made, order_to(window, "STIB"))
    opened.refuse_it.click()
    opened.act_main()
    qtbot.waitUntil(lambda: opened.told_why != "")
    QTest.keyClicks(opened.reason, "tram 51 stands there")
    opened.act_main()
    qtbot.waitUntil(lambda: len(answers(window)) == 2)
    told = answers(window)[-1]
    assert (told.answer, told.reason, told.means) == ("refused", "tram 51 stands there", "")


def test_an_order_that_was_acknowledged_waits_for_its_answer(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(me="STIB liaison", until=45 * 60)
    order = order_to(window, "STIB")
    window.room.seat.tell(AcknowledgeOrder(order=order.id), window.room.people["STIB liaison"])
    window.show_again()
    opened = received(made, made.face.picture.get("order", order.id))
    assert opened.main.text() == "Send answer"
    opened.act_main()
    qtbot.waitUntil(lambda: [told.answer for told in answers(window)] == ["accepted"])


def test_what_an_agency_said_by_voice_is_noted_as_that(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(me="SITCEN operator", until=45 * 60)
    order = order_to(window, "STIB")
    opened = received(made, order, "STIB")
    opened.means.setCurrentIndex(opened.means.findData("radio"))
    QTest.keyClicks(opened.informant, "dispatcher")
    opened.act_main()
    qtbot.waitUntil(lambda: any(isinstance(told, AcknowledgeOrder) for told in window.link.told))
    view = made.face.picture.get("order", order.id)
    assert [(one.agency, one.voice) for one in view.addressees] == [("STIB", True)]


def test_an_order_that_stood_open_for_a_second_is_displayed(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(me="STIB liaison", until=45 * 60)
    order = order_to(window, "STIB")
    made.command.hide()  # only the form shows it
    received(made, order)
    assert window.link.told == []
    qtbot.waitUntil(lambda: DisplayOrder(order=order.id) in window.link.told, timeout=PATIENCE)


def test_an_incident_with_an_order_open_is_refused_in_words_and_then_closed(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(until=45 * 60)
    incident = next(i for i in made.face.of_operation("incident") if i.open_orders)
    made.face.look_at(incident=incident.id)
    press(made, "Ctrl+Shift+N")
    ending = form(EndIncident)
    QTest.keyClicks(ending.reason, "scene handed over")
    ending.act_main()
    qtbot.waitUntil(lambda: "order" in ending.told_why)
    assert ending.reason.toPlainText() == "scene handed over"
    ending.act_main()
    qtbot.waitUntil(lambda: value(made.face.picture.get("incident", incident.id).fields, "state") == "closed")
    closings = [told for told in window.link.told if isinstance(told, CloseIncident)]
    assert [told.despite for told in closings] == [False, True]


def test_two_incidents_are_linked(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(until=45 * 60)
    made.face.look_at(incident=made.face.of_operation("incident")[0].id)
    press(made, "Ctrl+Shift+N")
    ending = form(EndIncident)
    ending.other.setCurrentIndex(1)
    ending.link.click()
    qtbot.waitUntil(lambda: any(isinstance(told, LinkIncident) for told in window.link.told))
    assert made.face.incident is not None
    assert made.face.incident.links == (ending.other.itemData(1),)


def test_what_is_open_near_by_is_offered_before_it_is_opened_twice(desk: Desk) -> None:
    made, window = desk()
    press(made, "Ctrl+N")
    opened = form(NewIncident)
    assert opened.similar.buttons == []
    QTest.keyClicks(opened.title, "smoke over the dock")
    assert ["Vergote" in button.text() for button in opened.similar.buttons] == [True]
    incident = made.face.of_operation("incident")[0].id
    dock = Place(code="quay.bassin_vergote")
    window.room.seat.tell(
        SetIncident(incident=incident, field="place", value=dock), window.room.people["SIAMU liaison"]
    )
    window.show_again()
    opened.title.setText("something burns")
    opened.place.setText("50.8730, 4.3570")
    (there,) = opened.similar.buttons
    assert there.text().endswith(" 70 m")
    there.click()
    assert made.face.incident_id == incident
    assert not any(isinstance(told, OpenIncident) for told in window.link.told)


def test_a_place_that_is_taken_from_what_is_suggested_opens_nothing_yet(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    press(made, "Ctrl+N")
    opened = form(NewIncident)
    opened.title.setText("Smoke")
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    opened.place.setFocus()
    QTest.keyClicks(opened.place, "zwarte vij")
    for key in (Key.Key_Down, Key.Key_Return):
        popup = QApplication.activePopupWidget()
        assert popup is not None
        QTest.keyClick(popup.windowHandle(), key)
    qtbot.wait(20)
    assert opened.isVisible()
    assert window.link.told == []
    assert municipality_of(place_meant(opened.place.text()))


def test_a_type_proposes_severity_and_disciplines(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    press(made, "Ctrl+N")
    opened = form(NewIncident)
    QTest.keyClicks(opened.title, "Lorry leaks")
    opened.type.setCurrentIndex(opened.type.findData("hazmat.release"))
    opened.place.setText("Station Zuid")
    opened.act_main()
    qtbot.waitUntil(lambda: any(isinstance(told, OpenIncident) for told in window.link.told))
    told = window.link.told[-1]
    assert isinstance(told, OpenIncident)
    assert told.disciplines
    assert told.place == Place(code="rail.gare_midi")
    assert told.municipality == "21013"


def test_a_place_edited_in_its_cell_is_located(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    press(made, "Alt+Down")
    made.incident._edited("place", "Zwarte Vijvers", ())
    qtbot.waitUntil(lambda: any(isinstance(told, SetIncident) for told in window.link.told))
    assert made.face.incident is not None
    assert made.face.incident.fields["place"].value["lat"] is not None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gare midi", Place(code="rail.gare_midi")),
        ("Gare du Nord", Place(code="rail.gare_nord")),
        ("Gare du Midi", Place(code="metro.gare_du_midi")),
        ("rue de la Loi 16", "rue de la Loi 16"),
        ("de la", "de la"),
        ("Étangs Noirs", Place(code="metro.etangs_noirs")),
        ("50.8705, 4.3498", Place(text="50.8705, 4.3498", lat=50.8705, lon=4.3498)),
        ("50,8705 4,3498", Place(text="50,8705 4,3498", lat=50.8705, lon=4.3498)),
        ("Rue Haute 12", "Rue Haute 12"),
        ("", ""),
    ],
)
def test_a_place_is_what_was_typed(typed: str, meant: str | Place) -> None:
    assert place_meant(typed) == meant


def test_a_word_that_only_links_is_not_looked_for() -> None:
    assert "Gare Nord" in suggested("gare du nord", "fr")
    assert "Gare Nord" in suggested("station noord", "fr")


def test_municipalities_are_places_in_both_languages() -> None:
    ixelles = place_meant("elsene")
    assert isinstance(ixelles, Place)
    assert ixelles.lat is not None
    assert municipality_of(ixelles) == municipality_of(place_meant("Ixelles")) == "21009"
    assert suggested("elsen", "fr")[0] == "Ixelles"
    assert "Étangs Noirs" in suggested("zwarte", "fr")


def test_an_order_is_cancelled_from_the_list_by_one_key(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(me="Duty director", until=27 * 60)
    command = made.acts.registry.commands["order.end"]
    made.command.list.clearSelection()
    made.command.list.setCurrentIndex(made.command.list.model().index(-1, 0))
    assert not command.may()
    order = next(o for o in made.face.of_operation("order") if o.open and o.number)
    made.command.list.select(order.id)
    assert command.may()
    press(made, "Ctrl+Shift+O")
    ending = form(EndOrder)
    QTest.keyClicks(ending.reason, "the wind has turned")
    ending.act_main()
    cancelled = CancelOrder(order=order.id, reason="the wind has turned")
    qtbot.waitUntil(lambda: cancelled in window.link.told)


def test_what_a_room_of_one_seat_loses_when_it_stops_is_said_plainly(desk: Desk) -> None:
    made, window = desk()
    window.room.status = msgspec.structs.replace(window.room.status, seats=0, linked=0, nowhere_else=12)
    window.show_again()
    stopping = StopSeat(made.face, parent=made)
    assert "This is the only seat of the room" in stopping.lonely.text()
    assert "12" not in stopping.lonely.text()


def test_of_a_book_that_is_pasted_a_form_takes_more_than_may_be_recorded_and_no_more(desk: Desk) -> None:
    made, _window = desk("Duty director")
    composer = ComposeOrder(made.face, parent=made)
    composer.show()
    composer.what.setPlainText("Hold ")
    composer.what.moveCursor(QTextCursor.MoveOperation.End)
    QApplication.clipboard().setText("W" * 100_000)
    composer.what.paste()
    assert composer.what.toPlainText().startswith("Hold WWW")
    assert TEXT < len(composer.what.toPlainText()) <= 4 * TEXT
    composer.what.undo()
    assert composer.what.toPlainText() == "Hold "
    composer.what.selectAll()
    composer.what.paste()
    assert len(composer.what.toPlainText()) > TEXT
