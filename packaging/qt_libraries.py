"""The system libraries that the Qt in this environment lacks, and the Debian packages that carry them."""

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

# A window needs all of these; without the first two groups Qt does not even start without a display.
OFFSCREEN = ("*.abi3.so", "Qt/plugins/platforms/libqoffscreen.so", "Qt/plugins/platforms/libqminimal.so")
WINDOWS = (
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqwayland.so",
    "Qt/plugins/xcbglintegrations/*.so",
    "Qt/plugins/wayland-shell-integration/*.so",
    "Qt/plugins/imageformats/libqsvg.so",
    "Qt/plugins/iconengines/*.so",
    "Qt/plugins/printsupport/*.so",
)
MODULES = (
    "QtCore",
    "QtDBus",
    "QtGui",
    "QtNetwork",
    "QtOpenGL",
    "QtOpenGLWidgets",
    "QtPrintSupport",
    "QtSvg",
    "QtWidgets",
)

# Debian names a library's package after its soname, except these.
PACKAGES = {
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
    "libc.so.6": "libc6",
    "libm.so.6": "libc6",
}
_NOT_FOUND = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)
_SONAME = re.compile(r"^(?P<stem>.+)\.so\.(?P<version>[0-9.]+)$")


def missing(ldd_says: str) -> set[str]:
    """The sonames that ldd could not find; Qt's own are parts we do not ship and do not use."""
    return {name for name in _NOT_FOUND.findall(ldd_says) if not name.startswith("libQt6")}


def package_of(soname: str) -> str:
    """The Debian package that carries a library, by table or by Debian's naming rule."""
    if soname in PACKAGES:
        return PACKAGES[soname]
    parts = _SONAME.match(soname)
    if parts is None:
        return soname
    stem = parts["stem"].lower().replace("_", "-")
    joint = "-" if stem[-1].isdigit() else ""
    return f"{stem}{joint}{parts['version']}"


def lacking(qt: Path, patterns: Iterable[str]) -> set[str]:
    """What the libraries under `qt` that fit the patterns cannot find on this machine."""
    wanted = [file for pattern in patterns for file in sorted(qt.glob(pattern)) if _is_used(file)]
    asked = subprocess.run(["ldd", *map(str, wanted)], capture_output=True, text=True, check=False)
    return missing(asked.stdout)


def _is_used(library: Path) -> bool:
    return not library.name.endswith(".abi3.so") or library.name.removesuffix(".abi3.so") in MODULES


def main() -> None:
    """Print a line per missing library: what it is needed for, its soname, its package."""
    found = importlib.util.find_spec("PySide6")
    if found is None or found.origin is None:
        sys.exit("PySide6 is not installed in this environment")
    qt = Path(found.origin).parent
    offscreen = lacking(qt, OFFSCREEN)
    for soname in sorted(offscreen):
        print("start", soname, package_of(soname))
    for soname in sorted(lacking(qt, WINDOWS) - offscreen):
        print("windows", soname, package_of(soname))


if __name__ == "__main__":
    main()
