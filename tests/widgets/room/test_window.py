"""The room window: who belongs to the room, and what an administrator does about it."""

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from console.domain.room import CodeView, SeatView
from console.figures import clock_time
from console.link.pages import RefusalView
from tests.widgets.conftest import Window
from tests.widgets.rooms import CODE, PASSPHRASE
from widgets.card_rows import CardRow
from widgets.dialogs.people import NewPerson, PersonCard
from widgets.dialogs.seat import InviteSeat, SeatCard
from widgets.room.window import RoomWindow
from widgets.room.words import clock_told

ADMINISTRATOR = ("operator", "liaison", "administrator")


@pytest.fixture
def room(window: Callable[..., Window], qtbot: QtBot) -> Callable[..., tuple[RoomWindow, Window]]:
    def open_one(roles: tuple[str, ...] = ADMINISTRATOR) -> tuple[RoomWindow, Window]:
        opened = window(me="SIAMU liaison")
        opened.room.change("SIAMU liaison", roles=roles)
        opened.enter("SIAMU liaison")
        made = RoomWindow(opened.face)
        made.show()
        return made, opened

    return open_one


Open = Callable[..., tuple[RoomWindow, Window]]


def rows(window: RoomWindow, tab: str) -> dict[str, CardRow]:
    window.tabs[tab].setChecked(True)
    return {row.name: row for row in window.list.model().rows}  # type: ignore[attr-defined]


def shown(kind: type[QWidget]) -> QWidget:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def saying(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_people_stand_with_their_roles_and_where_they_are_signed_in(room: Open) -> None:
    made, window = room()
    window.room.change("Duty director", one_time=True)
    window.room.change("STIB liaison", revoked=True)
    window.show_again()
    people = rows(made, "people")
    assert people["SIAMU liaison"].state == "signed in at seat 07"
    assert "liaison officer" in people["SIAMU liaison"].text
    assert people["STIB liaison"].state == "revoked"
    assert next(iter(people)) == "SIAMU liaison"  # of this seat's agency
    assert list(people)[-1] == "STIB liaison"


def test_a_passphrase_that_somebody_else_chose_is_told(room: Open) -> None:
    made, window = room()
    window.room.change("Duty director", one_time=True)
    for key, seat in window.room.seats.items():
        window.room.seats[key] = msgspec.structs.replace(seat, people=())
    window.show_again()
    assert rows(made, "people")["Duty director"].state == "one-time passphrase"


def test_seats_tell_link_step_clock_and_who_sits_there(room: Open) -> None:
    made, window = room()
    key, seat = next((k, s) for k, s in window.room.seats.items() if s.link == "linked")
    window.room.seats[key] = msgspec.structs.replace(seat, in_step=True, skew=-3400, heard=seat.since)
    window.show_again()
    seats = rows(made, "seats")
    linked = seats[f"{seat.number:02d} {seat.label}"]
    assert linked.state.endswith("in step")
    assert "not" not in linked.state
    assert linked.detail.startswith("clock 3.4 s behind · last heard ")
    assert linked.text == ", ".join(seat.people)
    window.face.speech.speak("nl")
    assert "3,4 s" in clock_told(window.face, window.room.seats[key])


def test_up_to_when_a_seat_that_is_gone_is_complete_is_told(room: Open) -> None:
    made, _window = room()
    seats = rows(made, "seats")
    assert not any("complete" in row.detail for row in seats.values() if not row.state.startswith("no link"))
    gone = next(row for row in seats.values() if row.state == "no link 3 min")
    assert isinstance(gone.view, SeatView)
    assert gone.detail.startswith(f"complete up to {clock_time(gone.view.complete)}")
    card = SeatCard(made._face, gone.view, parent=made)
    assert "known only while it is linked" in saying(card)
    assert "what was written there since may be missing here" in saying(card)


def test_whom_the_seat_refused_is_told_in_words(room: Open, qtbot: QtBot) -> None:
    made, window = room()
    refusal = RefusalView(window.room.seat.now, True, "mesh.unknown_here", {"address": "192.0.2.7:4711"})
    window.link.pages["refused"] = lambda _: ([refusal], False)
    made.look_again()
    qtbot.waitUntil(lambda: "1" in made.tabs["refused"].text())
    (row,) = rows(made, "refused").values()
    assert "An unknown machine (192.0.2.7:4711)" in row.text
    strangers = RefusalView(window.room.seat.now, True, "mesh.strangers", {"address": "", "times": 7})
    window.link.pages["refused"] = lambda _: ([refusal, strangers], False)
    made.look_again()
    qtbot.waitUntil(lambda: "2" in made.tabs["refused"].text())
    assert any(
        "no key of this room" in row.text and "7" in row.text for row in rows(made, "refused").values()
    )


@pytest.mark.parametrize("code", ["broke_off", "other_there", "revoked_there"])
def test_where_nobody_refused_this_seat_it_is_not_said_to_have_been_refused(
    room: Open, qtbot: QtBot, code: str
) -> None:
    made, window = room()
    params = {"address": "192.0.2.7:4711", "times": 3}
    told = RefusalView(window.room.seat.now, False, f"mesh.{code}", params)
    window.link.pages["refused"] = lambda _: ([told], False)
    made.look_again()
    qtbot.waitUntil(lambda: "1" in made.tabs["refused"].text())
    (row,) = rows(made, "refused").values()
    refused = code == "revoked_there"
    assert row.name == ("This seat was refused" if refused else "No link came about")
    assert "192.0.2.7:4711" in row.text


def test_a_new_person_gets_a_one_time_passphrase_to_be_handed_over(room: Open, qtbot: QtBot) -> None:
    made, window = room()
    made.tabs["people"].setChecked(True)
    made.add.click()
    form = shown(NewPerson)
    assert isinstance(form, NewPerson)
    qtbot.waitUntil(lambda: form.given.text() == PASSPHRASE)
    QTest.keyClicks(form.name, "AMU liaison 2")
    QTest.keyClicks(form.signature, "wrong")
    form.add.click()
    qtbot.waitUntil(lambda: "passphrase is wrong" in saying(form).lower() or "right one" in saying(form))
    assert form.name.text() == "AMU liaison 2"
    form.signature.setText(PASSPHRASE)
    form.add.click()
    qtbot.waitUntil(lambda: not form.done_told.isHidden())
    act = window.link.acts[-1]
    assert (act["intent"], act["name"], act["new_passphrase"]) == ("person.add", "AMU liaison 2", PASSPHRASE)
    assert set(act["roles"]) == {"operator", "liaison"}
    assert PASSPHRASE in form.done_told.text()
    assert form.add.isHidden()
    assert form.signature.text() == ""  # whoever reads the rest to somebody does not leave it there


def test_a_seat_is_invited_by_a_file_and_revoked_with_a_reason(room: Open, qtbot: QtBot) -> None:
    made, window = room()
    made.tabs["seats"].setChecked(True)
    made.invite.click()
    form = shown(InviteSeat)
    assert isinstance(form, InviteSeat)
    QTest.keyClicks(form.label, "Siamu 2")
    assert form.path.text().endswith("siamu-2.invitation")
    form.way.setCurrentIndex(form.way.findData("file"))
    form.signature.setText(PASSPHRASE)
    form.write.click()
    qtbot.waitUntil(lambda: not form.done_told.isHidden())
    assert window.link.acts[-1]["path"] in form.done_told.text()
    other = next(row for row in rows(made, "seats").values() if "STIB" in row.name)
    made.list.acted.emit(other)
    card = shown(SeatCard)
    assert isinstance(card, SeatCard)
    card.reason.setText("stolen")
    card.signature.setText(PASSPHRASE)
    card.revoke.click()
    qtbot.waitUntil(lambda: window.link.acts[-1]["intent"] == "seat.revoke")
    assert window.link.acts[-1]["reason"] == "stolen"


def test_a_seat_is_invited_by_a_code_that_is_read_aloud(room: Open, qtbot: QtBot) -> None:
    made, window = room()
    made.tabs["seats"].setChecked(True)
    made.invite.click()
    form = shown(InviteSeat)
    assert isinstance(form, InviteSeat)
    form.label.setText("Siamu 3")
    form.signature.setText(PASSPHRASE)
    form.write.click()
    qtbot.waitUntil(lambda: not form.done_told.isHidden())
    act = window.link.acts[-1]
    assert (act["intent"], act["code"], act["label"]) == ("seat.code", CODE, "Siamu 3")
    view = CodeView("Siamu 3", "SIAMU", window.room.seat.now + 600_000, ("192.0.2.7:41001",))
    window.room.code = view
    window.show_again()
    assert form.done_told.text().splitlines()[1:3] == [CODE, "192.0.2.7:41001"]
    window.room.code = view.now("used", 0, "anchor velvet morning pine")
    window.show_again()
    assert "anchor velvet morning pine" in form.done_told.text()
    window.room.code = view.now("burnt", 3, "")
    window.show_again()
    assert "Three wrong attempts" in form.done_told.text()


def test_nobody_revokes_themselves_nor_this_seat(room: Open) -> None:
    made, _ = room()
    made.list.acted.emit(rows(made, "people")["SIAMU liaison"])
    card = shown(PersonCard)
    assert isinstance(card, PersonCard)
    assert not card.revoke.isEnabled()
    assert card.revoke.accessibleDescription()
    made.list.acted.emit(next(r for r in rows(made, "seats").values() if r.state == "this seat"))
    assert not shown(SeatCard).revoke.isEnabled()  # type: ignore[attr-defined]


def test_an_administrator_changes_what_somebody_may_do(room: Open, qtbot: QtBot) -> None:
    made, window = room()
    made.list.acted.emit(rows(made, "people")["STIB liaison"])
    card = shown(PersonCard)
    assert isinstance(card, PersonCard)
    card.roles.boxes["commander"].setChecked(True)
    card.signature.setText(PASSPHRASE)
    card.change.click()
    qtbot.waitUntil(lambda: bool(window.link.acts))
    act = window.link.acts[-1]
    assert (act["intent"], act["agency"]) == ("person.change", "STIB")
    assert set(act["roles"]) == {*window.room.people["STIB liaison"].roles, "commander"}
    made.list.acted.emit(rows(made, "people")["SIAMU liaison"])
    own = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PersonCard) and w is not card)
    assert not own.roles.boxes["administrator"].isEnabled()  # who is one stays one until revoked


def test_who_is_no_administrator_sees_why_they_may_not(room: Open) -> None:
    made, _ = room(("operator",))
    assert not made.add.isEnabled()
    assert made.add.accessibleDescription()
    assert made.own.isEnabled()


def test_the_window_speaks_the_language_of_now(room: Open) -> None:
    made, window = room()
    window.face.speech.speak("nl")
    assert rows(made, "people")["SIAMU liaison"].state == "aangemeld op werkpost 07"


def test_the_arrows_turn_from_tab_to_tab_and_enter_presses_what_has_the_focus(
    room: Open, qtbot: QtBot
) -> None:
    made, _ = room()
    with qtbot.waitActive(made):
        made.activateWindow()
    made.tabs["people"].setFocus()
    QTest.keyClick(made.tabs["people"], Qt.Key.Key_Right)
    assert made.page == "seats"
    assert [name for name, tab in made.tabs.items() if tab.focusPolicy() & Qt.FocusPolicy.TabFocus] == [
        "seats"
    ]
    QTest.keyClick(made.tabs["seats"], Qt.Key.Key_Left)
    assert made.page == "people"
    made.add.setFocus()
    QTest.keyClick(made.add, Qt.Key.Key_Return)
    assert shown(NewPerson).isVisible()
