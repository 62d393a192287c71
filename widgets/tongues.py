"""FR · NL · EN, wherever a language may be chosen: each says its own name."""

from typing import Final

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from console.templates import LANGUAGES
from widgets.look import set_role, space
from widgets.speech import Speech
from widgets.text import label, tip

NAMES: Final = {"fr": "Français", "nl": "Nederlands", "en": "English"}


class Tongues(QWidget):
    """The language of now is checked; another is one press away."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self.buttons = {lang: QPushButton(lang.upper()) for lang in LANGUAGES}
        row, group = QHBoxLayout(self), QButtonGroup(self)
        row.setContentsMargins(0, 0, 0, 0)
        space(row, 2)
        for n, (lang, button) in enumerate(self.buttons.items()):
            if n:
                row.addWidget(label("muted", "·"))
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(NAMES[lang])
            tip(button, NAMES[lang])
            set_role(button, "quiet")
            button.clicked.connect(lambda _checked, chosen=lang: speech.speak(chosen))
            group.addButton(button)
            row.addWidget(button)
        speech.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.buttons[self._speech.lang].setChecked(True)
