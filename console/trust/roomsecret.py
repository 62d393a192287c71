"""What follows from the room secret: the porch's CURVE key and the room's name of the day in mDNS."""

import hmac

from console.trust.keys import curve_public
from console.trust.sealing import derived

DAY = 86_400_000
TAG_LENGTH = 16


def porch_secret(room_secret: bytes) -> bytes:
    """The secret CURVE key of every porch of the room."""
    return derived(room_secret, b"belfry porch key")


def porch_public(room_secret: bytes) -> bytes:
    """Its public half. Only who holds the room secret knows it; nobody else completes the handshake."""
    return curve_public(porch_secret(room_secret))


def tag(room_secret: bytes, now: int) -> str:
    """The room's name in mDNS for the day of `now` (ms): says nothing to strangers."""
    return day_tag(room_secret, now // DAY)


def tags(room_secret: bytes, now: int) -> frozenset[str]:
    """What to listen for: neighbouring days too, since clocks and midnights differ."""
    return frozenset(day_tag(room_secret, now // DAY + offset) for offset in (-1, 0, 1))


def day_tag(room_secret: bytes, day: int) -> str:
    key = derived(room_secret, b"belfry mdns tag")
    return hmac.new(key, str(day).encode(), "sha256").hexdigest()[:TAG_LENGTH]
