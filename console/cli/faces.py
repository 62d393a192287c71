"""`desk`, `wall` and `demo`: the only place below the windows that opens one, and loads them only then."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from console.cli.output import Failed, emit
from console.drill.demo import DemoRoom
from console.drill.scenario import load
from console.paths import resource
from console.seat.process import LINGER_SECONDS, start_detached
from console.words import Words
from db.errors import Refusal


def desk(args: argparse.Namespace, words: Words) -> int:
    """Open the desk; its seat stays when the window closes."""
    _prepare()
    from widgets.app import run_desk

    return run_desk(args.home, args.lang, _starter(args.home, linger=0.0))


def wall(args: argparse.Namespace, words: Words) -> int:
    """Open the wall."""
    _prepare()
    from widgets.app import run_wall

    return run_wall(args.home, args.lang, _starter(args.home, LINGER_SECONDS))


def _prepare(*, offscreen: bool = False) -> None:
    """Make sure of a display before Qt starts."""
    from widgets.platform import NoDisplay, prepare

    try:
        prepare(offscreen=offscreen)
    except NoDisplay as none:
        raise Failed("cli.no_display", detail=str(none)) from none


def _starter(home: Path, linger: float) -> Callable[[], None]:
    """What a window calls to have its seat run."""
    from widgets.starting import NotStarted

    def start() -> None:
        try:
            start_detached(home, linger)
        except Refusal as refusal:
            raise NotStarted(refusal.code, dict(refusal.params)) from refusal

    return start


def demo(args: argparse.Namespace, words: Words) -> int:
    """Build the demo room, play its scenario, show a desk and a wall."""
    path = args.scenario or resource("scenarios", "vergote.toml")
    scenario = load(path)
    _prepare(offscreen=args.offscreen)
    from widgets.demo import Show, run_demo

    with DemoRoom(scenario, args.seats) as room:

        def progress(code: str, done: int, of: int) -> None:
            print(words.word(f"cli.{code}", done=done, of=of), file=sys.stderr, flush=True)

        room.build(progress)
        emit(exercise=True, room=scenario.room, folder=str(room.folder), passphrase=room.passphrase)
        player = room.player(path, args.speed, args.seconds)
        person = scenario.people[0].name
        show = Show(room.homes[0], room.homes[-1], person, room.passphrase, args.seconds, args.shots)
        return run_demo(show, player, args.lang)
