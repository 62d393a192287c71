"""Tell many stories: `packaging/simulate --seeds 1000`; or hunt the planted faults: `--planted`."""

import argparse
import sys
import time

from tests.simulator.many import WORKERS, hunted, judged
from tests.simulator.planted import PLANTED
from tests.simulator.shrink import shrink
from tests.simulator.stories import draw
from tests.simulator.verdict import Verdict, judge

HUNTED = 500  # seeds within which every planted fault must be found
HOUR = 3_600_000


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def tell(seeds: range, seats: int, workers: int) -> int:
    """Tell the stories of these seeds; a failing one is shrunk. Gives the exit status."""
    begun, virtual, frames, failed = time.monotonic(), 0, 0, []
    for seed, verdict in judged(seeds, seats, workers):
        virtual, frames = virtual + verdict.ms, frames + verdict.frames
        if verdict.broken:
            failed.append(seed)
            _explain(seed, seats, verdict)
    taken = time.monotonic() - begun
    say(
        f"{len(seeds)} stories, {virtual / HOUR:.1f} h of virtual time, {frames} frames in {taken:.0f} s; "
        f"failed: {failed or 'none'}"
    )
    return 1 if failed else 0


def _explain(seed: int, seats: int, verdict: Verdict) -> None:
    say(f"seed {seed}: {verdict.broken}")
    short = shrink(draw(seed, seats), verdict)
    say(f"the same in short: {short}\n{judge(short).broken}")


def hunt_all(workers: int) -> int:
    """Print the table of planted faults."""
    missed = 0
    for name, found in hunted(range(HUNTED), workers):
        missed += found is None
        how = f"{found[0]} | {found[1].broken}" if found else "not found |"
        say(f"| {PLANTED[name].family} | {name} | {how} |")
    return 1 if missed else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="packaging/simulate", description=__doc__)
    parser.add_argument("--seeds", type=int, default=200, help="how many stories")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first seed")
    parser.add_argument("--seats", type=int, default=0, help="of each room; drawn where not given")
    parser.add_argument("--workers", type=int, default=WORKERS, help="processes")
    parser.add_argument("--planted", action="store_true", help="hunt the planted faults instead")
    asked = parser.parse_args()
    if asked.planted:
        return hunt_all(asked.workers)
    return tell(range(asked.first, asked.first + asked.seeds), asked.seats, asked.workers)


if __name__ == "__main__":
    sys.exit(main())
