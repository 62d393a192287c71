"""The exercise player as a process: SCENARIO SPEED SECONDS HOME…; prints each step played as a JSON line."""

import os
import sys
from pathlib import Path

import msgspec

from console.drill.player import Company, Played, play
from console.drill.scenario import Broken, load


def _report(played: Played) -> None:
    sys.stdout.write(msgspec.json.encode(played).decode() + "\n")
    sys.stdout.flush()


def main(scenario: str, speed: str, seconds: str, *homes: str) -> int:
    """Play; returns the exit status."""
    try:
        story = load(Path(scenario))
    except Broken as broken:
        sys.stderr.write(f"{broken.code} {broken.params}\n")
        return 1
    phrase = os.environ["BELFRY_PASSPHRASE"]
    company = Company(story.people, [Path(home) for home in homes], {p.name: phrase for p in story.people})
    try:
        play(story, company, float(speed), float(seconds), _report)
    finally:
        company.leave()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
