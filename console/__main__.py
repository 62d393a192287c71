"""The entry point."""

import gc
import signal
import sys

interruptible = signal.getsignal(signal.SIGINT) is signal.default_int_handler
if interruptible:  # while it loads there is nothing to end, and nothing to tell
    signal.signal(signal.SIGINT, signal.SIG_DFL)
gc.disable()  # nothing of what is loaded is garbage: to look for some takes a tenth of a window's start
from console.cli.main import main  # noqa: E402

gc.freeze()
gc.enable()
if interruptible:
    signal.signal(signal.SIGINT, signal.default_int_handler)

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
