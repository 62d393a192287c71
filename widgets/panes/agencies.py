"""Who is here: agencies needing attention first, then engaged, present; the absent are a count."""

from widgets.face import Face, Pane


class AgenciesPane(Pane):
    """The agencies of the room."""

    follows = frozenset({"agency", "seat", "operation", "room"})

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self.follow()
