"""The application: a window at once, then what its work needs, which takes longer to load than to paint."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from widgets.application import Application, Missing, Start
from widgets.starting import Starting

if TYPE_CHECKING:
    from widgets.first import Beginnings


def _unsaid(_name: str, _screens: str) -> None:
    """Where nobody reads what a command says."""


def run_desk(home: Path, lang: str, start: Start) -> int:
    """Open the desk of the seat in `home`; returns the exit status."""
    return _run(home, lang, start, "desk")


def run_wall(home: Path, lang: str, start: Start, screen: str = "", missing: Missing = _unsaid) -> int:
    """Open the wall on the screen that goes by this name, else on that of the last time, else on the last.

    `missing` is told the name and the screens there are, where it is not among them: the wall waits for it.
    """
    return _run(home, lang, start, "wall", screen, missing)


def _run(home: Path, lang: str, start: Start, kind: str, screen: str = "", missing: Missing = _unsaid) -> int:
    app, waiting = Application(lang), Starting(home)
    waiting.paint()
    from widgets.faces import Faces  # noqa: PLC0415 - loaded while something stands there
    from widgets.opening import Opening  # noqa: PLC0415

    faces = Faces(app)
    opening = Opening(faces, kind, screen, missing)
    return faces.run(lambda: opening.begin(home, start, waiting))


def run_first(beginnings: "Beginnings", lang: str, start: Callable[[Path], Start], demo: Start) -> int:
    """The first start; then the desk of the seat that was begun, or the demo; returns the exit status."""
    app = Application(lang)
    from widgets.faces import Faces  # noqa: PLC0415
    from widgets.first import FirstStart  # noqa: PLC0415 - a desk does without it
    from widgets.opening import Opening  # noqa: PLC0415

    faces = Faces(app)
    chosen: list[Start] = []
    first = FirstStart(beginnings, app.speech, faces.loop)
    opening = Opening(faces, "desk", "", _unsaid)
    first.begun.connect(lambda home: opening.begin(Path(home), start(Path(home)), Starting(Path(home))))

    def attempted() -> None:
        chosen.append(demo)
        first.close()

    first.tried.connect(attempted)
    status = faces.run(first.show)
    for act in chosen:
        act()
    return status
