"""The start of a seat: its record is folded once, but for what lies on a rest page."""

import gc

from console.seat.ledger import Ledger


def load(ledger: Ledger) -> None:
    """Fold the record. What it makes stays: the garbage collector need never look at it again."""
    gc.disable()
    try:
        while ledger.load():
            pass
        gc.freeze()
    finally:
        gc.enable()
