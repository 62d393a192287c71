"""The acts that need a form: each keeps what was typed until it is recorded.

What stands in a window from its beginning says `dialogs.receipt.Receipt`: a form is loaded when somebody
opens one, or once all that is to be seen is painted, and no window waits for it.
"""

import importlib
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from widgets.dialogs import (
        afterwards,
        agency,
        asking,
        compose,
        form,
        handover,
        passphrase,
        receipt,
        screen,
        settle,
        step,
        typed,
    )

__all__ = [
    "afterwards",
    "agency",
    "asking",
    "compose",
    "form",
    "handover",
    "passphrase",
    "receipt",
    "screen",
    "settle",
    "step",
    "typed",
]


def __getattr__(name: str) -> ModuleType:
    if name not in __all__:
        raise AttributeError(name)
    return importlib.import_module(f"{__name__}.{name}")
