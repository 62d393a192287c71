"""What the entry line asks, and what an entry will be about, as it stands beside the line until Enter."""

from PySide6.QtCore import QCoreApplication

from console.figures import clock_time
from widgets.face import Face
from widgets.panes.entry_doing import CORRECT, WITHDRAW, Doing

translate = QCoreApplication.translate


def asked(doing: Doing) -> tuple[str, str]:
    """What is to be typed, as it stands in the empty line: in full, and where there is little room."""
    if doing.sort == WITHDRAW:
        return translate("EntryLine", "Why is the line withdrawn?"), translate("EntryLine", "Why?")
    full = translate("EntryLine", "What happened?   14:05 · #incident · @source · !key fact")
    return full, translate("EntryLine", "What happened?")


def target_said(face: Face, doing: Doing, about: tuple[str, str], named: tuple[str, ...]) -> str:
    """`about`: operation and incident that the line is for; `named`: the incidents that it names itself."""
    if doing.line is not None:
        told = translate("EntryLine", "correcting {0}")
        if doing.sort != CORRECT:
            told = translate("EntryLine", "why withdraw {0}?")
        return told.format(clock_time(doing.line.happened))
    operation, incident = about
    incidents = (face.picture.get("incident", one) for one in named or (incident,))
    numbers = " ".join(f"#{one.number}" for one in incidents if one is not None)
    if numbers:
        return numbers
    known = face.picture.get("operation", operation)
    return translate("EntryLine", "operation log") if known else translate("EntryLine", "room log")
