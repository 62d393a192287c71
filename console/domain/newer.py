"""Facts of kinds that only a later version knows: kept, passed on, and shown as such where they belong."""

from collections import Counter
from collections.abc import Iterator

from console.domain.facts import Event
from console.domain.logs import Logs
from console.domain.subjects import Subject, Thing

NEWER = Subject("newer", facts=())


class Newer:
    """Each of them is a thing of its own that nobody asks for; the log lists it."""

    def __init__(self, logs: Logs) -> None:
        self._logs = logs
        self._held: dict[str, Thing] = {}  # entry → what stands for it in the log
        self._about: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._held)

    def fold(self, event: Event) -> bool:
        """Take one in, or its author anew; False where nothing is other than before."""
        thing = self._held.get(event.id)
        if thing is not None and thing.events[0].author == event.author:
            return False
        if thing is None:
            thing = self._held[event.id] = Thing(event.id, NEWER)
            self._about[event.about[0]] += 1
        else:
            self._logs.forget(thing)
        thing.fold_anew((event,))
        self._logs.tell(thing, event)
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def about(self, thing: str) -> int:
        """How many there are about a thing: so much of it this version cannot show."""
        return self._about[thing]
