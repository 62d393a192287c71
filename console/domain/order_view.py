"""Orders as faces see them."""

from collections.abc import Iterable
from typing import Any

from console.domain.command import line_of
from console.domain.facts import Event
from console.domain.fields import Field
from console.domain.ids import letters
from console.domain.numbering import UNSPOKEN, following, said
from console.domain.order_facts import ORDER_FACTS, OrderDrafted, OrderIssued
from console.domain.order_loop import WITHOUT_EFFECT, Loop
from console.domain.order_state import OrderState, Wording, fold_order
from console.domain.orders import OrderView
from console.domain.picture import Picture
from console.domain.subjects import Subject, Thing


def operation_of_order(picture: Picture, thing: Thing) -> str:
    """The operation under whose command an order was issued; until it is, that which its opening names."""
    opening = thing.opening
    named = getattr(opening.fact, "operation", "") if opening is not None else ""
    own = named if opening is not None and named in opening.about[1:] else ""
    if all(issue.operation == named for issue in issues(thing)):
        return own
    counting = (w.operation for w in issues(thing) if _counts(picture, thing, w))  # somebody opened it again
    return next(counting, own)


def _counts(picture: Picture, thing: Thing, issue: Wording) -> bool:
    fault = line_of(picture, issue.operation).fault(
        issue.grant, issue.epoch, issue.person, issue.hlc, issue.entry
    )
    return fault not in WITHOUT_EFFECT and picture.links.names(thing, issue.operation)


def loop_of(picture: Picture, thing: Thing) -> Loop:
    """How an order stands under the grants of its operation."""
    line = line_of(picture, operation_of_order(picture, thing))
    loop = thing.folded.memo
    if not isinstance(loop, Loop) or loop.line is not line:
        loop = thing.folded.memo = Loop(thing, line)
    return loop


def view_order(thing: Thing, picture: Picture) -> OrderView | None:
    """The order with each addressee's loop."""
    loop = loop_of(picture, thing)
    wording, ending = loop.wording, loop.ending
    if wording is None:
        return None
    grant = loop.line.grants.get(wording.grant)
    aide = grant is not None and grant.holder != wording.person
    return OrderView(
        id=thing.id,
        operation=operation_of_order(picture, thing),
        incident=wording.incident,
        number=wording.number,
        letters=letters(thing.id),
        epoch=wording.epoch,
        text=wording.text,
        due=wording.due,
        rationale=wording.rationale,
        issued=wording.hlc >> 16,
        issued_by=wording.name,
        acting_for=grant.name if grant is not None and aide else "",
        request=wording.request,
        replaced=wording.replaced,
        state=loop.state_shown(),
        addressees=loop.addressees,
        invalid=loop.fault,
        twin=wording.number > 0 and bool(_numbered(picture, thing, wording.number)),
        open=loop.open,
        reason=ending.reason if ending is not None else "",
        replaced_by=ending.by_order if ending is not None else "",
        issued_seat=wording.seat,
        grant=wording.grant,
        drafted_by=loop.state.draft.name if loop.state.draft is not None else "",
        differs=loop.differs,
    )


def _numbered(picture: Picture, thing: Thing, number: int) -> list[str]:
    """The other orders of the operation that carry `number`."""
    return [o.id for o in _of_number(picture, operation_of_order(picture, thing), number) if o.id != thing.id]


def _of_number(picture: Picture, operation: str, number: int) -> list[Thing]:
    others = picture.links.numbering.under("order", said(number))
    return [
        o for o in others if picture.links.names(o, operation) and any(w.number == number for w in issues(o))
    ]


def next_number(picture: Picture, operation: str) -> int:
    """One above any order of the operation that this seat knows."""
    given = {
        int(text) for text in picture.links.numbering.numbers("order") if text.isdecimal() and len(text) < 20
    }

    def taken(n: int) -> bool:
        return bool(_of_number(picture, operation, n))

    likely = (n for n in sorted(given, reverse=True) if 0 < n < UNSPOKEN)
    return following(next(filter(taken, likely), 0), taken)


def issues(thing: Thing) -> tuple[Wording, ...]:
    """An order as it was issued: once, unless two issued the same draft."""
    return thing.state.issues if isinstance(thing.state, OrderState) else ()


def _stirred(event: Event, picture: Picture) -> Iterable[str]:
    """Orders of the same number show their letters once there are two."""
    if not isinstance(event.fact, OrderIssued):
        return ()
    return [o.id for o in _of_number(picture, event.fact.operation, event.fact.number)]


ORDER = Subject(
    "order",
    facts=ORDER_FACTS,
    opens=(OrderDrafted, OrderIssued),
    fields=(Field(1, "state", dict[str, Any]),),  # {"state": draft | issued | cancelled | replaced, …}
    fold=fold_order,
    view=view_order,
    stirs=_stirred,
)


def _over(thing: Thing, picture: Picture) -> bool:
    """What was refused stays its holder's need until he ends it."""
    loop = loop_of(picture, thing)
    if loop.void or loop.ending is not None:
        return True
    done = {word.agency for word in loop.state.words if word.answer == "done"}
    if not loop.issued or not done.issuperset(loop.to):  # of most that is all there is to see
        return False
    return all(one.answer == "done" and one.closed for one in loop.addressees)


ORDER.over = ORDER.rests = _over
