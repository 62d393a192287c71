"""Operations as faces see them, with the phase and the threats that somebody in command recorded."""

from console.domain.epochs import STANDS, Line
from console.domain.facts import Event
from console.domain.ids import letters
from console.domain.numbers import is_twin, number_of
from console.domain.operation_facts import (
    OperationClosed,
    OperationReopened,
    PhaseDecided,
    ThreatAssessed,
)
from console.domain.operations import OPERATION, OperationView, Threat
from console.domain.picture import Picture
from console.domain.registers import Shown, Write, register
from console.domain.still_open import still_open
from console.domain.subjects import Field, Thing
from console.domain.text import readable


def in_command(line: Line, thing: Thing, field: Field) -> Shown:
    """A field that only the holder of command or his aide may write, as far as they did."""
    written = thing.registers.get(field.number)
    if written is None:
        return Shown()
    under = {e.id: e for e in thing.events if isinstance(e.fact, PhaseDecided | ThreatAssessed)}
    return register(_counted(line, w, under.get(w.entry)) for w in written.writes.values()).shown(
        field.caution
    )


def _counted(line: Line, write: Write, event: Event | None) -> Write:
    if event is None or not isinstance(event.fact, PhaseDecided | ThreatAssessed):
        return write
    fault = line.fault(event.fact.grant, event.fact.epoch, write.author.person, write.hlc, write.entry)
    return write if fault in STANDS else write.without_effect()


def threats(picture: Picture, operation: Thing) -> tuple[Threat, ...]:
    """The threat levels of an operation's areas, highest first."""
    line = Line(operation.state)
    shown = (
        in_command(line, threat, threat.subject.field("level"))
        for threat in picture.linked(operation.id, "threat")
    )
    found = [Threat(area=s.value["area"], shown=s) for s in shown if s.value is not None]
    return tuple(sorted(found, key=lambda t: (-t.shown.value["level"], t.area)))


def view(thing: Thing, picture: Picture) -> OperationView | None:
    """An operation as faces see it."""
    opening = thing.opening
    if opening is None:
        return None
    fields = thing.fields()
    if "phase" in fields:
        fields["phase"] = in_command(Line(thing.state), thing, OPERATION.field("phase"))
    last = [e.fact for e in thing.events if isinstance(e.fact, OperationClosed | OperationReopened)]
    return OperationView(
        id=thing.id,
        number=number_of(thing),
        letters=letters(thing.id),
        opened=opening.at,
        opened_by=opening.author.name,
        fields=fields,
        threats=threats(picture, thing),
        open_incidents=len(still_open(picture, thing, "incident")),
        open_orders=len(still_open(picture, thing, "order")),
        open_requests=len(still_open(picture, thing, "request")),
        void=len(thing.void),
        unread=picture.unread(thing),
        twin=is_twin(picture, thing),
        reason=readable(last[-1].reason) if last else "",
    )


OPERATION.view = view
