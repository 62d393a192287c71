"""Where this machine can be reached, and what seats announce of that."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import ifaddr
from msgspec import Struct

ANY = ("*", "0.0.0.0", "::")  # noqa: S104 - names for all interfaces, compared, not bound here


class Hint(Struct, frozen=True):
    """Somebody of our room says to be here."""

    seat: bytes
    run: str
    hosts: tuple[str, ...]
    link: int
    porch: int


class Self(Struct, frozen=True):
    """What we announce of ourselves."""

    seat: bytes
    run: bytes
    host: str
    link: int
    porch: int


def interfaces(before: tuple[str, ...] = ()) -> tuple[str, ...]:
    """This machine's addresses that others can reach, IPv4 first; those of `before` where the system does not
    say, as when no file can be opened any more.
    """
    try:
        adapters = ifaddr.get_adapters()
    except OSError:
        return before
    ips = (each.ip for adapter in adapters for each in adapter.ips)
    found = {ip_address(ip if isinstance(ip, str) else ip[0]) for ip in ips}
    return tuple(map(str, sorted(filter(serves, found), key=lambda ip: (ip.version, ip.packed))))


def serves(ip: IPv4Address | IPv6Address) -> bool:
    """Whether others reach it. A link-local IPv6 address means nothing without an interface, which is each
    machine's own.
    """
    return not ip.is_loopback and not (ip.version == 6 and ip.is_link_local)
