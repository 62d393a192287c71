"""Ctrl+P: the situation, or the log that is looked at, to a PDF file or a printer."""

import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QProgressBar, QWidget

from widgets.ages import now_ms
from widgets.dialogs.form import Form
from widgets.face import Face, value
from widgets.printing.blocks import Sheet
from widgets.printing.job import Job
from widgets.printing.log import log_blocks
from widgets.printing.printers import NotPrinted, check, printers
from widgets.printing.situation import situation
from widgets.searching import Search
from widgets.text import one_line

translate: Final = QCoreApplication.translate
SITUATION, LOG, FOUND = "situation", "log", "found"
TO_FILE: Final = ""


class Print(Form):
    """`search`: what somebody looked for in the log, if they do."""

    def __init__(self, face: Face, search: Search | None = None, parent: QWidget | None = None) -> None:
        super().__init__(face, translate("Print", "Print"), parent=parent)
        self._found = (search.words, search.operation, search.wanted) if search is not None else None
        self.what = self.choice(self.tr("What"), self._choices())
        known = [(name, name) for name in printers()]
        self.where = self.choice(self.tr("To"), [(TO_FILE, self.tr("a PDF file")), *known])
        self.path = self.line(self.tr("File"), str(self._file()))
        self.busy = QProgressBar()
        self.busy.setAccessibleName(self.tr("Progress"))
        self.busy.hide()
        self.row("", self.busy)
        self.way_out = self.cancel_button()
        self.go = self.button(self.tr("Print"), self._print, "main")
        self.where.currentIndexChanged.connect(self._aimed)
        self.what.currentIndexChanged.connect(lambda _n: self.path.setText(str(self._file())))
        none = self.tr("This machine knows no printer: print to a file, and print that elsewhere.")
        self.note.setText("" if known else none)
        self.go.setFocus()

    def _choices(self) -> list[tuple[str, str]]:
        found = []
        if self.face.operation is not None:
            found.append((SITUATION, self.tr("situation sheet")))
        found.append((LOG, self._log_title()))
        if self._found is not None:
            told = self.tr("only the lines of the log with: {0}")
            found.insert(0, (FOUND, told.format(one_line(self._found[0]))))
        return found

    def _log_title(self) -> str:
        incident, operation = self.face.incident, self.face.operation
        if incident is not None:
            return self.tr("Log of {0} {1}").format(incident.number, value(incident.fields, "title"))
        if operation is not None and not self.face.room_log:
            return self.tr("Log of {0}").format(value(operation.fields, "title"))
        return self.tr("Log of the room")

    def _file(self) -> Path:
        """A name that no other print has."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        at = time.strftime("%Y-%m-%d-%H%M%S", time.localtime(now_ms() / 1000))
        known = Path(folder)
        return (known if known.is_dir() else Path.home()) / f"{self.what.currentData()}-{at}.pdf"

    def _aimed(self) -> None:
        self.show_row(self.path, self.where.currentData() == TO_FILE)
        self.fit()

    def _print(self) -> None:
        self._enable(False)
        self.way_out.setEnabled(True)
        self.busy.show()
        self._give_up = self.face.bridge.begin(self._run(self.what.currentData()))

    async def _run(self, what: str) -> None:
        job, name = Job(self.face, self._show), self.where.currentData()
        try:
            if name != TO_FILE:
                check(name)
            sheet = await self._sheet(job, what)
            if name == TO_FILE:
                await job.to_file(sheet, Path(self.path.text()))
            else:
                await job.to_printer(sheet, name)
        except NotPrinted as why:
            self._enable(True)
            self.busy.hide()
            self.refuse(str(why))
        else:
            self._printed(name)

    def _printed(self, name: str) -> None:
        """Say where it is."""
        told = self.tr("The printer {0} has it.").format(name) if name else self.tr("It is in {0}")
        self.busy.hide()
        self.go.hide()
        self.note.setText(told.format(self.path.text()))
        self.path.setModified(False)  # nothing of it is lost any more
        self.way_out.setText(self.tr("Close"))
        self.way_out.setFocus()

    async def _sheet(self, job: Job, what: str) -> Sheet:
        face, operation = self.face, self.face.operation
        if what == SITUATION and operation is not None:
            lines = await job.lines(face.operation_id, "")
            digest = await job.digest()
            title = self.tr("Situation · {0}").format(value(operation.fields, "title"))
            return job.sheet(title, situation(face, operation, lines, now_ms()), digest)
        title = self._log_title()
        if what == FOUND and self._found is not None:
            lines = await job.found(*self._found)
            title = f"{title} · “{one_line(self._found[0])}”"
        else:
            lines = await job.lines(*face.log)
        digest = await job.digest()
        return job.sheet(title, await job.blocks(log_blocks(face, lines), len(lines)), digest)

    def _show(self, done: int, of: int) -> None:
        self.busy.setRange(0, of)
        self.busy.setValue(done)
