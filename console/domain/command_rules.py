"""Who may take, offer, accept, decline, resume and lay down command, name aides and state the intent."""

from collections.abc import Iterable

from console.domain.author import Author
from console.domain.command import (
    AcceptCommand,
    DeclineCommand,
    GrantCommand,
    NameAide,
    OfferCommand,
    ResumeCommand,
    StateIntent,
    VacateCommand,
    WithdrawCommand,
    line_of,
    require_holder,
)
from console.domain.command_ahead import MOST, done_ahead, orders_ahead, said_ahead
from console.domain.command_facts import (
    AideNamed,
    CommandAppointed,
    CommandDeclined,
    CommandGranted,
    CommandOffered,
    CommandVacated,
    CommandWithdrawn,
    IntentStated,
)
from console.domain.command_state import Act, Grant
from console.domain.epochs import Line
from console.domain.facts import Draft, Refused
from console.domain.people import is_barred, person_known
from console.domain.picture import Picture
from console.domain.powers import check
from console.domain.scope import operation_of
from console.domain.subjects import rule
from console.domain.text import LINE, TEXT, clean, clean_line, optional


@rule(GrantCommand)
def grant(picture: Picture, asked: GrantCommand, author: Author, _: int) -> list[Draft]:
    """The first grant, or one after command was laid down."""
    operation = operation_of(picture, asked.operation)
    check(author, "grant")
    line = line_of(picture, operation)
    if line.living:
        raise Refused("command.held", holder=", ".join(g.name for g in line.living))
    holder = person_known(picture, asked.holder, author)
    if "commander" not in holder.roles:
        raise Refused("command.not_eligible", name=holder.name)
    authority = clean_line(asked.authority, LINE, "command.no_authority")
    epoch, before = line.epoch + 1, line.tips[-1].entry if line.tips else ""
    if holder.id == author.person:
        own = CommandGranted(epoch, holder.id, holder.name, "initial", authority, before)
        return [Draft(own, (operation,))]
    appointed = CommandAppointed(epoch, holder.id, holder.name, authority, before, holder.agency)
    return [Draft(appointed, (operation,))]


@rule(OfferCommand)
def offer(picture: Picture, asked: OfferCommand, author: Author, now: int) -> list[Draft]:
    """The holder lets go in favour of another; what else he holds of the same operation he lays down."""
    operation = operation_of(picture, asked.operation)
    check(author, "hold")
    line, mine = _mine(picture, operation, author)
    if line.contested:
        raise Refused("command.contested", names=", ".join(g.name for g in line.living))
    pending = line.offer(mine)
    if pending is not None:
        raise Refused("command.offered", to=pending.name)
    to = person_known(picture, asked.to, author)
    if to.id == author.person:
        raise Refused("command.offer_to_self")
    if "commander" not in to.roles:
        raise Refused("command.not_eligible", name=to.name)
    ahead = orders_ahead(picture, operation, now)
    offered = CommandOffered(mine.epoch, mine.entry, to.id, to.name, ahead.get(mine.entry, ()))
    spare = [g for g in line.held_by(author.person) if g is not mine]
    return [*_laid_down(spare, operation, "", ahead), Draft(offered, (operation,))]


@rule(AcceptCommand)
def accept(picture: Picture, asked: AcceptCommand, author: Author, _: int) -> list[Draft]:
    """The successor takes what is offered, however long ago, unless the holder took it back."""
    operation = operation_of(picture, asked.operation)
    check(author, "hold")
    return [_taken(*_offered_to(picture, operation, author), operation, author, "handover")]


@rule(DeclineCommand)
def decline(picture: Picture, asked: DeclineCommand, author: Author, _: int) -> list[Draft]:
    operation = operation_of(picture, asked.operation)
    check(author, "hold")
    _line, _grant, offered = _offered_to(picture, operation, author)
    return [Draft(CommandDeclined(offered.entry, optional(asked.reason, LINE)), (operation,))]


@rule(ResumeCommand)
def resume(picture: Picture, asked: ResumeCommand, author: Author, _: int) -> list[Draft]:
    """The old holder takes his offer back, answered or not: where both happen, command is contested."""
    operation = operation_of(picture, asked.operation)
    check(author, "hold")
    line, mine = _mine(picture, operation, author)
    offered = line.offer(mine)
    if offered is None:
        raise Refused("command.not_offered")
    return [_taken(line, mine, offered, operation, author, "resume")]


@rule(WithdrawCommand)
def withdraw(picture: Picture, asked: WithdrawCommand, author: Author, now: int) -> list[Draft]:
    """The holder lays command down, or concedes where it is contested."""
    operation = operation_of(picture, asked.operation, closed=True)
    check(author, "hold")
    line = _mine(picture, operation, author)[0]
    reason = clean_line(asked.reason, LINE, "command.no_reason")
    return _laid_down(line.held_by(author.person), operation, reason, orders_ahead(picture, operation, now))


@rule(VacateCommand)
def vacate(picture: Picture, asked: VacateCommand, author: Author, now: int) -> list[Draft]:
    """An administrator ends what nobody else can: a revoked holder signs nothing any more."""
    operation = operation_of(picture, asked.operation, closed=True)
    check(author, "people")
    line = line_of(picture, operation)
    if not line.living:
        raise Refused("command.nobody")
    barred = [g for g in line.living if is_barred(picture.people.get(g.holder))]
    if not barred:
        raise Refused("command.may_hold", holder=", ".join(g.name for g in line.living))
    reason = clean_line(asked.reason, LINE, "command.no_reason")
    ahead = orders_ahead(picture, operation, now)
    return [
        Draft(
            CommandVacated(g.epoch, g.entry, g.holder, g.name, reason, ahead.get(g.entry, ())), (operation,)
        )
        for g in barred
    ]


@rule(StateIntent)
def state_intent(picture: Picture, asked: StateIntent, author: Author, _: int) -> list[Draft]:
    operation = operation_of(picture, asked.operation)
    held, acting = require_holder(picture, operation, author)
    text = clean(asked.text, TEXT, "command.no_intent")
    return [Draft(IntentStated(text, held.epoch, held.entry, acting), (operation,))]


@rule(NameAide)
def name_aide(picture: Picture, asked: NameAide, author: Author, now: int) -> list[Draft]:
    operation = operation_of(picture, asked.operation)
    check(author, "hold")
    line, mine = _mine(picture, operation, author)
    person = person_known(picture, asked.person, author)
    if person.id == author.person:
        raise Refused("command.aide_is_holder")
    if not {"commander", "operator", "liaison"}.intersection(person.roles):
        raise Refused("command.aide_may_not_act", name=person.name)
    under = [g for g in line.held_by(author.person) if any(a.to == person.id for a in line.aides(g))]
    if asked.named is bool(under):
        raise Refused("command.aide_already" if asked.named else "command.aide_never", name=person.name)
    drafts = []
    for held in under or [mine]:
        before = said_ahead(line, held, person.id, now)
        if not asked.named:
            before += done_ahead(picture, operation, held, person.id, now)
        named = AideNamed(held.epoch, held.entry, person.id, person.name, asked.named, tuple(before[:MOST]))
        drafts.append(Draft(named, (operation,)))
    return drafts


def _mine(picture: Picture, operation: str, author: Author) -> tuple[Line, Grant]:
    line = line_of(picture, operation)
    held = line.held_by(author.person)
    if held:
        return line, held[-1]
    if not line.living:
        raise Refused("command.nobody")
    raise Refused("command.not_holder", holder=", ".join(g.name for g in line.living))


def _offered_to(picture: Picture, operation: str, author: Author) -> tuple[Line, Grant, Act]:
    line = line_of(picture, operation)
    for grant_ in line.living:
        offered = line.offer(grant_)
        if offered is not None and offered.to == author.person and line.declined(offered) is None:
            return line, grant_, offered
    raise Refused("command.not_offered")


def _taken(line: Line, before: Grant, offered: Act, operation: str, author: Author, basis: str) -> Draft:
    taken = CommandGranted(
        epoch=line.epoch + 1,
        holder=author.person,
        name=author.name,
        basis=basis,
        authority=before.authority,
        previous=before.entry,
        offer=offered.entry,
    )
    return Draft(taken, (operation,))


def _laid_down(
    grants: Iterable[Grant], operation: str, reason: str, ahead: dict[str, tuple[str, ...]]
) -> list[Draft]:
    return [
        Draft(CommandWithdrawn(g.epoch, g.entry, reason, ahead.get(g.entry, ())), (operation,))
        for g in grants
    ]
