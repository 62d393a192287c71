"""Counts at an incident: casualties by place and source, units of an agency. Never added up in silence."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.facts import MEANS
from console.domain.incidents import CASUALTIES, CountCasualties, CountUnits, IncidentView
from widgets.dialogs.fields import by_weight
from widgets.dialogs.form import Form
from widgets.face import Face

translate = QCoreApplication.translate
MOST = 100_000


class CountCasualtiesForm(Form):
    """One count: so many of a category, at a place, by a source."""

    def __init__(self, face: Face, incident: IncidentView, parent: QWidget | None = None) -> None:
        super().__init__(face, translate("CountCasualtiesForm", "Casualties"), incident.number, parent)
        words = face.words
        last = max(incident.casualties, key=lambda c: c.shown.at, default=None)
        categories = [(code, words.word(f"casualty.{code}")) for code in CASUALTIES]
        self.category = self.choice(self.tr("Category"), categories)
        self.count = self.number(self.tr("How many"), 0, MOST, 0)
        self.place = self.line(self.tr("Where"), last.place if last else "")
        sources = [(a.code, words.agency(a.code)) for a in by_weight(face)]
        own = face.me.agency if face.me else ""
        self.source = self.choice(self.tr("Source"), sources, last.source if last else own)
        self._incident = incident.id
        self.cancel_button()
        self.button(self.tr("Record"), self._count, "main")
        self.category.setFocus()

    def _count(self) -> None:
        self.tell(
            CountCasualties(
                incident=self._incident,
                place=self.place.text(),
                source=self.source.currentData(),
                category=self.category.currentData(),
                count=self.count.value(),
            )
        )


class CountUnitsForm(Form):
    """An agency's units on site and asked for; another agency's are noted for it."""

    def __init__(self, face: Face, incident: IncidentView, parent: QWidget | None = None) -> None:
        super().__init__(face, translate("CountUnitsForm", "Units on site"), incident.number, parent)
        words = face.words
        self._own, self._incident = face.me.agency if face.me else "", incident.id
        agencies = [(a.code, words.agency(a.code)) for a in by_weight(face)]
        self.agency = self.choice(self.tr("Agency"), agencies, self._own)
        self.on_site = self.number(self.tr("On site"), 0, MOST, 0)
        self.asked = self.number(self.tr("Asked for"), 0, MOST, 0)
        self.means = self.choice(
            self.tr("Noted for them, by"), [("", ""), *((m, words.word(f"means.{m}")) for m in MEANS)]
        )
        self.cancel_button()
        self.button(self.tr("Record"), self._count, "main")
        self.on_site.setFocus()

    def _count(self) -> None:
        self.tell(
            CountUnits(
                incident=self._incident,
                agency=self.agency.currentData(),
                on_site=self.on_site.value(),
                asked=self.asked.value(),
                means=self.means.currentData(),
            )
        )
