"""An agency in the catalogue: its names in three languages, its discipline, from when to when it stood."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from console.domain.agencies import AgencyView, ListAgency
from console.domain.incidents import DISCIPLINES
from console.templates import LANGUAGES
from widgets.dialogs.form import Form
from widgets.face import Face
from widgets.refusing import allow, why_not
from widgets.tongues import NAMES

translate = QCoreApplication.translate
DATE = "2026-12-31"


class CatalogueEntry(Form):
    """Of an agency that is there, or of a new one. Only what was changed is told."""

    def __init__(
        self, face: Face, agency: AgencyView | None = None, *, parent: QWidget | None = None
    ) -> None:
        title = translate("CatalogueEntry", "Catalogue of agencies")
        super().__init__(face, title, agency.code if agency else "", parent)
        self._agency = agency
        self.code = self.line(self.tr("Code"), agency.code if agency else "", self.tr("capitals and digits"))
        self.code.setReadOnly(agency is not None)
        self.names = self._in_three(self.tr("Name"), agency.names if agency else {})
        self.shorts = self._in_three(self.tr("Short name"), agency.shorts if agency else {})
        disciplines = [("", ""), *((d, face.words.word(f"discipline.{d}")) for d in DISCIPLINES)]
        self.discipline = self.choice(self.tr("Discipline"), disciplines, agency.discipline if agency else "")
        self.valid_from = self.line(self.tr("From"), agency.valid_from if agency else "", DATE)
        self.valid_to = self.line(self.tr("Until"), agency.valid_to if agency else "", DATE)
        self.in_room = QCheckBox(self.tr("sits in the room"))
        self.in_room.setChecked(agency.in_room if agency else True)
        self.row("", self.in_room)
        self.cancel_button()
        self.record = self.button(self.tr("Record"), self._record, "main")
        allow(self.record, why_not(face, "catalogue"))

    def _in_three(self, name: str, known: dict[str, str]) -> dict[str, QLineEdit]:
        return {lang: self.line(f"{name}, {NAMES[lang]}", known.get(lang, "")) for lang in LANGUAGES}

    def values(self) -> dict[str, Any]:
        """The fields that differ from what stands there."""
        typed: dict[str, Any] = {
            "names": _said(self.names),
            "shorts": _said(self.shorts),
            "discipline": self.discipline.currentData(),
            "valid_from": self.valid_from.text().strip(),
            "valid_to": self.valid_to.text().strip(),
            "in_room": self.in_room.isChecked(),
        }
        before = self._agency
        if before is None:
            return {field: value for field, value in typed.items() if value not in ("", {})}
        return {field: value for field, value in typed.items() if value != getattr(before, field)}

    def _record(self) -> None:
        self.tell(ListAgency(agency=self.code.text().strip(), values=self.values()))


def _said(lines: dict[str, QLineEdit]) -> dict[str, str]:
    return {lang: line.text().strip() for lang, line in lines.items() if line.text().strip()}
