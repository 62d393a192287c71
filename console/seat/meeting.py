"""How this seat meets the others: where it listens, whom it dials, what it remembers of both."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import structs

from console.mesh import network
from console.mesh.interfaces import ANY, interfaces
from console.mesh.network import Network, Task
from console.mesh.sockets import CannotBind, Socket, Watch
from console.seat.faults import Faults
from console.seat.home import OpenHome
from console.seat.ledger import Ledger
from console.trust.errors import Refusal


class BadAddress(Refusal):
    """What should be an address is none."""


class Taken(Refusal):
    """Somebody else listens at this address."""


class Watched:
    """A poller for the mesh, whose callbacks suffer each by itself."""

    def __init__(self, poller: Watch, faults: Faults) -> None:
        self._poller, self._faults = poller, faults

    def add(self, source: Socket | int, ready: Callable[[], None]) -> None:
        self._poller.add(source, self._faults.kept("what a connection brought")(ready))

    def remove(self, source: Socket | int) -> None:
        self._poller.remove(source)


def place_of(text: str) -> tuple[str, int]:
    """Host and port in HOST:PORT, [V6]:PORT or :PORT. Raises BadAddress."""
    host, colon, port = text.strip().rpartition(":")
    if not colon or not port.isdecimal() or int(port) > 65535:
        raise BadAddress("address.malformed", address=text[:100])
    return host.strip("[]") or "*", int(port)


def places_of(lines: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The addresses in some lines."""
    return tuple(place_of(line) for line in lines if line.strip())


def reachable_at(listen: str, port: int) -> tuple[str, ...]:
    """Where others may find the porch of a seat that listens so: what a new seat tries first."""
    host = place_of(listen)[0] if listen else "*"
    hosts = interfaces() if host in ANY else (host,)
    return tuple(f"[{each}]:{port}" if ":" in each else f"{each}:{port}" for each in hosts)


def meet(
    home: OpenHome,
    listen: str,
    peers: Iterable[str],
    watch: Watch,
    deliver: Callable[[Task], None],
    *,
    mdns: bool,
) -> Network:
    """The mesh of this seat. Without `listen` it takes the port it had before, if that is free.
    Raises BadAddress, or Taken.
    """
    folder = home.home.folder
    remembered = home.home.port
    static = home.home.peers
    known = static.read_text(encoding="utf-8", errors="replace").splitlines() if static.is_file() else []
    options = network.Options(
        peers=places_of(dict.fromkeys((*peers, *known))),
        mdns=mdns,
        logs=home.home.logs,
        remembered=folder / "addresses",
        handshakes=folder / "handshakes",
    )
    tried = [place_of(listen)] if listen else [("*", _port(remembered)), ("*", 0)]
    for host, port in tried:
        try:
            made = Network(
                home.key, home.trust, home.boxes, home.record, watch, deliver, _at(options, host, port)
            )
        except CannotBind:
            continue
        with suppress(OSError):  # the disk is full: the next start may take another port, and is found there
            remembered.write_text(str(made.port), encoding="ascii")
        return made
    raise Taken("address.taken", address=listen)


def facts(ledger: Ledger, listen: str, network: Network | None) -> dict[str, str | int | bool]:
    """What `ready` says of a seat."""
    trust, host = ledger.trust, listen.rpartition(":")[0] or "*"
    return {
        "seat": ledger.seat.hex(),
        "room": trust.room.hex(),
        "name": trust.name,
        "exercise": trust.exercise,
        "listen": f"{host}:{network.port}" if network is not None else "",
    }


def _at(options: network.Options, host: str, port: int) -> network.Options:
    return structs.replace(options, host=host, port=port)


def _port(path: Path) -> int:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0
