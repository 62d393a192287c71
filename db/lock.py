"""One process at a time in a seat's folder, and never on a network share."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from db.errors import Locked, RemoteFolder
from db.files import system_errors

FILE = "lock"
LONGEST = 8192  # bytes of a path that is read
MOUNTS = Path("/proc/self/mountinfo")
REMOTE = {"9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gpfs", "lustre"}
REMOTE |= {"ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "pvfs2", "smb3", "smbfs"}
REMOTE |= {
    "fuse.ceph",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.smbnetfs",
    "fuse.sshfs",
}

if sys.platform == "win32":
    import ctypes
    import msvcrt

    DRIVE_REMOTE = 4

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _lives(_pid: int) -> bool:
        return False  # a folder in use is not moved here

    def filesystem(folder: Path, mounts: Path = MOUNTS) -> str:  # noqa: ARG001
        """`cifs` for a share, else nothing."""
        drive = folder.resolve().drive
        remote = (
            drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == DRIVE_REMOTE
        )
        return "cifs" if remote else ""

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _lives(pid: int) -> bool:
        os.kill(pid, 0)
        return True

    def filesystem(folder: Path, mounts: Path = MOUNTS) -> str:
        """The type of the file system that holds the folder; nothing where the machine does not say."""
        if not mounts.exists():
            return ""
        found = [_mount(line) for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
        place = folder.resolve()
        # A later mount on the same point hides the earlier one.
        holding = [
            (len(point.parts), n, kind)
            for n, (point, kind) in enumerate(found)
            if place.is_relative_to(point)
        ]
        return max(holding)[2] if holding else ""


def _mount(line: str) -> tuple[Path, str]:
    """Mount point and type in a line of mountinfo, whose paths carry octal escapes."""
    before, _, after = line.partition(" - ")
    point = before.split(" ")[4]
    for escape, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(escape, character)
    return Path(point), after.split(" ")[0]


def _word_of(file: IO[bytes]) -> tuple[int, str]:
    """The process that holds the folder, and where it found it; nothing where that process is gone."""
    try:
        pid, _, there = file.read(LONGEST).decode(errors="surrogateescape").partition(" ")
        return (int(pid), there) if _lives(int(pid)) else (0, "")
    except (OSError, ValueError, OverflowError):
        return 0, ""


def holder(folder: Path) -> int:
    """The process that holds the folder, or last did and still runs; 0 where none is known, or the folder was
    moved since.
    """
    try:
        with (folder / FILE).open("rb") as file:
            pid, there = _word_of(file)
    except OSError:
        return 0
    return pid if there == str(folder.resolve()) else 0


class Lock:
    """Holds the folder until `close`, or until the process ends in whatever way.

    Raises RemoteFolder on a network share, Locked while another process (or another `Lock`) holds the folder,
    a StorageFailed where nothing can be written. Who holds it leaves word of where it found the folder: where
    that was moved since, nobody who looks for it here will be answered.
    """

    def __init__(self, folder: Path, mounts: Path = MOUNTS) -> None:
        kind = filesystem(folder, mounts)
        if kind in REMOTE:
            raise RemoteFolder("folder.remote", folder=str(folder), kind=kind)
        with system_errors():
            descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
        self._file: IO[bytes] = os.fdopen(descriptor, "r+b")
        try:
            _take(self._file)
        except OSError as error:
            pid, there = _word_of(self._file)
            self._file.close()
            if there and there != str(folder.resolve()):
                raise Locked("folder.moved", folder=str(folder), there=there, pid=pid) from error
            raise Locked("folder.locked", folder=str(folder)) from error
        with suppress(OSError):  # on a full disk
            self._file.truncate()
            self._file.write(f"{os.getpid()} {folder.resolve()}".encode(errors="surrogateescape"))
            self._file.flush()

    def close(self) -> None:
        self._file.close()
