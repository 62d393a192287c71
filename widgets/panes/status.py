"""The status line: how well this seat stands with the others, and the language."""

from widgets.face import Face, Pane


class StatusPane(Pane):
    """One line across the foot of the desk."""

    follows = frozenset({"status", "seat", "room"})

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self.follow()
