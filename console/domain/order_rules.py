"""Who may draft, issue, cancel and replace orders."""

from console.domain.author import Author
from console.domain.command import require_holder
from console.domain.facts import Draft, Refused
from console.domain.ids import id_by
from console.domain.noting import agency_known
from console.domain.order_facts import OrderCancelled, OrderDrafted, OrderIssued, OrderReplaced
from console.domain.order_state import MAX_ADDRESSEES, Wording
from console.domain.order_view import loop_of, next_number, operation_of_order
from console.domain.orders import CancelOrder, DraftOrder, IssueOrder
from console.domain.picture import Picture
from console.domain.powers import check
from console.domain.request_facts import RequestDecided
from console.domain.request_state import RequestState
from console.domain.request_view import asking_of, order_of
from console.domain.scope import operation_of
from console.domain.subjects import Thing, rule
from console.domain.text import LINE, TEXT, clean, clean_line, optional, optional_time


@rule(DraftOrder)
def draft_order(picture: Picture, asked: DraftOrder, author: Author, now: int) -> list[Draft]:
    """For the holder to issue with one act."""
    check(author, "draft")
    request = _request(picture, asked.request)
    operation = operation_of(picture, asked.operation or request.operation)
    drafted = OrderDrafted(
        to=addressees(picture, asked.to or _agency_asked(picture, request)),
        text=clean(asked.text or request.text, TEXT, "order.no_text"),
        due=optional_time(asked.due or request.due, now),
        rationale=optional(asked.rationale, TEXT),
        operation=operation,
        incident=incident_in(picture, asked.incident or request.incident, operation),
        request=asked.request,
    )
    return [Draft(drafted, _about(id_by(author.seat, now), operation, drafted.incident, asked.request))]


@rule(IssueOrder)
def issue_order(picture: Picture, asked: IssueOrder, author: Author, now: int) -> list[Draft]:
    """One act: the order, what it replaces, and the request that it grants."""
    draft = _draft(picture, asked.draft)
    asked = _filled(asked, draft)
    request = _request(picture, asked.request)
    old = picture.get(asked.replaces, "order") if asked.replaces else None
    before = operation_of_order(picture, old) if old else ""
    given = asked.operation or request.operation or before
    operation = operation_of(picture, given)
    grant, acting = require_holder(picture, operation, author)
    if any(of not in ("", operation) for of in (draft.operation if draft else "", before, request.operation)):
        raise Refused("order.other_operation")
    to, incident, asking = _carried(picture, old)
    order = asked.draft or id_by(author.seat, now)
    issued = OrderIssued(
        number=next_number(picture, operation),
        epoch=grant.epoch,
        grant=grant.entry,
        to=addressees(picture, asked.to or to or _agency_asked(picture, request)),
        text=clean(asked.text or request.text, TEXT, "order.no_text"),
        due=optional_time(asked.due or request.due, now),
        rationale=optional(asked.rationale, TEXT),
        operation=operation,
        incident=incident_in(picture, asked.incident or incident or request.incident, operation),
        request=asked.request or asking,
        replaced=asked.replaces,
        acting=acting,
    )
    drafts = [Draft(issued, _about(order, operation, issued.incident, issued.request, asked.replaces))]
    if old is not None:
        reason = clean_line(asked.reason, LINE, "order.no_reason")
        replaced = OrderReplaced(reason, order, grant.epoch, grant.entry)
        drafts.append(Draft(replaced, (old.id, operation, order)))
    if asked.request:
        granted = RequestDecided("granted", "", grant.epoch, grant.entry, order)
        drafts.append(Draft(granted, (asked.request, operation, order)))
    return drafts


@rule(CancelOrder)
def cancel_order(picture: Picture, asked: CancelOrder, author: Author, _: int) -> list[Draft]:
    """An order or a draft, also one's own draft; the addressees see who cancelled it and why."""
    thing = picture.get(asked.order, "order")
    operation = operation_of(picture, operation_of_order(picture, thing), closed=True)
    wording = _open_wording(picture, thing, also_draft=True)
    reason = clean_line(asked.reason, LINE, "order.no_reason")
    if not wording.grant and wording.person == author.person:
        check(author, "draft")
        return [Draft(OrderCancelled(reason), (thing.id, operation))]
    grant, _acting = require_holder(picture, operation, author)
    return [Draft(OrderCancelled(reason, grant.epoch, grant.entry), (thing.id, operation))]


def _draft(picture: Picture, given: str) -> Wording | None:
    if not given:
        return None
    loop = loop_of(picture, picture.get(given, "order"))
    if loop.issued or loop.wording is None:
        raise Refused("order.already_issued", number=loop.wording.number if loop.wording else 0)
    if loop.ending is not None:
        raise Refused("order.cancelled")
    return loop.wording


def _filled(asked: IssueOrder, draft: Wording | None) -> IssueOrder:
    """What is asked, with the draft's words where it says nothing."""
    if draft is None:
        return asked
    return IssueOrder(
        to=asked.to or draft.to,
        text=asked.text or draft.text,
        operation=asked.operation or draft.operation,
        incident=asked.incident or draft.incident,
        due=asked.due or draft.due,
        rationale=asked.rationale or draft.rationale,
        draft=asked.draft,
        request=asked.request or draft.request,
        replaces=asked.replaces,
        reason=asked.reason,
    )


def _carried(picture: Picture, old: Thing | None) -> tuple[tuple[str, ...], str, str]:
    """Addressees, incident and request of the order that is replaced. Raises Refused where it has ended."""
    if old is None:
        return (), "", ""
    earlier = _open_wording(picture, old)
    return earlier.to, earlier.incident, earlier.request


def _open_wording(picture: Picture, thing: Thing, also_draft: bool = False) -> Wording:
    loop = loop_of(picture, thing)
    ending = loop.ending
    if ending is not None:
        raise Refused("order.replaced" if ending.by_order else "order.cancelled")
    if loop.wording is None or not (loop.issued or also_draft):
        raise Refused("order.not_issued")
    return loop.wording


def addressees(picture: Picture, given: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of agencies that the room knows, each once, at least one. Raises Refused."""
    codes = tuple(dict.fromkeys(code.strip() for code in given))
    if not any(codes):
        raise Refused("order.no_addressee")
    if len(codes) > MAX_ADDRESSEES:
        raise Refused("order.too_many_addressees", limit=MAX_ADDRESSEES)
    return tuple(agency_known(picture, code) for code in codes)


def incident_in(picture: Picture, given: str, operation: str) -> str:
    """The incident, which must be of the operation; none is an answer too. Raises Refused."""
    if given and picture.get(given, "incident") not in picture.linked(operation, "incident"):
        raise Refused("incident.other_operation", id=given[:32])
    return given


def _about(*things: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(thing for thing in things if thing))


def _request(picture: Picture, given: str) -> RequestState:
    """The request that is to become an order; an empty one where none is given. Raises Refused."""
    if not given:
        return RequestState()
    asking = asking_of(picture, picture.get(given, "request"))
    if asking.over and asking.says != "refused":  # the holder may order what an agency refused
        raise Refused("request.closed", state=asking.says)
    order = order_of(picture, asking)
    if order:
        raise Refused("request.ordered", number=_number(picture, order))
    return asking.state


def _number(picture: Picture, order: str) -> int:
    thing = picture.find(order)
    wording = loop_of(picture, thing).wording if thing is not None else None
    return wording.number if wording is not None else 0


def _agency_asked(picture: Picture, request: RequestState) -> tuple[str, ...]:
    return (request.to,) if request.to in picture.reference.agencies else ()
