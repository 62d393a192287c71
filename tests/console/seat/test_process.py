"""The seat as a process: shared by whoever starts it, gone after its last face, and whole after kill -9."""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from console.link.client import Answered, Link
from console.link.door import SERVING
from console.seat import process, starting
from console.seat.home import Home, OpenHome
from console.seat.options import Options
from console.seat.recovery import MARK
from console.seat.starting import NotAnswering, NotStarted, answers, serving, start_detached
from db.errors import Damaged, Locked, Refusal, StorageFailed
from db.feed import Feed
from db.lock import Lock
from tests.console.seat.running import PASSPHRASE, Seat, paged, refused, said, tell, until

ROUNDS = int(os.environ.get("BELFRY_SEAT_KILLS", "3"))


def test_a_file_that_proves_damaged_as_a_seat_begins_anew_is_mended_at_once(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[bool | Exception] = [False, Damaged("storage.damaged"), True]

    def serve(_home: Path, _options: Options, ready: Callable[[dict[str, object]], None], _: object) -> bool:
        outcome = runs.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        ready({})
        return outcome

    monkeypatch.setattr(process, "_serve", serve)
    monkeypatch.setattr(process, "LASTING_SECONDS", 0.0)
    process.run_seat(home, Options(), lambda _: None)
    assert not runs
    assert (home / MARK).exists()


def is_free(home: Path) -> bool:
    try:
        OpenHome(Home(home)).close()
    except Locked:
        return False
    return True


def linked(home: Path) -> Link:
    link = Link(home, face="cli")
    link.open()
    return link


def serve(home: Path) -> "subprocess.Popen[bytes]":
    """A seat as a child of this process, that can be killed."""
    seat = subprocess.Popen([sys.executable, "-m", "console.seat", str(home), "0"], stdout=subprocess.PIPE)
    assert seat.stdout is not None
    with seat.stdout:
        assert json.loads(seat.stdout.readline())["code"] == "ready"
    return seat


@pytest.fixture
def served(home: Path) -> Iterator["subprocess.Popen[bytes]"]:
    seat = serve(home)
    yield seat
    seat.kill()
    seat.wait()


def test_two_who_start_a_seat_at_once_share_it_and_it_ends_after_them(home: Path) -> None:
    failed: list[BaseException] = []

    def start() -> None:
        try:
            start_detached(home, linger=1.0)
        except BaseException as fault:  # noqa: BLE001 - shown below
            failed.append(fault)

    starters = [threading.Thread(target=start) for _ in range(2)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert not failed
    one, other = linked(home), linked(home)
    assert one.run == other.run
    assert not is_free(home)
    one.close()
    other.close()
    until(lambda: is_free(home))


@pytest.mark.parametrize("face", ["cli", "desk"])
def test_a_seat_that_a_command_started_stays_if_a_desk_was_opened_at_it(
    home: Path, start: Callable[..., Seat], face: str
) -> None:
    seat = start(home, Options(listen="127.0.0.1:0", mdns=False, linger=0.2))
    audience = seat.engine._audience
    with Link(home, face=face) as link:
        link.open()
        until(lambda: audience.faces)
    until(lambda: not audience.faces)
    time.sleep(1.0)
    assert seat.running == (face == "desk")


def test_a_seat_that_cannot_start_says_why(home: Path, tmp_path: Path) -> None:
    (home / "record.db").write_bytes(b"no database" * 1000)
    with pytest.raises(NotStarted) as wrong:
        start_detached(home)
    assert wrong.value.code == "storage.beyond_salvage"


def test_who_starts_a_seat_while_the_one_before_still_ends_gets_a_new_one(home: Path) -> None:
    ending = Lock(home)
    until_free = threading.Timer(1.0, ending.close)
    until_free.start()
    start_detached(home, linger=0.5)
    assert answers(home)
    until(lambda: is_free(home))


def test_that_a_seat_is_slow_to_start_or_to_end_is_told_once_while_it_is_waited_for(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "SLOW_SECONDS", 0.0)
    holding, heard = Lock(home), list[tuple[str, object]]()

    def say(slow: Refusal) -> None:
        heard.append((slow.code, slow.params["pid"]))
        if heard[-1][1] == os.getpid():
            holding.close()

    start_detached(home, linger=0.5, say=say)
    codes, pids = zip(*heard, strict=True)
    assert codes == ("seat.starting", "seat.starting")
    assert pids[1] == os.getpid(), "who held the folder, and not who was started in vain"
    until(lambda: is_free(home))
    holding, heard = Lock(home), []
    starting.await_end(home, say)
    assert heard == [("seat.ending", os.getpid())]


def test_a_database_that_proves_damaged_while_it_is_read_in_is_mended_at_once(home: Path) -> None:
    opened = OpenHome(Home(home))
    feed = Feed.fresh(opened.trust.room)
    opened.record.append([feed.write("log.written", (b"T" * 16,), b"x" * 900, hlc=1) for _ in range(200)], 1)
    opened.close()
    whole = bytearray((home / "record.db").read_bytes())
    whole[-40_000:-20_000] = os.urandom(20_000)
    (home / "record.db").write_bytes(whole)
    start_detached(home, linger=0.5)
    with linked(home) as link:
        told = [line.params.get("how") for line in paged(link, "log", operation="*")]
    assert told[-1] == "salvaged"
    assert not (home / MARK).exists()


def test_a_folder_that_may_not_be_written_is_refused_in_words(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(StorageFailed, match=r"storage\.read_only"):
        start_detached(home)
    monkeypatch.undo()
    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(StorageFailed, match=r"storage\.read_only"):
        OpenHome(Home(home))


def test_what_the_system_refuses_a_seat_is_said_in_words_and_told_in_its_log(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "port")

    monkeypatch.setattr(process, "run_seat", full)
    with pytest.raises(OSError, match="No space left"):
        process.main(str(home), "0")
    said = json.loads(capfd.readouterr().out)
    assert said == {"code": "cli.os", "params": {"reason": "ENOSPC", "path": "port"}}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
        pytest.skip("NOT TESTED: a start on a full disk. Only root may mount a small one here.")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_killed_seat_starts_again_on_a_full_disk_says_so_and_records_again_once_there_is_room(
    home: Path, small_disk: Path
) -> None:
    small = small_disk / "home"
    shutil.copytree(home, small)
    seat = serve(small)
    seat.kill()
    seat.wait()
    ballast = small_disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(b"x" * 512):
            pass
    start_detached(small, linger=0.5)
    with linked(small) as link:
        assert refused(link, link.sign_in("", PASSPHRASE)).code == "storage.full"
        until(lambda: link.mirrored.get("status", "").storage == "full", link)
        ballast.unlink()
        said(link, link.sign_in("", PASSPHRASE))
        tell(link, "log.write", text="written once there was room")
        until(lambda: link.mirrored.get("status", "").storage != "full", link)
    until(lambda: is_free(small))


def test_sigterm_ends_a_seat_cleanly(home: Path, served: "subprocess.Popen[bytes]") -> None:
    link = linked(home)
    said(link, link.sign_in("", PASSPHRASE))
    served.send_signal(signal.SIGTERM)
    assert served.wait(20) == 0
    link.close()
    assert not answers(home)
    assert is_free(home)


def test_a_faces_stop_says_what_nobody_else_has_and_ends_the_seat(
    home: Path, served: "subprocess.Popen[bytes]"
) -> None:
    link = linked(home)
    (stop,) = paged(link, "stop", sure=True)
    assert stop.stopping
    assert served.wait(20) == 0
    link.close()


def test_what_was_answered_is_there_after_kill_9(home: Path) -> None:
    rng = random.Random(4711)
    confirmed: list[str] = []
    for number in range(ROUNDS):
        seat = serve(home)
        link = linked(home)
        said(link, link.sign_in("", PASSPHRASE))
        confirmed.append(tell(link, "log.write", text=f"{number} first of all").entry)
        threading.Timer(rng.uniform(0.02, 0.3), seat.kill).start()
        told = [link.tell({"intent": "log.write", "text": f"{number} {n}"}) for n in range(2000)]
        end = time.monotonic() + 10
        while told and time.monotonic() < end:
            answer = link.call(told.pop(0), 5)
            if not isinstance(answer, Answered):
                break
            confirmed.append(answer.entry)
        link.close()
        seat.wait()
    seat = serve(home)
    link = linked(home)
    held: set[str] = set()
    lines = paged(link, "log", operation="*")
    while lines:
        held |= {line.entry for line in lines}
        lines = paged(link, "log", operation="*", before=lines[0].order)
    assert set(confirmed) <= held
    assert paged(link, "verify") == ()
    link.close()
    seat.kill()
    seat.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_seat_may_open_more_files_than_most_systems_give_a_program_at_first() -> None:
    told = (
        "import resource as r; from console.seat.process import open_many;"
        "hard = r.getrlimit(r.RLIMIT_NOFILE)[1]; r.setrlimit(r.RLIMIT_NOFILE, (256, hard)); open_many();"
        "print(*r.getrlimit(r.RLIMIT_NOFILE), hard)"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    soft, hard, before = map(int, done.stdout.split())
    assert hard == before, "it takes nothing from whoever it starts"
    assert soft >= min(process.FILES, hard if hard > 0 else process.FILES)


def test_a_seat_that_is_there_and_does_not_answer_is_said_to_be_so(
    home: Path, served: "subprocess.Popen[bytes]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "SILENT_SECONDS", 0.5)
    monkeypatch.setattr(starting, "PATIENCE_SECONDS", 0.5)
    served.send_signal(signal.SIGSTOP)
    said_of: list[dict[str, object]] = []
    with pytest.raises(NotAnswering) as silent:
        start_detached(home, say=lambda slow: said_of.append(dict(slow.params)))
    assert said_of == [{"path": str(home), "pid": served.pid}] == [dict(silent.value.params)]
    served.send_signal(signal.SIGCONT)
    monkeypatch.undo()
    assert answers(home)


def test_one_that_answers_late_is_told_of_and_waited_for(
    home: Path, served: "subprocess.Popen[bytes]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "SILENT_SECONDS", 0.2)
    monkeypatch.setattr(starting, "PATIENCE_SECONDS", 60.0)
    served.send_signal(signal.SIGSTOP)
    start_detached(home, say=lambda _: served.send_signal(signal.SIGCONT))
    assert answers(home)


def test_word_of_a_seat_that_was_killed_keeps_nobody_waiting(
    home: Path, served: "subprocess.Popen[bytes]"
) -> None:
    assert serving(home) == served.pid
    served.kill()
    served.wait()
    assert serving(home) == 0
    (home / SERVING).write_text("no number")
    start_detached(home, linger=0.5)
    assert serving(home) not in (0, served.pid)


def test_a_process_that_cannot_be_begun_is_no_fault_of_the_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path))  # as where no further process may run
    with pytest.raises(NotStarted) as said:
        start_detached(home)
    assert (said.value.code, said.value.params["reason"]) == ("cli.os", "EACCES")
