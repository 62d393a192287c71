"""What people typed, shown as it is: Qt detects rich text by itself, so it passes here and nowhere else."""

import re
from functools import lru_cache
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget

from widgets.look import set_role

QUOTED: Final = 30  # characters
KEPT: Final = 1024  # texts, most of which are said again with the next change of the picture
NO_BREAK: Final = "\u00a0"  # a space at which no line ends
NO_BREAK_HYPHEN: Final = "\u2011"
TITLES: Final = frozenset({"title", "cardtitle", "ordertext"})  # roles of labels
_ESCAPED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_UNIT: Final = re.compile(r"(?<![\w.,:])(\d[\d.,]*) (?=[^\W\d_]\w{0,2}\b|\d{3}\b|[%°€])")
_MINUTES: Final = re.compile(r"(?<=\d[\s\u00a0][a-z]) (?=\d)")  # of an age: 1 h 20
_TAIL: Final = re.compile(r"(?<=\w)-(?=\w{1,2}\b)")  # Choisissez-en, celle-ci, 7-3
_ENDLESS: Final = re.compile(r"\S{40,}")  # wider than a card may be: no word of ours
MAY_BREAK: Final = "\u200b"
_SIGN: Final = re.compile(r" (?=[:;!?»·–])|(?<=«) ")


@lru_cache(KEPT)
def held(text: str, *, title: bool = False) -> str:
    """The same as it is to be laid out, letter for letter: no line ends between a number and its unit, before
    a sign, or at a hyphen before the last one or two letters; in a title no line ends at a hyphen at all.
    """
    text = _SIGN.sub(NO_BREAK, _MINUTES.sub(NO_BREAK, _UNIT.sub(rf"\1{NO_BREAK}", text)))
    return text.replace("-", NO_BREAK_HYPHEN) if title else _TAIL.sub(NO_BREAK_HYPHEN, text)


def pieces(text: str) -> list[str]:
    """The parts of it within which no line ends, unless one is wider than the line."""
    return [piece for line in held(text).splitlines() for piece in line.split(" ")]


class Plain(QLabel):
    """Shows its text held together, and tells it as it was given."""

    def __init__(self, *, title: bool) -> None:
        super().__init__()
        self._given, self._title = "", title
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        self._given = text
        drawn = held(text, title=self._title)
        super().setText(_ENDLESS.sub(_broken, drawn) if self.wordWrap() else drawn)

    def text(self) -> str:
        return self._given


def _broken(word: re.Match[str]) -> str:
    """A label would be as wide as it is, whatever that leaves to others."""
    return MAY_BREAK.join(word[0])


def label(role: str = "", text: str = "", *, wrap: bool = False) -> QLabel:
    """A label that never takes its text for markup."""
    made = Plain(title=role in TITLES)
    made.setWordWrap(wrap)
    made.setText(text)
    if role:
        set_role(made, role)
    return made


def quoted(typed: str) -> str:
    """What somebody typed, as a sentence quotes it: a label is as wide as its longest word."""
    return typed if len(typed) <= QUOTED else f"{typed[:QUOTED]}…"


def tip(widget: QWidget | QAction, text: str) -> None:
    """A tool tip, which Qt would otherwise read as markup."""
    widget.setToolTip(f"<p>{text.translate(_ESCAPED)}</p>" if text else "")


def mnemonic_free(text: str) -> str:
    """For buttons and menus: an ampersand that somebody typed is no shortcut."""
    return text.replace("&", "&&")


def one_line(text: str) -> str:
    """Several lines as one, for rows and titles."""
    return " ".join(text.split())
