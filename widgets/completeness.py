"""Up to when what others wrote is here, and how many hold what was written here: in words."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from console.domain.room import SeatView
from widgets.ages import MINUTE, moment, now_ms
from widgets.face import Face

translate: Final = QCoreApplication.translate
FRESH: Final = MINUTE  # within which nobody need be told of a gap


def complete_words(upto: int) -> str:
    """Of a seat, or of all seats of an agency. `upto`: ms, 0 where nothing of it is here."""
    if not upto:
        return translate("Completeness", "nothing that was written there is here yet")
    if now_ms() - upto < FRESH:
        return translate("Completeness", "all that was written there is here")
    told = translate("Completeness", "complete up to {0}: what was written there since may be missing here")
    return told.format(moment(upto))


def complete_short(seat: SeatView) -> str:
    """For a row; empty where nothing is missing, or nothing is expected."""
    if seat.link == "here" or seat.revoked or now_ms() - seat.complete < FRESH:
        return ""
    if not seat.complete:
        return translate("Completeness", "nothing of it here yet")
    return translate("Completeness", "complete up to {0}").format(moment(seat.complete))


def behind_since(face: Face) -> int:
    """Since when what linked seats wrote may be missing here, ms; 0 while it is here, or still on its way."""
    upto = [seat.complete for seat in face.picture.all("seat") if seat.link == "linked" and not seat.revoked]
    oldest = min(filter(None, upto), default=0)
    return oldest if oldest and not face.catching_up and now_ms() - oldest >= FRESH else 0


def held_words(face: Face, others: int) -> str:
    """Who has an entry beside this seat, as their links tell."""
    status = face.status
    if not status.seats:
        return translate("Completeness", "this seat, the only one of the room")
    if not others and not status.linked:
        return translate("Completeness", "this seat alone, and no other is linked: it has not gone out yet")
    if not others:
        return translate("Completeness", "this seat alone as yet: if it is lost now, so is this")
    if others >= status.seats:
        return translate("Completeness", "every seat of the room")
    return translate("Completeness", "this seat and {0} of {1} others").format(others, status.seats)
