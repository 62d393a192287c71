"""One process at a time in a seat's folder, and never on a network share."""

import os
import sys
from pathlib import Path
from typing import IO

from db.errors import Locked, RemoteFolder
from db.files import system_errors

FILE = "lock"
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


class Lock:
    """Holds the folder until `close`, or until the process ends in whatever way.

    Raises RemoteFolder on a network share, Locked while another process (or another `Lock`) holds the folder,
    a StorageFailed where nothing can be written.
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
            self._file.close()
            raise Locked("folder.locked", folder=str(folder)) from error

    def close(self) -> None:
        self._file.close()
