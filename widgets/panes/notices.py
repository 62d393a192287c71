"""The strip above the status line: what stands in the way of everything, each with its one act."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from console.figures import THIN
from widgets.face import Face
from widgets.look import look, pad, set_role, space
from widgets.marks import icon_pixmap
from widgets.pane import Pane
from widgets.panes.notice_words import Notice, notices
from widgets.starting import begin_again
from widgets.text import label
from widgets.unhurried import Unhurried

MOST = 3  # shown at once; how many more there are is said
SIDE = 15
FIGURES: Final = re.compile(rf"[\d{THIN}]")


class Strip(QWidget):
    """One notice."""

    def __init__(self, act: Callable[[Notice], None]) -> None:
        super().__init__()
        self.notice: Notice | None = None
        self._mark, self.text, self.act = QLabel(), label("noticed", wrap=True), QPushButton()
        row = QHBoxLayout(self)
        pad(row, 16, 4, 16, 4)
        space(row, 10)
        row.addWidget(self._mark)
        row.addWidget(self.text, 1)
        row.addWidget(self.act)
        self._do = act
        self.act.clicked.connect(lambda _checked: self._acted())

    def _acted(self) -> None:
        if self.notice is not None:
            self._do(self.notice)

    def show_notice(self, notice: Notice, more: str) -> None:
        """Show this one, and how many more there are."""
        self.notice = notice
        self.text.setText(" · ".join(part for part in (notice.text, more) if part))
        self._mark.setPixmap(icon_pixmap(notice.mark, notice.hue, look.px(SIDE), self.devicePixelRatioF()))
        self.act.setVisible(bool(notice.act))
        self.act.setText(notice.act_words)
        self.act.setAccessibleName(f"{notice.act_words} {notice.text}")


class Notices(Pane):
    """Hidden while there is nothing to say. `run`: runs a command of the registry."""

    follows = frozenset({"room", "status", "command", "seat", "incident", "operation", "person"})

    def __init__(self, face: Face, run: Callable[[str], object]) -> None:
        super().__init__(face, "notices")
        self._run = run
        self._told: list[str] = []
        self._beginning = False  # the seat, again
        self._counting = Unhurried(self.refresh, self)
        self.strips = [Strip(self._act) for _ in range(MOST)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for strip in self.strips:
            set_role(strip.text, "noticed")
            column.addWidget(strip)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        face.bridge.gone.connect(self.refresh)
        face.bridge.back.connect(self.refresh)
        self.follow()

    def refresh(self) -> None:
        told = notices(self.face)
        held: QWidget | None = self.window().focusWidget()
        self._told = _without_figures(told)
        over = len(told) - MOST
        for n, strip in enumerate(self.strips):
            strip.setVisible(n < len(told))
            if n < len(told):
                last = n == MOST - 1 and over > 0
                strip.show_notice(told[n], self.tr("{0} more").format(over) if last else "")
        self.setVisible(bool(told))
        if held is not None and self.isAncestorOf(held) and not held.isVisibleTo(self.window()):
            self._run("entry")  # where Qt would give the keys to a language

    def _changed(self, keys: set[tuple[str, str]]) -> None:
        """A notice that counts what is coming can be read while it does; another one is there at once."""
        counts = keys and all(kind == "status" for kind, _ in keys)
        if counts and _without_figures(notices(self.face)) == self._told:
            self._counting.ask()
        else:
            super()._changed(keys)

    def _act(self, notice: Notice) -> None:
        if notice.act == "close":
            self.window().close()
        elif notice.act == "show":
            self.face.look_at(incident=notice.thing)
        elif notice.act == "restart":
            self.face.bridge.start(self._restart())
        else:
            self._run(notice.act)

    async def _restart(self) -> None:
        if self._beginning:
            return
        self._beginning = True
        try:
            await begin_again(self.face, self.strips[0].text.setText)
        finally:
            self._beginning = False


def _without_figures(told: Iterable[Notice]) -> list[str]:
    return [FIGURES.sub("", notice.text) for notice in told]
