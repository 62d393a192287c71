"""A seat killed at random moments while people tell it things: all that was confirmed is there."""

import json
import os
import random
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

ROUNDS = int(os.environ.get("BELFRY_KILL_ROUNDS", "3"))


def _tell_until_killed(seat: Any, round_: int, after: float) -> list[str]:
    """Tell lines until the seat is killed `after` seconds; the entries that were confirmed."""
    teller = subprocess.Popen(
        seat.command("tell", seat.home), env=seat.env(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert teller.stdin is not None
    assert teller.stdout is not None
    confirmed: list[str] = []
    killer = threading.Timer(after, seat.kill)
    with suppress(BrokenPipeError):
        for n in range(100_000):
            teller.stdin.write(json.dumps({"intent": "log.write", "text": f"round {round_} line {n}"}) + "\n")
            teller.stdin.flush()
            answer = teller.stdout.readline()
            if not answer or not json.loads(answer)["ok"]:
                break
            confirmed.append(json.loads(answer)["entry"])
            if n == 0:
                killer.start()
    teller.kill()
    assert confirmed, teller.communicate()  # nothing may go wrong before: what was said tells why
    killer.join()
    teller.communicate()
    return confirmed


def test_what_was_confirmed_survives_kill_9_and_the_room_converges(
    room: Callable[..., list[Any]], until_they_agree: Callable[[list[Any]], str]
) -> None:
    rng = random.Random(20261124)
    victim, other = room(2)
    other.start("--listen", "127.0.0.1:0", "--no-mdns")
    confirmed: list[str] = []
    for round_ in range(ROUNDS):
        victim.start("--listen", "127.0.0.1:0", "--no-mdns", "--peer", other.address)
        confirmed += _tell_until_killed(victim, round_, rng.uniform(0.05, 1.0))
    victim.start("--listen", "127.0.0.1:0", "--no-mdns", "--peer", other.address)
    until_they_agree([victim, other])
    for seat in (victim, other):
        held = {line["entry"] for line in seat.show("log")}
        assert set(confirmed) <= held
        assert json.loads(seat.call("verify", seat.home).stdout.splitlines()[-1])["faults"] == 0
