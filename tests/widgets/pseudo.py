"""A language that nobody speaks: every text of the windows marked, accented and two fifths longer."""

import re
from typing import Any

from PySide6.QtCore import QCoreApplication, QTranslator

from console.words import Words
from widgets.speech import Speech

LONGER = 0.4
HOLES = re.compile(r"(\{[^}]*\}|%n)")
ACCENTED = str.maketrans("aeioucnyAEIOUCNY", "åéïõûçñýÅÉÏÕÛÇÑÝ")


def longer(text: str) -> str:
    """Marked at both ends, so that a cut shows, with every place to fill in kept."""
    if not text.strip():
        return text
    parts = HOLES.split(text)  # text and holes by turns
    told = "".join(part if n % 2 else part.translate(ACCENTED) for n, part in enumerate(parts))
    return f"[{told}{'~' * max(1, round(len(text) * LONGER))}]"


class PseudoWords(Words):
    """The engine's words, made longer."""

    def told(self, code: str, params: Any) -> str:
        return longer(super().told(code, params))


class PseudoTranslator(QTranslator):
    """The windows' own words, made longer."""

    def translate(self, *given: Any) -> str:
        """`given`: context, text, and what else Qt has to say."""
        return longer(given[1])

    def isEmpty(self) -> bool:
        return False


def speak_pseudo(speech: Speech) -> PseudoTranslator:
    """Let the windows speak it; keep what is returned."""
    made = PseudoTranslator()
    QCoreApplication.installTranslator(made)
    speech.words = PseudoWords("en")
    speech.changed.emit()
    return made
