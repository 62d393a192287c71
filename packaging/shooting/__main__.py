"""packaging/shots: each screen in a process of its own, since Qt learns its screens when it starts."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = {
    "1366": (1366, 768, 1),
    "1920": (1920, 1080, 1),
    "2560": (2560, 1440, 1),
    "3840": (3840, 2160, 2),
    "large": (3840, 2160, 1),  # as many pixels, and nobody told Qt to enlarge
    "beside": (3840, 1080, 1),  # two panels beside each other
    "upright": (1080, 1920, 1),
    "odd": (2880, 1080, 1),  # three by two panels
}
# name → size, language, room; "exercise" of one, "grey" where it is to be seen without hues
DESKS = {
    "exercise-en": ("1920", "en", "vergote"),
    "desk-en": ("1920", "en", "vergote"),
    "desk-fr": ("1920", "fr", "vergote"),
    "desk-nl": ("1920", "nl", "vergote"),
    "desk-pseudo": ("1920", "pseudo", "vergote"),
    "desk-grey": ("1920", "en", "vergote"),
    "desk-small-fr": ("1366", "fr", "vergote"),
    "desk-small-pseudo": ("1366", "pseudo", "crowd"),
    "crowd-1366": ("1366", "en", "crowd"),
    "crowd-1920": ("1920", "nl", "crowd"),
    "crowd-2560": ("2560", "fr", "crowd"),
    "crowd-3840": ("3840", "en", "crowd"),
    "crowd-large": ("large", "fr", "crowd"),
}
# name → size, language, room, page; how each is read stands in shooting.walls
WALLS = {
    "wall-panels": ("large", "fr", "vergote", "overview"),
    "wall-panels-crowd": ("large", "en", "crowd", "overview"),
    "wall-panels-pseudo": ("large", "pseudo", "crowd", "overview"),
    "wall-panels-grey": ("large", "fr", "crowd", "overview"),
    "wall-98-overview": ("large", "fr", "vergote", "overview"),
    "wall-98-incidents": ("large", "fr", "crowd", "incidents"),
    "wall-98-orders": ("large", "nl", "vergote", "orders"),
    "wall-98-agencies": ("large", "en", "crowd", "agencies"),
    "wall-98-facts": ("large", "fr", "vergote", "facts"),
    "wall-98-grey": ("large", "fr", "vergote", "overview"),
    "wall-55": ("1920", "nl", "vergote", "overview"),
    "wall-55-crowd": ("1920", "fr", "crowd", "overview"),
    "wall-55-pseudo": ("1920", "pseudo", "vergote", "overview"),
    "wall-55-exercise": ("1920", "fr", "vergote", "overview"),
    "wall-32": ("1366", "nl", "vergote", "overview"),
    "wall-two": ("beside", "fr", "crowd", "overview"),
    "wall-upright": ("upright", "nl", "vergote", "overview"),
    "wall-six": ("odd", "en", "crowd", "overview"),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="packaging/shots", description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("shots"), help="the folder for the pictures")
    parser.add_argument("names", nargs="*", help="only those that begin so: desk, crowd, wall, state")
    wanted = parser.parse_args()
    wanted.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="belfry-shots-") as folder:
        for size in SIZES:
            _child(Path(folder), size, wanted.to, wanted.names)
    return 0


def _child(folder: Path, size: str, to: Path, names: list[str]) -> None:
    wide, high, scale = SIZES[size]
    screen = {"name": "desk", "x": 0, "y": 0, "width": wide, "height": high, "dpr": 1}
    config = folder / f"{size}.json"
    config.write_text(json.dumps({"screens": [{**screen, "logicalDpi": 96, "logicalBaseDpi": 96}]}))
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "QT_SCALE_FACTOR": str(scale),
        "XDG_DATA_HOME": str(folder),
    }
    told = [sys.executable, "-m", "shooting.child", size, str(to), *names]
    subprocess.run(told, env=environment, check=True)


if __name__ == "__main__":
    sys.exit(main())
