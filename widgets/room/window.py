"""The room: who belongs to it, which seats, whom this seat refused; and what administrators do about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.domain.room import PersonView, SeatView
from console.link.client import Paged
from console.link.pages import RefusalView
from widgets.card_rows import CardPainter, CardRow, said
from widgets.dialogs.passphrase import OwnPassphrase
from widgets.dialogs.people import NewPerson, PersonCard
from widgets.dialogs.seat import InviteSeat, SeatCard
from widgets.face import Face
from widgets.frame import framed
from widgets.listed import Rows
from widgets.look import pad, set_role, space
from widgets.refusing import allow, why_not
from widgets.room.words import people_rows, refusal_rows, seat_rows
from widgets.rows import RowsView
from widgets.screens import beside
from widgets.seat_name import seat_name
from widgets.tab import Tab
from widgets.text import label

WIDE, HIGH = 820, 640  # design pixels
REFUSED_MS = 5000  # between looks at whom the seat refused
PEOPLE, SEATS, REFUSED = "people", "seats", "refused"
FOLLOWS = frozenset({"person", "seat", "room", "status"})


class RoomWindow(QDialog):
    """Stays open beside the desk. Enter opens the card of a person or a seat."""

    def __init__(self, face: Face, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = face
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_role(self, "card")
        self._refusals: tuple[RefusalView, ...] = ()
        self._asking = False
        self._give_up: Callable[[], object] = lambda: None
        self.heading, self.sub = label("cardtitle", wrap=True), label("second", wrap=True)
        self.tabs = {name: Tab("tab") for name in (PEOPLE, SEATS, REFUSED)}
        self.list = RowsView(Rows(lambda row: row.key, said), CardPainter())
        self.empty = label("second", wrap=True)
        self.add, self.invite, self.own, self.leave = (QPushButton() for _ in range(4))
        self._lay_out()
        self._connect()
        self.resize(beside(self.screen(), WIDE, HIGH))
        self.tabs[PEOPLE].setChecked(True)
        self._reworded()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        pad(column, *4 * (18,))
        space(column, 8)
        column.addWidget(self.heading)
        column.addWidget(self.sub)
        row, group = QHBoxLayout(), QButtonGroup(self)
        space(row, 22)
        for tab in self.tabs.values():
            group.addButton(tab)
            row.addWidget(tab)
        row.addStretch(1)
        column.addLayout(row)
        set_role(self.list, "on-card")
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.own)
        foot.addStretch(1)
        for button in (self.add, self.invite, self.leave):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.own.setAutoDefault(False)
        column.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(framed(self._face, body))

    def _connect(self) -> None:
        face = self._face
        for name, tab in self.tabs.items():
            tab.toggled.connect(lambda on, name=name: self._turn(name) if on else None)
        self.list.acted.connect(self._open)
        self.add.clicked.connect(lambda _checked: NewPerson(face, parent=self).show())
        self.invite.clicked.connect(lambda _checked: InviteSeat(face, parent=self).show())
        self.own.clicked.connect(lambda _checked: OwnPassphrase(face, parent=self).show())
        self.leave.clicked.connect(lambda _checked: self.close())
        face.bridge.changed.connect(self._changed)
        face.bridge.session_changed.connect(self.refresh)
        face.speech.changed.connect(self._reworded)
        face.ages.aged.connect(self.refresh)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look_again)
        self._timer.start(REFUSED_MS)
        self.look_again()

    @property
    def page(self) -> str:
        """Which of the tabs is shown."""
        return next(name for name, tab in self.tabs.items() if tab.isChecked())

    def _reworded(self) -> None:
        self.setWindowTitle(self.tr("Room"))
        self.add.setText(self.tr("New person…"))
        self.invite.setText(self.tr("Invite a seat…"))
        self.own.setText(self.tr("My passphrase…"))
        self.leave.setText(self.tr("Close"))
        self.refresh()

    def refresh(self) -> None:
        """Show the room as it is now."""
        room = self._face.room
        self.heading.setText(room.name if room else "")
        kind = self.tr("exercise room, for good") if room and room.exercise else self.tr("real room")
        here = self.tr("here: {0}").format(seat_name(room)) if room else ""
        self.sub.setText(" · ".join(part for part in (kind, here) if part))
        rows = {
            PEOPLE: people_rows(self._face),
            SEATS: seat_rows(self._face),
            REFUSED: refusal_rows(self._face, self._refusals),
        }
        names = {PEOPLE: self.tr("People"), SEATS: self.tr("Seats"), REFUSED: self.tr("Refused lately")}
        for name, tab in self.tabs.items():
            tab.setText(f"{names[name]}  {len(rows[name])}")
        self.list.setAccessibleName(names[self.page])
        self.list.show_rows(rows[self.page])
        self.empty.setVisible(not rows[self.page])
        self.empty.setText(self.tr("Nobody was refused since this seat started."))
        self._show_power()

    def _show_power(self) -> None:
        allow(self.add, why_not(self._face, "people"))
        allow(self.invite, why_not(self._face, "seats"))
        self.own.setEnabled(self._face.me is not None)
        self.add.setVisible(self.page == PEOPLE)
        self.invite.setVisible(self.page == SEATS)

    def _turn(self, name: str) -> None:
        self.tabs[name].setChecked(True)
        self.list.clearSelection()
        self.refresh()

    def _changed(self, keys: set[tuple[str, str]]) -> None:
        if any(kind in FOLLOWS for kind, _ in keys):
            self.refresh()

    def _open(self, row: CardRow) -> None:
        if isinstance(row.view, PersonView):
            PersonCard(self._face, row.view, parent=self).show()
        elif isinstance(row.view, SeatView):
            SeatCard(self._face, row.view, parent=self).show()

    def look_again(self) -> None:
        """Ask again whom the seat refused, unless the last question still waits."""
        if not self._asking:
            self._asking = True
            self._give_up = self._face.bridge.begin(self._ask())

    async def _ask(self) -> None:
        page = await self._face.bridge.ask("refused")
        self._asking = False
        if isinstance(page, Paged) and page.items != self._refusals:
            self._refusals = page.items
            self.refresh()

    def done(self, result: int) -> None:
        """Ask no more once the window is closed."""
        self._timer.stop()
        self._give_up()
        super().done(result)
