"""One process at a time, on a disk of this machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import Locked, RemoteFolder
from db.lock import Lock, filesystem

HOLD = """
import sys
from pathlib import Path
from db.lock import Lock
held = Lock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_lock_on_the_folder_is_refused(tmp_path: Path) -> None:
    first = Lock(tmp_path)
    with pytest.raises(Locked, match=r"folder\.locked"):
        Lock(tmp_path)
    first.close()
    Lock(tmp_path).close()


def test_another_process_holds_the_folder_until_it_dies(tmp_path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(Locked):
            Lock(tmp_path)
        other.kill()
    Lock(tmp_path).close()


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be moved there")
def test_a_folder_that_was_moved_while_it_is_held_says_from_where(tmp_path: Path) -> None:
    was, now = tmp_path / "was", tmp_path / "is"
    was.mkdir()
    held = Lock(was)
    was.rename(now)
    with pytest.raises(Locked, match=r"folder\.moved") as refusal:
        Lock(now)
    assert refusal.value.params == {"folder": str(now), "there": str(was), "pid": os.getpid()}
    held.close()
    Lock(now).close()


def test_who_held_the_folder_before_is_not_taken_for_who_holds_it(tmp_path: Path) -> None:
    """Two who start at once: one holds the folder, and has not left word yet."""
    held = Lock(tmp_path)
    (tmp_path / "lock").write_text(f"{2**22 + 1} /somewhere/else")
    with pytest.raises(Locked, match=r"folder\.locked"):
        Lock(tmp_path)
    (tmp_path / "lock").write_bytes(b"\xff\0 nonsense")
    with pytest.raises(Locked, match=r"folder\.locked"):
        Lock(tmp_path)
    held.close()


@pytest.mark.skipif(sys.platform == "win32", reason="mount tables are a Unix matter")
def test_a_folder_on_a_share_is_refused(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    share = tmp_path / "a share"
    share.mkdir()
    point = str(share).replace(" ", "\\040")
    mounts.write_text(
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        f"23 22 0:41 / {point} rw,relatime shared:1 - nfs4 server:/export rw\n"
    )
    assert filesystem(share / "room", mounts) == "nfs4"
    assert filesystem(tmp_path, mounts) == "ext4"
    Lock(tmp_path, mounts).close()
    with pytest.raises(RemoteFolder, match=r"folder\.remote"):
        Lock(share, mounts)
    assert not (share / "lock").exists()
