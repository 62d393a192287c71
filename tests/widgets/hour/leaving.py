"""Going away, coming back, printing, another person."""

from pathlib import Path

from tests.widgets.hour.log import LogSteps
from tests.widgets.hour.room import MINE, RoomSteps
from widgets.dialogs.printing import Print


class LeavingSteps(RoomSteps, LogSteps):
    """A desk is left, and somebody sits down at it again."""

    def away(self) -> None:
        hands, desk = self.hands, self.one
        with self.step("verrouiller"):
            hands.at(desk)
            hands.key("Ctrl+L")
            hands.until(lambda: desk.veil.locked)
        self.log(self.two, "La fumée baisse", "pendant ce temps, un autre poste")
        with self.step("revenir, et voir ce qui est nouveau"):
            hands.at(desk)
            hands.type(self.passphrase)
            hands.key("Return")
            hands.until(lambda: desk.face.me is not None)
        hands.until(lambda: any(row.since for row in desk.log.model.rows))

    def print_it(self) -> Path:
        hands = self.hands
        with self.step("imprimer la situation"):
            hands.at(self.one)
            hands.key("Ctrl+P")
            form = hands.opened(Print)
            path = Path(form.path.text())
            hands.key("Ctrl+Return")
            hands.until(form.go.isHidden)  # it says where the file is
            hands.key("Return")
            hands.closed(form)
        return path

    def change_person(self, person: str) -> None:
        hands, desk = self.hands, self.one
        with self.step("changer de personne"):
            hands.at(desk)
            hands.key("Ctrl+L")
            hands.until(lambda: desk.veil.locked)
            hands.tab_to(desk.veil.look_only)
            hands.key("Space")
            hands.until(lambda: desk.face.bridge.session is None)
        self.sign_in(desk, person, MINE)
        with self.step("se déconnecter"):
            hands.key("Ctrl+Shift+Q")
            hands.until(lambda: desk.face.me is None)
