"""Where an entry is typed."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent

from widgets.hinted import Hinted

Reason = Qt.FocusReason
BY_KEY: Final = frozenset({Reason.TabFocusReason, Reason.BacktabFocusReason, Reason.ShortcutFocusReason})


class EntryText(Hinted):
    """Whoever comes back to it goes on typing where they were."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt selects everything for who comes by key: the next letter would stand in place of it all."""
        super().focusInEvent(event)
        if event.reason() in BY_KEY:
            self.deselect()
