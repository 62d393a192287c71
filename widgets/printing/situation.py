"""The situation sheet: an operation as it stands now, with the age and the source of what it says."""

from collections.abc import Iterable, Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication

from console.domain.incidents import SEVERITIES, IncidentView
from console.domain.log import LineView
from console.domain.operations import OperationView
from widgets.ages import age, moment
from widgets.face import Face, value
from widgets.panes.agency_words import OUTSIDE, agency_row, part_of
from widgets.panes.casualty_words import place_of
from widgets.panes.incident_facts import facts_of
from widgets.panes.log_words import log_row
from widgets.panes.loop_words import order_row, request_row
from widgets.printing.blocks import Block, detail, heading
from widgets.values import value_words

translate: Final = QCoreApplication.translate


def situation(face: Face, operation: OperationView, key_facts: Iterable[LineView], now: int) -> list[Block]:
    """All that a relief, or an authority, must know; what nobody stated says so."""
    parts = (
        _operation(face, operation),
        _command(face),
        _incidents(face, now),
        _loops(face, now),
        _agencies(face, now),
        _agenda(face),
        _key_facts(face, key_facts),
        _conflicts(face),
        _standing(face),
    )
    return [block for part in parts for block in part]


def _operation(face: Face, operation: OperationView) -> Iterator[Block]:
    words, fields = face.words, operation.fields
    yield Block(str(value(fields, "title")), operation.number, bold=True)
    sort = words.word(f"sort.{value(fields, 'sort')}")
    yield detail(" · ".join(part for part in (sort, str(value(fields, "place"))) if part))
    phase = value(fields, "phase", {})
    if phase:
        yield Block(value_words(words, "operation", "phase", phase), translate("Sheet", "Phase"))
    for threat in operation.threats:
        told = threat.shown.value
        level = words.word(f"threat.{told['level']}")
        by = f"{told.get('authority', '')} {moment(threat.shown.at)}".strip()
        yield Block(words.pair(threat.area, f"{level} ({by})"), translate("Sheet", "Threat"))


def _command(face: Face) -> Iterator[Block]:
    words, command = face.words, face.command
    yield heading(translate("Sheet", "Single command"))
    holders = [(grant.name, grant.at) for grant in command.contested] or [(command.name, command.since)]
    for name, at in holders:
        since = translate("Sheet", "since {0}").format(moment(at)) if at else ""
        held = name or words.word("state.command.nobody")
        yield Block(held, translate("Sheet", "Holder"), since, bold=True)
    if command.state in {"contested", "offered"}:
        yield detail(words.word(f"state.command.{command.state}"))
    intent = command.intent
    told = str(intent.value) if intent.value else translate("Sheet", "none stated")
    yield Block(told, translate("Sheet", "Intent"), moment(intent.at) if intent.value else "")


def _incidents(face: Face, now: int) -> Iterator[Block]:
    views: list[IncidentView] = face.of_operation("incident")
    shown = [i for i in views if value(i.fields, "state", "open") == "open"]
    shown.sort(key=lambda i: (_rank(i), i.opened))
    title = translate("Sheet", "Open incidents: {0}; closed or merged: {1}")
    yield heading(title.format(len(shown), len(views) - len(shown)))
    for incident in shown:
        yield from _incident(face, incident, now)


def _rank(incident: IncidentView) -> int:
    severity = value(incident.fields, "severity", "")
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


def _incident(face: Face, incident: IncidentView, now: int) -> Iterator[Block]:
    words, fields = face.words, incident.fields
    latest = max((shown.at for shown in fields.values()), default=incident.opened)
    updated = translate("Sheet", "updated {0} ago").format(age(latest, now))
    yield Block(str(value(fields, "title")), incident.number, updated, bold=True)
    engaged = " ".join(name for name in ("D1", "D2", "D3", "D4", "D5") if value(fields, name, False))
    facts = [f for f in facts_of(face, incident) if f.text and f.field not in {"casualties", "units"}]
    told = [f"{f.name} {f.text}" + (f" ({f.source})" if f.source else "") for f in facts]
    yield detail(" · ".join(part for part in (*told, engaged) if part))
    for one in incident.casualties:
        category = words.word(f"casualty.{one.category}")
        told_by = f"{place_of(face, one)}, {words.agency(one.source)} {moment(one.shown.at)}"
        yield detail(f"{one.shown.value} {category} ({told_by})")
    for unit in incident.units:
        count = unit.shown.value or {}
        units = translate("Sheet", "{0}: on site {1}, asked for {2}")
        yield detail(units.format(words.agency(unit.agency), count.get("on_site", 0), count.get("asked", 0)))


def _loops(face: Face, now: int) -> Iterator[Block]:
    orders = sorted((o for o in face.of_operation("order") if o.open and o.number), key=lambda o: o.number)
    yield heading(translate("Sheet", "Open orders: {0}").format(len(orders)))
    for order in orders:
        row = order_row(face, order, now)
        yield Block(order.text, row.number, row.when, bold=True)
        yield detail(" · ".join(face.words.pair(lamp.name, lamp.word) for lamp in row.lamps))
        yield from (detail(note) for _, note in row.notes)
    requests = sorted((r for r in face.of_operation("request") if r.open), key=lambda r: r.asked)
    yield heading(translate("Sheet", "Open requests: {0}").format(len(requests)))
    for request in requests:
        asked = request_row(face, request, now)
        yield Block(request.text, asked.number, asked.when)
        yield from (detail(note) for _, note in asked.notes)


def _agencies(face: Face, now: int) -> Iterator[Block]:
    words = face.words
    yield heading(translate("Sheet", "Agencies"))
    seats = [seat for seat in face.picture.all("seat") if not seat.revoked]
    views = sorted(face.picture.all("agency"), key=lambda a: words.agency(a.code))
    outside: list[str] = []
    for view in views:
        part = part_of(face, view)
        row = agency_row(face, view, [seat for seat in seats if seat.agency == view.code])
        if row.rank == OUTSIDE:
            outside.append(row.name)
            continue
        stated = row.state or translate("Sheet", "no state told")
        used = f"{row.capacity} %" if row.capacity >= 0 else ""
        state = " · ".join(p for p in (stated, used, row.noted) if p)
        yield Block(state, row.name, row.seat(now))
        report = part.get("report")
        if report is not None and report.value:
            yield detail(f"{moment(report.at)} ({age(report.at, now)}): {report.value}")
    if outside:
        silent = translate("Sheet", "Not in this room, nothing told")
        yield detail(words.pair(silent, ", ".join(outside)))


def _agenda(face: Face) -> Iterator[Block]:
    steps = face.planned()
    if steps:
        yield heading(translate("Sheet", "Agenda"))
    for step in steps:
        owner = str(value(step.fields, "owner"))
        told = face.words.pair(face.words.word(f"agenda.{step.sort}"), value(step.fields, "title"))
        whose = step.owned_by or (face.words.agency(owner) if owner else "")
        yield Block(told, moment(value(step.fields, "time", 0)), whose)


def _key_facts(face: Face, lines: Iterable[LineView]) -> Iterator[Block]:
    facts = [line for line in lines if line.key and not line.withdrawn and not line.void]
    if facts:
        yield heading(translate("Sheet", "Key facts"))
    for line in sorted(facts, key=lambda line: line.happened):
        row = log_row(face, line)
        yield Block(row.text, moment(line.happened), row.agency)


def _conflicts(face: Face) -> Iterator[Block]:
    conflicts = face.of_operation("conflict")
    if conflicts:
        yield heading(translate("Sheet", "Set twice, not settled: {0}").format(len(conflicts)))
    for one in sorted(conflicts, key=lambda c: c.since):
        about = face.words.conflicting(one.label, one.subject, one.of)
        yield Block(face.words.pair(about, face.words.field(one.subject, one.field)), moment(one.since))
        for side in one.sides:
            said = value_words(face.words, one.subject, one.field, side.value)
            stands = f" · {translate('Sheet', 'stands for now')}" if side.stands else ""
            yield detail(f"{said} · {side.by}, {side.seat} {moment(side.at)}{stands}")


def _standing(face: Face) -> Iterator[Block]:
    """How far this seat can know all that."""
    words, status = face.words, face.status
    yield heading(translate("Sheet", "What this seat knows"))
    if status.alone_since:
        yield Block(words.word("lamp.alone", since=status.alone_since))
    elif status.seats:
        yield Block(words.word("lamp.in_step", n=status.in_step, linked=status.seats))
    if status.catching_up:
        yield Block(words.word("lamp.catching_up", n=status.coming))
    if status.nowhere_else:
        yield Block(words.word("lamp.nowhere_else", n=status.nowhere_else))
