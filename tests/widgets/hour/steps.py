"""What all steps of the hour share: three desks, two hands, and the account that is kept of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from console.domain.incidents import IncidentView
from tests.widgets.hands import Hands
from tests.widgets.hour.house import House
from widgets.desk import DeskWindow
from widgets.face import value
from widgets.palette import Palette


class Steps:
    """Each step is what somebody does; the keys that it takes are counted."""

    def __init__(self, house: House, hands: Hands) -> None:
        self.house, self.hands = house, hands
        self.one: DeskWindow
        self.two: DeskWindow
        self.three: DeskWindow
        self.passphrase = ""
        self.given: dict[str, str] = {}  # person → one-time passphrase

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        before = (self.hands.struck, self.hands.letters)
        yield
        self.hands.step(name, before)

    def run(self, command: str) -> None:
        """By the palette: Ctrl+K, a few letters, Enter."""
        self.hands.key("Ctrl+K")
        self.hands.opened(Palette)
        self.hands.type(command)
        self.hands.key("Return")

    def title(self) -> str:
        operation = self.one.face.operation
        return str(value(operation.fields, "title")) if operation else ""

    def looked_at(self) -> IncidentView:
        found = self.one.face.incident
        assert found is not None
        return found
