"""First start, people, seats, signing in."""

from pathlib import Path

from tests.widgets.hour.steps import Steps
from widgets.desk import DeskWindow
from widgets.dialogs.passphrase import OwnPassphrase
from widgets.dialogs.people import NewPerson
from widgets.dialogs.seat import InviteSeat

MINE = "canal lanterne poivre violon prairie"  # what people choose for themselves


class RoomSteps(Steps):
    """A room of one's own, and who belongs to it."""

    def found(self) -> None:
        """First start, and a room of one's own."""
        hands, start = self.hands, self.house.first_start("direction")
        begun: list[str] = []
        start.begun.connect(begun.append)
        with self.step("premier démarrage : créer la salle"):
            hands.at(start)
            hands.key("Tab", "Space")
            page = start.creating
            hands.type("Centre de crise régional")
            hands.tab_to(page.seat)
            hands.type("Direction")
            hands.tab_to(page.person)
            hands.type("Directeur de garde")
            self.passphrase = page.passphrase.text()
            hands.key("Return")
            hands.until(start.made.isVisible)
            hands.key("Space")
        hands.until(lambda: bool(begun))
        self.one = self.house.desk("direction")

    def sign_in(self, desk: DeskWindow, person: str, passphrase: str) -> None:
        hands, people = self.hands, desk.veil.person
        with self.step(f"se connecter : {person}"):
            hands.at(desk)
            hands.until(lambda: any(person in people.itemText(n) for n in range(people.count())))
            if person not in people.currentText():
                hands.tab_to(people, "Shift+Tab")
                while person not in people.currentText():
                    hands.key("Down")
            hands.tab_to(desk.veil.passphrase)
            hands.type(passphrase)
            hands.key("Return")
            hands.until(lambda: desk.face.me is not None)

    def add_person(self, person: str, agency: str) -> None:
        hands = self.hands
        with self.step(f"ajouter une personne : {person}"):
            hands.at(self.one)
            self.run("nouvelle pers")
            form = hands.opened(NewPerson)
            hands.type(person)
            hands.key("Tab")
            hands.type(agency)
            hands.until(lambda: form.given.text() != "")
            self.given[person] = form.given.text()
            hands.tab_to(form.signature)
            hands.type(self.passphrase)
            hands.key("Ctrl+Return")
            hands.until(form.done_told.isVisible)
            hands.key("Escape")

    def invite(self, label: str, agency: str) -> Path:
        hands = self.hands
        with self.step(f"inviter un poste : {label}"):
            hands.at(self.one)
            self.run("inviter")
            form = hands.opened(InviteSeat)
            hands.type(label)
            hands.key("Tab")
            hands.type(agency)
            hands.tab_to(form.way)
            hands.key("Down")  # by a file
            hands.tab_to(form.signature)
            hands.type(self.passphrase)
            hands.key("Ctrl+Return")
            hands.until(form.done_told.isVisible)
            written = Path(form.path.text())
            hands.key("Escape")
        return written

    def join(self, name: str, invitation: Path) -> DeskWindow:
        hands, start = self.hands, self.house.first_start(name)
        begun: list[str] = []
        start.begun.connect(begun.append)
        with self.step(f"rejoindre la salle : {name}"):
            hands.at(start)
            hands.key("Space")
            hands.tab_to(start.joining.invitation)
            hands.type(str(invitation))
            hands.key("Return")
            hands.until(lambda: bool(begun))
        return self.house.desk(name)

    def choose_own(self, desk: DeskWindow, person: str) -> None:
        """The one-time passphrase is changed at the first sign-in."""
        hands = self.hands
        self.sign_in(desk, person, self.given[person])
        with self.step("choisir sa phrase de passe"):
            form = hands.opened(OwnPassphrase)
            for text in (MINE, MINE, self.given[person]):
                hands.type(text)
                hands.key("Tab")
            hands.key("Ctrl+Return")
            hands.closed(form)
