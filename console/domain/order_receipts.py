"""What comes back from the addressees of an order: reached, displayed, acknowledged, answered."""

from console.domain.author import Author
from console.domain.facts import Draft, Fact, Refused
from console.domain.noting import noted_for
from console.domain.order_facts import ANSWERS, OrderAcknowledged, OrderAnswered, OrderDisplayed, OrderReached
from console.domain.order_loop import AGAINST, Loop
from console.domain.order_view import loop_of, operation_of_order
from console.domain.orders import AcknowledgeOrder, AnswerOrder, DisplayOrder, ReachOrder
from console.domain.picture import Picture
from console.domain.powers import check
from console.domain.subjects import rule
from console.domain.text import LINE, choice, clean_line, optional, readable


@rule(ReachOrder)
def reach_order(picture: Picture, asked: ReachOrder, author: Author, _: int) -> list[Draft]:
    """The first seat of the agency that stored it says so; once is enough."""
    loop = _received(picture, asked.order, asked.agency)
    if asked.agency != author.seat_agency:
        raise Refused("power.other_agency", agency=asked.agency, own=author.seat_agency)
    if any(r.agency == asked.agency and r.step == "reached" for r in loop.state.receipts):
        raise Refused("order.already_reached", agency=asked.agency)
    return [_draft(picture, loop, OrderReached(asked.agency))]


@rule(DisplayOrder)
def display_order(picture: Picture, asked: DisplayOrder, author: Author, _: int) -> list[Draft]:
    """Once per person, wherever they sit."""
    check(author, "receive")
    loop = _received(picture, asked.order, author.agency)
    if _did(loop, "displayed", author):
        raise Refused("order.already_displayed")
    return [_draft(picture, loop, OrderDisplayed(author.agency))]


@rule(AcknowledgeOrder)
def acknowledge_order(picture: Picture, asked: AcknowledgeOrder, author: Author, _: int) -> list[Draft]:
    """Once per person; a second person's stands beside the first."""
    agency = asked.agency or author.agency
    noted = noted_for(author, "answer", agency, asked.means, asked.informant)
    loop = _received(picture, asked.order, agency)
    if noted is None and _did(loop, "acknowledged", author):
        raise Refused("order.already_acknowledged")
    return [_draft(picture, loop, OrderAcknowledged(agency, noted))]


@rule(AnswerOrder)
def answer_order(picture: Picture, asked: AnswerOrder, author: Author, _: int) -> list[Draft]:
    """Any answer may follow any other, also after cancelling: what was done was done."""
    agency = asked.agency or author.agency
    noted = noted_for(author, "answer", agency, asked.means, asked.informant)
    loop = _received(picture, asked.order, agency)
    answer = choice(asked.answer, ANSWERS, "order.unknown_answer")
    if answer in AGAINST:
        reason = clean_line(asked.reason, LINE, "order.no_reason")
    else:
        reason = optional(asked.reason, LINE)
    return [_draft(picture, loop, OrderAnswered(agency, answer, reason, noted))]


def _received(picture: Picture, order: str, agency: str) -> Loop:
    loop = loop_of(picture, picture.get(order, "order"))
    if not loop.issued or loop.void:
        raise Refused("order.not_issued")
    if agency not in loop.to:
        raise Refused("order.not_addressee", agency=readable(agency[:32]))
    return loop


def _did(loop: Loop, step: str, author: Author) -> bool:
    own = (r for r in loop.state.receipts if r.agency == author.agency and r.noted is None)
    return any(r.step == step and r.person == author.person for r in own)


def _draft(picture: Picture, loop: Loop, fact: Fact) -> Draft:
    return Draft(fact, (loop.thing.id, operation_of_order(picture, loop.thing)))
