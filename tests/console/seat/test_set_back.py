"""A running seat whose clock is set right, as the desk at it sees that."""

import time
from types import SimpleNamespace

import pytest

from console.link.client import Link
from console.seat import engine, set_back
from tests.console.seat.running import PASSPHRASE, Seat, paged, said, tell, until

AHEAD = 7_200  # s


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The clock of the machine: `ahead` seconds before the right time."""
    clock = SimpleNamespace(ahead=AHEAD, monotonic=time.monotonic, sleep=time.sleep)
    clock.time = lambda: time.time() + clock.ahead
    monkeypatch.setattr(engine, "time", clock)
    monkeypatch.setattr(set_back, "STANDS_SECONDS", 0.0)
    return clock


def alarms(desk: Link) -> tuple[str, ...]:
    room = desk.mirrored.get("room", "")
    return room.alarms if room is not None else ()


def test_a_desk_is_asked_to_sign_out_and_in_again_and_then_its_lines_bear_the_right_time(
    wall: SimpleNamespace, seat: Seat
) -> None:
    desk = seat.signed_in(face="desk")
    said(desk, desk.mirror(()))
    tell(desk, "log.write", text="two hours ahead")
    wall.ahead = 0
    until(lambda: alarms(desk), desk)
    code, _, latest = alarms(desk)[0].partition(":")
    assert code == "clock.set_back"
    assert int(latest) / 1000 > time.time() + AHEAD / 2
    tell(desk, "log.write", text="still ahead")
    said(desk, desk.sign_out())
    until(lambda: not alarms(desk), desk)
    said(desk, desk.sign_in("Amina", PASSPHRASE))
    tell(desk, "log.write", text="right")
    lines = {line.text or line.kind: line for line in paged(desk, "log", operation="*")}
    now = time.time() * 1000
    assert lines["two hours ahead"].at > now + AHEAD * 500
    assert lines["still ahead"].doubt > AHEAD * 500, "its own desk says so too"
    assert lines["right"].at <= now
    assert lines["right"].by == "Amina"
    assert lines["clock.set_back"].by == "Safe 1"
    assert lines["clock.set_back"].params["was"] >= lines["two hours ahead"].at
