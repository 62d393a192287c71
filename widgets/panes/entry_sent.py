"""What was sent from the entry line and is not on disk yet."""


class Sent:
    """The last text that was sent stands in the line until it is recorded, or somebody types over it."""

    def __init__(self) -> None:
        self._waiting: list[str] = []
        self.stands = False

    @property
    def busy(self) -> bool:
        """Whether an answer is due."""
        return bool(self._waiting)

    def send(self, text: str) -> None:
        self._waiting.append(text)
        self.stands = True

    def answered(self, text: str) -> bool:
        """Whether it still stands in the line."""
        stood = self.stands and text == self._waiting[-1]
        self._waiting.remove(text)
        self.stands = self.stands and not stood
        return stood

    def before(self, typed: str) -> str:
        """What is typed, after all that is waiting and stands there no longer: a crash must lose neither."""
        gone = self._waiting[:-1] if self.stands else self._waiting
        return " ".join((*gone, typed)).strip()
