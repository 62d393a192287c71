"""`desk`, `wall` and `demo`: the only place below the windows that opens one, and loads them only then."""

import argparse
import gc
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from console.cli.output import Failed, complain, emit
from console.paths import data_dir, resource
from console.seat.folder import KEY_FILE
from console.words import Words
from db.errors import Malformed, Refusal

if TYPE_CHECKING:
    from widgets.first import Beginnings


def desk(args: argparse.Namespace, words: Words) -> int:
    """Open the desk; its seat stays when the window closes. Where there is no seat yet, the first start."""
    with _display():
        from widgets.app import run_desk, run_first

    home = args.home or data_dir() / "seat"
    if args.home is None and not (home / KEY_FILE).is_file():
        return run_first(_beginnings(home), args.lang, lambda made: _starter(made, linger=0.0), _try)
    return run_desk(home, args.lang, _starter(home, linger=0.0))


def _beginnings(home: Path) -> "Beginnings":
    """What the first start may ask for."""
    from console.trust import passphrases
    from widgets.first import Beginnings, Founding, Joining

    def create(asked: Founding) -> None:
        from console.seat.create import create_room

        place, key = (asked.label, asked.agency), Path(asked.room_key)
        with _worded():
            create_room(
                Path(asked.home), asked.room, place, asked.person, asked.passphrase, key,
                exercise=asked.exercise,
            )  # fmt: skip

    def join(asked: Joining) -> str:
        from console.seat.create import join_by_code, join_room

        with _worded():
            if asked.code:
                return join_by_code(Path(asked.home), asked.code, asked.peer).words
            if not asked.invitation.strip():
                raise Malformed("trust.invitation.none")
            peers = (asked.peer,) if asked.peer else ()
            return join_room(Path(asked.home), Path(asked.invitation), peers).words

    return Beginnings(create, join, passphrases.generated, home)


def _try() -> None:
    """The demo room, as its command would open it, in a process of its own."""
    import subprocess

    subprocess.run([sys.executable, "-m", "console", "demo"], check=False)


@contextmanager
def _worded() -> Iterator[None]:
    """What is refused below reaches the windows as code and parameters."""
    from widgets.starting import NotStarted

    try:
        yield
    except Refusal as refusal:
        raise NotStarted(refusal.code, dict(refusal.params)) from refusal


def wall(args: argparse.Namespace, words: Words) -> int:
    """Open the wall."""
    with _display():
        from widgets.app import run_wall

    def missing(name: str, screens: str) -> None:
        complain(words, "cli.no_screen", {"name": name, "screens": screens})

    return run_wall(args.home, args.lang, _starter(args.home), args.screen, missing)


@contextmanager
def _display(*, offscreen: bool = False) -> Iterator[None]:
    """Make sure of a display before Qt starts, while within it what the windows need is loaded.

    From here on Qt's own thread alone collects garbage, `widgets.collecting`, once there may be some.
    """
    gc.disable()
    from widgets.platform import NoDisplay, tried, two_screens

    if offscreen:
        two_screens()
        yield
        return
    try:
        with tried():
            yield
    except NoDisplay as none:
        raise Failed("cli.no_display", detail=str(none)) from none


def _at_once(slow: Refusal) -> None:
    """A window says at once that its seat does not answer: somebody looks at it, and may open it again. It
    shows by itself that one still starts.
    """
    from console.seat.starting import NotAnswering

    if isinstance(slow, NotAnswering):
        raise slow


def _starter(home: Path, linger: float | None = None) -> Callable[[], None]:
    """What a window calls to have its seat run, and stay for `linger` seconds after its last face."""

    def start() -> None:
        from console.seat.starting import LINGER_SECONDS, start_detached

        with _worded():
            start_detached(home, LINGER_SECONDS if linger is None else linger, say=_at_once)

    return start


def demo(args: argparse.Namespace, words: Words) -> int:
    """Build the demo room, play its scenario, show a desk and a wall."""
    from console.drill.demo import FASTEST, DemoRoom
    from console.drill.scenario import Broken, load

    path = args.scenario or resource("scenarios", "vergote.toml")
    scenario = load(path)
    if not (0 < args.speed <= FASTEST and 0 <= args.seconds < float("inf")):
        raise Broken("demo.speed", most=FASTEST)
    with _display(offscreen=args.offscreen):
        from widgets.demo import Show, run_demo

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the seats end with it
    with DemoRoom(scenario, args.seats) as room:

        def progress(code: str, done: int, of: int) -> None:
            print(words.word(f"cli.{code}", done=done, of=of), file=sys.stderr, flush=True)

        room.build(progress)
        emit(
            exercise=True,
            room=scenario.room,
            folder=str(room.folder),
            passphrase=room.passphrase,
            room_key=str(room.room_key),
            room_key_passphrase=room.room_key_passphrase,
        )
        player = room.player(path, args.speed, args.seconds)
        person = scenario.people[0].name
        desk, wall = room.homes[0], room.homes[-1]

        def start(home: Path) -> None:
            with _worded():
                room.keep_running(home)

        show = Show(desk, wall, person, room.passphrase, start, args.seconds, args.shots)
        return run_demo(show, player, args.lang)
