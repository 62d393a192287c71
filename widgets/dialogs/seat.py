"""Seats of the room: one is invited, and the card of one that is there."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.room import SeatView
from widgets.ages import clock_time
from widgets.dialogs.fields import by_weight
from widgets.dialogs.signed import SignedForm
from widgets.face import Face
from widgets.refusing import why_not
from widgets.room.words import clock_told, seat_state

translate = QCoreApplication.translate
VARIANTS = ("desk", "board", "recorder")
DAYS, MOST_DAYS = 14, 365


class InviteSeat(SignedForm):
    """Writes an invitation to a file. It works once, with this seat offline too."""

    def __init__(self, face: Face, *, parent: QWidget | None = None) -> None:
        subtitle = translate("InviteSeat", "The file lets one workstation into the room: guard it.")
        super().__init__(face, translate("InviteSeat", "Invite a seat"), subtitle, parent)
        words = face.words
        self.label = self.line(self.tr("Label of the seat"), hint=self.tr("what stands on the desk"))
        agencies = [(a.code, words.agency(a.code)) for a in by_weight(face)]
        self.agency = self.choice(self.tr("Agency"), agencies, face.me.agency if face.me else "")
        self.variant = self.choice(self.tr("Kind"), [(v, words.word(f"variant.{v}")) for v in VARIANTS])
        self.days = self.number(self.tr("Good for"), 1, MOST_DAYS, DAYS, self.tr(" days"))
        self.path = self.line(self.tr("File"), self._file(""))
        self.signature = self.sign_rows()
        self.write = self.act(self.tr("Write invitation"), self._invite, why_not(face, "seats"), "main")
        self.label.textChanged.connect(self._name)
        self._named = self.path.text()
        self.label.setFocus()

    @staticmethod
    def _file(name: str) -> str:
        plain = "-".join("".join(c if c.isalnum() else " " for c in name).lower().split())
        return str(Path.home() / f"{plain or 'seat'}.invitation")

    def _name(self, name: str) -> None:
        """The file is called after the seat, unless somebody has typed another name."""
        if self.path.text() == self._named:
            self._named = self._file(name)
            self.path.setText(self._named)

    def _invite(self) -> None:
        told = self.tr("The invitation is in {0}. Take it to the new workstation: there, Join a room.")
        self.sign(
            "seat.invite",
            self.signature,
            told.format(self.path.text()),
            label=self.label.text(),
            agency=self.agency.currentData(),
            variant=self.variant.currentData(),
            days=self.days.value(),
            path=self.path.text(),
        )


class SeatCard(SignedForm):
    """How a seat stands with this one; revoked with a reason."""

    def __init__(self, face: Face, seat: SeatView, *, parent: QWidget | None = None) -> None:
        words = face.words
        told = f"{words.agency(seat.agency)} · {words.word(f'variant.{seat.variant}')}"
        super().__init__(face, f"{seat.number:02d} {seat.label}", told, parent)
        self._seat = seat
        self.fact(self.tr("People"), ", ".join(seat.people) or self.tr("nobody signed in"))
        self.fact(self.tr("Link"), seat_state(face, seat)[0])
        if seat.heard:
            self.fact(self.tr("Last heard"), clock_time(seat.heard))
        self.fact(self.tr("Its clock"), clock_told(seat) or self.tr("agrees with this one"))
        if seat.revoked:
            return
        self.reason = self.line(self.tr("Reason to revoke"))
        self.signature = self.sign_rows()
        self.revoke = self.act(self.tr("Revoke"), self._revoke, why_not(face, "seats") or self._this_one())
        self.note.setText(self.tr("What it wrote until now stands."))

    def _this_one(self) -> str:
        return self.face.words.refusal("seat.this_one", {}) if self._seat.link == "here" else ""

    def _revoke(self) -> None:
        self.sign("seat.revoke", self.signature, seat=self._seat.id, reason=self.reason.text())
