"""An agency's card: how it stands, who speaks for it and how to reach them; and what may be changed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from console.domain.agencies import DIRECTORY, STATES, AgencyView, Report, SetCapacity, SetDirectory, SetState
from console.domain.agency_facts import engagement_id
from console.domain.facts import MEANS, Intent
from console.domain.registers import Shown
from console.link.client import Paged, RefusedAnswer
from widgets.ages import age, moment
from widgets.completeness import complete_words
from widgets.dialogs.catalogue import CatalogueEntry
from widgets.dialogs.form import Form
from widgets.dialogs.history import History, of_agency
from widgets.face import NOTHING, Face, value
from widgets.panes.agency_words import noted, part_of
from widgets.refusing import allow, why_not
from widgets.text import label

UNSAID = -1  # per cent: nobody said how much is in use
PAST = 5  # states of the past that are listed


class AgencyCard(Form):
    """One button records all that was changed; another agency's word is noted with how it came."""

    def __init__(self, face: Face, agency: AgencyView, parent: QWidget | None = None) -> None:
        names = agency.names.get(face.words.lang) or face.words.agency(agency.code)
        told = (face.words.agency(agency.code), agency.discipline, agency.code)
        super().__init__(face, names, " · ".join(dict.fromkeys(part for part in told if part)), parent)
        self._agency, self._part = agency, part_of(face, agency)
        self._own = face.me is not None and face.me.agency == agency.code
        self._told: dict[str, QLineEdit] = {}
        self._show_people()
        self.state, self.capacity, self.report = self._standing()
        self.means: QComboBox | None = None
        self.informant: QLineEdit | None = None
        if not self._own:
            self.means, self.informant = self._noting()
        self._directory()
        self.past = label("muted", wrap=True)
        self.row(self.tr("States until now"), self.past)
        self.show_row(self.past, False)
        self.cancel_button()
        self.button(self.tr("History…"), self._history)
        if face.may("catalogue"):
            entry = self.tr("Catalogue…")
            self.button(entry, lambda: CatalogueEntry(face, agency, parent=self).show())
        self.button(self.tr("Record"), self._tell_all, "main", self._why_not_record)
        self._asking_past: Callable[[], object] = lambda: None
        if self._part:
            self._asking_past = face.bridge.begin(self._ask_past())

    def _show_people(self) -> None:
        words, known = self.face.words, self.face.picture.all("seat")
        seats = sorted(
            (s for s in known if s.agency == self._agency.code and not s.revoked), key=lambda s: s.number
        )
        for seat in seats:
            link = words.word(f"link.{seat.link}")
            since = age(seat.since) if seat.link == "gone" else ""
            told = " · ".join(p for p in (seat.label, f"{link} {since}".strip(), *seat.people) if p)
            self.fact(self.tr("Seat {0}").format(f"{seat.number:02d}"), told)
        if not seats:
            self.fact(self.tr("Seat"), self.tr("none in this room"))
        else:
            upto = self.face.status.complete.get(self._agency.code, 0)
            self.fact(self.tr("What it wrote"), complete_words(upto))
        if self._agency.people:
            self.fact(self.tr("People"), ", ".join(self._agency.people))

    def _standing(self) -> tuple[QComboBox, QSpinBox, QLineEdit]:
        words, shown = self.face.words, self._shown("state")
        states = [(s, words.word(f"state.agency.{s}")) for s in STATES]
        if not shown.value:
            states.insert(0, ("", self.tr("nobody said")))
        state = self.choice(self.tr("State"), states, str(shown.value or ""))
        self._origin(shown)
        used = value(self._part, "capacity", UNSAID)
        capacity = self.number(self.tr("In use"), UNSAID, 100, used, " %")
        capacity.setSpecialValueText(self.tr("nobody said"))
        last = self._shown("report")
        if last.value:
            self.fact(self.tr("Last report"), str(last.value))
            self._origin(last)
        return state, capacity, self.line(self.tr("New report"))

    def _shown(self, name: str) -> Shown:
        return self._part.get(name, NOTHING)

    def _origin(self, shown: Shown) -> None:
        """Who said it, where and when; how it came, if it was noted for the agency."""
        if not shown.at:
            return
        who = noted(self.face, shown) or ", ".join(part for part in (shown.by, shown.seat) if part)
        told = " · ".join((who, moment(shown.at), age(shown.at)))
        self.row("", label("muted", told, wrap=True))

    def _noting(self) -> tuple[QComboBox, QLineEdit]:
        means = [(m, self.face.words.word(f"means.{m}")) for m in MEANS]
        return self.choice(self.tr("Noted for them"), means), self.line(self.tr("Who said so"))

    def _directory(self) -> None:
        words = self.face.words
        for field in DIRECTORY:
            shown = value(self._agency.fields, field)
            text = ", ".join(shown) if field == "deputies" else str(shown)
            hint = self.tr("several, with commas between") if field == "deputies" else ""
            self._told[field] = self.line(words.field("agency", field).capitalize(), text, hint)

    def allow_all(self) -> None:
        """What this person may not do, field by field, is said before they try."""
        super().allow_all()
        directory, speaks = why_not(self.face, "directory"), self._why_not_speak()
        for field in self._told.values():
            allow(field, directory)
        for part in (self.state, self.capacity, self.report, self.means, self.informant):
            if part is not None:
                allow(part, speaks)

    def _why_not_speak(self) -> str:
        none = "" if self.about[0] else self.tr("No operation is open.")
        may_not = why_not(self.face, "own_agency", self._agency.code, noted=not self._own)
        return may_not or self.over() or none

    def _why_not_record(self) -> str:
        return why_not(self.face, "directory") and self._why_not_speak()

    def intents(self) -> list[Intent]:
        """What was changed, as it is told to the seat."""
        found: list[Intent] = []
        said: dict[str, Any] = {
            "agency": self._agency.code,
            "operation": self.about[0],
            **self._noted(),
        }
        state, capacity, report = self.state.currentData(), self.capacity.value(), self.report.text()
        if state != str(self._shown("state").value or ""):
            found.append(SetState(state=state, **said))
        if capacity not in {UNSAID, value(self._part, "capacity", UNSAID)}:
            found.append(SetCapacity(capacity=capacity, **said))
        if report.strip():
            found.append(Report(text=report, **said))
        return [*found, *self._changed_directory()]

    def _noted(self) -> dict[str, str]:
        if self.means is None or self.informant is None:
            return {}
        return {"means": self.means.currentData(), "informant": self.informant.text()}

    def _changed_directory(self) -> list[Intent]:
        changed: list[Intent] = []
        for field, line in self._told.items():
            before, typed = value(self._agency.fields, field), line.text().strip()
            given = (
                [name.strip() for name in typed.split(",") if name.strip()] if field == "deputies" else typed
            )
            if given != (list(before) if field == "deputies" else str(before)):
                seen = self._agency.fields.get(field, NOTHING).heads
                changed.append(SetDirectory(agency=self._agency.code, field=field, value=given, seen=seen))
        return changed

    def _history(self) -> None:
        """Of everything that somebody wrote about it."""
        sources = of_agency(self.face, self._agency)
        History(self.face, self.windowTitle(), sources, parent=self).show()

    def _tell_all(self) -> None:
        self._enable(False)
        self.face.bridge.start(self._tell_each())

    async def _tell_each(self) -> None:
        """One after the other; the first that is refused says why, and the form stays with what was typed."""
        for intent in self.intents():
            reply = await self.face.bridge.tell(intent)
            if isinstance(reply, RefusedAnswer):
                self._enable(True)
                self.refuse(self.face.words.refusal(reply.code, reply.params))
                return
        self.accept()

    def done(self, result: int) -> None:
        """Wait for no answer once the card is gone."""
        self._asking_past()
        super().done(result)

    async def _ask_past(self) -> None:
        """The states, from the record."""
        thing = engagement_id(self.about[0], self._agency.code)
        reply = await self.face.bridge.ask("history", thing=thing, field="state")
        if isinstance(reply, Paged):
            words = self.face.words
            told = [
                f"{moment(p.at)} {words.word(f'state.agency.{p.value}')} · {p.by}"
                for p in reply.items[-PAST:]
            ]
            self.past.setText("\n".join(told))
            self.show_row(self.past, bool(told))
            self.fit()
