"""`belfry desk` or `wall` that tells when it was painted, and leaves: benches.painted KIND HOME BEGUN."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from console.__main__ import main
from widgets import platform

_tried = platform.tried


@contextmanager
def tried() -> Iterator[None]:
    """As it is; at its end the command has loaded Qt itself, and its windows may be watched."""
    with _tried():
        yield
    from benches.watching import watch  # noqa: PLC0415 - loading Qt is what is measured

    watch(float(sys.argv[3]))


if __name__ == "__main__":
    platform.tried = tried
    sys.exit(main([sys.argv[1], sys.argv[2], "--lang", "fr"]))
