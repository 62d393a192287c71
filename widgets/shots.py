"""Pictures of every window, as files."""

from pathlib import Path

from PySide6.QtWidgets import QApplication


def shoot(folder: Path, moment: str, lang: str) -> list[Path]:
    """Write a PNG of each visible top-level window, named after the moment, the language and the window."""
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for window in QApplication.topLevelWidgets():
        if not window.isVisible():
            continue
        name = window.objectName() or type(window).__name__.lower()
        path = folder / f"{moment}-{lang}-{name}.png"
        if not window.grab().save(str(path)):
            raise OSError(f"cannot write {path}")
        made.append(path)
    return made
