"""What a seat keeps in memory: counted in objects, since a record grows for days."""

import gc
import weakref
from collections import Counter
from unittest.mock import patch

from console.domain.resting import LINGERS
from console.mesh import pulling
from db import record
from db.store import READERS
from tests.console.domain.seats import ANN, CLO, DAN
from tests.rooms.house import House

LINES = 80
ROUNDS = 8


def write(house: House, lines: int) -> None:
    """Lines one by one, each on every disk and in every picture before the next."""
    for n in range(lines):
        house["safe"].tell(DAN, "log.write", text=f"Line {n}")
        house.network.run(200)
    assert house.network.settle()


def forget(house: House) -> None:
    """What the test itself noted of frames and of what faces were told is none of a seat's."""
    for seat in house.seats.values():
        seat.effects.clear()
        seat.door.said.clear()
    gc.collect()


def objects() -> Counter[str]:
    """By type. The sqlite3 module keeps up to 200 dead references to cursors a connection."""
    found = (each for each in gc.get_objects() if not isinstance(each, weakref.ref))
    return Counter(type(each).__name__ for each in found)


def test_a_line_leaves_no_object_behind_wherever_it_was_written(house: House) -> None:
    with patch.object(pulling, "RECENT", 20), patch.object(record, "NOTE_EVERY", 20):
        write(house, LINES)
        forget(house)
        before = objects()
        write(house, LINES)
        forget(house)
        more = objects() - before
    assert sum(more.values()) < LINES, more


def test_the_page_caches_of_a_seat_are_small_however_long_its_record(house: House) -> None:
    seat = house["safe"]
    kilobytes = 0
    for store in (seat.record._store, seat.engine._view._store):
        with store.write() as writer, store.read() as reader:
            sizes = [each.exec_driver_sql("PRAGMA cache_size").scalar_one() for each in (writer, reader)]
        assert max(sizes) < 0  # in KiB, not in pages
        kilobytes -= sizes[0] + 2 * READERS * sizes[1]
    assert kilobytes <= 24 * 1024


def test_cuts_and_new_links_leave_nothing_behind(house: House) -> None:
    write(house, 10)
    counted = []
    for _ in range(ROUNDS):
        house.network.sever([house["safe"]], [house["siamu"], house["pf"]])
        house.network.run(20_000)
        house.network.mend()
        assert house.network.settle()
        house.network.run(20_000)
        forget(house)
        counted.append(sum(objects().values()))
    assert max(counted[ROUNDS // 2 :]) - counted[ROUNDS // 2 - 1] < ROUNDS, counted


def test_a_start_reads_no_facts_of_an_order_that_is_over(house: House) -> None:
    safe, _, pf = house.seats.values()
    safe.tell(DAN, "operation.open", title="Dock fire")
    safe.tell(ANN, "command.grant", holder=ANN.id, authority="Mayor")
    order, other = (safe.tell(ANN, "order.issue", to=["PF"], text=f"Close bridge {n}") for n in (1, 2))
    assert house.network.settle()
    pf.tell(CLO, "order.answer", order=order, answer="done")
    assert house.network.settle()
    pf.skew += 2 * LINGERS
    pf.restart()
    assert pf.picture.get(order, "order").resting
    assert not pf.picture.get(other, "order").resting
