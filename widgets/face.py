"""What every pane of a window shares: the bridge, the language, the ages, and what is looked at."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from console.domain.agencies import AgencyView
from console.domain.agenda import StepView
from console.domain.board import BOARD_ID, PAGES, BoardView
from console.domain.command_view import CommandView
from console.domain.incidents import IncidentView
from console.domain.log import OWN, LineView
from console.domain.operations import OperationView
from console.domain.powers import POWERS
from console.domain.registers import Shown
from console.domain.room import RoomView, StatusView
from console.link.client import LogWindow, SessionState
from console.link.mirror import Mirrored
from console.words import Words
from widgets.ages import Ages
from widgets.bridge import Bridge
from widgets.speech import Speech
from widgets.turns import Turns

MANY_COMING: Final = 100  # entries below which catching up is over before anybody could read of it
MAIN_LOG = "main"  # the log window of what is looked at
COUNT: Final = ("count", MAIN_LOG)
KEY_LOG = "key"  # that of the operation's key facts, for faces that show them
NOTHING = Shown()


class Face(QObject):
    """One window's view of its seat. `looked` is emitted when another operation, incident or log is looked
    at, `sought` when a line of the log is to be read there, `behind` when catching up begins or ends, `typed`
    when other words stand in open forms.
    """

    looked = Signal()
    sought = Signal(object)  # LineView
    behind = Signal()
    typed = Signal()

    def __init__(self, bridge: Bridge, speech: Speech, ages: Ages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge, self.speech, self.ages = bridge, speech, ages
        self.turns = Turns(self)
        self.operation_id = self.incident_id = ""
        self.room_log = False  # whether the room's own log is read beside the operation
        self._mirrored = self._behind = False
        self.log_here = False  # whether the log that is mirrored is that of what is looked at
        self._key_facts = False  # whether the operation's key facts are mirrored, however old
        self.restart: Callable[[], None] = lambda: None  # makes sure that the seat runs; takes its time
        bridge.changed.connect(self._changed)
        bridge.back.connect(self._mirror)

    @property
    def picture(self) -> Mirrored:
        return self.bridge.picture

    @property
    def words(self) -> Words:
        return self.speech.words

    @property
    def me(self) -> SessionState | None:
        """The person signed in here, unless the screen is locked."""
        session = self.bridge.session
        return session if session is not None and not session.locked else None

    @property
    def person(self) -> str:
        """Whose session this is, also while the screen is locked; empty where nobody is signed in."""
        session = self.bridge.session
        return session.person if session is not None else ""

    @property
    def room(self) -> RoomView | None:
        found: RoomView | None = self.picture.get("room", "")
        return found

    @property
    def status(self) -> StatusView:
        return self.picture.get("status", "") or StatusView()

    @property
    def catching_up(self) -> bool:
        """Whether so much is still coming that what is not here may well be there."""
        return self.status.catching_up and self.status.coming >= MANY_COMING

    def unshown(self, *kinds: str) -> int:
        """How many views of these kinds a fault of ours keeps from being shown."""
        return sum(self.status.unshown.get(kind, 0) for kind in kinds)

    @property
    def unsure_of_command(self) -> bool:
        """Whether somebody may be in command where nobody seems to be."""
        return self.catching_up or self.unshown("command") > 0

    def none_yet(self, none: str, *kinds: str) -> str:
        """What to say where nothing of these kinds is shown: `none`, unless some may come or is there."""
        if self.unshown(*kinds):
            return ""
        return _begun(self.words.word("lamp.not_yet")) if self.catching_up else none

    @property
    def operation(self) -> OperationView | None:
        found: OperationView | None = self.picture.get("operation", self.operation_id)
        return found

    @property
    def incident(self) -> IncidentView | None:
        found: IncidentView | None = self.picture.get("incident", self.incident_id)
        return found

    @property
    def command(self) -> CommandView:
        return self.command_of(self.operation_id)

    def command_of(self, operation: str) -> CommandView:
        """Who holds command of an operation, whichever is looked at."""
        return self.picture.get("command", operation) or CommandView(operation)

    @property
    def board(self) -> BoardView:
        """What the walls were set to show; the first page where nobody set it."""
        return self.picture.get("board", BOARD_ID) or BoardView("", PAGES[0], False, NOTHING)

    def of_operation(self, kind: str) -> list[Any]:
        """The views of a kind that belong to the operation looked at."""
        return [view for view in self.picture.all(kind) if view.operation == self.operation_id]

    def planned(self) -> list[StepView]:
        """The steps of the agenda that are still to come, or late, the next first."""
        steps = (s for s in self.of_operation("agenda") if value(s.fields, "state", s.state) == "planned")
        return sorted(steps, key=lambda step: (value(step.fields, "time", 0), step.id))

    def agency(self, code: str) -> AgencyView | None:
        found: AgencyView | None = self.picture.get("agency", code)
        return found

    def may(self, power: str) -> bool:
        """Whether the person's roles give this power at all; the seat has the last word."""
        return self.me is not None and not POWERS[power].roles.isdisjoint(self.me.roles)

    def in_command(self, operation: str = "") -> bool:
        """Whether the person here holds command of an operation, the one looked at, or claims to; or acts for
        somebody who does.
        """
        command = self.command_of(operation or self.operation_id)
        claiming = {person for grant in command.contested for person in (grant.holder, *grant.aides)}
        return self.me is not None and self.me.person in {command.holder, *command.acting, *claiming}

    def look_at(self, operation: str = "", incident: str = "") -> None:
        """Show another operation, or one of its incidents."""
        self._look(operation or self.operation_id, incident)

    def look_at_room_log(self) -> None:
        """Read what belongs to no operation; the rest of the window stays with the operation."""
        self._look(self.operation_id, "", room_log=True)

    def read(self, line: LineView) -> None:
        """Read a line in the log in which it stands."""
        if line.of_room:
            self.look_at_room_log()
        else:
            self.look_at(line.operation, line.incident)
        self.sought.emit(line)

    @property
    def log(self) -> tuple[str, str]:
        """Which log is read: its operation and incident; neither for the room's own."""
        return ("", "") if self.room_log else (self.operation_id, self.incident_id)

    @property
    def writing(self) -> tuple[str, str]:
        """What a line that is begun now is about: OWN in the place of the operation where the room's own log
        was chosen.
        """
        return (OWN, "") if self.room_log else (self.operation_id, self.incident_id)

    def _look(self, operation: str, incident: str, *, room_log: bool = False) -> None:
        room_log = room_log and bool(operation)  # without an operation there is no other
        if (operation, incident, room_log) != (self.operation_id, self.incident_id, self.room_log):
            self.operation_id, self.incident_id, self.room_log = operation, incident, room_log
            self.log_here = False
            self._mirror()
            self.looked.emit()

    def settle(self) -> None:
        """Look at something that is there: the newest open operation, where none is looked at."""
        if self.operation is None:
            self.look_at(newest_open(self.picture.all("operation")))
        if not self._mirrored:
            self._mirror()  # a room without an operation has its own log

    def mirror_key_facts(self) -> None:
        """Let the seat show all key facts of the operation, however old."""
        self._key_facts = True
        self._mirror()

    def _mirror(self) -> None:
        self._mirrored = True
        logs = (LogWindow(MAIN_LOG, *self.log),)
        key = (LogWindow(KEY_LOG, self.operation_id, key=True),) if self._key_facts else ()
        self.bridge.mirror((*logs, *key))

    def _changed(self, keys: set[tuple[str, str]]) -> None:
        kinds = {kind for kind, _ in keys}
        self.log_here = self.log_here or COUNT in keys
        if "agency" in kinds:
            self.speech.learn({a.code: a.shorts for a in self.picture.all("agency") if a.shorts})
        if "operation" in kinds:
            self.settle()
        if "status" in kinds and self._behind != self.catching_up:
            self._behind = self.catching_up
            self.behind.emit()


def _begun(sentence: str) -> str:
    return f"{sentence[:1].upper()}{sentence[1:]}."


def newest_open(operations: Iterable[OperationView]) -> str:
    """The id of the operation opened last among those that are open, else of the last of all."""
    ordered = sorted(operations, key=lambda o: (value(o.fields, "state") == "open", o.opened))
    return ordered[-1].id if ordered else ""


def value(fields: dict[str, Shown], name: str, default: Any = "") -> Any:
    """What a field shows; `default` where nobody wrote it."""
    shown = fields.get(name)
    return default if shown is None or shown.value is None else shown.value
