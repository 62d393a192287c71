"""What the facts of command add up to: every grant, and every act about one, whether or not it lines up."""

import msgspec

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
from console.domain.facts import Event


class Grant(msgspec.Struct, frozen=True):
    """An epoch and its holder."""

    entry: str
    epoch: int
    holder: str
    name: str
    agency: str
    basis: str
    authority: str
    at: int
    by: str
    seat: str
    previous: str = ""
    aides: tuple[str, ...] = ()  # person ids
    offer: str = ""
    hlc: int = 0


class Act(msgspec.Struct, frozen=True):
    """What `person` did about the grant or offer `of`, towards another, `to`."""

    entry: str
    hlc: int
    person: str
    of: str
    to: str = ""
    name: str = ""
    named: bool = True
    text: str = ""

    @property
    def key(self) -> tuple[int, str]:
        """Where it sorts among acts that do not cause one another."""
        return (self.hlc, self.entry)


class Release(Act, frozen=True):
    """An offer, a laying down, a word about an aide where clocks were ahead; else an `Act`, as ever."""

    before: tuple[str, ...] = ()  # entries that came before it, whatever their clocks say


class CommandState(msgspec.Struct, frozen=True):
    """All that was done about command of one operation, whether or not it lines up."""

    grants: tuple[Grant, ...] = ()
    offers: tuple[Act, ...] = ()
    declines: tuple[Act, ...] = ()
    withdrawals: tuple[Act, ...] = ()
    aides: tuple[Act, ...] = ()
    intents: tuple[Act, ...] = ()


def fold_command(state: CommandState | None, event: Event) -> CommandState:
    """Take a command fact in; any other leaves the state as it is."""
    state = state or CommandState()
    known = event.fact
    if isinstance(known, CommandGranted | CommandAppointed):
        return msgspec.structs.replace(state, grants=(*state.grants, _grant(event, known)))
    found = _act(event)
    if found is None:
        return state
    where, act = found
    return msgspec.structs.replace(state, **{where: (*getattr(state, where), act)})


def _grant(event: Event, fact: CommandGranted | CommandAppointed) -> Grant:
    own = isinstance(fact, CommandGranted)
    return Grant(
        entry=event.id,
        epoch=fact.epoch,
        holder=fact.holder,
        name=fact.name,
        agency=event.author.agency if isinstance(fact, CommandGranted) else fact.agency,
        basis=fact.basis if isinstance(fact, CommandGranted) else "initial",
        authority=fact.authority,
        at=event.at,
        by="" if own else event.author.name,
        seat=event.author.seat_label,
        previous=fact.previous,
        offer=fact.offer if isinstance(fact, CommandGranted) else "",
        hlc=event.hlc,
    )


def _act(event: Event) -> tuple[str, Act] | None:
    person = event.author.person
    match event.fact:
        case CommandOffered(grant=of, to=to, name=name, before=before):
            return "offers", _release(Act(event.id, event.hlc, person, of, to, name), before)
        case CommandDeclined(offer=of, reason=reason):
            return "declines", Act(event.id, event.hlc, person, of, text=reason)
        case CommandWithdrawn(grant=of, reason=reason, before=before):
            return "withdrawals", _release(Act(event.id, event.hlc, person, of, text=reason), before)
        case CommandVacated(grant=of, holder=holder, reason=reason, before=before):
            return "withdrawals", _release(Act(event.id, event.hlc, holder, of, text=reason), before)
        case AideNamed(grant=of, person=to, name=name, named=named, before=before):
            return "aides", _release(Act(event.id, event.hlc, person, of, to, name, named), before)
        case IntentStated(grant=of):
            return "intents", Act(event.id, event.hlc, person, of)
    return None


def _release(act: Act, before: tuple[str, ...]) -> Act:
    return Release(**msgspec.structs.asdict(act), before=before) if before else act
