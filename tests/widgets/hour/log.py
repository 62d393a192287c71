"""Operations and their log."""

from console.domain.log import LineView
from tests.widgets.hour.steps import Steps
from widgets.desk import DeskWindow
from widgets.dialogs.operation import NewOperation
from widgets.face import MAIN_LOG


class LogSteps(Steps):
    """What is noted, and put right."""

    def operation(self, title: str) -> None:
        hands = self.hands
        with self.step(f"ouvrir une opération : {title}"):
            hands.at(self.one)
            hands.key("Ctrl+E")
            form = hands.opened(NewOperation)
            hands.type(title)
            hands.key("Return")
            hands.closed(form)
            hands.at(self.one)
            hands.until(lambda: self.one.face.operation is not None and self.title() == title)

    def switch(self, title: str) -> None:
        with self.step(f"passer à l’opération : {title}"):
            self.hands.at(self.one)
            self.run(title)
            self.hands.until(lambda: self.title() == title)

    def log(self, desk: DeskWindow, text: str, name: str) -> None:
        hands = self.hands
        with self.step(name):
            hands.at(desk)
            hands.key("Ctrl+J")
            hands.type(text)
            hands.key("Return")
            hands.until(lambda: desk.log.entry.text() == "")
            hands.until(lambda: any(row.text in text for row in desk.log.model.rows))

    def newest_line(self) -> LineView:
        """The line that was written last, once it is there and says what it should."""
        latest = self.one.face.picture.log(MAIN_LOG)
        return next(line for line in reversed(latest) if line.kind == "log.written")

    def correct(self) -> None:
        hands, entry = self.hands, self.one.log.entry
        with self.step("rectifier une faute de frappe"):
            hands.key("Up", "Backspace", "Backspace")
            hands.type("e")
            hands.key("Return")
            hands.until(lambda: entry.text() == "" and self.newest_line().corrected)
