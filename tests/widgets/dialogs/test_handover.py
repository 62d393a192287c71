"""Single command, handed over or settled."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from console.domain.command import AcceptCommand, DeclineCommand, OfferCommand, VacateCommand
from console.domain.command_facts import CommandGranted
from tests.widgets.conftest import Window
from tests.widgets.desks import saying
from widgets.desk import DeskWindow
from widgets.dialogs.handover import Handover

Desk = Callable[..., tuple[DeskWindow, Window]]
HOLDER, RIVAL, OTHER = "Duty director", "Police zone liaison", "SIAMU liaison"


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


def rivalled(desk: Desk, me: str, to: str) -> tuple[DeskWindow, Window]:
    """Command was offered by its holder to somebody, and a cut comes to light on whose other side it was
    granted to a rival.
    """
    made, window = desk(me=me)
    seat, people, operation = window.room.seat, window.room.people, window.face.operation_id
    seat.tell(OfferCommand(to=people[to].id), people[HOLDER])
    epoch = seat.command(operation).epoch
    seat.forge(CommandGranted(epoch, people[RIVAL].id, RIVAL, "initial", "Mayor"), people[RIVAL], operation)
    window.show_again()
    assert window.face.command.state == "contested"
    return made, window


def may(form: Handover) -> dict[str, bool]:
    return {button.text(): button.isEnabled() for button in form.findChildren(QPushButton)}


def told(form: Handover) -> str:
    return " / ".join(one.text() for one in form.findChildren(QLabel))


def test_whom_contested_command_is_offered_to_takes_it_or_declines(desk: Desk, qtbot: QtBot) -> None:
    made, window = rivalled(desk, OTHER, OTHER)
    button = made.command.holder.hand_over
    assert (button.text(), button.isEnabled()) == ("Accept…", True)
    form = Handover(made.face)
    assert may(form) == {"Cancel": True, "Decline": True, "Accept command": True}
    assert f"{HOLDER}: offered to {OTHER}" in told(form)
    form.act_main()
    qtbot.waitUntil(lambda: any(isinstance(told, AcceptCommand) for told in window.link.told))
    window.show_again()
    assert {grant.name for grant in window.face.command.contested} == {OTHER, RIVAL}


def test_a_claimant_whom_the_other_offers_command_settles_it_by_taking_it(desk: Desk, qtbot: QtBot) -> None:
    made, window = rivalled(desk, RIVAL, RIVAL)
    form = Handover(made.face)
    assert may(form) == {"Cancel": True, "Lay down": True, "Decline": True, "Accept command": True}
    form.act_main()
    qtbot.waitUntil(lambda: any(isinstance(told, AcceptCommand) for told in window.link.told))
    window.show_again()
    assert (window.face.command.state, window.face.command.name) == ("held", RIVAL)


def test_a_claimant_who_has_offered_command_takes_it_back_or_lays_it_down(desk: Desk) -> None:
    made, _ = rivalled(desk, HOLDER, OTHER)
    assert made.command.holder.hand_over.text() == "Take back…"
    assert may(Handover(made.face)) == {"Cancel": True, "Lay down": True, "Take command back": True}


def test_contested_command_is_laid_down_and_the_form_says_why_it_is_not_offered(desk: Desk) -> None:
    made, _ = rivalled(desk, RIVAL, OTHER)
    assert made.command.holder.hand_over.text() == "Settle…"
    form = Handover(made.face)
    assert may(form) == {"Cancel": True, "Lay down": True, "Offer command": False}
    assert "Settled once one person alone claims it." in told(form)
    form.act_main()
    assert "Command is contested" in told(form)


def test_whoever_can_do_nothing_about_command_reads_why(desk: Desk) -> None:
    made, window = desk(me=OTHER)
    assert f"Only the holder of command ({HOLDER})" in told(Handover(made.face))
    seat, people = window.room.seat, window.room.people
    seat.tell(OfferCommand(to=people[RIVAL].id), people[HOLDER])
    window.show_again()
    assert may(Handover(made.face)) == {"Cancel": True}


def test_an_offer_that_was_declined_is_accepted_no_more(desk: Desk) -> None:
    made, window = desk(me=OTHER)
    seat, people = window.room.seat, window.room.people
    seat.tell(OfferCommand(to=people[OTHER].id), people[HOLDER])
    window.show_again()
    form = Handover(made.face)
    seat.tell(DeclineCommand(), people[OTHER])
    window.show_again()
    assert may(form) == {"Cancel": True, "Decline": False, "Accept command": False}
    assert may(Handover(made.face)) == {"Cancel": True}


def test_an_administrator_ends_the_command_of_whoever_was_revoked(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(me=OTHER)
    window.room.change(HOLDER, revoked=True)
    window.show_again()
    warned = f"{HOLDER} may no longer hold single command: an administrator can end it."
    assert warned in saying(made)
    assert not made.command.holder.hand_over.isEnabled()
    window.room.change(OTHER, roles=("operator", "liaison", "commander", "administrator"))
    window.enter(OTHER)
    window.show_again()
    button = made.command.holder.hand_over
    assert (button.text(), button.isEnabled()) == ("End…", True)
    form = Handover(made.face)
    assert may(form) == {"Cancel": True, "End this command": True}
    form.findChildren(QLineEdit)[0].setText("key stolen")
    form.act_main()
    qtbot.waitUntil(lambda: any(isinstance(told, VacateCommand) for told in window.link.told))
    window.show_again()
    assert window.face.command.state == "nobody"
    assert warned not in saying(made)
