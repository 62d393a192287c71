"""The status line: how well this seat stands with the others, and the language."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from console.alarms import DAMAGED
from console.domain.room import SeatView
from console.figures import grouped
from console.link.events import SILENT
from widgets.ages import age
from widgets.face import Face
from widgets.heads import Figures
from widgets.look import look, pad, set_role, space
from widgets.marks import icon_pixmap
from widgets.pane import Pane
from widgets.panes.notice_words import STOPPED
from widgets.text import tip
from widgets.tongues import Tongues
from widgets.unhurried import Unhurried

NAMED = 2  # seats without a link that are named; the others are a number
SIDE = 14


class Said(QWidget):
    """A mark and its words. `rank`: what a narrow window drops first has the highest."""

    def __init__(self, rank: int) -> None:
        super().__init__()
        self.rank = rank
        self._mark, self.words = QLabel(), Figures()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        space(row, 5)
        row.addWidget(self._mark)
        row.addWidget(self.words)

    def say(self, text: str, mark: str = "", hue: str = "t2", role: str = "second") -> None:
        """Nothing to say hides it."""
        self.words.setText(text[:1].upper() + text[1:])
        set_role(self.words, role)
        self._mark.setVisible(bool(mark))
        if mark:
            self._mark.setPixmap(icon_pixmap(mark, hue, look.px(SIDE), self.devicePixelRatioF()))

    @property
    def told(self) -> bool:
        return bool(self.words.text())


class StatusPane(Pane):
    """One line across the foot of the desk. What does not fit is dropped in a stated order, never elided."""

    follows = frozenset({"status", "seat", "room"})

    def __init__(self, face: Face) -> None:
        super().__init__(face, "statusbar")
        self.storage, self.step, self.links = Said(0), Said(1), Said(2)
        self.coming, self.nowhere, self.reached, self.record = Said(3), Said(4), Said(5), Said(6)
        self._said = (
            self.step, self.storage, self.links, self.coming, self.nowhere, self.reached, self.record
        )  # fmt: skip
        self._tongues = Tongues(face.speech)
        self._counting = Unhurried(self._count, self)
        self._lay_out()
        face.bridge.gone.connect(self._gone)
        face.bridge.back.connect(self.refresh)
        look.changed.connect(self._fit)
        self.follow()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        pad(row, 16, 2, 16, 2)
        space(row, 24)
        for said in self._said:
            row.addWidget(said)
        row.addStretch(1)
        row.addWidget(self._tongues)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def reword(self) -> None:
        self._count()

    def refresh(self) -> None:
        self._show_step()
        self._show_links()
        status, words = self.face.status, self.face.words
        hue, role = ("critical", "refused") if status.storage in STOPPED else ("warning", "warn")
        said = words.word(f"storage.{status.storage}") if status.storage else ""
        self.storage.say(said, "warning", hue, role)
        self._counting.ask()
        self._fit()

    def _count(self) -> None:
        """The numbers that move while entries come in."""
        status, words = self.face.status, self.face.words
        little = status.catching_up and not self.face.catching_up  # much has a notice of its own
        self.coming.say(words.word("lamp.catching_up", n=status.coming) if little else "")
        counts = status.nowhere_else if status.seats else 0  # where there is nobody else, nobody lacks it
        alone = words.word("lamp.nowhere_else", n=counts) if counts else ""
        self.nowhere.say(alone, "notice" if alone else "")
        last = words.word("lamp.reached", n=status.last_reached) if status.last_entry and status.seats else ""
        self.reached.say(last)
        self.record.say(self._recorded())
        self._fit()

    def _gone(self) -> None:
        self.refresh()

    def _show_step(self) -> None:
        """The one thing that is always there: in step, alone, or no seat at all."""
        status, words = self.face.status, self.face.words
        if self.face.bridge.lost:
            silent = self.face.bridge.lost == SILENT
            said = words.word("lamp.silent" if silent else "lamp.gone")
            self.step.say(said, "warning", "critical", "refused")
        elif status.alone_since:
            told = words.word("lamp.alone", since=status.alone_since)
            self.step.say(f"{told} · {age(status.alone_since)}", "alone", "warning", "warn")
        elif not status.seats:
            self.step.say(self.tr("the only seat of this room: nobody else holds its record"), "alone")
        else:
            behind = status.in_step < status.linked
            told = words.word("lamp.in_step", n=status.in_step, linked=status.seats)
            self.step.say(told, "line" if behind else "in_step")

    def _show_links(self) -> None:
        """Seats that were here and no longer answer, longest silent first."""
        gone = sorted((s for s in self._seats() if s.link == "gone"), key=lambda s: (s.since, s.number))
        if self.face.status.alone_since or self.face.bridge.lost:
            gone = []
        named = [self._no_link(seat) for seat in gone[:NAMED]]
        if len(gone) > NAMED:
            named.append(self.tr("%n more without link", "", len(gone) - NAMED))
        self.links.say(" · ".join(named), "warning" if named else "", "warning", "warn")
        tip(self.links, "; ".join(map(self._no_link, gone)))

    def _seats(self) -> list[SeatView]:
        return [seat for seat in self.face.picture.all("seat") if not seat.revoked]

    def _no_link(self, seat: SeatView) -> str:
        agency = self.face.words.agency(seat.agency)
        return self.tr("Seat {0} ({1}): no link {2}").format(f"{seat.number:02d}", agency, age(seat.since))

    def _recorded(self) -> str:
        status = self.face.status
        entries = grouped(status.entries)
        if self.face.room is not None and DAMAGED in self.face.room.alarms:
            return self.tr("Record {0}, damaged").format(entries)
        if status.unverified:
            return self.tr("Record {0}, {1} to verify").format(entries, grouped(status.unverified))
        return self.tr("Record {0}, verified").format(entries)

    def age(self) -> None:
        self._show_step()
        self._show_links()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Drop what matters least until the rest stands whole."""
        gap = look.px(24)
        room = self.width() - 2 * look.px(16) - self._tongues.sizeHint().width()
        for said in sorted(self._said, key=lambda one: one.rank):
            wide = said.sizeHint().width() + gap if said.told else 0
            room -= wide
            said.setVisible(bool(wide) and (room >= 0 or said.rank <= 1))
