"""What a disk garbled counts no longer once a walk has found it, and counts again once a seat sends it."""

import pytest

from db.files import RECORD
from db.store import Store
from tests.console.domain.seats import BEN, DAN
from tests.rooms.house import House
from tests.rooms.seat import Seat

KEY_FACT = "two hurt"
GARBLE = {
    "payload": "UPDATE payload SET body=zeroblob(8) WHERE n=(SELECT n FROM entry WHERE id=?)",
    "signature": "UPDATE entry SET signature=zeroblob(64) WHERE id=?",
    "header": "UPDATE entry SET header=zeroblob(200) WHERE id=?",
}


def garble(seat: Seat, entry: str, part: str = "payload") -> None:
    """The disk of a running seat keeps something else of an entry than it was given."""
    store = Store(seat.folder / RECORD)
    with store.write() as connection:
        connection.exec_driver_sql(GARBLE[part], (bytes.fromhex(entry),))
    store.close()


def misspell(seat: Seat, entry: str) -> None:
    """One bit of what the disk keeps of the kind of an opening is another."""
    store, name = Store(seat.folder / RECORD), bytes.fromhex(entry)
    with store.write() as connection:
        kept = connection.exec_driver_sql("SELECT header FROM entry WHERE id=?", (name,)).scalar_one()
        garbled = (kept.replace(b".opened", b".opdned"), name)
        connection.exec_driver_sql("UPDATE entry SET header=? WHERE id=?", garbled)
    store.close()


def walk(seat: Seat) -> None:
    seat.engine._keeping.mending.heed(list(seat.record.walk(lambda done, whole: None)))
    seat.network.run(2_000)


def found(seat: Seat) -> list[bytes]:
    """What search finds by the words of the line."""
    return seat.engine._view.search(KEY_FACT, 10)


def entry_of(seat: Seat, kind: str, feed: bytes = b"") -> str:
    """The last entry of this kind, perhaps of one feed."""
    held = (each for each in seat.record.since(0, 1_000) if each.header.kind == kind)
    return [each.id.hex() for each in held if not feed or each.header.feed == feed][-1]


def alone(house: House) -> tuple[Seat, str, str]:
    """A seat that is cut off, and holds what all hold: an incident, and a line at rest that is a key fact."""
    safe, siamu, pf = house.seats.values()
    safe.tell(DAN, "operation.open", title="Dock fire")
    incident = safe.tell(DAN, "incident.open", title="Fire", severity="minor")
    assert house.network.settle()
    line = siamu.tell(BEN, "log.write", text=KEY_FACT, key=True)
    assert house.network.settle()
    house.network.sever([siamu], [safe, pf])
    house.network.run(20_000)
    assert line in siamu.picture.shelf
    return siamu, incident, line


@pytest.mark.parametrize("kind", ["log.written", "incident.opened", "operation.opened"])
@pytest.mark.parametrize("paged", [False, True], ids=["folded", "from a page"])
def test_what_a_walk_doubts_counts_no_longer_and_the_log_says_why(
    house: House, kind: str, paged: bool
) -> None:
    siamu, *_ = alone(house)
    if paged:
        siamu.stop()
        siamu.run()
    before = siamu.picture.digest()
    garble(siamu, entry_of(siamu, kind))
    walk(siamu)
    assert len(siamu.record.lacking(9)) == 1
    assert siamu.picture.digest() == siamu.folded_again(1) != before
    assert "doubted" in [line.params.get("how") for line in siamu.lines().values()]
    house.network.mend()
    assert house.network.settle()
    assert siamu.look() == house["safe"].look()
    assert siamu.lines() == house["safe"].lines()


def test_a_line_that_a_walk_doubts_is_shown_without_its_words_until_they_come_again(house: House) -> None:
    siamu, _, line = alone(house)
    garble(siamu, entry_of(siamu, "log.written"))
    walk(siamu)
    shown = siamu.lines()[line]
    assert shown.unread
    assert not shown.text
    assert found(siamu) == []
    house.network.mend()
    assert house.network.settle()
    assert siamu.lines()[line].text == KEY_FACT
    assert len(found(siamu)) == 1


def test_a_line_of_which_only_the_signature_is_garbled_keeps_its_words_where_what_follows_proves_it(
    house: House,
) -> None:
    siamu, _, line = alone(house)
    siamu.tell(BEN, "log.write", text="and one missing")
    before = siamu.picture.digest()
    last = siamu.tell(BEN, "log.write", text="the last")
    written = [each.id.hex() for each in siamu.record.since(0, 1_000) if each.header.kind == "log.written"]
    garble(siamu, written[0], "signature")
    walk(siamu)
    assert siamu.record.lacking(9) == [bytes.fromhex(written[0])]
    assert siamu.lines()[line].text == KEY_FACT
    assert siamu.picture.digest() == siamu.folded_again(1) != before
    assert siamu.lines()[last].text == "the last"
    house.network.mend()
    assert house.network.settle()


def test_a_header_that_is_garbled_is_mended_by_another_seat_without_an_alarm(house: House) -> None:
    siamu, _, line = alone(house)
    house.network.mend()
    house.network.run(3_000)
    garble(siamu, entry_of(siamu, "log.written"), "header")
    walk(siamu)
    house.network.run(10_000)
    assert siamu.record.lacking(9) == []
    assert siamu.alarms == ()
    assert siamu.lines()[line].text == KEY_FACT


def test_a_line_without_its_words_is_no_key_fact(house: House) -> None:
    siamu, *_ = alone(house)
    (operation,) = siamu.picture.all("operation")
    assert len(siamu.picture.lines(f"key:{operation.id}")) == 1
    garble(siamu, entry_of(siamu, "log.written"))
    walk(siamu)
    assert len(siamu.picture.lines(f"key:{operation.id}")) == 0
    house.network.mend()
    assert house.network.settle()
    assert len(siamu.picture.lines(f"key:{operation.id}")) == 1


@pytest.mark.parametrize("kind", ["feed.opened", "sitting.opened"])
def test_what_an_earlier_run_wrote_counts_no_longer_where_nobody_can_tell_who_wrote_it(
    house: House, kind: str
) -> None:
    siamu, *_ = alone(house)
    written = entry_of(siamu, "log.written")
    (held,) = siamu.record.named([bytes.fromhex(written)])
    siamu.restart()
    garble(siamu, entry_of(siamu, kind, held.header.feed))
    walk(siamu)
    assert siamu.picture.digest() == siamu.folded_again(1)
    house.network.mend()
    assert house.network.settle()
    assert siamu.look() == house["safe"].look()


@pytest.mark.parametrize("kind", ["feed.opened", "sitting.opened"])
def test_what_an_earlier_run_wrote_counts_again_once_its_opening_is_known_for_one(
    house: House, kind: str
) -> None:
    siamu, *_ = alone(house)
    (held,) = siamu.record.named([bytes.fromhex(entry_of(siamu, "log.written"))])
    siamu.stop()
    misspell(siamu, entry_of(siamu, kind, held.header.feed))
    siamu.run()
    walk(siamu)
    house.network.mend()
    assert house.network.settle()
    assert siamu.look() == house["safe"].look()
    assert siamu.picture.digest() == siamu.folded_again(1)


def test_who_works_at_a_seat_goes_on_where_its_disk_garbles_that_he_signed_in(house: House) -> None:
    siamu, *_ = alone(house)
    siamu.tell(BEN, "log.write", text="still here")
    for kind in ("feed.opened", "sitting.opened"):
        garble(siamu, entry_of(siamu, kind, siamu.ledger.feed.id))
    walk(siamu)
    assert siamu.tell(BEN, "log.write", text="and writing")
    assert siamu.picture.digest() == siamu.folded_again(1)
    assert siamu.record.lacking(9) == []
