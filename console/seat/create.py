"""Beginning: a new room with its first seat, or a further seat of a room by invitation."""

import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from msgspec import Struct, structs

from console import catalogue
from console.mesh.code_socket import fetch
from console.seat.folder import check_empty
from console.seat.home import Home
from console.seat.meeting import BadAddress, place_of, places_of
from console.trust import passphrases
from console.trust.boxes import Boxes, make
from console.trust.errors import Refusal
from console.trust.founding import found
from console.trust.invitations import InvitationFile, join, read, unpacked
from console.trust.issuing import Account, Place
from console.trust.keys import SeatKey, new_signing_key
from console.trust.roomkey import RoomKey, check_place, save_room_key
from console.trust.standings import Invitation, Seat
from console.trust.trust import Trust
from db.lock import Lock
from db.record import Record

FIRST_ROLES = ("administrator", "operator", "liaison", "commander")


class UnknownAgency(Refusal):
    """The catalogue has no agency of this code."""


class Created(Struct, frozen=True):
    """What was made."""

    room: str
    name: str
    exercise: bool
    seat: str
    number: int
    label: str
    person: str = ""
    words: str = ""  # that the inviter's screen shows too, where it joined by a short code


def check_agency(code: str) -> None:
    """Raises UnknownAgency."""
    if catalogue.agencies().get(code) is None:
        raise UnknownAgency("agency.unknown", id=code[:32])


def create_room(
    home: Path,
    name: str,
    place: tuple[str, str],
    person: str,
    passphrase: str,
    room_key: Path,
    *,
    exercise: bool = False,
    roles: Iterable[str] = FIRST_ROLES,
) -> Created:
    """Found a room in an empty `home`. `place`: label and agency of the first seat, whose agency is also the
    first person's. The room key is sealed by the same passphrase into `room_key`, to be put away.
    Raises a Refusal and leaves nothing behind. Takes seconds on purpose.
    """
    label, agency = place
    check_agency(agency)
    passphrases.check(passphrase)
    check_place(room_key, home)
    now, key = _now(), new_signing_key()
    account = Account(person, agency, tuple(roles))
    founded = found(name, account, bytes(key.verify_key), Place(label, agency), now, exercise=exercise)
    trust = Trust.of(founded.statements)
    with _beginning(home, founded.seat_key, founded.statements) as undo:
        boxes = Boxes(Home(home).boxes, trust, founded.seat_key.room_secret)
        boxes.put(make(founded.room, founded.person, key, passphrase, now))
        sealed = RoomKey(
            founded.room, bytes(founded.room_key), founded.seat_key.room_secret, founded.statements[0]
        )
        save_room_key(room_key, home, sealed, passphrase)
        undo.callback(room_key.unlink, missing_ok=True)
    return _created(trust, founded.seat_key, trust.seats[founded.seat_key.seat], founded.person.hex())


def _created(trust: Trust, key: SeatKey, place: Seat | Invitation, person: str = "") -> Created:
    return Created(
        room=trust.room.hex(),
        name=trust.name,
        exercise=trust.exercise,
        seat=key.seat.hex(),
        number=place.number,
        label=place.label,
        person=person,
    )


def join_room(home: Path, invitation: Path, peers: Sequence[str] = ()) -> Created:
    """Make an empty `home` a seat of the room that invites it. It finds the room when it runs: by the
    addresses in the invitation, by `peers` (host:port), or by mDNS. Raises a Refusal, and makes nothing.
    """
    places_of(peers)
    return _join(home, read(invitation), peers)


def join_by_code(home: Path, code: str, address: str) -> Created:
    """`join_room` by the short code that somebody reads aloud, with the address (host:port) of his seat."""
    check_empty(home)  # before a code is spent
    if not address.strip():
        raise BadAddress("address.missing")
    content, words = fetch(place_of(address), code)
    return structs.replace(_join(home, unpacked(content), ()), words=words)


def _join(home: Path, file: InvitationFile, peers: Sequence[str]) -> Created:
    joined = join(file, _now())
    trust = Trust.of(joined.statements)
    with _beginning(home, joined.seat_key, joined.statements):
        known = dict.fromkeys((*peers, *file.addresses))
        Home(home).peers.write_text("".join(f"{peer}\n" for peer in known), encoding="utf-8")
    return _created(trust, joined.seat_key, joined.place)


@contextmanager
def _beginning(folder: Path, key: SeatKey, statements: list[bytes]) -> Iterator[ExitStack]:
    """A new home; its key is written last, and makes it one. What fails leaves no folder behind; what else is
    to be undone then is told to what this gives.
    """
    home = Home(folder)
    existed = folder.exists()
    home.make()
    try:
        with ExitStack() as undo, closing(Lock(folder)):
            record = Record.open(folder, key.room)
            record.add_statements(statements)
            record.close()
            yield undo
            key.save(home.key)
            undo.pop_all()
    except BaseException:
        for left in folder.iterdir() if existed else (folder,):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        raise


def _now() -> int:
    return int(time.time() * 1000)
