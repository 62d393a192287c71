"""People, seats and refusals as the room window says them."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from console.domain.room import PersonView, SeatView
from console.figures import decimal
from console.link.pages import RefusalView
from widgets.ages import age, moment, now_ms
from widgets.card_rows import CardRow
from widgets.completeness import complete_short
from widgets.face import Face

translate: Final = QCoreApplication.translate
NOTED_CLOCK: Final = 1000
UNREFUSED: Final = ("mesh.broke_off", "mesh.other_there", "seat.fault")  # nobody turned anybody away


def people_rows(face: Face) -> list[CardRow]:
    """The people of the room: those of this seat's agency first, whoever is revoked last."""
    here = face.room.agency if face.room else ""
    people: list[PersonView] = face.picture.all("person")
    people.sort(key=lambda p: (p.revoked, p.agency != here, face.words.agency(p.agency), p.name))
    return [_person(face, person) for person in people]


def _person(face: Face, person: PersonView) -> CardRow:
    words = face.words
    state, hue = _signing_in(face, person)
    return CardRow(
        key=person.id,
        icon="person",
        name=person.name,
        beside=words.agency(person.agency),
        text=", ".join(words.word(f"role.{role}") for role in person.roles),
        state=state,
        hue=hue,
        view=person,
    )


def _signing_in(face: Face, person: PersonView) -> tuple[str, str]:
    seats = sorted(seat.number for seat in face.picture.all("seat") if person.name in seat.people)
    if person.revoked:
        return translate("Room", "revoked"), "t3"
    if seats:
        at = ", ".join(f"{number:02d}" for number in seats)
        return translate("Room", "signed in at seat {0}").format(at), "t1"
    if not person.box:
        return translate("Room", "key not here yet"), "warning"
    if person.one_time:
        return translate("Room", "one-time passphrase"), "notice"
    return "", "t2"


def seat_rows(face: Face) -> list[CardRow]:
    """The seats of the room by number, whatever is revoked last."""
    seats: list[SeatView] = face.picture.all("seat")
    return [_seat(face, seat) for seat in sorted(seats, key=lambda s: (s.revoked, s.number))]


def _seat(face: Face, seat: SeatView) -> CardRow:
    words = face.words
    state, hue = seat_state(face, seat)
    variant = words.word(f"variant.{seat.variant}") if seat.variant != "desk" else ""
    people = ", ".join(seat.people) or translate("Room", "nobody signed in")
    return CardRow(
        key=seat.id,
        icon="warning" if seat.link == "gone" and not seat.revoked else "room",
        name=f"{seat.number:02d} {seat.label}",
        beside=" · ".join(part for part in (words.agency(seat.agency), variant) if part),
        text=people,
        state=state,
        hue=hue,
        detail=_detail(face, seat),
        view=seat,
    )


def seat_state(face: Face, seat: SeatView) -> tuple[str, str]:
    """How a seat stands with this one, and the colour of that."""
    if seat.revoked:
        return translate("Room", "revoked"), "t3"
    if seat.link == "gone":
        return translate("Room", "no link {0}").format(age(seat.since)), "warning"
    if seat.link != "linked":
        return face.words.word(f"link.{seat.link}"), "t2"
    step = translate("Room", "in step") if seat.in_step else translate("Room", "not in step")
    since = translate("Room", "linked since {0}").format(moment(seat.since))
    return f"{since} · {step}", "t1" if seat.in_step else "notice"


def _detail(face: Face, seat: SeatView) -> str:
    heard = translate("Room", "last heard {0}").format(moment(seat.heard)) if seat.heard else ""
    return " · ".join(part for part in (complete_short(seat), clock_told(face, seat), heard) if part)


def clock_told(face: Face, seat: SeatView) -> str:
    """How far its clock is from ours; empty where that is nothing to speak of."""
    seconds = decimal(abs(seat.skew) / 1000, face.words.lang)
    if abs(seat.skew) < NOTED_CLOCK:
        return ""
    if seat.skew > 0:
        return translate("Room", "clock {0} s ahead").format(seconds)
    return translate("Room", "clock {0} s behind").format(seconds)


def refusal_rows(face: Face, refusals: Iterable[RefusalView]) -> list[CardRow]:
    """Whom this seat refused, and who refused it; the latest first."""
    latest = sorted(refusals, key=lambda one: -one.at)
    return [_refusal(face, n, one) for n, one in enumerate(latest)]


def _refusal(face: Face, n: int, one: RefusalView) -> CardRow:
    inward, outward = translate("Room", "This seat refused"), translate("Room", "This seat was refused")
    if one.code in UNREFUSED:
        outward = translate("Room", "No link came about")
    return CardRow(
        key=f"{one.at}:{n}",
        icon="lock" if one.inward else "warning",
        name=inward if one.inward else outward,
        beside=str(one.params.get("address", "")),
        text=face.words.refusal(one.code, one.params),
        state=moment(one.at),
        detail=age(one.at, now_ms()),
        view=one,
    )
