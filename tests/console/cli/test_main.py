"""The commands are found by name, and each loads only what it needs."""

import argparse
import inspect
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from console.cli.main import command, parser
from console.words import Words

INTERRUPTED = """
import os, signal, sys
class Finder:
    def find_spec(self, name, *more):
        if name == sys.argv[1]:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
signal.signal(signal.SIGINT, signal.default_int_handler)  # also where whoever runs the tests ignores it
import console.__main__ as m
sys.exit(m.main(["show", "nowhere", "room"]))
"""
HEAVY = "sqlalchemy", "zeroconf", "zmq", "nacl", "PySide6", "asyncio"
LOADED = "import sys, console.cli.main as m; m.parser(m.Words('en')); print(*(each for each in sys.modules))"


def commands(above: argparse.ArgumentParser) -> Iterator[str]:
    """The function behind each command, "module.function"."""
    named = above.get_default("run")
    if named is not None:
        yield named
    for action in above._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from commands(below)


def test_each_command_has_its_function() -> None:
    named = list(commands(parser(Words("en"))))
    assert len(named) > 20
    for name in named:
        assert list(inspect.signature(command(name)).parameters) == ["args", "words"], name


def test_the_list_of_commands_loads_nothing_that_a_window_would_wait_for() -> None:
    told = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert set(told.stdout.split()).isdisjoint(HEAVY)


@pytest.mark.skipif(sys.platform == "win32", reason="nobody sends Windows a signal")
@pytest.mark.parametrize(
    ("loading", "status"),
    [("console.cli.main", -signal.SIGINT), ("console.words", -signal.SIGINT), ("console.cli.showing", 130)],
)
def test_a_command_that_is_interrupted_while_it_loads_ends_without_a_word(loading: str, status: int) -> None:
    told = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, loading], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout, told.stderr) == (status, "", "")
