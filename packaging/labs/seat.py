"""A seat of the laboratory: a real process in its namespace, and a face that looks at it from outside."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from benches.measure import cpu, resident
from console.domain.room import StatusView
from console.link.client import Link, LogWindow, Paged, RefusedAnswer
from labs.house import DIRECTOR, PASSPHRASE
from labs.namespace import Namespace

PATIENCE = 120.0
WALKED = 1_800.0  # s within which a whole record is walked through, on however busy a machine
WINDOW = "lab"


class Unexpected(Exception):
    """A seat said or did something that no scenario foresees."""


class Seat:
    """Its link is a local socket, which no network namespace hides."""

    def __init__(self, home: Path, machine: Namespace) -> None:
        self.home, self._machine = home, machine
        self._process: subprocess.Popen[bytes] | None = None
        self._face: Link | None = None

    def start(self, *options: str) -> None:
        """Begin; `await_ready` comes back when it serves, so that many start at once."""
        command = [*self._machine.prefix, sys.executable, "-m", "console", "seat", "run", str(self.home)]
        self._process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE)

    def await_ready(self) -> None:
        said = self._running.stdout.readline() if self._running.stdout else b""
        if not said.startswith(b"ready "):
            raise Unexpected(said)

    @property
    def running(self) -> bool:
        """Whether it was started and not stopped."""
        return self._process is not None

    @property
    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            raise Unexpected("not started")
        return self._process

    @property
    def face(self) -> Link:
        """A face that mirrors all logs."""
        if self._face is None:
            self._face = Link(self.home, face="lab")
            self._face.open(timeout=PATIENCE, connect=PATIENCE)
            self._face.call(self._face.mirror((LogWindow(WINDOW, "*"),)), timeout=PATIENCE)
        return self._face

    def sign_in(self) -> None:
        answer = self.face.call(self.face.sign_in(DIRECTOR, PASSPHRASE), timeout=PATIENCE)
        if isinstance(answer, RefusedAnswer):
            raise Unexpected(answer)

    @property
    def status(self) -> StatusView:
        """What its status line says."""
        found = self.face.mirrored.get("status", "")
        return found if isinstance(found, StatusView) else StatusView()

    @property
    def lines(self) -> int:
        """How many lines all its logs have."""
        return self.face.mirrored.count(WINDOW)

    def digest(self) -> str:
        """Record and picture in one word."""
        answer = self.face.call(self.face.ask("digest"), timeout=PATIENCE)
        if not isinstance(answer, Paged):
            raise Unexpected(answer)
        return str(answer.items[0])

    def pause(self) -> None:
        """As a machine that swaps, or sleeps."""
        os.kill(self._running.pid, signal.SIGSTOP)

    def resume(self) -> None:
        os.kill(self._running.pid, signal.SIGCONT)

    def kill(self) -> None:
        """As a power cut would end it; its face waits for the next."""
        self._running.kill()
        self._running.wait()
        if self._running.stdout is not None:
            self._running.stdout.close()
        self._process = None

    def faults(self) -> int:
        """What a walk through its whole record finds wrong."""
        answer = self.face.call(self.face.ask("verify"), timeout=WALKED)
        if not isinstance(answer, Paged):
            raise Unexpected(answer)
        return len(answer.items)

    @property
    def cpu(self) -> float:
        """Seconds of processor time since its start."""
        return cpu(self._running.pid)

    @property
    def memory(self) -> float:
        """MB that it holds for itself."""
        return resident(self._running.pid)

    def stop(self) -> None:
        if self._face is not None:
            self._face.close()
            self._face = None
        if self._process is not None:
            self.resume()
            self._process.terminate()
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._process = None
