"""What stands in the way of the room as a whole, gravest first, each with the one act that helps."""

from collections.abc import Iterator
from functools import partial
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication

from console.alarms import BROKE_OFF, DAMAGED, SET_BACK, alarm_words, code_of
from console.domain.room import SeatView
from console.link.events import SILENT
from widgets.ages import age, moment, now_ms
from widgets.completeness import FRESH, behind_since
from widgets.face import Face, value
from widgets.refusing import barred, closed, offered_to

_GRAVE: Final = {
    "clock.drifting": "notice",
    "clock.distrusted": "critical",
    "seat.shut_out": "critical",
    "seat.not_let_in": "critical",
    BROKE_OFF: "critical",
}
translate: Final = QCoreApplication.translate
HUES: Final = ("critical", "warning", "notice")  # gravest first
STOPPED: Final = ("full", "failed", "read_only")  # in which nothing is recorded any more
OTHERS_STOPPED: Final = "reserve"  # in which nothing of others is
FILLING: Final = {"low", "reserve", "full"}  # what somebody at this machine can mend


class Notice(msgspec.Struct, frozen=True):
    """A sentence, its mark and hue, and the act, if any: a command of the registry, or one of this pane's."""

    text: str
    mark: str
    hue: str
    act: str
    act_words: str
    thing: str = ""  # what the act shows


def notices(face: Face) -> list[Notice]:
    """Of the room; or of the seat alone, while what is shown is not live."""
    if face.bridge.lost:
        return [_lost(face)]
    parts = (_storage, _closed, _command, _offered, _alarms, _links, _unread)
    return sorted((one for part in parts for one in part(face)), key=lambda one: HUES.index(one.hue))


def _lost(face: Face) -> Notice:
    at = moment(face.bridge.lost_at)
    if face.bridge.lost == "link.seat_too_old":
        return Notice(face.words.refusal("link.seat_too_old", {}), "warning", "critical", "", "")
    if face.bridge.lost.endswith("too_old"):
        told = translate(
            "Notices", "The seat runs another version of Belfry: close this window and open it again."
        )
        return Notice(told, "warning", "critical", "close", translate("Notices", "Close"))
    if face.bridge.lost == SILENT:
        told = translate(
            "Notices",
            "The seat does not answer for now. This is its last picture, of {0}. What you type here is kept.",
        )
        return Notice(told.format(at), "warning", "critical", "", "")
    told = translate(
        "Notices", "The seat is gone. This is its last picture, of {0}. What you type here is kept."
    )
    return Notice(told.format(at), "warning", "critical", "restart", translate("Notices", "Start the seat"))


def _storage(face: Face) -> Iterator[Notice]:
    storage = face.status.storage
    if not storage or storage == "damaged":  # which is an alarm, with what mends it
        return
    told, hue = _begun(face.words.word(f"storage.{storage}")), "warning"
    if storage in STOPPED:
        none = translate("Notices", "{0}: nothing more is recorded here. What you type is kept.")
        told, hue = none.format(told), "critical"
    elif storage == OTHERS_STOPPED:
        hue = "critical"
    if storage in FILLING:
        room = translate("Notices", "Make room on this machine.")
        told = f"{told.removesuffix('.')}. {room}"
    yield Notice(told, "warning", hue, "room", _seats())


def _closed(face: Face) -> Iterator[Notice]:
    told = closed(face)
    if told:
        yield Notice(told, "warning", "warning", "operation.new", translate("Notices", "Operations…"))


def _command(face: Face) -> Iterator[Notice]:
    command = face.command
    nobody = face.operation is not None and command.state == "nobody"
    if nobody and face.may("hold") and not face.unsure_of_command and not closed(face):
        told = translate("Notices", "Nobody is in command of this operation.")
        yield Notice(told, "warning", "critical", "command", translate("Notices", "Grant…"))
    if face.operation is not None and command.state == "contested":
        names = ", ".join(dict.fromkeys(grant.name for grant in command.contested))
        told = translate("Notices", "Command is contested: {0}. Orders of both stand until it is settled.")
        claims = face.me is not None and any(grant.holder == face.me.person for grant in command.contested)
        act, named = "orders", translate("Notices", "Show orders")
        if (claims or offered_to(face, command)) and face.may("hold"):
            act, named = "command", translate("Notices", "Settle…")
        yield Notice(told.format(names), "conflict", "critical", act, named)
    gone = barred(face, command)
    if gone and face.operation is not None and not closed(face):
        told = translate("Notices", "{0} may no longer hold single command: an administrator can end it.")
        act, named = "orders", translate("Notices", "Show orders")
        if face.may("people"):
            act, named = "command", translate("Notices", "End…")
        yield Notice(told.format(", ".join(gone)), "warning", "critical", act, named)
    away = _holder_away(face)
    if away is not None:
        told = translate("Notices", "{0}, in single command, is cut off: no link with {1} for {2}.")
        told = told.format(command.name, away.label, age(away.since))
        yield Notice(told, "alone", "critical", "room", _seats())


def _offered(face: Face) -> Iterator[Notice]:
    command = face.command
    if command.state != "offered" or closed(face):
        return
    told = translate("Notices", "Command is offered to {0} since {1}: nobody gives orders until it is taken.")
    if command.declined:
        told = translate("Notices", "{0} declined command, offered since {1}: nobody gives orders.")
    told = told.format(command.offered_name, moment(command.offered_at))
    yield Notice(told, "warning", "warning", "orders", translate("Notices", "Show orders"))


def _holder_away(face: Face) -> SeatView | None:
    """The seat of whoever is in command, where no seat at which they sit is linked; alone, all are away."""
    command, seats = face.command, [seat for seat in face.picture.all("seat") if not seat.revoked]
    if face.operation is None or not command.name or face.status.alone_since:
        return None
    sits = [seat for seat in seats if command.name in seat.people]
    sits = sits or [seat for seat in seats if seat.label == command.seat]
    return sits[0] if sits and all(map(_away, sits)) else None


def _away(seat: SeatView) -> bool:
    """Gone, or not met since this seat began a while ago."""
    return seat.link == "gone" or (seat.link == "never" and now_ms() - seat.since >= FRESH)


def _alarms(face: Face) -> Iterator[Notice]:
    for alarm in face.room.alarms if face.room else ():
        code, told = code_of(alarm), alarm_words(alarm, partial(face.picture.get, "seat"), face.words)
        act, named = "room", _seats()
        if code == DAMAGED:
            act, named = "seat.stop", translate("Notices", "Stop the seat…")
        elif code == SET_BACK and face.me is not None:
            act, named = "sign_out", translate("Notices", "Sign out")
        yield Notice(told, "warning", _GRAVE.get(code, "warning"), act, named)


def _links(face: Face) -> Iterator[Notice]:
    words, status = face.words, face.status
    if status.alone_since:
        told = _begun(words.word("lamp.alone", since=status.alone_since))
        if status.nowhere_else:
            told = f"{told} · {words.word('lamp.nowhere_else', n=status.nowhere_else)}"
        yield Notice(told, "alone", "warning", "room", _seats())
    elif face.catching_up:
        told = _begun(words.word("lamp.catching_up", n=status.coming))
        yield Notice(told, "in_step", "notice", "room", _seats())
    elif since := behind_since(face):
        told = translate("Notices", "Not in step since {0}: what other seats wrote may be missing here.")
        yield Notice(told.format(moment(since)), "warning", "warning", "room", _seats())


def _unread(face: Face) -> Iterator[Notice]:
    things = [("incident", view) for view in face.of_operation("incident") if view.unread]
    if things:
        _, first = things[0]
        told = translate("Notices", "{0} is not complete: some of it needs a newer version, or has not come.")
        name = f"{first.number} {value(first.fields, 'title')}"
        yield Notice(
            told.format(name), "warning", "warning", "show", translate("Notices", "Show"), thing=first.id
        )


def _seats() -> str:
    return translate("Notices", "Seats…")


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
