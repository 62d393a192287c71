"""The process behind `start_detached`."""

import gc
import sys

if __name__ == "__main__":
    gc.disable()  # what is loaded stays; `load` has it collected again once the record is folded
    from console.seat.process import main

    sys.exit(main(*sys.argv[1:]))
