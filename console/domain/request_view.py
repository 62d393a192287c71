"""Requests as faces see them."""

from collections.abc import Iterable
from typing import Any

from console.domain.command import line_of
from console.domain.facts import Event
from console.domain.ids import letters
from console.domain.numbering import said
from console.domain.order_view import loop_of
from console.domain.picture import Picture
from console.domain.request_facts import REQUEST_FACTS, RequestMade
from console.domain.request_state import Asking, RequestState, fold_request
from console.domain.requests import RequestView
from console.domain.subjects import Field, Subject, Thing


def asking_of(picture: Picture, thing: Thing) -> Asking:
    """How a request stands under the grants of its operation."""
    operation = thing.state.operation if isinstance(thing.state, RequestState) else ""
    line = line_of(picture, operation)
    asking = thing.folded.memo
    if not isinstance(asking, Asking) or asking.line is not line:
        asking = thing.folded.memo = Asking(thing, line)
    return asking


def order_of(picture: Picture, asking: Asking) -> str:
    """The order that it became, or that has taken its place; empty where none stands, as it was cancelled."""
    order, seen = asking.order, set[str]()
    while order and order not in seen:
        seen.add(order)
        thing = picture.find(order)
        if thing is None or thing.subject.name != "order":
            return order
        ending = loop_of(picture, thing).ending
        if ending is None:
            return order
        order = ending.by_order
    return ""


def is_open(picture: Picture, asking: Asking) -> bool:
    """Whether somebody still has to do something about it; what became an order is done by that."""
    waits = {"asked", "taken"} if order_of(picture, asking) else {"asked", "taken", "granted"}
    return asking.shown.conflict or asking.says in waits


def view_request(thing: Thing, picture: Picture) -> RequestView:
    """The request with the answer that stands."""
    asking = asking_of(picture, thing)
    made, last = asking.state, asking.last
    answered = last is not None and asking.says != "asked"
    return RequestView(
        id=thing.id,
        operation=made.operation,
        incident=made.incident,
        number=made.number,
        letters=letters(thing.id),
        to=made.to,
        text=made.text,
        due=made.due,
        amount=made.amount,
        asked=made.asked,
        asked_by=made.name,
        asked_agency=made.agency,
        asked_person=made.person,
        state=asking.shown,
        taken_by=asking.taken_by,
        task=made.task,
        order=order_of(picture, asking),
        open=is_open(picture, asking),
        answered_by=last.author.name if last is not None and answered else "",
        twin=bool(_numbered(picture, thing.id, made.number)),
    )


def _numbered(picture: Picture, but: str, number: str) -> list[str]:
    others = picture.links.numbering.under("request", said(number))
    return [r.id for r in others if r.id != but and getattr(r.state, "number", "") == number]


def _stirred(event: Event, picture: Picture) -> Iterable[str]:
    """Requests of the same number show their letters once there are two."""
    made = event.fact
    return _numbered(picture, event.about[0], made.number) if isinstance(made, RequestMade) else ()


REQUEST = Subject(
    "request",
    facts=REQUEST_FACTS,
    opens=RequestMade,
    fields=(Field(1, "state", dict[str, Any]),),  # {"state", "reason"}
    fold=fold_request,
    view=view_request,
    stirs=_stirred,
)


def _over(thing: Thing, picture: Picture) -> bool:
    """A refusal is its asker's need for some time; what was granted may come back with its order."""
    asking = asking_of(picture, thing)
    return not asking.shown.conflict and asking.says in {"done", "withdrawn"}


REQUEST.over = REQUEST.rests = _over
