"""Agencies, requests, command and orders."""

from console.domain.orders import OrderView
from console.domain.requests import RequestView
from tests.widgets.hour.steps import Steps
from widgets.desk import DeskWindow
from widgets.dialogs.agency import AgencyCard
from widgets.dialogs.asking import HandleRequest, NewRequest
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.handover import Handover
from widgets.dialogs.receipt import EndOrder, Receipt


class OrderSteps(Steps):
    """Who asks what of whom, and what came of it."""

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

    def answer_next(self, told: str) -> None:
        """It waits until it is done, and the next answer is the one at hand; whoever asked reads it."""
        hands = self.hands
        with self.step(f"répondre à la demande : {told}"):
            hands.at(self.one)
            hands.until(lambda: self.one.needs._rows.rows[0].act == "Répondre…")
            hands.key("F7")
            form = hands.opened(HandleRequest)
            hands.key("Ctrl+Return")
            hands.closed(form)
        hands.until(lambda: self.request_at(self.two) == self.request_at(self.one) == told)

    def request_at(self, desk: DeskWindow) -> str:
        """How the request stands there: who made it may know before who answered it does."""
        request: RequestView = desk.face.picture.all("request")[0]
        return desk.face.words.word(f"state.request.{request.state.value['state']}")

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
                hands.tab_to(form.to.line)
                hands.type(agency)
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
        told = "réception accusée par radio"
        hands.until(lambda: any(told in row.spoken for row in pane._rows.rows))

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
