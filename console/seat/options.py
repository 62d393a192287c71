"""How a seat runs."""

import msgspec

from console.link.door import LOCAL_SOCKETS


class Options(msgspec.Struct, frozen=True):
    """`linger`: seconds that it stays after its last face left; 0: until it is stopped."""

    linger: float = 0.0
    listen: str = ""  # HOST:PORT for other seats
    peers: tuple[str, ...] = ()  # HOST:PORT of seats to be met in any case
    mdns: bool = True
    local: bool = LOCAL_SOCKETS
