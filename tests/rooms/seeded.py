"""No chance and no clock but those of the test."""

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from nacl.pwhash import argon2id

import db.feed
from console.trust import founding, keys, sealing
from console.trust.keys import SigningKey
from tests.console.mesh.simulated import WALL


@contextmanager
def seeded(network: Callable[[], int], seed: int = 1) -> Iterator[None]:
    """Cheap passphrases, drawn keys and a clock that only the network moves: a failure can be repeated."""
    draw = random.Random(seed)
    clock = SimpleNamespace(
        monotonic=lambda: network() / 1000,
        time=lambda: (WALL + network()) / 1000,
        sleep=lambda _: None,
    )
    with ExitStack() as patches:
        for name, module in list(sys.modules.items()):
            if name.startswith("console.seat.") and getattr(module, "time", None) is time:
                patches.enter_context(patch.object(module, "time", clock))
        for owner, name, value in (
            (sealing, "COST", sealing.Cost(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)),
            (keys, "random", draw.randbytes),
            (founding, "random", draw.randbytes),
            (SigningKey, "generate", lambda: SigningKey(draw.randbytes(32))),
            (db.feed, "os", SimpleNamespace(urandom=draw.randbytes)),
        ):
            patches.enter_context(patch.object(owner, name, value))
        patches.enter_context(patch("console.domain.ids.secrets.randbits", draw.getrandbits))
        yield
