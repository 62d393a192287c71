"""packaging/lab: real seats in network namespaces, on a switch that loses, delays, cuts and floods."""

import argparse
import signal
import sys

import msgspec

from labs.lan import why_not
from labs.scenarios import SCENARIOS

SEATS = {"cold": 30, "idle": 30}
USUAL = 6


def main() -> int:
    """Run the scenarios that are named; the exit status says whether the room came out as one each time."""
    asked = argparse.ArgumentParser(prog="packaging/lab", description=__doc__)
    asked.add_argument("--seats", type=int, default=0, help=f"default {USUAL}; for cold and idle 30")
    asked.add_argument("--seed", type=int, default=1, help="of the switch")
    asked.add_argument("--json", action="store_true", help="for programs")
    asked.add_argument(
        "scenarios", nargs="*", metavar="SCENARIO", help=f"of {', '.join(SCENARIOS)} (default: all)"
    )
    args = asked.parse_args()
    unknown = set(args.scenarios) - set(SCENARIOS)
    if unknown:
        asked.error(f"no such scenario: {', '.join(sorted(unknown))}")
    if args.seats and args.seats < 3:
        asked.error("a room of less than 3 seats has no third one to carry anything")
    if reason := why_not():
        print(f"THE LABORATORY CANNOT RUN HERE: {reason}", file=sys.stderr)
        return 3
    # Ended from outside, it leaves no machine and no seat behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    kept = True
    for name in args.scenarios or SCENARIOS:
        figures = SCENARIOS[name](args.seats or SEATS.get(name, USUAL), args.seed)
        kept = kept and figures.kept
        print(msgspec.json.encode(figures).decode() if args.json else figures.text(), flush=True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
