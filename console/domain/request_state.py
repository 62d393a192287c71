"""What the facts about a request add up to, and which of its answers count."""

import msgspec

from console.domain.author import Author
from console.domain.epochs import STANDS, Line
from console.domain.facts import Event
from console.domain.order_state import LATEST
from console.domain.registers import Register, Shown, Write, register
from console.domain.request_facts import (
    COMMAND,
    ROLE,
    RequestAnswered,
    RequestDecided,
    RequestMade,
    RequestWithdrawn,
)
from console.domain.subjects import Thing
from console.domain.text import readable


class Answer(msgspec.Struct, frozen=True):
    """A word about a request, in the name of `agency` or under a grant."""

    entry: str
    state: str
    agency: str = ""
    epoch: int = 0
    grant: str = ""
    order: str = ""


class RequestState(msgspec.Struct, frozen=True):
    """A request as it was made, and all that was said about it."""

    number: str = ""
    to: str = ""
    text: str = ""
    due: int = 0
    amount: str = ""
    operation: str = ""
    incident: str = ""
    asked: int = 0
    person: str = ""
    name: str = ""
    agency: str = ""  # of who asked
    answers: tuple[Answer, ...] = ()

    @property
    def task(self) -> bool:
        """Whether it is asked inside one agency."""
        return bool(self.agency) and self.to == self.agency


def fold_request(state: RequestState | None, event: Event) -> RequestState:
    """Take a fact about the request in."""
    state = state or RequestState()
    match event.fact:
        case RequestMade() as made:
            return state if state.number else _made(state, event, made)
        case RequestAnswered(state=said, agency=agency):
            answer = Answer(event.id, said, agency)
        case RequestDecided(state=said, epoch=epoch, grant=grant, order=order):
            answer = Answer(event.id, said, "", epoch, grant, order)
        case RequestWithdrawn():
            answer = Answer(event.id, "withdrawn")
        case _:
            return state
    return msgspec.structs.replace(state, answers=(*state.answers, answer))


def _made(state: RequestState, event: Event, made: RequestMade) -> RequestState:
    return msgspec.structs.replace(
        state,
        number=readable(made.number)[:20],
        to=readable(made.to),
        text=readable(made.text),
        due=made.due if 0 <= made.due < LATEST else 0,
        amount=readable(made.amount),
        operation=made.operation if made.operation in event.about else "",
        incident=made.incident,
        asked=event.at,
        person=event.author.person,
        name=event.author.name,
        agency=event.author.agency,
    )


class Asking:
    """A request read under the grants of its operation."""

    def __init__(self, thing: Thing, line: Line) -> None:
        self.thing, self.line = thing, line
        self.state = thing.state if isinstance(thing.state, RequestState) else RequestState()
        self._answers = {a.entry: a for a in self.state.answers}
        self.register = register(self._weighed(w) for w in self._written())
        self.shown: Shown = self.register.shown()
        value = self.shown.value
        self.says = str(value.get("state", "asked")) if isinstance(value, dict) else "asked"

    def _written(self) -> list[Write]:
        return list(self.thing.registers.get(1, Register()).writes.values())

    def _weighed(self, write: Write) -> Write:
        answer = self._answers.get(write.entry)
        if answer is None or self._counts(answer, write.author, write.hlc):
            return write
        return write.without_effect()

    def _counts(self, answer: Answer, author: Author, hlc: int) -> bool:
        to = self.state.to
        if answer.state == "withdrawn":
            return author.person == self.state.person
        if answer.agency:
            return answer.agency == to
        if answer.grant:
            commanding = self.line.fault(answer.grant, answer.epoch, author.person, hlc, answer.entry)
            return commanding in STANDS and (to == COMMAND or bool(answer.order))
        return may_decide(self.state, author)

    @property
    def last(self) -> Write | None:
        """The write whose value is shown."""
        standing = self.register.standing()
        return standing[-1] if standing else None

    @property
    def taken_by(self) -> str:
        """Who took it last, by name; the writes stand in the order of the fold."""
        counting = (w for w in self.register.writes.values() if w.effective)
        taken = [w for w in counting if isinstance(w.value, dict) and w.value.get("state") == "taken"]
        return taken[-1].author.name if taken else ""

    @property
    def order(self) -> str:
        """The order that it became."""
        effective = {w.entry for w in self.register.writes.values() if w.effective}
        return next((a.order for a in self.state.answers if a.order and a.entry in effective), "")

    @property
    def over(self) -> bool:
        """Whether nobody asks any longer: it was refused, done or withdrawn, and nothing says otherwise."""
        return not self.shown.conflict and self.says in {"refused", "done", "withdrawn"}


def may_decide(request: RequestState, author: Author) -> bool:
    """Whether the author may answer for himself: by the role that is asked, or in his agency's own task."""
    if request.to.startswith(ROLE):
        return author.is_(request.to.removeprefix(ROLE))
    return request.task and author.agency == request.to
