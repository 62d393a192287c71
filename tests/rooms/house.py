"""A room of three seats and seven people, founded once and copied for each test."""

import shutil
from contextlib import ExitStack
from pathlib import Path

from console.domain.room import PersonView
from console.seat.create import create_room, join_room
from console.trust.boxes import make, unlock
from console.trust.issuing import Account, Issuer
from console.trust.keys import new_signing_key
from tests.console.domain.seats import ANN, BEN, CLO, DAN, EVE, FAY, GUS
from tests.console.mesh.simulated import Mishaps
from tests.rooms.desk import PASSPHRASE
from tests.rooms.network import RoomNetwork
from tests.rooms.seat import Seat
from tests.rooms.seeded import seeded

FOUNDING = 1_000_000  # a seed that no test has: no key is drawn twice
SEATS = {"safe": "SAFE", "siamu": "SIAMU", "pf": "PF"}


class House:
    """The seats of one room on one network. Everything is done within `with house:`."""

    def __init__(self, folder: Path, seed: int = 1, mishaps: Mishaps | None = None) -> None:
        self.folder = folder
        self.network = RoomNetwork(seed, mishaps)
        self.seats: dict[str, Seat] = {}
        self._seed, self._within = seed, ExitStack()

    def __enter__(self) -> "House":
        self._within.enter_context(seeded(lambda: self.network.now, self._seed))
        return self

    def __exit__(self, *_: object) -> None:
        for seat in self.network.room:
            seat.crash()
        self._within.close()

    def __getitem__(self, name: str) -> Seat:
        return self.seats[name]

    def open(self, name: str) -> Seat:
        """Start the seat whose folder has this name."""
        self.seats[name] = self.network.add(Seat(self.network, name, self.folder / name))
        return self.seats[name]

    def invite(self, label: str, agency: str, by: Seat) -> Path:
        """Fay, at the seat `by`, writes an invitation to a file."""
        path = self.folder / f"{label}.invitation"
        by.tell(FAY, "seat.invite", label=label, agency=agency, path=str(path), passphrase=PASSPHRASE)
        return path

    def join(self, name: str, invitation: Path) -> Seat:
        """A new seat uses an invitation, and starts."""
        join_room(self.folder / name, invitation)
        return self.open(name)

    def enrol(self, *people: PersonView) -> None:
        """Fay certifies people, each with the same passphrase."""
        seat = self["safe"]
        fay = seat.engine._sessions.person(FAY.name)
        issuer = Issuer.of(seat.trust, unlock(seat.home.boxes.of(fay.id), PASSPHRASE), seat.wall())
        for person in people:
            key, id_ = new_signing_key(), bytes.fromhex(person.id)
            raw = issuer.person(Account(person.name, person.agency, person.roles), bytes(key.verify_key), id_)
            seat.trust.add(raw)
            seat.wires.enrolled([raw])
            seat.home.boxes.put(make(seat.trust.room, id_, key, PASSPHRASE, seat.wall()))
        seat.engine._growth.boxes_changed()


def found(folder: Path) -> int:
    """Make the room on disk; gives the network's time when it stood."""
    with House(folder, FOUNDING) as house:
        create_room(
            folder / "safe",
            "CRISIS BXL",
            ("SAFE 1", "SAFE"),
            FAY.name,
            PASSPHRASE,
            folder / "room.key",
            roles=("administrator",),
        )
        first = house.open("safe")
        first.desk(FAY)
        house.enrol(ANN, BEN, CLO, DAN, EVE, GUS)
        for name, agency in SEATS.items():
            if name != "safe":
                house.join(name, house.invite(f"{agency} 1", agency, first))
                house.network.run(2_000)
        assert house.network.settle()
        first.stop()
        return house.network.now


def copy_of(founded: Path, now: int, folder: Path, seed: int = 1, mishaps: Mishaps | None = None) -> House:
    """A house of its own, whose three seats are yet to be opened."""
    shutil.copytree(founded, folder, dirs_exist_ok=True)
    house = House(folder, seed, mishaps)
    house.network.now = now
    return house


def a_day_of_work(house: House) -> None:
    """People of all seats write and leave, so that the heads are signed."""
    safe, siamu, pf = house.seats.values()
    safe.tell(DAN, "operation.open", title="Dock fire")
    siamu.tell(ANN, "log.write", text="on site")
    pf.tell(CLO, "log.write", text="crowd moving")
    assert house.network.settle()
    for seat, who in ((safe, DAN), (siamu, ANN), (pf, CLO)):
        seat.desk(who).sign_out()
        assert house.network.settle()
