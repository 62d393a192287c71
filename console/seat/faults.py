"""Faults of ours: each stays where it happened; the log says what led there, screens that it happened."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from traceback import walk_tb

from db.errors import StorageFailed

log = logging.getLogger(__name__)
FAULT, ANEW = "seat.fault", "seat.begun_anew"  # alarms, until the seat is opened again
MANY = 1_000  # faults that one run tells of


class Faults:
    """Of one run of a seat. What a disk does not give is none of ours, and goes its way.

    Where memory and disk agree all the same, one entry, one view or one callback suffers, and whoever sits
    here goes on: all that was recorded is kept. Where they may not, the picture may be wrong: it is shown no
    longer, and the seat begins anew from its disk.
    """

    def __init__(self, *, keeps: bool = True) -> None:
        """Where it keeps none, there is nobody to tell: whatever goes wrong then ends who works here."""
        self._keeps = keeps
        self.alarms: set[str] = set()
        self._told: set[tuple[object, ...]] = set()
        self.unmade: set[tuple[str, str]] = set()  # views, by kind and key
        self.torn = False  # memory may differ from what is on disk

    @property
    def met(self) -> bool:
        """Whether there was any that nobody asked for: the picture may lack something."""
        return FAULT in self.alarms

    @contextmanager
    def kept(
        self, what: str, *, alarming: bool = True, passing: tuple[type[Exception], ...] = (StorageFailed,)
    ) -> Iterator[None]:
        """Whatever goes wrong within this ends here; `alarming`, unless somebody is told otherwise."""
        if not self._keeps:
            yield
            return
        try:
            yield
        except Exception as fault:
            if isinstance(fault, passing):
                raise
            self._tell(what, fault)
            self.alarms |= {FAULT} if alarming else set()

    @contextmanager
    def tearing(self, what: str) -> Iterator[None]:
        """What goes wrong within this may leave memory other than the disk."""
        done = False
        with self.kept(what):
            yield
            done = True
        self.torn = self.torn or not done

    @contextmanager
    def making(self, kind: str, key: str = "") -> Iterator[None]:
        """A view is made within this: where it cannot be, screens say so at its place."""
        made = False
        with self.kept(f"a view: {kind}"):
            yield
            made = True
        (self.unmade.discard if made else self.unmade.add)((kind, key))

    def each(self, what: str, *steps: Callable[[], object]) -> None:
        """Take these steps, whatever becomes of those before."""
        for step in steps:
            with self.kept(what):
                step()

    def begin_anew(self) -> None:
        """From here on all is as it is on disk; only that it came to this is told."""
        log.warning("the seat begins anew")
        self.torn, self.alarms = False, {ANEW}
        self.unmade.clear()

    def _tell(self, what: str, fault: Exception) -> None:
        """Once of each way there: what is tried again and again would fill the disk."""
        way = what, type(fault), tuple(line for _, line in walk_tb(fault.__traceback__))
        if way not in self._told and len(self._told) < MANY:
            self._told.add(way)
            log.error("a fault of Belfry: %s", what, exc_info=fault)
