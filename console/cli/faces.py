"""`desk`, `wall` and `demo`: the only place below the windows that opens one, and loads them only then."""

import argparse
import sys

from console.cli.output import emit
from console.drill.demo import DemoRoom
from console.drill.scenario import load
from console.paths import resource
from console.seat.process import start_detached
from console.words import Words


def desk(args: argparse.Namespace, words: Words) -> int:
    """Open the desk; without a folder, the first start."""
    from widgets.app import run_desk

    if args.home is not None:
        start_detached(args.home, linger=0)
    return run_desk(args.home, args.lang)


def wall(args: argparse.Namespace, words: Words) -> int:
    """Open the wall."""
    from widgets.app import run_wall

    start_detached(args.home)
    return run_wall(args.home, args.lang)


def demo(args: argparse.Namespace, words: Words) -> int:
    """Build the demo room, play its scenario, show a desk and a wall."""
    from widgets.demo import Show, run_demo
    from widgets.platform import prepare

    path = args.scenario or resource("scenarios", "vergote.toml")
    scenario = load(path)
    prepare(args.lang, offscreen=args.offscreen)
    with DemoRoom(scenario, args.seats) as room:

        def progress(code: str, done: int, of: int) -> None:
            print(words.word(f"cli.{code}", done=done, of=of), file=sys.stderr, flush=True)

        room.build(progress)
        emit(True, room=scenario.room, folder=str(room.folder), passphrase=room.passphrase)
        player = room.player(path, args.speed, args.seconds)
        person = scenario.people[0].name
        show = Show(room.homes[0], room.homes[-1], person, room.passphrase, args.seconds, args.shots)
        return run_demo(show, player, args.lang)
