"""Single command: who holds it, the intent, the orders with their lamps, the requests."""

from widgets.face import Face, Pane


class CommandPane(Pane):
    """The one person in command."""

    follows = frozenset({"command", "order", "request", "operation", "agency"})

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self.follow()
