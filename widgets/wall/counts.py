"""How many of something, as each language counts it; in English these words are the same for one and many."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject

CRITICAL, LATE, ATTENTION = "critical", "late", "attention"  # why an item that is left out is counted apart
GRAVE: Final = (CRITICAL, LATE, ATTENTION)


class Counts(QObject):
    """The tool that collects what is to be translated sees a plural only in a class."""

    def left_out(self, graves: Iterable[str]) -> str:
        """How many items are not shown, given why each is grave, if it is; and how many of them are."""
        why = list(graves)
        kinds = Counter(why)
        return ", ".join(
            (self.more(len(why)), *(self.grave(kind, kinds[kind]) for kind in GRAVE if kinds[kind]))
        )

    def more(self, count: int) -> str:
        return self.tr("+ %n more", "", count)

    def grave(self, kind: str, count: int) -> str:
        """So many that are grave in this way."""
        if kind == CRITICAL:
            return self.tr("%n critical", "", count)
        return self.tr("%n late", "", count) if kind == LATE else self.tr("%n to look at", "", count)

    def agencies(self, present: int) -> str:
        return self.tr("%n present", "", present)


counts: Final = Counts()
