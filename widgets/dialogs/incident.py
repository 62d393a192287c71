"""New incident: a title is enough; what is open near by is offered first."""

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console import catalogue
from console.domain.incidents import DISCIPLINES, SEVERITIES, OpenIncident
from widgets.dialogs.form import Form
from widgets.dialogs.similar import SimilarRow, similar
from widgets.dialogs.ticks import Ticks
from widgets.face import Face, value
from widgets.places import PlaceCompleter, municipality_of, place_meant

translate = QCoreApplication.translate
USUAL: Final = "notice"


class NewIncident(Form):
    """What, how bad, where, who. A type proposes how bad and who, until somebody says otherwise."""

    def __init__(self, face: Face, title: str = "", parent: QWidget | None = None) -> None:
        operation = face.operation
        under = value(operation.fields, "title") if operation else ""
        super().__init__(face, translate("NewIncident", "New incident"), under, parent)
        words = face.words
        self.title = self.line(self.tr("What"), title)
        self.similar = SimilarRow(face, self._go_there)
        self.row("", self.similar)
        types = [("", "")] + [(t.key, t.name(words.lang)) for t in catalogue.incident_types().all()]
        self.type = self.choice(self.tr("Type"), sorted(types, key=lambda pair: pair[1]))
        severities = [(code, words.word(f"severity.{code}")) for code in reversed(SEVERITIES)]
        self.severity = self.choice(self.tr("Severity"), severities, USUAL)
        self.place = self.line(self.tr("Place"), hint=self.tr("name, address, or latitude, longitude"))
        PlaceCompleter(self.place, words.lang)
        self.disciplines = Ticks([(code, code) for code in DISCIPLINES])
        self.row(self.tr("Disciplines"), self.disciplines)
        self.cancel_button()
        self.button(self.tr("Open incident"), self._open, "main", self.over)
        self.type.currentIndexChanged.connect(self._propose)
        for changed in (self.title.textChanged, self.type.currentIndexChanged, self.place.textChanged):
            changed.connect(self._offer_similar)
        self.title.setFocus()
        self.title.selectAll()
        self._offer_similar()

    def _propose(self) -> None:
        kind = catalogue.incident_types().get(self.type.currentData())
        if kind is not None:
            self.severity.setCurrentIndex(self.severity.findData(kind.severity))
            self.disciplines.choose(kind.disciplines)

    def _offer_similar(self) -> None:
        kind = self.type.currentData()
        self.similar.show_similar(similar(self.face, self.title.text(), kind, self.place.text()))
        self.fit()

    def _go_there(self, incident: str) -> None:
        self.reject()
        self.face.look_at(incident=incident)

    def _open(self) -> None:
        place = place_meant(self.place.text())
        self.tell(
            OpenIncident(
                operation=self.about[0],
                title=self.title.text(),
                type=self.type.currentData(),
                severity=self.severity.currentData(),
                place=place,
                municipality=municipality_of(place),
                disciplines=self.disciplines.chosen(),
            )
        )
