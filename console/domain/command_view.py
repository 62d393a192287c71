"""Single command as faces see it."""

import msgspec

from console.domain.command import line_of
from console.domain.command_state import Act, Grant
from console.domain.epochs import STANDS, Line
from console.domain.picture import Picture
from console.domain.registers import Shown, register

INTENT_FIELD = 6  # of the operation


class Offered(msgspec.Struct, frozen=True):
    """What `holder` (person id) offered last, to whom."""

    holder: str
    holder_name: str
    to: str
    name: str
    at: int
    declined: bool = False


class CommandView(msgspec.Struct, frozen=True):
    """Mirrored as ("command", operation). `state`: nobody, held, offered, contested."""

    operation: str
    state: str = "nobody"
    epoch: int = 0
    holder: str = ""
    name: str = ""
    since: int = 0
    seat: str = ""  # label of the seat where it was taken
    offered_to: str = ""
    offered_name: str = ""
    offered_at: int = 0
    declined: bool = False
    intent: Shown = Shown()
    contested: tuple[Grant, ...] = ()
    grants: tuple[Grant, ...] = ()  # all, oldest first
    aides: tuple[str, ...] = ()  # names
    incomplete: bool = False  # names a grant that has not arrived
    acting: tuple[str, ...] = ()  # person ids of the aides
    basis: str = ""
    authority: str = ""
    offers: tuple[Offered, ...] = ()  # of the grants that live, answered or not
    let_go: dict[str, int] = {}  # grant → when (ms) its holder first let go of it


def command(picture: Picture, operation: str) -> CommandView:
    """Who is in command of an operation."""
    line = line_of(picture, operation)
    base = CommandView(
        operation=operation,
        state="contested" if line.contested else "nobody",
        epoch=line.epoch,
        intent=_intent(picture, operation, line),
        contested=tuple(_with_aides(line, g) for g in line.living) if line.contested else (),
        grants=tuple(_with_aides(line, g) for g in line.grants.values()),
        incomplete=line.incomplete,
        offers=tuple(_offered(line, g, offer) for g in line.living if (offer := line.offer(g)) is not None),
        let_go={
            g.entry: act.hlc >> 16 for g in line.grants.values() if (act := line.released(g)) is not None
        },
    )
    return base if line.standing is None else _held(base, line, line.standing)


def _held(base: CommandView, line: Line, grant: Grant) -> CommandView:
    offer = line.offer(grant)
    aides = {a.to: a for held in line.held_by(grant.holder) for a in line.aides(held)}
    return msgspec.structs.replace(
        base,
        state="offered" if offer else "held",
        epoch=grant.epoch,
        holder=grant.holder,
        name=grant.name,
        since=grant.at,
        seat=grant.seat,
        offered_to=offer.to if offer else "",
        offered_name=offer.name if offer else "",
        offered_at=offer.hlc >> 16 if offer else 0,
        declined=offer is not None and line.declined(offer) is not None,
        aides=tuple(a.name for a in aides.values()),
        acting=tuple(aides),
        basis=grant.basis,
        authority=grant.authority,
    )


def _offered(line: Line, grant: Grant, offer: Act) -> Offered:
    declined = line.declined(offer) is not None
    return Offered(grant.holder, grant.name, offer.to, offer.name, offer.hlc >> 16, declined)


def _with_aides(line: Line, grant: Grant) -> Grant:
    return msgspec.structs.replace(grant, aides=tuple(a.to for a in line.aides(grant)))


def _intent(picture: Picture, operation: str, line: Line) -> Shown:
    """The intent, as far as those who stated it were in command or claimed it."""
    thing = picture.find(operation)
    written = thing.registers.get(INTENT_FIELD) if thing is not None else None
    if written is None:
        return Shown()
    under = {a.entry: a.of for a in line.state.intents}
    epochs = {g.entry: g.epoch for g in line.grants.values()}

    def counts(entry: str, person: str, hlc: int) -> bool:
        grant = under.get(entry, "")
        return line.fault(grant, epochs.get(grant, 0), person, hlc, entry) in STANDS

    writes = written.writes.values()
    return register(
        msgspec.structs.replace(w, effective=w.effective and counts(w.entry, w.author.person, w.hlc))
        for w in writes
    ).shown()
