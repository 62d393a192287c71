"""A handshake that ended the process of a seat is not begun again and again."""

from pathlib import Path

import pytest

from console.mesh.handshakes import LASTING, PAUSES, Handshakes
from console.mesh.refusals import Refusals

A, B = b"a" * 32, b"b" * 32


class Clock:
    """What both clocks say, ms."""

    def __init__(self) -> None:
        self.at = 1_800_000_000_000

    def __call__(self) -> int:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


def ended_in(path: Path, clock: Clock, *keys: bytes) -> Handshakes:
    """A run begins a handshake with each of these keys, and ends without a word; the next begins."""
    run = Handshakes(path, clock, clock)
    for key in keys:
        run.begin(key, "192.0.2.9:41234")
    return Handshakes(path, clock, clock)


def test_whom_a_run_ended_with_is_left_alone_for_a_while(tmp_path: Path, clock: Clock) -> None:
    after = ended_in(tmp_path / "handshakes", clock, A)
    assert after.avoids(A)
    assert not after.avoids(B)
    assert (tmp_path / "handshakes").stat().st_mode & 0o777 == 0o600
    clock.at += PAUSES[0]
    assert not after.avoids(A)


def test_what_was_over_blames_nobody(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "handshakes"
    run = Handshakes(path, clock, clock)
    run.end(run.begin(A, "192.0.2.9:41234"))
    run.begin(B, "192.0.2.8:41234")
    run.close()
    after = Handshakes(path, clock, clock)
    assert (after.broken, after.avoids(A), after.avoids(B)) == ([], False, False)


def test_one_handshake_of_several_that_is_over_leaves_the_others_in_doubt(
    tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / "handshakes"
    run = Handshakes(path, clock, clock)
    first = run.begin(A, "192.0.2.9:41234")
    run.begin(A, "192.0.2.8:41234")
    run.end(first)
    assert [each.address for each in Handshakes(path, clock, clock).broken] == ["192.0.2.8:41234"]


def test_each_time_more_the_pause_is_longer_and_once_is_told_to_nobody(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "handshakes"
    for times, pause in enumerate((*PAUSES, PAUSES[-1]), 1):
        after = ended_in(path, clock, A, A)
        assert [each.times for each in after.broken] == [times], "once a run, however many were begun"
        refusals = Refusals(clock)
        assert after.tell(refusals) == (times > 1)
        assert [each.params for each in refusals.latest] == [
            {"address": "192.0.2.9:41234", "times": times} for _ in range(times > 1)
        ]
        assert not any(each.inward for each in refusals.latest)
        clock.at += pause - 1
        assert after.avoids(A)
        clock.at += 1
        assert not after.avoids(A)


def test_a_start_begins_no_pause_anew(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "handshakes"
    ended_in(path, clock, A)
    assert ended_in(path, clock, A).avoids(A)
    clock.at += PAUSES[1] // 2
    again = Handshakes(path, clock, clock)
    assert again.avoids(A)
    clock.at += PAUSES[1] // 2
    assert not again.avoids(A)
    assert not Handshakes(path, clock, clock).avoids(A)
    clock.at -= PAUSES[1]
    back = Handshakes(path, clock, clock)
    clock.at += PAUSES[1]
    assert not back.avoids(A), "a clock that was set back makes it no longer"


def test_it_is_forgotten_after_hours_of_peace_and_when_the_clock_leaps(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "handshakes"
    assert ended_in(path, clock, A).broken
    clock.at += LASTING
    assert not Handshakes(path, clock, clock).broken
    assert ended_in(path, clock, A).broken
    clock.at -= LASTING
    assert not Handshakes(path, clock, clock).broken


@pytest.mark.parametrize(
    "content", [b"", b"\0", b"\xff" * 80, b"\0\0\0\x03\x93\x01\x02\x03", b"\0\0\0\x05" + b"\x91" * 9]
)
def test_a_garbled_file_hinders_nobody(tmp_path: Path, clock: Clock, content: bytes) -> None:
    path = tmp_path / "handshakes"
    path.write_bytes(content)
    assert not Handshakes(path, clock, clock).broken
    assert ended_in(path, clock, B).avoids(B)


def test_a_disk_that_will_not_hinders_nobody(tmp_path: Path, clock: Clock) -> None:
    run = Handshakes(tmp_path / "nowhere" / "handshakes", clock, clock)
    run.end(run.begin(A, "192.0.2.9:41234"))
    run.close()


def test_what_was_longer_before_does_not_garble_what_is_shorter(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "handshakes"
    run = Handshakes(path, clock, clock)
    begun = [run.begin(bytes([n]) * 32, "192.0.2.9:41234") for n in range(20)]
    for each in begun[1:]:
        run.end(each)
    assert [each.key for each in Handshakes(path, clock, clock).broken] == [begun[0].key]
