"""Machines on a switch that misbehaves as told: namespaces, cables, and the switch's process."""

import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from labs import namespace
from labs.fabric import Conditions, Counters
from labs.namespace import Namespace

DEVICE = Path("/dev/net/tun")


def why_not() -> str:
    """Why there can be no laboratory here; empty where there can."""
    return namespace.why_not() or ("" if DEVICE.exists() else "needs /dev/net/tun")


class Lan:
    """All machines of one scenario. Machine n has the ports `ports[n]`, one for each of its cables."""

    def __init__(self, tag: str, seed: int) -> None:
        self._tag = tag
        self.machines: list[Namespace] = []
        self.ports: list[list[int]] = []
        self._limits = {limit: limit.read_text("ascii") for limit in namespace.NEIGHBOURS if limit.exists()}
        self._hub = Namespace(f"{tag}-hub")
        command = [*self._hub.prefix, sys.executable, "-m", "labs.switch", str(seed)]
        self._switch = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def machine(self, *addresses: str, lans: Sequence[int] = (0,)) -> int:
        """One more machine with a cable to each of the `lans`; each gets the address at its place."""
        number = len(self.machines)
        made = Namespace(f"{self._tag}-{number}")
        self.machines.append(made)
        namespace.room_for(len(self.machines))
        self.ports.append([])
        if not any(":" in address for address in addresses):  # else the kernel adds link-local ones
            quiet = "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6"
            subprocess.run([*made.prefix, "sh", "-c", quiet], check=True)
        for n, (lan, address) in enumerate(zip(lans, addresses, strict=True)):
            self.ports[number].append(int(self._tell({"plug": [made.name, f"eth{n}", lan]})))
            nodad = ("nodad",) if ":" in address else ()
            made.ip("addr", "add", address, "dev", f"eth{n}", *nodad)
            made.ip("link", "set", f"eth{n}", "up")
        return number

    def set(self, machines: Iterable[int], conditions: Conditions, cable: int | None = None) -> None:
        """How the cables of these machines behave from now on."""
        ports = [port for m in machines for n, port in enumerate(self.ports[m]) if cable in {None, n}]
        self._tell({"set": ports, "to": msgspec.to_builtins(conditions)})

    def cut(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Nothing passes from the first to the second machine of each pair; an earlier word is void."""
        ports = [(a, b) for one, other in pairs for a in self.ports[one] for b in self.ports[other]]
        self._tell({"cut": ports})

    def split(self, *sides: Sequence[int]) -> None:
        """No side hears another."""
        self.cut((a, b) for one in sides for other in sides if one is not other for a in one for b in other)

    def counters(self) -> list[Counters]:
        """By port."""
        return msgspec.convert(self._tell({"count": True}), list[Counters])

    def bytes(self) -> int:
        """All that machines have sent."""
        return sum(each.bytes for each in self.counters())

    def _tell(self, order: dict[str, Any]) -> Any:
        if self._switch.stdin is None or self._switch.stdout is None:
            raise BrokenPipeError
        self._switch.stdin.write(msgspec.json.encode(order) + b"\n")
        self._switch.stdin.flush()
        return msgspec.json.decode(self._switch.stdout.readline())

    def close(self) -> None:
        if self._switch.stdin is not None:
            self._switch.stdin.close()
        self._switch.wait()
        if self._switch.stdout is not None:
            self._switch.stdout.close()
        for each in (*self.machines, self._hub):
            each.close()
        for limit, before in self._limits.items():
            if limit.read_text("ascii") != before:
                limit.write_text(before, "ascii")
