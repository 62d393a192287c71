"""Single command of an operation: numbered epochs, each opened by a grant; always a human act."""

from collections.abc import Iterable

from console.domain.author import Author
from console.domain.command_facts import COMMAND_FACTS, IntentStated
from console.domain.command_state import Grant
from console.domain.epochs import Line
from console.domain.facts import Event, Intent, Refused
from console.domain.picture import Picture
from console.domain.powers import check
from console.domain.subjects import Thing

__all__ = [
    "COMMAND_FACTS",
    "AcceptCommand",
    "DeclineCommand",
    "GrantCommand",
    "NameAide",
    "OfferCommand",
    "ResumeCommand",
    "StateIntent",
    "VacateCommand",
    "WithdrawCommand",
    "line_of",
    "may_command",
    "require_holder",
    "stirred",
]


class GrantCommand(Intent, frozen=True, kw_only=True, tag="command.grant"):
    """Only where nobody is in command."""

    holder: str  # person id or name
    authority: str
    operation: str = ""


class OfferCommand(Intent, frozen=True, kw_only=True, tag="command.offer"):
    """Let go of command in favour of somebody, who has two minutes to answer."""

    to: str  # person id or name
    operation: str = ""


class AcceptCommand(Intent, frozen=True, kw_only=True, tag="command.accept"):
    """Take the command that is offered to me."""

    operation: str = ""


class DeclineCommand(Intent, frozen=True, kw_only=True, tag="command.decline"):
    """Not take the command that is offered to me."""

    operation: str = ""
    reason: str = ""


class ResumeCommand(Intent, frozen=True, kw_only=True, tag="command.resume"):
    """The old holder takes back an offer that was declined or not answered."""

    operation: str = ""


class WithdrawCommand(Intent, frozen=True, kw_only=True, tag="command.withdraw"):
    """Lay command down: nobody is in command."""

    reason: str
    operation: str = ""


class VacateCommand(Intent, frozen=True, kw_only=True, tag="command.vacate"):
    """End the command of whoever may no longer hold it: revoked, or without the role."""

    reason: str
    operation: str = ""


class StateIntent(Intent, frozen=True, kw_only=True, tag="command.intent"):
    """The commander's intent."""

    text: str
    operation: str = ""


class NameAide(Intent, frozen=True, kw_only=True, tag="command.aide"):
    """Let somebody act for the holder in this epoch, or no longer."""

    person: str
    operation: str = ""
    named: bool = True


def line_of(picture: Picture, operation: str) -> Line:
    """The grants of an operation, set in order; none where the operation is unknown."""
    thing = _operation(picture, operation)
    if thing is None:
        return Line(None)
    if thing.folded.memo is None:
        thing.folded.memo = Line(thing.state)
    line: Line = thing.folded.memo
    return line


def _operation(picture: Picture, operation: str) -> Thing | None:
    try:
        return picture.get(operation, "operation")
    except Refused:
        return None


def stirred(event: Event, picture: Picture) -> Iterable[str]:
    """What is ordered or asked in an operation stands otherwise once its grants do."""
    if (
        event.fact is None
        or isinstance(event.fact, IntentStated)
        or not isinstance(event.fact, COMMAND_FACTS)
    ):
        return ()
    operation = event.about[0]
    return [t.id for subject in ("order", "request") for t in picture.linked(operation, subject)]


def require_holder(picture: Picture, operation: str, author: Author) -> tuple[Grant, bool]:
    """The grant under which `author` may command, and whether as an aide of the holder. Raises Refused.

    While command is contested, each claimant and his aides may go on, since people on the ground need orders.
    What they do is shown as contested.
    """
    check(author, "command")
    line = line_of(picture, operation)
    own = line.held_by(author.person)
    mine = own[-1] if own else next((g for g in line.living if _is_aide(line, g, author.person)), None)
    if mine is None:
        raise _not_holder(line)
    offer = line.offer(mine)
    if offer is not None:
        raise Refused("command.offered", to=offer.name)
    return mine, not own


def _is_aide(line: Line, grant: Grant, person: str) -> bool:
    return any(a.to == person for a in line.aides(grant))


def _not_holder(line: Line) -> Refused:
    if line.contested:
        return Refused("command.contested", names=", ".join(g.name for g in line.living))
    if line.standing is None:
        return Refused("command.nobody")
    return Refused("command.not_holder", holder=line.standing.name)


def may_command(picture: Picture, operation: str, author: Author) -> Refused | None:
    """Why `author` may not command the operation; None where he may."""
    try:
        require_holder(picture, operation, author)
    except Refused as refused:
        return refused
    return None
