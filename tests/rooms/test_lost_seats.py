"""A lost seat is silenced everywhere at once; another takes its place, and the others refill it."""

from tests.console.domain.seats import CLO, DAN, FAY
from tests.rooms.desk import PASSPHRASE
from tests.rooms.house import House
from tests.rooms.seat import Seat

A_SECOND = 1_000


def texts(seat: Seat) -> set[str]:
    return {line.text for line in seat.lines().values() if line.text and not line.void}


def test_a_revoked_seat_is_silent_within_a_second_on_every_link(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    safe.tell(DAN, "operation.open", title="Dock fire")
    assert house.network.settle()
    safe.tell(FAY, "seat.revoke", seat="PF 1", reason="stolen", passphrase=PASSPHRASE)
    house.network.run(A_SECOND)
    heard = {seat.name: seat.record.count for seat in (safe, siamu)}
    for n in range(20):
        pf.tell(CLO, "log.write", text=f"from the thief {n}")
        house.network.run(500)
    for seat in (safe, siamu):
        assert pf.id not in seat.mesh.linked_seats()
        assert not any("thief" in text for text in texts(seat))
        assert seat.record.count <= heard[seat.name] + 2, "of what it wrote since nothing was taken"
    told = pf.record.count
    safe.tell(DAN, "log.write", text="not for thieves")
    house.network.run(5_000)
    assert "not for thieves" in texts(siamu)
    assert pf.record.count == told
    assert "not for thieves" not in texts(pf)


def test_a_seat_in_its_place_holds_in_the_middle_of_things_all_that_the_lost_one_held(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    operation = safe.tell(DAN, "operation.open", title="Dock fire")
    assert house.network.settle()
    pf.tell(CLO, "log.write", text="crowd moving", operation=operation)
    assert house.network.settle()
    pf.crash()
    safe.tell(FAY, "seat.revoke", seat="PF 1", reason="lost", passphrase=PASSPHRASE)
    invitation = house.invite("PF 2", "PF", safe)
    new = house.join("pf2", invitation)
    safe.tell(DAN, "log.write", text="meanwhile", operation=operation)
    assert house.network.settle(180_000, safe, siamu, new)
    assert {"crowd moving", "meanwhile"} <= texts(new)
    new.tell(CLO, "log.write", text="back at work", operation=operation)
    assert house.network.settle(180_000, safe, siamu, new)
    assert new.look() == safe.look()
    assert "back at work" in texts(siamu)
