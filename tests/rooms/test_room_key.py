"""What the room key says at one seat holds at all, whatever was cut off meanwhile."""

import re
from collections.abc import Iterable

import pytest

from console.domain.facts import Refused
from console.trust import rescue
from console.trust.boxes import Box, closed, make
from console.trust.issuing import Issuer
from console.trust.keys import new_signing_key
from console.trust.roomkey import RoomKey, load_room_key
from tests.console.domain.seats import BEN, CLO, DAN, FAY
from tests.rooms.desk import PASSPHRASE, Desk
from tests.rooms.house import House
from tests.rooms.seat import Seat

A_SECOND = 1_000
AGAIN = "eight loud barges at dusk"


def key_of(house: House) -> RoomKey:
    return load_room_key(house.folder / "room.key", PASSPHRASE)


def pen(house: House, seat: Seat) -> Issuer:
    return Issuer.of(seat.trust, key_of(house).signing, seat.wall())


def said(house: House, seat: Seat, statements: list[bytes], boxes: Iterable[Box] = ()) -> list[str]:
    """Have a seat take what the room key signed; gives the entries that tell of it."""
    sealed = [closed(key_of(house).room_secret, box) for box in boxes]
    views = Desk(seat, "cli").page("room.key", statements=statements, boxes=sealed)
    return [view.entry for view in views]


def person(seat: Seat, name: str) -> bytes:
    return next(each.id for each in seat.trust.people.values() if each.name == name)


def texts(seat: Seat) -> set[str]:
    return {line.text for line in seat.lines().values() if line.text and not line.void}


def deeds(seat: Seat) -> list[str]:
    lines = [line for line in seat.lines().values() if line.kind == "room_key.used"]
    assert not any(line.void for line in lines)
    return sorted(f"{line.params['label']} {line.params['did']}" for line in lines)


def test_the_room_key_revokes_the_only_administrator_and_another_rules_at_every_seat(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    trust, new = safe.trust, new_signing_key()
    fay, ben = trust.people[person(safe, FAY.name)], trust.people[person(safe, BEN.name)]
    said(house, safe, rescue.revoke(trust, pen(house, safe), fay, "lost", ()))
    renewed = pen(house, safe).succeed(ben, bytes(new.verify_key))
    box = make(trust.room, ben.id, new, AGAIN, safe.wall())
    said(house, safe, [*rescue.appoint(pen(house, safe), ben), *renewed], [box])
    house.network.run(A_SECOND)
    assert house.network.settle()
    desk = Desk(pf)
    desk.sign_in(BEN.name, AGAIN)
    added = {"name": "Vera", "agency": "SAFE", "roles": ["operator"], "new_passphrase": PASSPHRASE}
    desk.tell({"intent": "person.add", **added, "passphrase": AGAIN})
    assert house.network.settle()
    assert "Vera" in {each.name for each in siamu.trust.people.values()}
    for seat in (safe, siamu, pf):
        assert deeds(seat) == [f"{BEN.name} appointed", f"{BEN.name} renewed", f"{FAY.name} revoked"]


def test_a_readmitted_seat_links_again_and_brings_what_it_wrote_meanwhile(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    safe.tell(FAY, "seat.revoke", seat="PF 1", reason="taken for stolen", passphrase=PASSPHRASE)
    house.network.run(A_SECOND)
    pf.tell(CLO, "log.write", text="written while shut out")
    house.network.run(20 * A_SECOND)
    assert pf.id not in safe.mesh.linked_seats()
    said(house, siamu, rescue.readmit_seat(siamu.trust, pen(house, siamu), siamu.trust.seats[pf.id]))
    house.network.run(60 * A_SECOND)
    assert pf.id in safe.mesh.linked_seats()
    assert house.network.settle()
    pf.tell(CLO, "log.write", text="written since")
    safe.tell(DAN, "log.write", text="heard there")
    assert house.network.settle()
    for seat in (safe, siamu, pf):
        assert {"written while shut out", "written since", "heard there"} <= texts(seat)
        assert "seat.shut_out" not in seat.alarms
        assert not seat.trust.seats[pf.id].revoked
        assert deeds(seat) == ["PF 1 readmitted"]


def test_a_seat_is_readmitted_by_its_own_word_when_nobody_else_has_the_room_key_at_hand(house: House) -> None:
    """Its holder stands at the seat that was shut out: the porch of the others hears of it from there."""
    safe, siamu, pf = house.seats.values()
    safe.tell(FAY, "seat.revoke", seat="PF 1", reason="taken for stolen", passphrase=PASSPHRASE)
    house.network.run(A_SECOND)
    revoked = safe.trust.seats[pf.id]
    said(house, pf, rescue.readmit_seat(safe.trust, pen(house, pf), revoked))
    house.network.run(120 * A_SECOND)
    assert pf.id in safe.mesh.linked_seats()
    assert house.network.settle()
    for seat in (safe, siamu, pf):
        assert not seat.trust.seats[pf.id].revoked
        assert deeds(seat) == ["PF 1 readmitted"]


def test_the_room_key_is_heard_on_either_side_of_a_cut(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    house.network.sever([pf], [safe, siamu])
    fay = safe.trust.people[person(safe, FAY.name)]
    said(house, safe, rescue.revoke(safe.trust, pen(house, safe), fay, "turned", ()))
    ben = pf.trust.people[person(pf, BEN.name)]
    said(house, pf, rescue.appoint(pen(house, pf), ben))
    house.network.mend()
    assert house.network.settle(180_000)
    for seat in (safe, siamu, pf):
        assert seat.trust.people[fay.id].revoked
        assert seat.trust.people[ben.id].administrator
        assert deeds(seat) == [f"{BEN.name} appointed", f"{FAY.name} revoked"]


def test_what_is_not_the_room_keys_or_nothing_new_is_refused_and_leaves_no_line(house: House) -> None:
    safe = house["safe"]
    ben = safe.trust.people[person(safe, BEN.name)]
    forged = Issuer(safe.trust.room, new_signing_key(), safe.wall())
    other = Issuer(bytes(16), key_of(house).signing, safe.wall())
    before = safe.record.count
    wrong = {
        "trust.room_key.another": rescue.appoint(forged, ben),
        "trust.statement.other_room": rescue.appoint(other, ben),
        "trust.statement.malformed": [b"\xc1"],
        "trust.room_key.nothing_new": [],
        "trust.room_key.no_effect": [pen(house, safe).second(bytes(32))],
    }
    for code, statements in wrong.items():
        with pytest.raises(Refused, match=re.escape(code)):
            said(house, safe, statements)
    good = rescue.appoint(pen(house, safe), ben)
    with pytest.raises(Refused, match="reads_only"):
        Desk(safe, "wall").page("room.key", statements=good)
    assert len(said(house, safe, good)) == 1
    with pytest.raises(Refused, match="nothing_new"):
        said(house, safe, good)
    assert safe.record.count == before + 1
