"""Needs you: what this person owes the room, each with its act."""

from widgets.face import Face, Pane


class NeedsPane(Pane):
    """What waits for the person signed in."""

    follows = frozenset({"needs", "order", "request", "conflict", "agenda", "command"})

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self.follow()
