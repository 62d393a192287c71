"""The draft of an entry line: put away while somebody types, given back to the same person after a crash."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from widgets.drafts import Draft, Drafts, drafts_of
from widgets.face import Face

SOON_MS: Final = 400


class EntryDraft(QObject):
    """`held` gives what is typed now, None while that is no log line; `given` takes a draft in."""

    def __init__(
        self, face: Face, parent: QObject, held: Callable[[], Draft | None], given: Callable[[Draft], None]
    ) -> None:
        super().__init__(parent)
        self._face, self._held, self._given = face, held, given
        self._person, self._begun = "", False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._paused)
        face.bridge.session_changed.connect(self.follow)
        face.bridge.changed.connect(self._met)

    def touched(self) -> None:
        """Somebody types: keep it when they pause."""
        if not self._soon.isActive():
            self._soon.start()

    def keep(self) -> None:
        """Put away what is typed."""
        self._soon.stop()
        drafts, draft = self._drafts(), self._held()
        if drafts is not None and draft is not None and self._person:
            drafts.keep(self._person, draft)
        self._await()

    def follow(self) -> None:
        """Another person, another draft; a lock changes nobody's."""
        person, drafts = self._face.person, self._drafts()
        if drafts is not None and not self._begun:
            self._begun = True
            drafts.take_up()
        if person == self._person or drafts is None:
            return
        self.keep()
        self._person = person
        self.restore()

    def restore(self) -> None:
        """What this person typed last and did not send."""
        drafts = self._drafts()
        draft = drafts.get(self._person) if drafts is not None and self._person else None
        self._given(draft or Draft(""))
        self._await()

    def _await(self) -> None:
        """Look again soon, while something may still come from the disk."""
        drafts = self._drafts()
        if drafts is not None and self._person and drafts.waits(self._person):
            self.touched()

    def _paused(self) -> None:
        """What was on disk comes once it is read, and never over a text that somebody has begun."""
        self.keep()
        drafts, typed = self._drafts(), self._held()
        if drafts is None or typed is None or typed.text:
            return
        found = drafts.get(self._person)
        if found is not None and found.text:
            self.restore()

    def _met(self, keys: set[tuple[str, str]]) -> None:
        if ("room", "") in keys:
            self.follow()

    def _drafts(self) -> Drafts | None:
        room = self._face.room
        return drafts_of(room.seat) if room is not None else None
