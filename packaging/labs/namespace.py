"""Network namespaces: a machine's own addresses and cables, made and taken away."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The kernel keeps the neighbours that all namespaces know in one table, and drops what goes beyond these.
NEIGHBOURS = tuple(
    Path(f"/proc/sys/net/{family}/neigh/default/gc_thresh{n}")
    for family in ("ipv4", "ipv6")
    for n in (1, 2, 3)
)


def why_not() -> str:
    """Why no network can be built here; empty where it can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "needs root"
    if shutil.which("ip") is None:
        return "needs iproute2"
    probe = f"belfry-probe-{os.getpid()}"
    tried = subprocess.run(["ip", "netns", "add", probe], capture_output=True, check=False)
    if tried.returncode:
        return f"no network namespaces here: {tried.stderr.decode().strip()}"
    subprocess.run(["ip", "netns", "del", probe], capture_output=True, check=False)
    return ""


def room_for(machines: int) -> None:
    """Let so many machines know where each of the others is."""
    for limit in NEIGHBOURS:
        if limit.exists() and int(limit.read_text("ascii")) < machines * machines:
            limit.write_text(str(machines * machines), "ascii")


class Namespace:
    """One machine's view of the network."""

    def __init__(self, name: str) -> None:
        self.name = name
        subprocess.run(["ip", "netns", "add", name], check=True, capture_output=True)
        self.ip("link", "set", "lo", "up")

    @property
    def prefix(self) -> tuple[str, ...]:
        """What runs a command in here."""
        return ("ip", "netns", "exec", self.name)

    def ip(self, *words: str) -> None:
        subprocess.run(["ip", "-n", self.name, *words], check=True, capture_output=True)

    def close(self) -> None:
        subprocess.run(["ip", "netns", "del", self.name], capture_output=True, check=False)


@contextmanager
def lone(name: str) -> Iterator[Namespace]:
    """A namespace with a loopback of its own, so that nobody else's bytes are counted."""
    made = Namespace(f"{name}-{os.getpid()}")
    try:
        yield made
    finally:
        made.close()


def sent(pid: int) -> int:
    """Bytes that left through the loopback of the process with this number."""
    for line in Path(f"/proc/{pid}/net/dev").read_text(encoding="ascii").splitlines():
        name, colon, fields = line.partition(":")
        if colon and name.strip() == "lo":
            return int(fields.split()[8])
    return 0
