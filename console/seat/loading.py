"""The start of a seat: its record is folded once, but for what lies on a rest page."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from console.seat.ledger import Ledger


@contextmanager
def lasting() -> Iterator[None]:
    """What is made within this stays: the garbage collector need never look at it, now or later."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was:
            gc.enable()


def load(ledger: Ledger) -> None:
    """Fold the record."""
    with lasting():
        while ledger.load():
            pass
