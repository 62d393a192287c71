"""Why somebody may not do something, said before they try: the reason on a disabled button."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.author import Author
from console.domain.command_view import CommandView, Offered
from console.domain.facts import Refused
from console.domain.people import is_barred
from console.domain.powers import check
from widgets.face import Face, value
from widgets.text import tip

translate = QCoreApplication.translate


def author(face: Face) -> Author:
    """The person here, as the table of powers asks for them."""
    room, me = face.room, face.me
    seat = room.seat if room else ""
    label, number, agency = (room.label, room.number, room.agency) if room else ("", 0, "")
    if me is None:
        return Author(seat, label, number, agency)
    roles = frozenset(me.roles)
    return Author(seat, label, number, agency, person=me.person, name=me.name, agency=me.agency, roles=roles)


def why_not(face: Face, power: str, agency: str = "", *, noted: bool = False) -> str:
    """Why the person here may not do what takes this power; empty where nothing speaks against it."""
    try:
        check(author(face), power, agency, noted)
    except Refused as refused:
        return face.words.refusal(refused.code, refused.params)
    return ""


def why_not_command(face: Face, operation: str) -> str:
    """Why the person here may not act as who holds command of an operation: nobody does who offers it."""
    command, words = face.command_of(operation), face.words
    if face.in_command(operation):
        contested = command.state == "contested"
        offers = offered_by(face, command) if contested else command.offers
        return words.refusal("command.offered", {"to": offers[0].name}) if offers else ""
    code = {"nobody": "command.nobody", "contested": "command.contested"}.get(command.state)
    return words.refusal(code or "command.not_holder", {"holder": command.name})


def offered_to(face: Face, command: CommandView) -> list[Offered]:
    """Offers of command that the person here may accept."""
    me = face.me.person if face.me else ""
    return [one for one in command.offers if one.to == me and not one.declined]


def offered_by(face: Face, command: CommandView) -> list[Offered]:
    """Offers of command that the person here made, and may take back."""
    me = face.me.person if face.me else ""
    return [one for one in command.offers if one.holder == me]


def barred(face: Face, command: CommandView) -> list[str]:
    """The names of those who hold or claim command and may no longer: an administrator can end that."""
    claims = [(g.holder, g.name) for g in command.contested] or [(command.holder, command.name)]
    people = face.picture
    return [name for holder, name in claims if is_barred(people.get("person", holder))]


def closed(face: Face, operation_id: str = "") -> str:
    """Why nothing begins any more in an operation, the one looked at where none is named; empty where it is
    open, or there is none.
    """
    operation = face.picture.get("operation", operation_id) if operation_id else face.operation
    if operation is None or value(operation.fields, "state", "open") != "closed":
        return ""
    return translate("Notices", "This operation is closed: {0}").format(operation.reason)


def allow(button: QWidget, why: str, otherwise: str = "") -> None:
    """Enable a button, or disable it and let it say why."""
    button.setEnabled(not why)
    tip(button, why or otherwise)
    button.setAccessibleDescription(why or otherwise)
