"""The history of a value: every one that a field had, who wrote it, when, and from where."""

from collections.abc import Callable, Iterable, Sequence

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.agencies import AgencyView
from console.domain.agency_facts import agency_id, engagement_id
from console.domain.history import Past
from console.domain.incident_facts import casualties_id, units_id
from console.domain.incidents import IncidentView
from console.domain.operations import OperationView
from console.link.client import Paged, RefusedAnswer
from widgets.ages import moment
from widgets.card_rows import CardPainter, CardRow, said
from widgets.dialogs.form import Form
from widgets.face import Face, value
from widgets.listed import Rows
from widgets.look import at_least, set_role
from widgets.panes.casualty_words import place_of
from widgets.rows import RowsView
from widgets.values import value_words

translate = QCoreApplication.translate
HIGH = 320  # design pixels


class Source(msgspec.Struct, frozen=True):
    """A field of a thing, and its name."""

    thing: str
    subject: str
    field: str
    name: str


def of_incident(face: Face, incident: IncidentView) -> list[Source]:
    """Every field of an incident that somebody wrote, and its counts."""
    words = face.words
    found = _fields(face, incident.id, "incident", incident.fields)
    for one in incident.casualties:
        thing = casualties_id(one.incident or incident.id, one.place, one.source, one.category)
        category = words.word(f"casualty.{one.category}")
        found.append(Source(thing, "casualties", "count", f"{category}, {place_of(face, one)}, {one.source}"))
    for unit in incident.units:
        name = f"{words.field('units', 'units')}, {words.agency(unit.agency)}"
        found.append(Source(units_id(unit.incident or incident.id, unit.agency), "units", "units", name))
    return found


def of_agency(face: Face, agency: AgencyView) -> list[Source]:
    """Its state, capacity and reports in the operation looked at, and its entry in the directory."""
    engaged = next((e.fields for e in agency.engagements if e.operation == face.operation_id), {})
    thing = engagement_id(face.operation_id, agency.code)
    here = _fields(face, thing, "engagement", engaged)
    return [*here, *_fields(face, agency_id(agency.code), "agency", agency.fields)]


def of_operation(face: Face, operation: OperationView) -> list[Source]:
    """Every field of an operation that somebody wrote."""
    return _fields(face, operation.id, "operation", operation.fields)


def _fields(face: Face, thing: str, subject: str, fields: Iterable[str]) -> list[Source]:
    names = ((field, face.words.field(subject, field)) for field in fields)
    return [Source(thing, subject, field, name[:1].upper() + name[1:]) for field, name in names]


class History(Form):
    """One field at a time; the latest value first."""

    def __init__(
        self,
        face: Face,
        about: str,
        sources: Sequence[Source],
        field: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(face, translate("History", "History"), about, parent)
        self._sources = sources
        chosen = next((str(n) for n, one in enumerate(sources) if one.field == field), "0")
        self.field = self.choice(self.tr("Of"), [(str(n), s.name) for n, s in enumerate(sources)], chosen)
        self.list = RowsView(Rows(lambda row: row.key, said), CardPainter())
        set_role(self.list, "on-card")
        self.list.setAccessibleName(self.windowTitle())
        at_least(self.list, HIGH)
        self.row("", self.list)
        self.button(self.tr("Close"), self.accept, "main")
        self._asked: Callable[[], object] = lambda: None
        self.field.currentIndexChanged.connect(lambda _n: self._look())
        self._look()

    def _look(self) -> None:
        self._asked()
        if self._sources:
            source = self._sources[int(self.field.currentData())]
            self._asked = self.face.bridge.begin(self._ask(source))

    async def _ask(self, source: Source) -> None:
        reply = await self.face.bridge.ask("history", thing=source.thing, field=source.field)
        if isinstance(reply, Paged):
            self.list.show_rows([self._row(source, past) for past in reversed(reply.items)])
        elif isinstance(reply, RefusedAnswer):
            self.refuse(self.face.words.refusal(reply.code, reply.params))

    def _row(self, source: Source, past: Past) -> CardRow:
        words = self.face.words
        agency = words.agency(past.agency) if past.agency else ""
        who = [past.by, agency, self.tr("from {0}").format(past.seat) if past.seat else ""]
        if past.noted is not None:
            noted = self.tr("noted for {0} {1}").format(
                words.agency(past.noted.agency), words.word(f"means.{past.noted.means}")
            )
            who.append(f"{noted} ({past.noted.informant})" if past.noted.informant else noted)
        return CardRow(
            key=past.entry,
            icon="in_step" if past.stands else "line",
            name=value_words(words, source.subject, source.field, past.value),
            text=" · ".join(part for part in who if part),
            state=moment(past.at),
            hue="t1" if past.stands else "t3",
            detail=self._standing(past),
        )

    def _standing(self, past: Past) -> str:
        if not past.effective:
            return self.tr("without effect")
        return self.tr("stands") if past.stands else self.tr("replaced")

    def done(self, result: int) -> None:
        self._asked()
        super().done(result)


def history_here(face: Face, field: str, parent: QWidget | None) -> History | None:
    """The history of what is looked at: the incident, else the operation."""
    incident, operation = face.incident, face.operation
    if incident is not None:
        about = f"{incident.number} {value(incident.fields, 'title')}"
        return History(face, about, of_incident(face, incident), field, parent)
    if operation is not None:
        about = str(value(operation.fields, "title"))
        return History(face, about, of_operation(face, operation), field, parent)
    return None
