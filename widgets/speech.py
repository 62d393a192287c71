"""The language of the windows, switched while they run: the engine's words and the windows' own."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator, Signal

from console.paths import resource
from console.words import Words

translate: Final = QCoreApplication.translate


class Speech(QObject):
    """`changed` is emitted after everything can be said in another language."""

    changed = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._shorts: dict[str, dict[str, str]] = {}
        self._translators: list[QTranslator] = []
        self._ours = b""  # Qt reads the translation there for as long as it is installed
        self.lang = lang
        self.words = Words(lang)
        self._install()

    def speak(self, lang: str) -> None:
        """Switch to `lang`."""
        if lang != self.lang:
            self.lang = lang
            self._install()
            self.renew()

    def learn(self, shorts: dict[str, dict[str, str]]) -> None:
        """Take in the short names of agencies as the room has them: code → language → name."""
        if shorts != self._shorts:
            self._shorts = shorts
            self.renew()

    def renew(self) -> None:
        """Say everything again."""
        mine = {code: names[self.lang] for code, names in self._shorts.items() if names.get(self.lang)}
        self.words = Words(self.lang, mine)
        self.changed.emit()

    def close(self) -> None:
        """Leave the application as it spoke before."""
        for old in self._translators:
            QCoreApplication.removeTranslator(old)
        self._translators = []

    def _install(self) -> None:
        self.close()
        ours, qts = QTranslator(self), QTranslator(self)
        qts.load(f"qtbase_{self.lang}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        if self.lang != "en":
            # as bytes: a file that Qt maps, and that is written anew under a running window, ends its process
            self._ours = resource("i18n", f"belfry_{self.lang}.qm").read_bytes()
            if not ours.load(self._ours):
                raise ValueError(f"belfry_{self.lang}.qm is no translation")
        for new in (qts, ours):
            QCoreApplication.installTranslator(new)
            self._translators.append(new)
