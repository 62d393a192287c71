"""Looking for words in the room's log: page by page, given up as soon as other words are typed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from console.link.client import Paged, RefusedAnswer
from console.link.pages import Hit
from widgets.face import Face

PAGE = 50
ENOUGH = 50  # lines found before somebody scrolls for more
TYPING_MS = 150
SHORTEST = 2  # letters worth a search

Wanted = Callable[[Hit], bool]


class Search(QObject):
    """One search at a time. `changed` when more was found, or nothing more will be; `refused` with why."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, face: Face, parent: QObject, wanted: Wanted = bool) -> None:
        """`wanted` picks among the lines that the seat finds."""
        super().__init__(parent)
        self._face, self.wanted = face, wanted
        self.words = self.operation = ""
        self.hits: list[Hit] = []
        self.more = self.busy = False
        self._before: int | None = None
        self._give_up: Callable[[], object] = lambda: None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.fetch)

    def look(self, words: str, operation: str = "") -> None:
        """Look for other words, once the typing pauses; too few letters find nothing."""
        self.operation = operation
        self.stop()
        self.words, self.hits, self._before = words.strip(), [], None
        self.more = self.busy = len(self.words) >= SHORTEST
        if self.busy:
            self._soon.start(TYPING_MS)
        self.changed.emit()

    def fetch(self) -> None:
        """Look further back."""
        if self.more:
            self._give_up()
            self.busy = True
            self._give_up = self._face.bridge.begin(self._ask(len(self.hits) + ENOUGH))

    def stop(self) -> None:
        """Give up what is under way."""
        self._soon.stop()
        self._give_up()
        self.busy = False

    async def _ask(self, enough: int) -> None:
        while self.more and len(self.hits) < enough:
            page = await self._face.bridge.ask(
                "search", words=self.words, operation=self.operation, limit=PAGE, before=self._before
            )
            if isinstance(page, RefusedAnswer):
                self.more = self.busy = False
                self.refused.emit(self._face.words.refusal(page.code, page.params))
                return
            if isinstance(page, Paged):
                self._take(page)
        self.busy = False
        self.changed.emit()

    def _take(self, page: Paged) -> None:
        """Each line once, however many of its entries hold the words."""
        known = {hit.line.id for hit in self.hits if hit.line is not None}
        for hit in page.items:
            if hit.line is not None and hit.line.id not in known and self.wanted(hit):
                known.add(hit.line.id)
                self.hits.append(hit)
        self.more = page.more and bool(page.items)
        self._before = page.items[-1].order if page.items else None
        if self.hits:
            self.changed.emit()
