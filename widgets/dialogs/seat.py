"""Seats of the room: one is invited, and the card of one that is there."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.room import CodeView, SeatView
from console.figures import clock_time
from console.link.client import Answered, Paged
from widgets.ages import moment
from widgets.completeness import complete_words
from widgets.dialogs.fields import by_weight
from widgets.dialogs.signed import SignedForm
from widgets.face import Face
from widgets.refusing import why_not
from widgets.room.words import clock_told, seat_state
from widgets.text import label

translate = QCoreApplication.translate
VARIANTS = ("desk", "board", "recorder")
DAYS, MOST_DAYS = 14, 365
CODE, FILE = "code", "file"


class InviteSeat(SignedForm):
    """By a short code read aloud, or by a file, which works with this seat offline too. Each works once."""

    def __init__(self, face: Face, *, parent: QWidget | None = None) -> None:
        subtitle = translate("InviteSeat", "Code or file let one workstation into the room: guard them.")
        super().__init__(face, translate("InviteSeat", "Invite a seat"), subtitle, parent)
        words = face.words
        self.label = self.line(self.tr("Label of the seat"), hint=self.tr("what stands on the desk"))
        agencies = [(a.code, words.agency(a.code)) for a in by_weight(face)]
        self.agency = self.choice(self.tr("Agency"), agencies, face.me.agency if face.me else "")
        self.variant = self.choice(self.tr("Kind"), [(v, words.word(f"variant.{v}")) for v in VARIANTS])
        ways = [(CODE, self.tr("a code that is read aloud")), (FILE, self.tr("a file"))]
        self.way = self.choice(self.tr("By"), ways)
        self.days = self.number(self.tr("Good for"), 1, MOST_DAYS, DAYS, self.tr(" days"))
        self.path = self.line(self.tr("File"), self._file(""))
        self.signature = self.sign_rows()
        self.write = self.act(self.tr("Invite"), self._invite, why_not(face, "seats"), "main")
        self.label.textChanged.connect(self._name)
        self._named = self.path.text()
        self.way.currentIndexChanged.connect(self._turn)
        self._turn()
        self._code = ""
        face.bridge.changed.connect(self._follow)
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

    def _turn(self) -> None:
        """A file has a place and lasts for days; a code does not."""
        for field in (self.days, self.path):
            self.show_row(field, self.way.currentData() == FILE)
        self.fit()

    def _invite(self) -> None:
        if self.way.currentData() == CODE:
            self._give_up = self.face.bridge.begin(self._offer())
            return
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

    async def _offer(self) -> None:
        """The seat makes the code, and knows the addresses to type with it once it is offered."""
        page = await self.face.bridge.ask("code")
        if isinstance(page, Paged):
            self._code = str(page.items[0])
            place = {"label": self.label.text(), "agency": self.agency.currentData()}
            variant = self.variant.currentData()
            self.sign("seat.code", self.signature, self._code, code=self._code, variant=variant, **place)

    def recorded(self, answer: Answered) -> None:
        """The code is shown as large as there is room, until it was used."""
        super().recorded(answer)
        if self._code:
            self._show_code()

    def _follow(self, keys: set[tuple[str, str]]) -> None:
        if self._code and ("code", "") in keys and not self.done_told.isHidden():
            self._show_code()

    def _show_code(self) -> None:
        view: CodeView | None = self.face.picture.get("code", "")
        if view is None or view.label != self.label.text().strip():
            return
        match view.state:
            case "open":
                until = self.tr("good until {0}, once").format(clock_time(view.until))
                aloud = self.tr("Read out the code, and one of the addresses:")
                told = "\n".join((aloud, self._code, *view.addresses, until))
            case "used":
                told = self.tr("The new seat has it. Its screen must show the same words:\n{0}")
                told = told.format(view.words)
            case state:
                told = self.face.words.refusal(f"trust.code.{state}", {})
        self.done_told.setText(told)
        self.adjustSize()


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
            self.fact(self.tr("Last heard"), moment(seat.heard))
        self.fact(self.tr("What it wrote"), complete_words(seat.complete))
        self.fact(self.tr("Its clock"), self._clock(seat))
        if seat.revoked:
            return
        self.reason = self.line(self.tr("Reason to revoke"))
        told = self.tr(
            "The room hears it no more, at once and for good: it comes back only with a new invitation. "
            "What it wrote until then stands; what it writes later waits for an administrator."
        )
        self.row("", label("second", told, wrap=True))
        self.signature = self.sign_rows()
        self.revoke = self.act(self.tr("Revoke"), self._revoke, why_not(face, "seats") or self._this_one())

    def _clock(self, seat: SeatView) -> str:
        if seat.link not in {"here", "linked"}:
            return self.tr("known only while it is linked")
        return clock_told(self.face, seat) or self.tr("agrees with this one")

    def _this_one(self) -> str:
        return self.face.words.refusal("seat.this_one", {}) if self._seat.link == "here" else ""

    def _revoke(self) -> None:
        self.sign("seat.revoke", self.signature, seat=self._seat.id, reason=self.reason.text())
