"""A log on paper: oldest first, each line with its source and what became of it."""

from collections.abc import Iterable, Iterator

from console.domain.log import LineView
from widgets.ages import moment
from widgets.face import Face
from widgets.panes.log_words import log_row
from widgets.printing.blocks import Block


def log_blocks(face: Face, lines: Iterable[LineView]) -> Iterator[Block]:
    """One block a line: when, which agency, who; what; what became of it."""
    for line in sorted(lines, key=lambda line: line.order):
        row = log_row(face, line)
        who = " · ".join(part for part in (row.agency, line.by) if part)
        yield Block(row.text, f"{moment(line.happened)} {who}", row.state, bold=line.key)
