"""What the alarms of a room say, for command line and faces alike."""

from collections.abc import Callable
from typing import Final

from console.domain.room import SeatView
from console.words import Words

DAMAGED: Final = "storage.damaged"
SET_BACK: Final = "clock.set_back"
BROKE_OFF: Final = "seat.broke_off"
ALARMS: Final = {  # what an alarm is about, where it is not one seat
    "trust.invitation.used_twice": ("label", "seats"),
    "trust.revocation.needs_second": ("person", "name"),
    "trust.person.called_alike": ("name", "people"),
    "trust.seat.called_alike": ("label", "numbers"),
    "trust.person_key.taken_twice": ("claim", "people"),
    "trust.signed_too_much": ("name",),
    "trust.number.taken_twice": ("claim", "seats"),
    "trust.link_key.taken_twice": ("claim", "seats"),
    "seat.code_burnt": ("label",),
    "storage.no_backup": ("storage",),
    DAMAGED: (),
    SET_BACK: ("until",),
    "seat.fault": (),
    "seat.begun_anew": (),
    "seat.shut_out": (),
    "seat.not_let_in": (),
    BROKE_OFF: (),
}


def code_of(alarm: str) -> str:
    """Which alarm it is, without what it is about."""
    return alarm.partition(":")[0]


def alarm_words(alarm: str, seat_of: Callable[[str], SeatView | None], words: Words) -> str:
    """The sentence of an alarm as `RoomView` has it; `seat_of` gives the view of a seat by its id."""
    code, _, about = alarm.partition(":")
    names = ALARMS.get(code, ("seat",))
    params: dict[str, str] = dict(zip(names, about.rsplit(":", len(names) - 1), strict=False))
    seat = seat_of(params.get("seat", ""))
    if seat is not None:
        params |= {"label": seat.label, "seconds": f"{abs(seat.off) // 1000}"}
    return words.word(f"alarm.{code}", **params)
