"""The table of a bench, for people and for programs."""

from collections.abc import Iterable, Mapping

import msgspec

from benches.measure import Row

HEAD = ("", "unit", "measured", "floor", "ratio", "budget", "")


def text(rows: Iterable[Row], facts: Mapping[str, object]) -> str:
    """Columns under one another; what a floor is, below."""
    rows = list(rows)
    cells = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[n]) for line in cells) for n in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells]
    floors = {row.name: row.floor_of for row in rows if row.floor_of}
    said = [f"{name}: {of}" for name, of in floors.items()]
    head = ", ".join(f"{name} {value}" for name, value in facts.items())
    return "\n".join([head, "", *(line.rstrip() for line in lines), "", "Floors:", *said])


def as_json(rows: Iterable[Row], facts: Mapping[str, object]) -> str:
    told = [
        {**msgspec.structs.asdict(row), "ratio": round(row.ratio, 3), "verdict": row.verdict} for row in rows
    ]
    return msgspec.json.format(msgspec.json.encode({**facts, "rows": told}), indent=1).decode()


def number(value: float) -> str:
    """Three figures that say something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}" if value else ""


def budget(row: Row) -> str:
    """The ratio that may not be passed, and the guard in the row's unit."""
    ratio = f"{row.limit:g} x" if row.limit else ""
    guard = f"{row.absolute:g} {row.unit}" if row.absolute else ""
    return ", ".join(part for part in (ratio, guard) if part)


def _cells(row: Row) -> tuple[str, ...]:
    ratio = f"{row.ratio:.2f}" if row.ratio else ""
    measured, floor = number(row.measured), number(row.floor)
    return row.name, row.unit, measured, floor, ratio, budget(row), row.verdict
