"""An agency as its row says it: its state in the operation looked at, its seats, the age of its report."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from console.catalogue import folded
from console.domain.agencies import AgencyView
from console.domain.registers import Shown
from console.domain.room import SeatView
from widgets.ages import DAY, MINUTE
from widgets.face import NOTHING, Face, value
from widgets.panes.agency_rows import NO_SEAT, AgencyRow

translate = QCoreApplication.translate
ENGAGED, STANDBY, PRESENT, UNSTATED, ABSENT, OUTSIDE = range(1, 7)
RANKS = {"engaged": ENGAGED, "standby": STANDBY, "present": PRESENT, "relieved": ABSENT, "absent": ABSENT}
LIVE = ("here", "linked")


def agency_row(face: Face, view: AgencyView, seats: list[SeatView]) -> AgencyRow:
    """A row for an agency with its seats."""
    fields = part_of(face, view)
    state, report = fields.get("state", NOTHING), fields.get("report", NOTHING)
    here = [seat for seat in seats if seat.link in LIVE]
    lost = [seat.since for seat in seats if seat.link == "gone"]
    rank = _rank(view, state, here, lost)
    silent = max(lost) if lost and not here and rank < ABSENT else 0
    engaged = state.value == "engaged"
    return AgencyRow(
        code=view.code,
        name=face.words.agency(view.code),
        state=_state(face, state, rank),
        engaged=engaged,
        capacity=value(fields, "capacity", -1),
        liaison=_seat(here),
        silent=silent,
        no_link=translate("AgenciesPane", "no link {0}"),
        reported=report.at,
        owing=state.at if engaged else 0,
        report=translate("AgenciesPane", "report {0} old"),
        never=translate("AgenciesPane", "none"),
        noted=noted(face, state),
        noted_briefly=noted_briefly(face, state),
        conflict=_conflict(face, fields),
        rank=rank,
    )


def utmost(face: Face, now: int) -> list[AgencyRow]:
    """Rows that say in each column the longest that may come to stand there: no column moves for it."""
    states = [face.words.word(f"state.agency.{state}") for state in RANKS]
    ages = (0, 59 * MINUTE, DAY - MINUTE)
    no_link, never = translate("AgenciesPane", "no link {0}"), translate("AgenciesPane", "none")
    silent = [AgencyRow("", "", silent=now - gone, no_link=no_link, reported=now - gone) for gone in ages]
    owing = AgencyRow("", "", liaison=_seat_of(99), owing=1, never=never)
    return [*silent, owing, *(AgencyRow("", "", state, noted=state) for state in states)]


def _state(face: Face, state: Shown, rank: int) -> str:
    """What was stated; who was never heard of in this operation is absent."""
    told = state.value or ("absent" if rank == ABSENT else "")
    return face.words.word(f"state.agency.{told}") if told else ""


def part_of(face: Face, view: AgencyView) -> dict[str, Shown]:
    """What is recorded of an agency in the operation looked at."""
    return next((e.fields for e in view.engagements if e.operation == face.operation_id), {})


def noted(face: Face, shown: Shown) -> str:
    """Who noted a value for the agency, and how its word came."""
    if shown.noted is None:
        return ""
    means = face.words.word(f"means.{shown.noted.means}")
    told = translate("AgenciesPane", "noted {0} by {1}").format(means, shown.by)
    return f"{told} ({shown.noted.informant})" if shown.noted.informant else told


def noted_briefly(face: Face, shown: Shown) -> str:
    """How a value came that was noted for the agency, and from whom."""
    if shown.noted is None:
        return ""
    means = face.words.word(f"means.{shown.noted.means}")
    return translate("AgenciesPane", "noted {0}, {1}").format(means, shown.noted.informant or shown.by)


def matches(face: Face, view: AgencyView, typed: str) -> bool:
    """Whether an agency is looked for by these words, in any language."""
    texts = (view.code, face.words.agency(view.code), *view.names.values(), *view.shorts.values())
    known = folded(" ".join((*texts, view.discipline, *view.people)))
    return all(word in known for word in folded(typed).split())


def in_order(rows: Iterable[AgencyRow], now: int) -> list[AgencyRow]:
    """Those that need attention first, then by what they do, then by name."""
    return sorted(rows, key=lambda r: (not r.attention(now), not r.silent, r.rank, folded(r.name)))


def _rank(view: AgencyView, state: Shown, here: list[SeatView], lost: list[int]) -> int:
    if state.value:
        return RANKS.get(str(state.value), PRESENT)
    if lost or any(seat.people for seat in here):
        return UNSTATED
    return ABSENT if view.in_room else OUTSIDE


def _seat(here: list[SeatView]) -> str:
    """The seat where somebody of it sits, else one of its seats."""
    manned = [seat for seat in here if seat.people] or here
    if manned:
        return _seat_of(min(seat.number for seat in manned))
    return NO_SEAT


def _seat_of(number: int) -> str:
    return translate("AgenciesPane", "seat {0}").format(f"{number:02d}")


def _conflict(face: Face, fields: dict[str, Shown]) -> str:
    twice = [face.words.field("engagement", name) for name, shown in fields.items() if shown.conflict]
    return translate("AgenciesPane", "set twice: {0}").format(", ".join(twice)) if twice else ""
