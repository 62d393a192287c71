"""A disk that does not give what it keeps, for a while: the seat says so, goes on, and is one again."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from console.domain.facts import Refused
from console.seat import backlog, replication
from console.seat.mending import DAMAGED
from db.errors import Damaged, StorageFailed, StorageFull
from db.store import Store
from tests.console.domain.seats import ANN, BEN, CLO, DAN, FAY
from tests.rooms.desk import PASSPHRASE
from tests.rooms.house import House
from tests.rooms.seat import Seat

Failing = Callable[..., None]
READS = ("about", "since", "named", "headers")  # what folding asks of a record
UNREAD = StorageFailed("storage.failed")


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Failing:
    """Makes a seat's disk fail so often to give what is folded."""
    chance = random.Random(1)
    often: dict[Seat, float] = {}

    def fails(seat: Seat, how_often: float, failure: StorageFailed = UNREAD) -> None:
        if seat not in often:
            for name in READS:
                read = getattr(seat.record, name)

                def tried(*given: Any, read: Callable[..., Any] = read) -> Any:
                    if chance.random() < often[seat]:
                        raise failure
                    return read(*given)

                monkeypatch.setattr(seat.record, name, tried)
        often[seat] = how_often

    return fails


def storage(seat: Seat) -> str:
    return seat.engine._roster.storage


def busy_room(house: House) -> tuple[str, str]:
    """An operation with an incident and lines at rest at every seat."""
    safe = house["safe"]
    safe.tell(DAN, "operation.open", title="Dock fire")
    safe.tell(ANN, "command.grant", holder=ANN.id, authority="Mayor")
    incident = safe.tell(DAN, "incident.open", title="Fire", severity="minor")
    line = safe.tell(DAN, "log.write", text="two hurt")
    assert house.network.settle()
    return incident, line


@pytest.mark.parametrize("how_often", [0.3, 1.0])
def test_a_seat_that_cannot_read_for_a_while_says_so_and_shows_what_the_others_do_afterwards(
    house: House, failing: Failing, how_often: float
) -> None:
    safe, siamu, pf = house.seats.values()
    incident, line = busy_room(house)
    before = safe.engine
    for n in range(6):
        failing(safe, how_often)
        siamu.tell(BEN, "log.correct", line=line, text=f"{n} hurt")
        pf.tell(CLO, "incident.set", incident=incident, field="title", value=f"Fire {n}")
        house.network.run(1_500)
        assert safe.engine is before
    siamu.tell(FAY, "seat.revoke", seat="PF 1", reason="stolen", passphrase=PASSPHRASE)
    house.network.run(3_000)
    assert storage(safe) == "storage.unread"
    failing(safe, 0.0)
    assert house.network.settle(180_000, safe, siamu)
    house.network.run(15_000)
    assert storage(safe) == ""
    assert safe.picture.digest() == siamu.picture.digest() == safe.folded_again(1)
    assert safe.look() == siamu.look()
    assert safe.lines() == siamu.lines()
    assert safe.engine is before


def test_what_came_while_much_was_coming_is_folded_when_the_disk_gives_it(
    house: House, failing: Failing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replication, "FAR_BEHIND", 10)
    monkeypatch.setattr(backlog, "FEW", 2)
    monkeypatch.setattr(backlog, "SLICE", 3)
    safe, siamu, pf = house.seats.values()
    busy_room(house)
    house.network.sever([safe, pf], [siamu])
    for n in range(40):
        siamu.tell(BEN, "log.write", text=f"siamu {n}")
    house.network.run(20_000)
    failing(safe, 1.0)
    house.network.mend()
    house.network.run(30_000)
    assert safe.ledger.unfolded
    assert storage(safe) == "storage.unread"
    failing(safe, 0.0)
    assert house.network.settle()
    assert {line.text for line in safe.lines().values()} >= {f"siamu {n}" for n in range(40)}
    assert safe.look() == siamu.look()


def test_pages_that_prove_damaged_while_a_seat_runs_raise_the_alarm_and_end_nothing(
    house: House, failing: Failing
) -> None:
    safe, siamu, _ = house.seats.values()
    _, line = busy_room(house)
    before = safe.engine
    failing(safe, 1.0, Damaged("storage.damaged"))
    siamu.tell(BEN, "log.correct", line=line, text="three hurt")
    siamu.tell(BEN, "log.write", text="and one missing")
    house.network.run(5_000)
    assert safe.engine is before
    assert DAMAGED in safe.alarms
    assert "and one missing" in {line.text for line in siamu.lines().values()}
    failing(safe, 0.0)
    safe.restart()
    assert house.network.settle()
    assert DAMAGED not in safe.alarms
    assert safe.look() == siamu.look()


def test_pages_that_prove_damaged_as_something_is_written_raise_the_alarm_and_are_mended_at_the_next_start(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe, siamu, _ = house.seats.values()
    busy_room(house)

    def contradicted(*_: object) -> None:
        raise Damaged("storage.damaged", reason="UNIQUE constraint failed: entry.n")

    monkeypatch.setattr(safe.record, "append", contradicted)
    with pytest.raises(Refused, match=r"storage\.damaged"):
        safe.tell(DAN, "log.write", text="four hurt")
    house.network.run(2_000)
    assert DAMAGED in safe.alarms
    safe.restart()
    safe.tell(DAN, "log.write", text="four hurt")
    assert house.network.settle()
    assert DAMAGED not in safe.alarms
    assert safe.look() == siamu.look()


def test_a_disk_that_takes_nothing_stays_said_whatever_others_send_that_does_not_fit(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe, siamu, _ = house.seats.values()
    busy_room(house)

    def full() -> None:
        raise StorageFull("storage.full")

    said = []
    with monkeypatch.context() as filled:
        filled.setattr(safe.record._store, "write", full)
        for n in range(20):
            siamu.tell(BEN, "log.write", text=f"siamu {n}")
            house.network.run(500)
            said.append(storage(safe))
    assert set(said) == {"storage.full"}
    assert house.network.settle()
    assert storage(safe) == ""


def test_what_a_full_disk_refused_is_shown_nowhere_although_the_disk_garbled_what_was_before(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe = house["safe"]
    incident, _ = busy_room(house)
    safe.tell(DAN, "incident.set", incident=incident, field="severity", value="serious")

    def full(*_: object) -> None:
        raise StorageFull("storage.full")

    store = Store(safe.folder / "record.db")
    with store.write() as connection:
        last = "(SELECT max(n) FROM entry)"
        connection.exec_driver_sql(f"UPDATE entry SET header=zeroblob(200) WHERE n={last}")
    store.close()
    monkeypatch.setattr(safe.record, "append", full)
    with pytest.raises(Refused, match=r"storage\.full"):
        safe.tell(DAN, "incident.set", incident=incident, field="title", value="Flood")
    assert safe.picture.get(incident, "incident").value("title") == "Fire"
    assert safe.picture.get(incident, "incident").value("severity") == "serious"


def test_what_a_full_disk_refused_is_taken_back_although_it_cannot_be_read(
    house: House, failing: Failing, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe, siamu, _ = house.seats.values()
    incident, _ = busy_room(house)

    def refused(*_: object) -> None:
        failing(safe, 1.0)
        raise UNREAD

    with monkeypatch.context() as full:
        full.setattr(safe.record, "append", refused)
        with pytest.raises(Refused, match=r"storage\.failed"):
            safe.tell(DAN, "incident.set", incident=incident, field="title", value="Flood")
    failing(safe, 0.0)
    house.network.run(3_000)
    assert safe.picture.get(incident, "incident").value("title") == "Fire"
    assert safe.look() == siamu.look()
