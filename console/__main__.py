"""The entry point."""

import gc
import sys

gc.disable()  # nothing of what is loaded is garbage: to look for some takes a tenth of a window's start
from console.cli.main import main  # noqa: E402

gc.freeze()
gc.enable()

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
