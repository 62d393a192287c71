"""A log on paper: oldest first, each line with its source and what became of it."""

from collections.abc import Iterable, Iterator

from console.domain.log import LineView
from widgets.ages import moment
from widgets.face import Face
from widgets.panes.log_words import log_row
from widgets.printing.blocks import Block


def log_blocks(face: Face, lines: Iterable[LineView]) -> Iterator[Block]:
    """One block a line."""
    for line in sorted(lines, key=lambda line: line.order):
        row = log_row(face, line)
        yield Block(row.text, f"{moment(line.happened)} {row.agency}", row.state, bold=line.key)
