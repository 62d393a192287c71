"""Stopping the seat of this desk, having said what nobody else has yet."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.link.client import Paged, RefusedAnswer
from widgets.dialogs.form import Form
from widgets.face import Face
from widgets.text import label

translate = QCoreApplication.translate


class StopSeat(Form):
    """The seat has the last word on what only it has: where that is something, one more act is asked for."""

    deliberate = True

    def __init__(self, face: Face, *, parent: QWidget | None = None) -> None:
        room = face.room
        subtitle = f"{room.number:02d} {room.label}" if room else ""
        super().__init__(face, translate("StopSeat", "Stop this seat"), subtitle, parent)
        self.row("", label("", self.tr("Desk, wall and scripts lose it until it runs again."), wrap=True))
        self.lonely = label("warn", wrap=True)
        self.row("", self.lonely)
        self.cancel_button()
        self.stop = self.button(self.tr("Stop the seat"), self._stop, "main")
        self._lonely = 0
        self._show_lonely(face.status.nowhere_else)

    def _show_lonely(self, entries: int) -> None:
        self._lonely = entries
        told = self.tr("This is the only seat of the room: its record is on this machine alone.")
        if self.face.status.seats:
            kept = self.tr("They are kept on this machine, and go to the others when the seat runs again.")
            told = f"{self.face.words.word('lamp.nowhere_else', n=entries)}. {kept}"
        self.lonely.setText(told)
        self.lonely.setVisible(entries > 0)
        self.stop.setText(self.tr("Stop all the same") if entries else self.tr("Stop the seat"))

    def _stop(self) -> None:
        self._enable(False)
        self._give_up = self.face.bridge.begin(self._ask())

    async def _ask(self) -> None:
        reply = await self.face.bridge.ask("stop", sure=self._lonely > 0)
        if isinstance(reply, RefusedAnswer):
            self._enable(True)
            self.refuse(self.face.words.refusal(reply.code, reply.params))
        elif isinstance(reply, Paged) and not reply.items[0].stopping:
            self._enable(True)
            self._show_lonely(reply.items[0].nowhere_else)
        else:
            self.accept()
