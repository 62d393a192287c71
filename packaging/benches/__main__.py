"""packaging/bench: measure Belfry on a record of some size beside the floors of this machine."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benches import faces, ground, heal, hundred, mesh, seat, stall, table
from benches.fill import home_with
from benches.measure import Row, machine
from console.seat.home import Home, OpenHome
from db.entry import Stored

FEW = 1_000
PARTS = ("ground", "seat", "mesh", "faces", "heal", "hundred")


def measured(entries: int, seed: int, parts: Sequence[str]) -> Iterator[Row]:
    """Every row of the wanted parts."""
    home, small = home_with(entries, seed), home_with(min(entries, FEW), seed)
    with tempfile.TemporaryDirectory(prefix="belfry-bench-") as name:
        folder = Path(name)
        if "ground" in parts:
            yield from ground.rows(home, folder)
        if "seat" in parts:
            yield from seat.rows(home, small, folder, _held(home))
        if "mesh" in parts:
            yield from mesh.rows(home, folder, _held(home))
        if "faces" in parts:
            yield from faces.rows(home, folder)
            yield from stall.rows(home, folder, entries)
        if "heal" in parts:
            yield from heal.rows(min(entries, 10_000) // 2, folder)
        if "hundred" in parts:
            yield from hundred.rows(folder, _held(home))


def _held(home: Path) -> list[Stored]:
    opened = OpenHome(Home(home))
    try:
        return opened.record.since(0, opened.record.count)
    finally:
        opened.close()


def main() -> int:
    """Print the table; no figure makes it fail."""
    asked = argparse.ArgumentParser(prog="packaging/bench", description=__doc__)
    asked.add_argument("--entries", type=int, default=100_000, help="size of the record (default 100,000)")
    asked.add_argument("--seed", type=int, default=1, help="of the story that fills it")
    asked.add_argument("--json", action="store_true", help="for programs")
    asked.add_argument("parts", nargs="*", default=[], help=f"{', '.join(PARTS)} (default: all)")
    args = asked.parse_args()
    if args.entries < 100:
        asked.error("a record of less than 100 entries says nothing")
    rows = []
    for row in measured(args.entries, args.seed, args.parts or PARTS):
        rows.append(row)
        print(f"{row.name}: {table.number(row.measured)} {row.unit}", file=sys.stderr, flush=True)
    facts: dict[str, object] = {"entries": args.entries, "seed": args.seed, **machine()}
    print(table.as_json(rows, facts) if args.json else table.text(rows, facts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
