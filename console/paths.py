"""Where things lie on this machine: resources, data, logs and the runtime folder with its local sockets."""

import errno
import hashlib
import os
import tempfile
import warnings
from pathlib import Path

import platformdirs

_RESOURCES = Path(__file__).resolve().parent.parent / "resources"
_SOCKET_NAME_LENGTH = 16
_SOCKET_PATH_LENGTH = 107  # on Linux; bytes


def resource(*parts: str) -> Path:
    """A file or folder under resources/, wherever Belfry is installed."""
    return _RESOURCES.joinpath(*parts)


def data_dir() -> Path:
    """This OS user's folder for rooms that were given no place of their own."""
    return Path(platformdirs.user_data_dir("belfry", appauthor=False))


class UnsafeRuntimeDir(PermissionError):
    """Somebody else could reach into the runtime folder, or it is not a folder."""


def runtime_dir() -> Path:
    """The folder for local sockets, made if needed, which only this OS user may enter: the session's, else
    one beside our data, else one among the temporary files; a socket's path must not be too long.
    """
    shared = Path(tempfile.gettempdir()) / f"belfry-{os.getuid() if hasattr(os, 'getuid') else 0}"
    folders = (_session_dir(), data_dir() / "run", shared)
    folder = next((one for one in folders if one is not None and _holds_sockets(one)), shared)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _make_private(folder)
    return folder


def _holds_sockets(folder: Path) -> bool:
    return len(os.fsencode(folder)) + 1 + _SOCKET_NAME_LENGTH <= _SOCKET_PATH_LENGTH


def _session_dir() -> Path | None:
    """The runtime folder that this OS user's session gives, if there is one."""
    if os.name == "posix" and not os.environ.get("XDG_RUNTIME_DIR"):
        return None
    with warnings.catch_warnings():  # where it is none of ours, and another serves
        warnings.simplefilter("ignore")
        folder = Path(platformdirs.user_runtime_dir("belfry", appauthor=False))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


def socket_path(home: Path) -> Path:
    """The link socket of the seat in `home`: a short name, since a socket path has at most 107 characters."""
    name = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:_SOCKET_NAME_LENGTH]
    return runtime_dir() / name


def _make_private(folder: Path) -> None:
    if folder.is_symlink() or not folder.is_dir() or not (_is_ours(folder) and _is_safe(folder.parent)):
        raise UnsafeRuntimeDir(errno.EPERM, os.strerror(errno.EPERM), str(folder))
    folder.chmod(0o700)


def _is_ours(folder: Path) -> bool:
    return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()


def _is_safe(parent: Path) -> bool:
    """Whether nobody but us and the system may put another folder in place of ours."""
    return not hasattr(os, "getuid") or parent.stat().st_uid in {0, os.getuid()}
