"""Moving about the desk: panes, incidents and their digits, the log; text size and language."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TR_NOOP, QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from widgets.actions import Actions, Chapter
from widgets.keyboard import SixOrMinus, Yielding, with_digit
from widgets.look import look
from widgets.pins import DIGITS

if TYPE_CHECKING:
    from widgets.desk import DeskWindow

LANGUAGES = (("fr", "Français"), ("nl", "Nederlands"), ("en", "English"))


class Moves(QObject):
    """Adds its commands to the registry of the desk."""

    def __init__(self, desk: "DeskWindow", registry: Actions) -> None:
        super().__init__(desk)
        self._desk, self._face, self._registry = desk, desk.face, registry
        self._six = SixOrMinus(self, partial(registry.run, "pinned.6"))
        self._yielding = Yielding(self)
        desk.panes.folded.connect(self._take_keys)
        self._panes()
        self._incidents()
        self._sizes_and_language()
        desk.installEventFilter(self)
        self._see_keys()

    def _panes(self) -> None:
        add, desk = Chapter(self._registry, "move"), self._desk
        add("pane.next", QT_TR_NOOP("Next pane"), lambda: self._next_pane(1), "F6")
        add("pane.before", QT_TR_NOOP("Pane before"), lambda: self._next_pane(-1), "Shift+F6")
        side = QT_TR_NOOP("Agencies and command, or incidents")
        add("side", side, desk.other_side, "F4", may=desk.side.isVisible)
        add("orders", QT_TR_NOOP("Orders and requests"), self._to_orders)
        add("entry", QT_TR_NOOP("Entry line"), self.to_entry, "Ctrl+J", may=lambda: self._face.me is not None)

    def _incidents(self) -> None:
        add, desk = Chapter(self._registry, "move"), self._desk
        add("incident.above", QT_TR_NOOP("Incident above"), lambda: desk.incidents.step(-1), "Alt+Up")
        add("incident.below", QT_TR_NOOP("Incident below"), lambda: desk.incidents.step(1), "Alt+Down")
        add("incident.none", QT_TR_NOOP("Log of the operation"), self._look_at_operation, "Alt+Home")
        other = self._face.look_at_room_log
        add("log.room", QT_TR_NOOP("Log of the room"), other, "Alt+End", may=self._looks_at_operation)
        looked_at = self._looked_at
        add("pin", QT_TR_NOOP("Pin the incident to a digit, or unpin it"), self._pin, "Ctrl+D", may=looked_at)
        for digit in DIGITS:
            pinned = QT_TR_NOOP("Pinned incident")
            add(f"pinned.{digit}", pinned, partial(self._to_pinned, digit), *with_digit(digit), listed=False)

    def _sizes_and_language(self) -> None:
        add = Chapter(self._registry, "view")
        add("larger", QT_TR_NOOP("Larger text"), lambda: look.grow(1), "Ctrl++", "Ctrl+=")
        add("smaller", QT_TR_NOOP("Smaller text"), lambda: look.grow(-1), "Ctrl+-")
        add("usual", QT_TR_NOOP("Usual text size"), lambda: look.grow(0), *with_digit(0))
        for lang, name in LANGUAGES:
            add(f"speak.{lang}", name, partial(self._face.speech.speak, lang))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is shown."""
        if event.type() == QEvent.Type.Show:
            self._see_keys()
        return super().eventFilter(watched, event)

    def _see_keys(self) -> None:
        """Once the window has a native one, which sees the keys first."""
        window = self._desk.windowHandle()
        if window is not None:
            window.installEventFilter(self._six)
            window.installEventFilter(self._yielding)
            self._desk.removeEventFilter(self)

    def _looks_at_operation(self) -> bool:
        return self._face.operation is not None

    def _looked_at(self) -> bool:
        return self._face.incident is not None

    def _pin(self) -> None:
        self._desk.incidents.pins.toggle(self._face.incident_id)

    def _to_pinned(self, digit: int) -> None:
        incident = self._desk.incidents.pins.incident(digit)
        if incident is not None:
            self._face.look_at(incident=incident.id)

    def _look_at_operation(self) -> None:
        self._face.look_at(self._face.operation_id, "")

    def to_entry(self) -> None:
        """Ready to type."""
        self._desk.log.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_orders(self) -> None:
        """Bring them up, where something else stands in their place."""
        desk = self._desk
        while not desk.panes.sides_shown[2]:
            desk.other_side()
        desk.command.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_keys(self) -> None:
        """The keys go where the eyes do: Qt would give them to whatever comes next, a language even."""
        desk = self._desk
        if desk.log.isVisible():
            self.to_entry()
            return
        shown = (_first_focus(pane) for pane in (desk.incidents, desk.agencies, desk.command))
        target = next((one for one in shown if one is not None), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_pane(self, by: int) -> None:
        desk = self._desk
        panes: list[QWidget] = [desk.incidents, desk.needs, desk.incident, desk.timeline, desk.log]
        panes += [desk.agencies, desk.command]
        holding = next((n for n, pane in enumerate(panes) if pane.isAncestorOf(desk.focusWidget())), -1)
        for n in range(1, len(panes) + 1):
            target = _first_focus(panes[(holding + by * n) % len(panes)])
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return


def _first_focus(pane: QWidget) -> QWidget | None:
    """What in a pane takes keys first: its list, before its buttons."""
    taking = [w for w in (pane, *pane.findChildren(QWidget)) if w.isVisible() and w.isEnabled()]
    taking = [w for w in taking if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return min(taking, key=lambda w: not w.inherits("QTableView"), default=None)
