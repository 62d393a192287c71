"""Who may make, answer and withdraw requests."""

from console.domain.author import Author
from console.domain.command import require_holder
from console.domain.facts import Draft, Refused
from console.domain.ids import entry_ids, id_by
from console.domain.noting import agency_known, noted_for
from console.domain.numbers import next_number
from console.domain.order_rules import incident_in
from console.domain.picture import Picture
from console.domain.powers import ASKED, check
from console.domain.request_facts import (
    ANSWERS,
    COMMAND,
    ROLE,
    RequestAnswered,
    RequestDecided,
    RequestMade,
    RequestWithdrawn,
)
from console.domain.request_state import Asking, may_decide
from console.domain.request_view import asking_of
from console.domain.requests import AnswerRequest, MakeRequest, WithdrawRequest
from console.domain.scope import operation_of
from console.domain.subjects import rule
from console.domain.text import (
    LINE,
    TEXT,
    TITLE,
    choice,
    clean,
    clean_line,
    optional,
    optional_time,
    readable,
)


@rule(MakeRequest)
def make_request(picture: Picture, asked: MakeRequest, author: Author, now: int) -> list[Draft]:
    """Of an agency, whether it has a seat or not, of a role, or of the holder of command."""
    check(author, "requests")
    operation = operation_of(picture, asked.operation)
    made = RequestMade(
        number=next_number(picture, "request", author.seat_number),
        to=_addressee(picture, asked.to.strip()),
        text=clean(asked.text, TEXT, "request.no_text"),
        due=optional_time(asked.due, now),
        amount=optional(asked.amount, TITLE),
        operation=operation,
        incident=incident_in(picture, asked.incident, operation),
    )
    about = tuple(thing for thing in (id_by(author.seat, now), operation, made.incident) if thing)
    return [Draft(made, about)]


def _addressee(picture: Picture, to: str) -> str:
    if to == COMMAND:
        return to
    if to.startswith(ROLE):
        if to.removeprefix(ROLE) not in ASKED:
            raise Refused("request.unknown_role", role=readable(to.removeprefix(ROLE)[:32]))
        return to
    return agency_known(picture, to)


@rule(AnswerRequest)
def answer_request(picture: Picture, asked: AnswerRequest, author: Author, _: int) -> list[Draft]:
    """Whoever was asked answers; for an agency also somebody who notes its word."""
    thing = picture.get(asked.request, "request")
    asking = asking_of(picture, thing)
    state = choice(asked.state, ANSWERS, "request.unknown_answer")
    if asking.over:
        raise Refused("request.closed", state=asking.says)
    if state == "refused":
        reason = clean_line(asked.reason, LINE, "request.no_reason")
    else:
        reason = optional(asked.reason, LINE)
    fact = _answer(picture, asking, asked, author, state, reason)
    about = tuple(one for one in (thing.id, asking.state.operation) if one)
    return [Draft(fact, about, entry_ids(asked.seen))]


def _answer(
    picture: Picture, asking: Asking, asked: AnswerRequest, author: Author, state: str, reason: str
) -> RequestAnswered | RequestDecided:
    request = asking.state
    if request.to == COMMAND:
        grant, _acting = require_holder(picture, request.operation, author)
        return RequestDecided(state, reason, grant.epoch, grant.entry)
    if request.to.startswith(ROLE):
        check(author, "decide")
        if not may_decide(request, author):
            raise Refused("request.other_role", role=request.to.removeprefix(ROLE))
        return RequestDecided(state, reason)
    if may_decide(request, author) and not asked.means:
        check(author, "decide")
        return RequestDecided(state, reason)
    agency = asked.agency or (request.to if asked.means else author.agency)
    if agency != request.to:
        raise Refused("power.other_agency", agency=request.to, own=readable(agency[:32]))
    noted = noted_for(author, "answer", agency, asked.means, asked.informant)
    return RequestAnswered(agency, state, reason, noted)


@rule(WithdrawRequest)
def withdraw_request(picture: Picture, asked: WithdrawRequest, author: Author, _: int) -> list[Draft]:
    """By who asked; what was granted meanwhile stands beside it until somebody settles it."""
    check(author, "requests")
    thing = picture.get(asked.request, "request")
    asking = asking_of(picture, thing)
    if asking.state.person != author.person:
        raise Refused("request.not_yours", by=asking.state.name)
    if asking.over:
        raise Refused("request.closed", state=asking.says)
    reason = clean_line(asked.reason, LINE, "request.no_reason")
    about = tuple(one for one in (thing.id, asking.state.operation) if one)
    return [Draft(RequestWithdrawn(reason), about)]
