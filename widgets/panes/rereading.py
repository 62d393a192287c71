"""Older lines in sight are asked for again once more was recorded: nobody tells a face how they change."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QPoint

from console.domain.log import LineView
from console.link.client import Paged
from widgets.face import MAIN_LOG, Face
from widgets.listed import Rows
from widgets.panes.log_rows import LogRow
from widgets.rows import RowsView

Sight = tuple[int, tuple[str, ...]]  # how many entries there are, and which lines
NOTHING: Final[Sight] = (0, ())


class Rereading(QObject):
    """Looks whenever ages move on, and asks once for the same lines of the same record."""

    def __init__(
        self, face: Face, view: RowsView, model: Rows, take: Callable[[list[LineView]], None]
    ) -> None:
        """`take` is given the lines as they are now."""
        super().__init__(view)
        self._face, self._view, self._model, self._take = face, view, model, take
        self._seen, self._asking = NOTHING, False
        face.ages.aged.connect(self._look)

    def _look(self) -> None:
        newer, shown = self._in_sight()
        seen = self._face.status.entries, tuple(row.id for row in shown)
        if self._asking or newer is None or not shown or seen == self._seen or not self._view.isVisible():
            return
        self._asking, self._seen = True, seen
        self._face.bridge.start(self._ask(newer, len(shown)))

    def _in_sight(self) -> tuple[LineView | None, list[LogRow]]:
        """The older lines on the screen, and the one before them; the latest are told by themselves."""
        box = self._view.viewport().rect()
        first = self._view.indexAt(QPoint(1, 1)).row()
        last = self._view.indexAt(QPoint(1, box.height() - 1)).row()
        rows: list[LogRow] = self._model.rows[first : last + 1 if last >= 0 else None] if first > 0 else []
        here = {line.id for line in self._face.picture.log(MAIN_LOG)}
        older = [row for row in rows if row.id not in here]
        if not older:
            return None, []
        before = self._model.place(older[0].id) - 1
        return self._model.rows[before].line, older

    async def _ask(self, newer: LineView, count: int) -> None:
        operation, incident = self._face.log
        page = await self._face.bridge.ask(
            "log", operation=operation, incident=incident, before=list(newer.order), limit=count
        )
        self._asking = False
        if isinstance(page, Paged) and self._face.log == (operation, incident):
            self._take(list(page.items))
