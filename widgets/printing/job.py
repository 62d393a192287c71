"""One print: what the seat must still tell is asked for, laid into pages, painted; it can be given up."""

import asyncio
import errno
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QBuffer, QCoreApplication
from PySide6.QtGui import QPainter, QPdfWriter

from console.domain.log import LineView
from console.link.client import Paged, RefusedAnswer
from console.link.protocol import WINDOW
from widgets.ages import now_ms
from widgets.face import Face
from widgets.printing.blocks import Block, Sheet
from widgets.printing.paper import Paper
from widgets.printing.printers import NotPrinted, hand_over
from widgets.searching import PAGE, Wanted
from widgets.seat_name import seat_name

translate: Final = QCoreApplication.translate
STEP_SECONDS: Final = 0.008  # then windows have their turn
DPI: Final = 300
Progress = Callable[[int, int], None]


class Job:
    """Everything about one print. `progress` is told what is done, of how much."""

    def __init__(self, face: Face, progress: Progress) -> None:
        self._face, self._progress = face, progress

    async def lines(self, operation: str, incident: str) -> list[LineView]:
        """The whole log, page by page. Raises NotPrinted."""
        found: list[LineView] = []
        before: list[Any] | None = None
        while True:
            page = await self._ask("log", operation=operation, incident=incident, before=before, limit=WINDOW)
            found += page.items
            if not page.more or not page.items:
                return found
            before = list(min(line.order for line in page.items))
            self._progress(len(found), 0)

    async def found(self, words: str, operation: str, wanted: Wanted) -> list[LineView]:
        """Every line that is wanted among those with these words, page by page. Raises NotPrinted."""
        found: dict[str, LineView] = {}
        before: int | None = None
        while True:
            page = await self._ask("search", words=words, operation=operation, limit=PAGE, before=before)
            lines = (hit.line for hit in page.items if hit.line is not None and wanted(hit))
            found |= {line.id: line for line in lines}
            if not page.more or not page.items:
                return [*found.values()]
            before = page.items[-1].order
            self._progress(len(found), 0)

    async def digest(self) -> str:
        """Of record, trust and picture, as another seat would compare it. Raises NotPrinted."""
        page = await self._ask("digest")
        return str(page.items[0])

    async def _ask(self, what: str, **params: Any) -> Paged:
        page = await self._face.bridge.ask(what, **params)
        if isinstance(page, Paged):
            return page
        code, given = (page.code, page.params) if isinstance(page, RefusedAnswer) else ("link.gone", {})
        raise NotPrinted(self._face.words.refusal(code, given))

    def sheet(self, title: str, blocks: list[Block], digest: str) -> Sheet:
        """What stands on each page, and between."""
        room, me = self._face.room, self._face.me
        valid = translate("Sheet", "valid at {0} · {1} · printed by {2}")
        name = me.name if me else translate("Sheet", "nobody signed in")
        at = time.strftime("%d/%m/%Y %H:%M:%S %Z", time.localtime(now_ms() / 1000))
        return Sheet(
            title=title,
            room=room.name if room else "",
            valid=valid.format(at, seat_name(room), name),
            digest=translate("Sheet", "digest {0}").format(digest),
            page=translate("Sheet", "page {0} of {1}"),
            exercise=room is not None and room.exercise,
            blocks=tuple(blocks),
        )

    async def to_file(self, sheet: Sheet, path: Path) -> None:
        """In a new file, written when it is whole. Raises NotPrinted."""
        made = await self.pdf(sheet)
        try:
            await self._face.bridge.aside(lambda: _write(path, made))
        except FileExistsError as error:
            told = translate("Sheet", "{0} exists already: choose another name.")
            raise NotPrinted(told.format(path)) from error
        except OSError as error:
            told = translate("Sheet", "{0} cannot be written: {1}.")
            reason = errno.errorcode.get(error.errno or 0, "")
            raise NotPrinted(told.format(path, self._face.words.coded("system", reason))) from error

    async def to_printer(self, sheet: Sheet, name: str) -> None:
        """On paper. Raises NotPrinted."""
        made = await self.pdf(sheet)
        await self._face.bridge.aside(lambda: hand_over(name, sheet.title, made))

    async def pdf(self, sheet: Sheet) -> bytes:
        """The pages."""
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(DPI)
        writer.setTitle(sheet.title)
        writer.setCreator("Belfry")
        paper = Paper(writer, sheet)
        await self._paced(paper.lay(), len(sheet.blocks))
        painter = QPainter(writer)
        try:
            await self._paced(paper.paint(painter), len(paper.pages))
        finally:
            painter.end()
        return bytes(buffer.data().data())

    async def blocks(self, made: Iterator[Block], of: int) -> list[Block]:
        """All blocks that `made` makes, without holding up the windows."""
        found: list[Block] = []

        def each() -> Iterator[None]:
            for block in made:
                found.append(block)
                yield

        await self._paced(each(), of)
        return found

    async def _paced(self, steps: Iterator[None], of: int) -> None:
        """A few milliseconds of steps, then a turn for the windows."""
        end = time.perf_counter() + STEP_SECONDS
        for done, _ in enumerate(steps, 1):
            if time.perf_counter() > end:
                self._progress(done, of)
                await asyncio.sleep(0)
                end = time.perf_counter() + STEP_SECONDS


def _write(path: Path, made: bytes) -> None:
    """Nothing that is there already is ever written over."""
    with path.open("xb") as file:
        file.write(made)
