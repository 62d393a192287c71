"""What a person does about the room, the seat and themselves: commands beside those of the operation."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QT_TR_NOOP, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from console.domain.room import PersonView
from widgets.actions import Actions, Command, Run
from widgets.dialogs.catalogue import CatalogueEntry
from widgets.dialogs.history import history_here
from widgets.dialogs.passphrase import OwnPassphrase
from widgets.dialogs.people import NewPerson
from widgets.dialogs.seat import InviteSeat
from widgets.dialogs.stopping import StopSeat
from widgets.face import Face
from widgets.panes.fact import Cell
from widgets.panes.finding import FindLine
from widgets.room.window import RoomWindow


class RoomCommands(QObject):
    """Adds its commands to the registry of a window."""

    def __init__(self, face: Face, registry: Actions, window: QWidget, finder: FindLine) -> None:
        super().__init__(window)
        self._face, self._registry, self._window = face, registry, window
        self._asked = ""  # whom we have asked to choose a passphrase of their own, in this session
        self._room: RoomWindow | None = None
        may = face.may
        self._add("room", QT_TR_NOOP("Room: people and seats"), self.show_room, "F9")
        self._add("passphrase", QT_TR_NOOP("My passphrase"), self._form(OwnPassphrase), may=self._signed_in)
        self._add("person.new", QT_TR_NOOP("New person"), self._form(NewPerson), may=lambda: may("people"))
        self._add(
            "seat.invite", QT_TR_NOOP("Invite a seat"), self._form(InviteSeat), may=lambda: may("seats")
        )
        self._add(
            "agency.list", QT_TR_NOOP("New agency"), self._form(CatalogueEntry), may=lambda: may("catalogue")
        )
        self._add("seat.stop", QT_TR_NOOP("Stop this seat"), self._form(StopSeat))
        self._add("find", QT_TR_NOOP("Find in the log"), finder.begin, "Ctrl+F")
        self._add("history", QT_TR_NOOP("History of a value"), self._history, "F3", self._something)
        self._add("print", QT_TR_NOOP("Print"), partial(self._print, finder), "Ctrl+P")
        face.bridge.session_changed.connect(self._greet)
        face.bridge.changed.connect(self._met)

    def _add(self, name: str, text: object, run: Run, keys: str = "", may: Run = lambda: True) -> None:
        words = partial(QCoreApplication.translate, "", str(text))
        self._registry.add(Command(name, words, run, (keys,) if keys else (), lambda: bool(may())))

    def _form(self, form: Callable[..., QWidget]) -> Run:
        return lambda: form(self._face, parent=self._window).show()

    def _print(self, finder: FindLine) -> None:
        from widgets.dialogs.printing import Print  # noqa: PLC0415 - what prints is loaded by who prints

        search = finder.search if finder.lines is not None else None
        Print(self._face, search, self._window).show()

    def _something(self) -> bool:
        return self._face.operation is not None

    def _history(self) -> None:
        """Of the fact that has the focus, else of the first."""
        held = self._window.focusWidget()
        field = held.fact.field if isinstance(held, Cell) else ""
        found = history_here(self._face, field, self._window)
        if found is not None:
            found.show()

    def _signed_in(self) -> bool:
        return self._face.me is not None

    def show_room(self) -> None:
        """The one room window: opened, or brought forward."""
        if self._room is None:
            self._room = RoomWindow(self._face, parent=self._window)
            self._room.destroyed.connect(self._forget)
        self._room.show()
        self._room.raise_()
        self._room.activateWindow()

    def _forget(self) -> None:
        self._room = None

    def _met(self, keys: set[tuple[str, str]]) -> None:
        if any(kind == "person" for kind, _ in keys):
            self._greet()

    def _greet(self) -> None:
        """Whoever signed in with a passphrase that somebody else chose is asked for their own, once."""
        me = self._face.me
        if me is None:
            self._asked = "" if self._face.bridge.session is None else self._asked
            return
        person: PersonView | None = self._face.picture.get("person", me.person)
        if person is not None and person.one_time and self._asked != me.person:
            self._asked = me.person
            OwnPassphrase(self._face, parent=self._window).show()
