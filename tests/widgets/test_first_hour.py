"""The first hour of a room, in French, by keys alone: three seats that run, three desks, a real record.

Each step is what somebody does; the keys that it took are counted and printed.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import qasync
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from console.cli.faces import _beginnings
from console.domain.incidents import IncidentView
from console.domain.log import LineView
from console.domain.orders import OrderView
from console.link.client import Link
from tests.widgets.hands import Hands
from widgets.ages import MINUTE, Ages, now_ms
from widgets.bridge import Bridge
from widgets.desk import DeskWindow
from widgets.dialogs.agency import AgencyCard
from widgets.dialogs.asking import HandleRequest, NewRequest
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.ending import EndIncident
from widgets.dialogs.handover import Handover
from widgets.dialogs.incident import NewIncident
from widgets.dialogs.operation import NewOperation
from widgets.dialogs.passphrase import OwnPassphrase
from widgets.dialogs.people import NewPerson
from widgets.dialogs.printing import Print
from widgets.dialogs.receipt import EndOrder, Receipt
from widgets.dialogs.seat import InviteSeat
from widgets.dialogs.settle import Settle
from widgets.face import MAIN_LOG, Face, value
from widgets.first import FirstStart
from widgets.palette import Palette
from widgets.speech import Speech

MINE = "canal lanterne poivre violon prairie"  # what people choose for themselves
FOUR = 4  # keys besides its title, for an incident


class House:
    """The workstations: their seats as processes, their windows here."""

    def __init__(self, folder: Path, app: QApplication) -> None:
        self.folder, self.loop = folder, qasync.QEventLoop(app)
        asyncio.set_event_loop(self.loop)
        self.speech, self.ages = Speech("fr"), Ages()
        self._seats: list[subprocess.Popen[str]] = []
        self._bridges: list[Bridge] = []

    def first_start(self, name: str) -> FirstStart:
        made = FirstStart(_beginnings(self.folder / name), self.speech, self.loop)
        made.show()
        return made

    def desk(self, name: str) -> DeskWindow:
        """Run the seat of a workstation and open its desk."""
        home = self.folder / name
        command = [
            sys.executable,
            "-m",
            "console",
            "seat",
            "run",
            str(home),
            "--listen",
            "127.0.0.1:0",
            "--no-mdns",
        ]
        with (self.folder / f"{name}.err").open("w") as errors:
            seat = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
        self._seats.append(seat)
        assert seat.stdout is not None
        assert seat.stdout.readline().startswith("ready"), (self.folder / f"{name}.err").read_text()
        link = Link(home, lang="fr")
        link.open()
        self._bridges.append(Bridge(link, self.loop))
        made = DeskWindow(Face(self._bridges[-1], self.speech, self.ages))
        made.resize(1920, 1080)
        made.show()
        return made

    def close(self) -> None:
        for bridge in self._bridges:
            bridge.close()
        for seat in self._seats:
            seat.terminate()
        for seat in self._seats:
            seat.communicate(timeout=20)
        self.speech.close()
        asyncio.set_event_loop(None)
        self.loop.close()


class Hour:
    """The steps, in the order in which a new room meets them."""

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

    def run(self, command: str) -> None:
        """By the palette: Ctrl+K, a few letters, Enter."""
        self.hands.key("Ctrl+K")
        self.hands.opened(Palette)
        self.hands.type(command)
        self.hands.key("Return")

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
            hands.key("Escape")
        return Path(form.path.text())

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

    def title(self) -> str:
        operation = self.one.face.operation
        return str(value(operation.fields, "title")) if operation else ""

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

    def incident(self, title: str) -> IncidentView:
        hands, before = self.hands, self.hands.struck
        with self.step(f"ouvrir un incident : {title}"):
            hands.at(self.one)
            hands.key("Ctrl+N")
            form = hands.opened(NewIncident)
            hands.type(title)
            hands.key("Return")
            hands.closed(form)
            hands.at(self.one)
            hands.until(
                lambda: self.looked_at().id != "" and value(self.looked_at().fields, "title") == title
            )
        assert hands.struck - before <= FOUR
        return self.looked_at()

    def looked_at(self) -> IncidentView:
        found = self.one.face.incident
        assert found is not None
        return found

    def fact(self, desk: DeskWindow, field: str, text: str, name: str) -> None:
        """A fact of the incident, edited where it stands."""
        hands, cell = self.hands, desk.incident.facts.cells[field]
        with self.step(name):
            hands.at(desk)
            hands.tab_to(cell)
            hands.key("Return")
            hands.type(text)
            if isinstance(QApplication.activePopupWidget(), QListView):
                hands.key("Down")  # the first of what is suggested
            hands.key("Return")
            hands.until(lambda: cell._editor is None)

    def discipline(self, name: str) -> None:
        hands, button = self.hands, self.one.incident.disciplines[name]
        with self.step(f"discipline {name}"):
            hands.at(self.one)
            hands.tab_to(button, "Shift+Tab")
            hands.key("Space")
            hands.until(lambda: value(self.looked_at().fields, name, False) is True)

    def engage(self, desk: DeskWindow, agency: str, phone: str) -> None:
        hands = self.hands
        with self.step(f"{agency} : engagé, avec son téléphone"):
            hands.at(desk)
            self.run(agency)
            card = hands.opened(AgencyCard)
            hands.tab_to(card.state)
            hands.type("eng")
            hands.tab_to(card._told["phone"])
            hands.type(phone)
            hands.key("Ctrl+Return")
            hands.closed(card)

    def request(self) -> None:
        hands, desk = self.hands, self.two
        with self.step("demander à la direction"):
            hands.at(desk)
            hands.key("Ctrl+R")
            form = hands.opened(NewRequest)
            hands.type("Autorisation de vider l’eau d’extinction dans le canal")
            hands.tab_to(form.to, "Shift+Tab")
            hands.type("safe")
            hands.key("Ctrl+Return")
            hands.closed(form)

    def answer(self) -> None:
        hands = self.hands
        with self.step("prendre la demande en charge"):
            hands.at(self.one)
            hands.until(self.one.needs.waits)
            hands.key("F7")
            form = hands.opened(HandleRequest)
            hands.key("Ctrl+Return")
            hands.closed(form)

    def command(self) -> None:
        hands = self.hands
        with self.step("prendre le commandement"):
            hands.at(self.one)
            hands.key("Ctrl+H")
            form = hands.opened(Handover)
            hands.key("Tab")
            hands.type("Haut fonctionnaire")
            hands.key("Ctrl+Return")
            hands.closed(form)
            hands.until(self.one.face.in_command)

    def orders(self) -> list[OrderView]:
        return self.one.face.picture.all("order")

    def order(self, text: str, *agencies: str) -> OrderView:
        hands = self.hands
        known = {order.id for order in self.orders()}
        with self.step(f"donner un ordre : {text}"):
            hands.at(self.one)
            hands.key("Ctrl+O")
            form = hands.opened(ComposeOrder)
            hands.type(text)
            for agency in agencies:
                hands.tab_to(form.to.boxes[agency])
                hands.key("Space")
            hands.key("Ctrl+Return")
            hands.closed(form)
        hands.until(lambda: len(self.orders()) > len(known))
        return next(order for order in self.orders() if order.id not in known)

    def receive(self, desk: DeskWindow, order: OrderView, reason: str = "") -> None:
        hands = self.hands
        with self.step(f"refuser l’ordre {order.number}" if reason else f"accuser l’ordre {order.number}"):
            hands.at(desk)
            hands.until(desk.needs.waits)
            hands.key("F7")
            form = hands.opened(Receipt)
            if reason:
                hands.tab_to(form.refuse_it, "Shift+Tab")
                hands.key("Space")
                hands.type(reason)
            hands.key("Ctrl+Return")
            hands.closed(form)

    def by_voice(self, order: OrderView) -> None:
        hands, pane = self.hands, self.one.command
        with self.step(f"noter l’accusé de l’ordre {order.number} par radio"):
            hands.at(self.one)
            for _ in range(8):
                if pane.list.hasFocus():
                    break
                hands.key("F6")
            while pane.list.current() is None or pane.list.current().key != order.id:
                hands.key("Down")
            hands.key("Return")
            form = hands.opened(Receipt)
            hands.tab_to(form.means)
            hands.type("radio")
            hands.key("Tab")
            hands.type("dispatching")
            hands.key("Ctrl+Return")
            hands.closed(form)

    def cancel(self, order: OrderView) -> None:
        hands = self.hands
        with self.step(f"annuler l’ordre {order.number}, qui est refusé"):
            hands.at(self.one)
            hands.until(lambda: any(row.need.sort == "refusal" for row in self.one.needs._rows.rows))
            hands.key("F7")
            form = hands.opened(EndOrder)
            hands.type("La ligne reste fermée")
            hands.key("Ctrl+Return")
            hands.closed(form)

    def conflict(self) -> None:
        """Both have the same value before them, and write another."""
        hands = self.hands
        hands.at(self.two)
        hands.key("Alt+Down")
        hands.until(lambda: "perimeter" in self.two.incident.facts.cells)
        cells = [desk.incident.facts.cells["perimeter"] for desk in (self.one, self.two)]
        self.fact(self.one, "perimeter", "200", "périmètre")
        hands.until(lambda: "200" in cells[1].value.text())
        with self.step("deux postes changent le périmètre à la fois"):
            for desk, cell, metres in ((self.one, cells[0], "500"), (self.two, cells[1], "300")):
                hands.at(desk)
                hands.tab_to(cell)
                hands.key("Return")
                hands.type(metres)
            for desk in (self.one, self.two):
                hands.at(desk)
                hands.key("Return")
            hands.until(lambda: cells[0].fact.conflict)
            hands.until(lambda: bool(self.one.face.picture.all("conflict")))
        with self.step("régler le conflit"):
            hands.at(self.one)
            hands.tab_to(cells[0])
            hands.key("Return")
            form = hands.opened(Settle)
            hands.key("Ctrl+Return")
            hands.closed(form)
            hands.until(lambda: cells[0].value.text().startswith("500"))

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

    def switch(self, title: str) -> None:
        with self.step(f"passer à l’opération : {title}"):
            self.hands.at(self.one)
            self.run(title)
            self.hands.until(lambda: self.title() == title)

    def end(self, other: IncidentView | None = None) -> EndIncident:
        hands = self.hands
        hands.key("Ctrl+Shift+N")
        form = hands.opened(EndIncident)
        hands.type("Même feu" if other else "Remis à la commune")
        if other:
            hands.tab_to(form.other)
            hands.type(other.number)
        return form

    def merge(self, other: IncidentView) -> None:
        hands = self.hands
        with self.step("fusionner deux incidents"):
            hands.at(self.one)
            form = self.end(other)
            hands.tab_to(form.merge)
            hands.key("Space")
            hands.closed(form)

    def close_with_an_order_open(self, incident: IncidentView) -> str:
        hands = self.hands
        with self.step("clôturer malgré un ordre ouvert"):
            hands.at(self.one)
            hands.key("Alt+Up")
            hands.until(lambda: self.looked_at().id == incident.id)
            form = self.end()
            hands.key("Ctrl+Return")
            hands.until(lambda: form.told_why != "")
            why = form.told_why
            hands.key("Ctrl+Return")
            hands.closed(form)
        return why

    def print_it(self) -> Path:
        hands = self.hands
        with self.step("imprimer la situation"):
            hands.at(self.one)
            hands.key("Ctrl+P")
            form = hands.opened(Print)
            path = Path(form.path.text())
            hands.key("Ctrl+Return")
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


@pytest.fixture
def house(dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setenv("HOME", str(tmp_path))
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    made = House(tmp_path, dressed)
    yield made
    made.close()


@pytest.mark.slow
def test_the_first_hour(house: House, qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    hour = Hour(house, Hands(qtbot))
    hour.found()
    hour.sign_in(hour.one, "Directeur", hour.passphrase)
    hour.add_person("Liaison SIAMU", "SIAMU")
    hour.add_person("Liaison STIB", "STIB")
    hour.two = hour.join("siamu", hour.invite("SIAMU", "SIAMU"))
    hour.three = hour.join("stib", hour.invite("STIB", "STIB"))
    for desk, person in ((hour.two, "Liaison SIAMU"), (hour.three, "Liaison STIB")):
        hour.choose_own(desk, person)
    hour.operation("Bassin Vergote")
    hour.log(hour.one, "-10 Fumée jaune au bassin Vergotte", "noter une ligne, dix minutes en arrière")
    assert abs(now_ms() - 10 * MINUTE - hour.newest_line().happened) < MINUTE
    hour.correct()
    assert hour.newest_line().text == "Fumée jaune au bassin Vergote"
    fire = hour.incident("Feu d’entrepôt, bassin Vergote")
    hour.fact(hour.one, "place", "vergotedok", "lieu, du répertoire")
    hour.fact(hour.one, "severity", "crit", "gravité")
    hour.fact(hour.one, "hazards", "1017", "numéro ONU")
    hour.discipline("D1")
    hour.engage(hour.two, "SIAMU", "02 208 84 30")
    hour.request()
    hour.answer()
    hour.command()
    first = hour.order("Périmètre de 500 m, piétons compris", "SIAMU")
    hour.receive(hour.two, first)
    second = hour.order("Fermer la ligne 6 entre Simonis et Bockstael", "STIB")
    hour.receive(hour.three, second, "Évacuation d’une rame en cours")
    hour.cancel(second)
    third = hour.order("Deux tentes de décontamination à la porte nord", "PC")
    hour.by_voice(third)
    hour.conflict()
    hour.away()
    hour.operation("Marché de Noël")
    hour.switch("Bassin Vergote")
    hour.incident("Fumée au quai des Matériaux")
    hour.merge(fire)
    assert "ordres 2" in hour.close_with_an_order_open(fire)
    assert hour.print_it().read_bytes().startswith(b"%PDF")
    hour.change_person("Liaison STIB")
    with capsys.disabled():
        sys.stdout.write(hour.hands.account())
