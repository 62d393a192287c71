"""Files beside the record: flushed to disk, set aside, and the system's errors in our types."""

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.errors import StorageFailed, StorageFull, why

RECORD = "record.db"
RESTORING, BEFORE = "restoring", "before-restore"  # where a backup is made ready; what it took the place of
PAGE = "rest.page"  # what was at rest in the record, for a start that folds less
FULL = frozenset({errno.ENOSPC, errno.EDQUOT}) if hasattr(errno, "EDQUOT") else frozenset({errno.ENOSPC})
READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


# Held while a file is made beside the name it is to take: two of one name would write into each other.
MAKING = threading.Lock()


@contextmanager
def system_errors() -> Iterator[None]:
    """Turn what the system says of a file into our types."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StorageFull("storage.full") from error
        if error.errno in READ_ONLY:
            raise StorageFailed("storage.read_only", reason=why(error)) from error
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EISDIR):
            path, reason = str(error.filename), why(error)
            raise StorageFailed("storage.not_found", path=path, reason=reason) from error
        raise StorageFailed("storage.failed", reason=why(error)) from error


@contextmanager
def elsewhere(path: Path) -> Iterator[None]:
    """The same, of a file that goes to a place of somebody's own choice: the refusal names it."""
    try:
        yield
    except StorageFull as full:
        raise StorageFailed("storage.not_written", path=str(path), reason="ENOSPC") from full
    except OSError as error:
        raise StorageFailed("storage.not_written", path=str(path), reason=why(error)) from error


def flush(path: Path) -> None:
    """Have the system put a file, or the names in a folder, on the disk."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def set_aside(folder: Path, why: str, now: int) -> Path:
    """Rename the record and its journal, so that another can take their place, and forget its rest page."""
    (folder / PAGE).unlink(missing_ok=True)
    aside = folder / f"{why}-{now}-{RECORD}"
    for suffix in ("", "-wal"):  # without its journal it would be opened, and lack what was committed last
        if (folder / f"{RECORD}{suffix}").exists():
            (folder / f"{RECORD}{suffix}").rename(f"{aside}{suffix}")
    (folder / f"{RECORD}-shm").unlink(missing_ok=True)
    return aside


def set_back(folder: Path, aside: Path) -> None:
    """Undo `set_aside`, even where it was cut short. Nothing has taken the record's place."""
    for suffix in ("", "-wal"):
        if Path(f"{aside}{suffix}").exists():
            Path(f"{aside}{suffix}").rename(folder / f"{RECORD}{suffix}")
