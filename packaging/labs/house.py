"""The homes of a room's seats, made before any runs: each knows all others from their certificates."""

import shutil
import time
from pathlib import Path

from benches.people import DIRECTOR, PASSPHRASE, settle
from console import catalogue
from console.seat.create import create_room
from console.seat.home import Home, OpenHome
from console.trust.boxes import unlock
from console.trust.issuing import Issuer, Place
from console.trust.keys import SeatKey

__all__ = ["DIRECTOR", "PASSPHRASE", "build"]


def build(folder: Path, seats: int) -> list[Path]:
    """An exercise room of so many seats; the one person in it can sign in at each."""
    first = folder / "seat1"
    create_room(first, "Lab", ("SAFE 1", "SAFE"), DIRECTOR, PASSPHRASE, folder / "room.key", exercise=True)
    opened = OpenHome(Home(first))
    trust, person = opened.trust, next(iter(opened.trust.people))
    issuer = Issuer.of(trust, unlock(opened.boxes.of(person), PASSPHRASE), int(time.time() * 1000))
    agencies = [row.code for row in catalogue.agencies().all() if row.in_room]
    keys = []
    for n in range(2, seats + 1):
        keys.append(SeatKey.fresh(trust.room, opened.key.room_secret))
        agency = agencies[n % len(agencies)]
        place = Place(f"{agency} {n}", agency, number=n)
        trust.add(issuer.seat(place, keys[-1].seat, (keys[-1].sign_public, keys[-1].curve_public)))
    opened.record.add_statements(trust.raw())
    opened.close()
    homes = [first, *(folder / f"seat{n}" for n in range(2, seats + 1))]
    for key, home in zip(keys, homes[1:], strict=True):
        settle(Home(home), key, trust)
        shutil.copytree(Home(first).boxes, Home(home).boxes, dirs_exist_ok=True)
    return homes
