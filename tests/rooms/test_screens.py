"""What screens show follows what people may do, and who they are, without anybody looking again."""

from tests.console.domain.seats import CLO, DAN, FAY
from tests.rooms.desk import PASSPHRASE
from tests.rooms.house import House


def test_what_a_revoked_seat_said_after_its_cut_leaves_the_screens(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    safe.tell(DAN, "operation.open", title="Dock fire")
    incident = safe.tell(DAN, "incident.open", title="Fire")
    assert house.network.settle()
    house.network.sever([safe], [siamu, pf])
    house.network.run(16_000)
    safe.tell(FAY, "seat.revoke", seat="PF 1", reason="stolen", passphrase=PASSPHRASE)
    pf.tell(CLO, "agency.state", agency="PF", state="engaged")
    hurt = {"place": "quay", "source": "112", "category": "t1", "count": 3}
    pf.tell(CLO, "incident.casualties", incident=incident, **hurt)
    assert house.network.settle(60_000, siamu, pf)
    before = siamu.look()
    house.network.mend()
    assert house.network.settle(180_000, safe, siamu)
    assert siamu.look() == safe.look() != before
    assert not siamu.stale()


def test_who_joins_an_agency_stands_on_its_card_at_once(house: House) -> None:
    for seat in house.seats.values():
        seat.look()
    new = {
        "name": "Hal",
        "agency": "PF",
        "roles": ["operator"],
        "new_passphrase": "nine slow ferries at noon",
    }
    house["safe"].tell(FAY, "person.add", **new, passphrase=PASSPHRASE)
    house.network.run(2_000)
    for seat in house.seats.values():
        card = seat.look()["agency", "PF"]
        assert card is not None
        assert b"Hal" in card
        assert not seat.stale()


def test_a_desk_that_is_shown_something_before_its_persons_needs_are_known_gets_them_then(
    house: House,
) -> None:
    safe = house["safe"]
    safe.tell(DAN, "log.write", text="two hurt")
    needs = ("needs", DAN.id)
    safe.engine._shown._derived.clear()
    assert safe.engine._shown.encoded(needs) is None
    assert needs in safe.engine._shown.derive()
    assert safe.engine._shown.encoded(needs) is not None
    assert not safe.stale()
