"""Ctrl+K: anything. Commands, incidents, operations, agencies, people, words of the log: two keys away."""

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QDialog, QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget

from console.catalogue import folded
from widgets.actions import Actions
from widgets.ages import moment
from widgets.dialogs.agency import AgencyCard
from widgets.dialogs.fields import by_weight
from widgets.dialogs.people import PersonCard
from widgets.face import Face, value
from widgets.frame import framed
from widgets.listed import Rows
from widgets.look import SEMIBOLD, look, set_role
from widgets.marks import mark, metrics, write, write_right, write_within
from widgets.panes.log_words import log_row
from widgets.rows import RowPainter, RowsView
from widgets.screens import beside
from widgets.searching import Search
from widgets.text import label, one_line

SOUGHT = 200  # characters: everything is looked through for each word
WIDE, HIGH = 720, 460  # design pixels


class Choice(msgspec.Struct, frozen=True):
    """What may be chosen: `sort` is command, operation, incident, agency, person or line."""

    key: str
    sort: str
    icon: str
    strong: str
    text: str
    hint: str
    also: str = ""  # by what else it is found


class ChoicePainter(RowPainter):
    """Icon, name, hint."""

    usual = 36

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: Choice) -> None:
        box, px = option.rect, look.px
        font, strong, small = look.font(), look.font(17, SEMIBOLD), look.font(14)
        line = box.center().y() + metrics(font).capHeight() // 2
        mark(painter, row.icon, "t2", QRect(box.left() + px(18), box.center().y() - px(7), px(15), px(15)))
        right = write_right(painter, box.right() - px(18), line, small, "t3", row.hint) - px(12)
        left = box.left() + px(46)
        if row.strong:
            left = write(painter, QPoint(left, line), strong, "t1", row.strong) + px(8)
        top = line - metrics(font).ascent()
        write_within(painter, QRect(left, top, right - left, metrics(font).height()), font, "t1", row.text)


class Palette(QDialog):
    """Type, choose, Enter."""

    def __init__(self, face: Face, registry: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._face, self._registry, self._over = face, registry, parent
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Anything"))
        set_role(self, "card")
        self.line = QLineEdit()
        self.line.setMaxLength(SOUGHT)
        self.line.setPlaceholderText(self.tr("A command, an incident, words of the log"))
        self.line.setAccessibleName(self.tr("Anything"))
        self.told = label("muted")
        self._rows = Rows(lambda c: c.key, lambda c: f"{c.strong} {c.text}")
        self.view = RowsView(self._rows, ChoicePainter())
        self.view.setAccessibleName(self.tr("Found"))
        set_role(self.view, "on-card")
        self.search = Search(face, self)
        body = QWidget()
        column = QVBoxLayout(body)
        column.addWidget(self.line)
        column.addWidget(self.view, 1)
        column.addWidget(self.told)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(framed(face, body))
        self.resize(beside(parent.screen(), WIDE, HIGH))
        self.line.textChanged.connect(self.search.look)
        self.search.changed.connect(self._refresh)
        self.search.refused.connect(self.told.setText)
        self._rows.more.connect(self.search.fetch)
        self.line.installEventFilter(self)
        self.view.acted.connect(self._choose)
        self.view.clicked.connect(lambda _index: self._choose(self.view.current()))

    def rise(self) -> None:
        """Open in the upper middle of the window, ready to type."""
        over = self._over.geometry()
        self.move(over.center().x() - self.width() // 2, over.top() + over.height() // 6)
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._refresh()

    def _refresh(self) -> None:
        wanted = folded(self.line.text()).split()
        known = [*self._incidents(), *self._commands(), *self._operations()]
        if wanted:
            known += [*self._agencies(), *self._people()]
        shown = [c for c in known if all(w in folded(f"{c.strong} {c.text} {c.also}") for w in wanted)]
        typed = " ".join(wanted)
        shown.sort(key=lambda c: not folded(f"{c.strong} {c.text}".strip()).startswith(typed))
        chosen = self.view.currentIndex().row() if self.search.hits else 0
        self._rows.lacks = self.search.more and not self.search.busy
        self.view.show_rows([*shown, *self._lines()])
        self.told.setText(self._told())
        if self._registry.commands and self.view.model().rowCount():
            self.view.setCurrentIndex(self._rows.index(max(chosen, 0), 0))

    def _told(self) -> str:
        if self.search.busy:
            return self.tr("looking in the log…")
        return "" if self.view.model().rowCount() else self.tr("Nothing was found.")

    def _commands(self) -> list[Choice]:
        commands = [c for c in self._registry.commands.values() if c.may() and c.listed]
        return [
            Choice(c.name, "command", "order", "", c.words(), self._registry.keys(c.name)) for c in commands
        ]

    def _incidents(self) -> list[Choice]:
        go = self.tr("go to")
        return [
            Choice(i.id, "incident", "incident", i.number, one_line(str(value(i.fields, "title"))), go)
            for i in self._face.of_operation("incident")
        ]

    def _operations(self) -> list[Choice]:
        hint, others = self.tr("operation"), self._face.picture.all("operation")
        return [
            Choice(o.id, "operation", "operation", o.number, one_line(str(value(o.fields, "title"))), hint)
            for o in others
        ]

    def _agencies(self) -> list[Choice]:
        words, hint = self._face.words, self.tr("agency")
        return [
            Choice(
                key=a.code,
                sort="agency",
                icon="agency",
                strong=words.agency(a.code),
                text=a.names.get(words.lang, a.code),
                hint=hint,
                also=" ".join((a.code, *a.names.values(), *a.shorts.values())),
            )
            for a in by_weight(self._face)
        ]

    def _people(self) -> list[Choice]:
        words, known = self._face.words, self._face.picture.all("person")
        return [Choice(p.id, "person", "person", "", p.name, words.agency(p.agency)) for p in known]

    def _lines(self) -> list[Choice]:
        log = self.tr("log")
        rows = [log_row(self._face, hit.line) for hit in self.search.hits if hit.line is not None]
        return [Choice(r.line.id, "line", "line", moment(r.line.at), one_line(r.text), log) for r in rows]

    def _choose(self, choice: Choice | None) -> None:
        if choice is None:
            return
        self.accept()
        if choice.sort == "command":
            self._registry.run(choice.key)
        elif choice.sort == "incident":
            self._face.look_at(incident=choice.key)
        elif choice.sort == "operation":
            self._face.look_at(choice.key, "")
        elif choice.sort == "agency":
            AgencyCard(self._face, self._face.picture.get("agency", choice.key), self._over).show()
        elif choice.sort == "person":
            PersonCard(self._face, self._face.picture.get("person", choice.key), parent=self._over).show()
        else:
            self._go_to(choice.key)

    def _go_to(self, line: str) -> None:
        lines = (hit.line for hit in self.search.hits if hit.line is not None)
        found = next(each for each in lines if each.id == line)
        self._face.read(found)

    def done(self, result: int) -> None:
        """Look no further once it is closed."""
        self.search.stop()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter belong to the list while somebody types."""
        keys = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
        keys |= {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys:
            self.view.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
