"""Incidents: opened, described, disputed, merged, closed."""

from PySide6.QtWidgets import QApplication, QListView

from console.domain.incidents import IncidentView
from tests.widgets.hour.steps import Steps
from widgets.desk import DeskWindow
from widgets.dialogs.ending import EndIncident
from widgets.dialogs.incident import NewIncident
from widgets.dialogs.settle import Settle
from widgets.face import value

FOUR = 4  # keys besides its title, for an incident


class IncidentSteps(Steps):
    """What happens, where, and how bad it is."""

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
