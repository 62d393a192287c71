"""The windows speak another language at once, whatever becomes of the file that it was read from."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from console.paths import resource
from widgets.speech import Speech


def test_windows_go_on_speaking_while_their_translation_is_written_anew(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "belfry_fr.qm"
    copy.write_bytes(resource("i18n", "belfry_fr.qm").read_bytes())
    monkeypatch.setattr("widgets.speech.resource", lambda *_parts: copy)
    speech = Speech("fr")
    try:
        with copy.open("r+b") as file:
            file.truncate(0)
        assert QCoreApplication.translate("Header", "Single command") == "Commandement unique"
    finally:
        speech.close()
