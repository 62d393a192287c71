"""What `belfry verify` finds in the record of a room: who wrote without standing, and what was cut off."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from console.domain.log import LogWritten
from console.seat.verification import verify
from tests.console.domain.seats import CLO, DAN
from tests.rooms.house import House, a_day_of_work
from tests.rooms.seat import Seat
from tests.rooms.test_clones import cloned


def faults(seat: Seat) -> list[tuple[str, int]]:
    return [(fault.code, fault.seq) for fault in verify(seat.record, lambda *_: None)]


def meddle(seat: Seat, *statements: str) -> None:
    """Stop the seat, change its file as no program of ours would, and start it again."""
    seat.stop()
    with closing(sqlite3.connect(seat.folder / "record.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    seat.run()


@pytest.fixture
def busy(house: House) -> House:
    a_day_of_work(house)
    return house


def test_a_room_that_worked_as_it_should_has_no_faults(busy: House) -> None:
    busy["pf"].restart()
    busy["pf"].tell(CLO, "log.write", text="back")
    assert busy.network.settle()
    for seat in busy.seats.values():
        assert faults(seat) == []


def test_a_tail_that_was_cut_is_proved_by_what_others_signed(busy: House) -> None:
    safe, siamu = busy["safe"], busy["siamu"]
    last = siamu.ledger.own_head
    assert last is not None
    feed = f"(SELECT n FROM feed WHERE key=x'{siamu.ledger.feed.id.hex()}')"
    cut = f"n IN (SELECT n FROM entry WHERE feed={feed} AND seq > 1)"
    busy.network.sever([safe], busy.seats.values())
    meddle(safe, *(f"DELETE FROM {table} WHERE {cut}" for table in ("about", "payload", "entry")))
    tails = [each for each in verify(safe.record, lambda *_: None) if each.code == "feed.tail"]
    assert tails
    assert max(each.seq for each in tails) <= last[0]
    for each in tails:
        assert safe.ledger.authorship.seat_of(each.witness or b"") is not None
        assert 0 < each.at <= safe.wall()
    assert "entry.gap" not in dict(faults(safe)), "the chain alone does not show it"


@pytest.mark.parametrize(
    ("write", "code"),
    [
        (lambda seat: seat.forge(LogWritten("nobody"), 1, "ab" * 16), "entry.nobody"),
        (lambda seat: seat.forge(LogWritten("nobody"), 9999, "ab" * 16), "entry.nobody"),
        (lambda seat: seat.forge(LogWritten("x"), 0, "ab" * 16, kind="sitting.opened"), "sitting.bad"),
    ],
)
def test_what_was_written_in_nobodys_name_is_found(
    busy: House, write: Callable[[Seat], object], code: str
) -> None:
    write(busy["pf"])
    assert busy.network.settle()
    assert code in dict(faults(busy["safe"]))


def test_a_statement_that_was_altered_is_found_with_all_that_rested_on_it(busy: House) -> None:
    safe = busy["safe"]
    held = safe.record.statements()
    genesis = safe.trust.raw()[0]
    codes: dict[str, int] = {}
    safe.record._store.close()
    with closing(sqlite3.connect(safe.folder / "record.db")) as connection:
        for raw in held:
            if raw != genesis:
                connection.execute("UPDATE statement SET raw=? WHERE raw=?", (raw[:-1] + b"\0", raw))
        connection.commit()
    codes = dict(faults(safe))
    assert {"statement.bad", "feed.stranger", "sitting.bad", "entry.nobody"} <= codes.keys()


def test_a_fork_is_told_with_the_number_from_which_the_feed_is_in_doubt(house: House) -> None:
    safe, siamu, _ = house.seats.values()
    siamu.tell(DAN, "log.write", text="before")
    clone = cloned(house, siamu, "clone")
    house.network.sever([siamu], [clone])
    siamu.tell(DAN, "log.write", text="from the machine")
    clone.tell(CLO, "log.write", text="from its clone")
    house.network.run(5_000)
    assert house.network.settle(180_000, safe, house["pf"])
    assert [code for code, _ in faults(safe)] == ["feed.forked"]
