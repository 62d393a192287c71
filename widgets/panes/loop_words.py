"""Orders and requests as their rows say them: no word goes beyond the evidence that this seat holds."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from console.domain.need import UNACKNOWLEDGED
from console.domain.orders import Addressee, OrderView
from console.domain.requests import RequestView
from widgets.ages import MINUTE, age, moment, overdue
from widgets.face import Face
from widgets.panes.loop_rows import Lamp, LoopRow

translate = QCoreApplication.translate
JUST = 10 * MINUTE  # how long what was done shows as just done
AGAINST = ("refused", "impossible")


def order_row(face: Face, order: OrderView, now: int) -> LoopRow:
    """A row for an order or a draft."""
    draft = order.number == 0
    number = face.words.word("state.order.draft") if draft else str(order.number)
    when, token = _when(order, now)
    lamps = tuple(_lamp(face, order, one, now) for one in order.addressees)
    mine = face.me is not None and any(a.agency == face.me.agency and not a.closed for a in order.addressees)
    told = ", ".join(f"{lamp.name} {lamp.word}" for lamp in lamps)
    return LoopRow(
        key=order.id,
        number=f"{number} {order.letters}" if order.twin else number,
        text=order.text,
        when=when,
        when_hue=token,
        number_hue="t2" if draft else "command",
        lamps=() if draft else lamps,
        notes=tuple(_notes(face, order)),
        struck=_ended(order),
        whole=mine and not draft,
        spoken=f"{number} {order.text}, {when}, {told}",
    )


def _ended(order: OrderView) -> bool:
    return _state(order) in {"cancelled", "replaced"}


def _state(order: OrderView) -> str:
    value = order.state.value
    return str(value.get("state", "")) if isinstance(value, dict) else ""


def _when(order: OrderView, now: int) -> tuple[str, str]:
    """When it is due or was done, and the token of that."""
    done = [one.answered.at for one in order.addressees if one.answer == "done"]
    if order.addressees and len(done) == len(order.addressees):
        return translate("CommandPane", "done {0}").format(moment(max(done))), "t2"
    if not order.open or not order.number:
        return moment(order.issued), "t2"
    if overdue(order.due, now):
        return translate("CommandPane", "{0} late").format(age(order.due, now)), "warning"
    if order.due:
        return translate("CommandPane", "by {0}").format(moment(order.due)), "t2"
    return translate("CommandPane", "since {0}").format(age(order.issued, now)), "t2"


def _lamp(face: Face, order: OrderView, one: Addressee, now: int) -> Lamp:
    words, name = face.words, face.words.agency(one.agency)
    last = one.steps[-1] if one.steps else None
    step = one.answer or (last.step if last else "recorded")
    told = words.word(f"step.{step}")
    if one.contradicted:
        return Lamp(
            name, one, translate("CommandPane", "says both done and impossible"), "warning", "warning"
        )
    if one.answer in AGAINST:
        return Lamp(name, one, told, "warning", "warning")
    if one.answer == "done":
        return Lamp(name, one, told, "good" if now - one.answered.at < JUST else "t2")
    seen = bool(one.answer) or any(s.step == "acknowledged" for s in one.steps)
    noted = last.noted if last is not None else None
    if noted is not None:
        told = f"{told} {words.word(f'means.{noted.means}')}"
    if order.open and not seen and now - order.issued > UNACKNOWLEDGED:
        late = translate("CommandPane", "{0}, not acknowledged {1}")
        return Lamp(name, one, late.format(told, age(order.issued, now)), "warning", "warning")
    return Lamp(name, one, told)


def _notes(face: Face, order: OrderView) -> list[tuple[str, str]]:
    """What must be known of an order beside its loop."""
    words, notes = face.words, []
    if order.number == 0:
        to = ", ".join(words.agency(one.agency) for one in order.addressees)
        notes.append(("t2", translate("CommandPane", "to {0}, drafted by {1}").format(to, order.drafted_by)))
    if order.invalid:
        notes.append(("warning", words.refusal(order.invalid, {"holder": face.command.name})))
    if order.differs:
        notes.append(("warning", translate("CommandPane", "issued twice, with different words")))
    if order.acting_for:
        notes.append(("t2", f"{order.issued_by}, {words.word('acting', holder=order.acting_for)}"))
    if _ended(order):
        state = words.word(f"state.order.{_state(order)}")
        notes.append(("t2", words.pair(state, order.reason) if order.reason else state))
    notes += [("warning", words.pair(name, why)) for name, why in against(face, order)]
    return notes


def against(face: Face, order: OrderView) -> Iterator[tuple[str, str]]:
    """Who does not do it, and why."""
    for one in order.addressees:
        if one.answer in AGAINST and one.steps and one.steps[-1].reason:
            yield face.words.agency(one.agency), one.steps[-1].reason


def request_row(face: Face, request: RequestView, now: int) -> LoopRow:
    """A row for a request."""
    words = face.words
    state = str(request.state.value["state"]) if isinstance(request.state.value, dict) else "asked"
    late = request.open and overdue(request.due, now)
    when = moment(request.state.at or request.asked)
    if late:
        when = translate("CommandPane", "{0} late").format(age(request.due, now))
    elif request.open and request.due:
        when = translate("CommandPane", "by {0}").format(moment(request.due))
    way = translate("CommandPane", "{0} asks {1}")
    way = way.format(words.agency(request.asked_agency), words.addressee(request.to))
    by = request.taken_by or request.answered_by
    told = words.word(f"state.request.{state}")
    waited = age(request.asked, now) if state == "asked" else by
    said = " · ".join(part for part in (way, request.amount, f"{told} {waited}".strip()) if part)
    hue = "warning" if state == "refused" or request.state.conflict else "t2"
    number = f"{request.number} {request.letters}" if request.twin else request.number
    return LoopRow(
        key=request.id,
        number=number,
        text=request.text,
        when=when,
        when_hue="warning" if late else "t2",
        number_hue="t2",
        notes=((hue, said),),
        spoken=f"{number} {request.text}, {said}, {when}",
        brief=words.pair(f"{words.agency(request.asked_agency)} → {words.addressee(request.to)}", told),
    )
