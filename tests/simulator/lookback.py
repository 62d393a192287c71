"""What can be known only at the end of a story, when all seats are one."""

from collections import Counter
from collections.abc import Iterator

from console.domain.registers import Register
from console.seat.folder import KEY_FILE
from tests.console.domain.seats import EVE, GUS
from tests.rooms.seat import Seat
from tests.simulator.room import Room
from tests.simulator.watch import EVERYTHING, Broken, Watch

SEARCHED = 3  # lines that people look for
CHANGING = ("incident", "line", "agency", "engagement", "casualties", "units")


def look_back(watch: Watch, seat: Seat) -> None:
    """Whether this seat shows all that was written, and nothing else. Raises Broken."""
    for what, register in registers(seat):
        _newest_win(seat, what, register)
        _all_stand(seat, what, register)
        _revoked_counts_as_far_as_its_cut(watch, seat, register)
    _every_line_is_listed(seat)
    _lines_are_found(watch, seat)
    _screens_are_fresh(seat)
    _record_is_sound(seat)
    _starts_alike(seat)


def registers(seat: Seat) -> Iterator[tuple[str, Register]]:
    """The fields that people change."""
    for subject in CHANGING:
        for thing in seat.picture.all(subject):
            for field, register in thing.registers.items():
                yield f"field {field} of a {subject}", register


def _newest_win(seat: Seat, what: str, register: Register) -> None:
    """No value stands that another held one replaces: not even if its clock is ahead."""
    replaced = {r for w in register.writes.values() if w.effective for r in w.replaces}
    if any(head.entry in replaced for head in register.heads):
        raise Broken("I-T", f"{seat.name} shows a value of {what} that was replaced")


def _all_stand(seat: Seat, what: str, register: Register) -> None:
    """What nobody replaced stands, beside what others wrote at the same time."""
    named = {r for w in register.writes.values() for r in w.replaces}
    standing = {w.entry for w in register.writes.values() if w.effective and w.entry not in named}
    if not standing <= {head.entry for head in register.heads}:
        raise Broken("I-3", f"{seat.name} lost a value of {what} that nobody replaced")


def _revoked_counts_as_far_as_its_cut(watch: Watch, seat: Seat, register: Register) -> None:
    known, heads = set(seat.trust.ids()), [w for w in register.heads if w.entry not in watch.released]
    late = [watch.late.get(str(w.value), frozenset()) for w in heads]
    if any(statements & known for statements in late):
        raise Broken("I-7", f"{seat.name} counts what a revoked seat wrote after its cut")
    counted = set().union(*watch.before_cut.values())
    lost = [w for w in register.writes.values() if w.entry in counted and not w.effective]
    # Eve observes, Gus is doubted, and what a later version's seat writes of its own is nobody's.
    if any(w.author.name not in ("", EVE.name, GUS.name) for w in lost):
        raise Broken("I-7", f"{seat.name} no longer counts what a seat wrote before it was revoked")


def _every_line_is_listed(seat: Seat) -> None:
    """Each under an id of its own, also where its operation was wiped from all disks."""
    written = [s for s in seat.record.since(0, EVERYTHING) if s.header.kind == "log.written"]
    ids = Counter(stored.header.about[0].hex() for stored in written)
    missing = ids.keys() - seat.lines().keys()
    if missing or len(ids) < len(written):
        raise Broken("I-2", f"{seat.name} lists {len(ids) - len(missing)} of {len(written)} lines")


def _lines_are_found(watch: Watch, seat: Seat) -> None:
    """People find by its words what is in the record, whatever became of the index, but for a bit of it."""
    view, record = seat.engine._view, seat.record
    if view.indexed_to() < record.count:
        raise Broken("I-3", f"{seat.name} has not indexed its record")
    if seat.name in watch.unfound:
        return
    lines = [line for line in seat.lines().values() if line.text and not line.corrected]
    for line in lines[-SEARCHED:]:
        if bytes.fromhex(line.entry) not in view.search(line.text, 1_000):
            raise Broken("I-3", f"{seat.name} does not find a line by its words")


def _screens_are_fresh(seat: Seat) -> None:
    """What was made for screens before something changed is what would be made now."""
    stale = seat.stale()
    if stale:
        raise Broken("I-3", f"the screens of {seat.name} show an old {stale[0][0]}")


def _record_is_sound(seat: Seat) -> None:
    """The walk over it finds nothing."""
    faults = list(seat.record.walk(lambda done, whole: None))
    if faults:
        raise Broken("I-4", f"the record of {seat.name} has faults: {faults[0].code}")


def _starts_alike(seat: Seat) -> None:
    """From its rest page as from its record."""
    if seat.started_again() != seat.picture.digest():
        raise Broken("I-3", f"{seat.name} shows another picture when it starts from its rest page")


def alarmed(room: Room, seat: Seat) -> None:
    """Its screens say which seats forked, and which run twice."""
    forked = {room.seats[0].ledger.authorship.seat_of(feed) for feed in seat.record.forks()}
    for each in forked:
        if each is not None and f"seat.forked:{each.id.hex()}" not in seat.alarms:
            raise Broken("I-5", f"{seat.name} holds a fork and does not say so")
    for twin in room.twins:
        told = {f"seat.{what}:{twin.id.hex()}" for what in ("copied", "forked")}
        if not told & set(seat.alarms) and not room.is_revoked(twin):
            raise Broken("I-5", f"{seat.name} does not say that a seat runs twice")


def no_secrets(watch: Watch, seat: Seat) -> None:
    """Keys and passphrases are in the seat's key file, sealed in boxes, or nowhere."""
    for path in seat.folder.rglob("*"):
        if path.is_file() and path.name != KEY_FILE:
            content = path.read_bytes()
            if any(secret in content for secret in watch.secrets):
                raise Broken("I-6", f"{seat.name} keeps a secret in {path.name}")
