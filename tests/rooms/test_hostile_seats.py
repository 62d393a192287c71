"""Seats that keep no rule: what they tell, sign and write harms no other, and people read of it."""

import shutil
from pathlib import Path

from console.domain.merging import merged_into
from console.domain.room import PersonView, StatusView
from console.mesh import messages as m
from console.trust.boxes import unlock
from console.trust.envelope import sign
from console.trust.keys import SigningKey, new_signing_key
from console.trust.statements import KeySucceeded
from console.trust.witness import HEADS_WITNESSED, write_heads
from db.backup import back_up, restore
from tests.console.domain.seats import ANN, CLO, DAN, FAY
from tests.console.mesh.simulated import losing
from tests.rooms.desk import PASSPHRASE
from tests.rooms.house import House
from tests.rooms.network import in_step
from tests.rooms.seat import Seat
from tests.rooms.test_carrying import carried_in, carried_out

HIGHEST = 2**63 - 1


def say(liar: Seat, to: Seat, message: m.Message) -> None:
    """The liar sends this, whatever else it says."""
    for link in liar.mesh.links.met():
        if link.seat == to.id:
            liar.mesh.links.send(link, message)


def key_of(seat: Seat, person: PersonView) -> SigningKey:
    """Anybody who has a seat's folder and the passphrase has this."""
    return unlock(seat.home.boxes.of(bytes.fromhex(person.id)), PASSPHRASE)


def new_keys(seat: Seat, key: SigningKey, person: PersonView, times: int) -> None:
    """This seat learns of so many new keys that this one names as its person's."""
    keys, who = [new_signing_key() for _ in range(times)], bytes.fromhex(person.id)
    room, old = seat.trust.room, bytes(key.verify_key)
    said = [KeySucceeded(room, seat.wall(), who, old, bytes(each.verify_key)) for each in keys]
    seat.engine._growth.add([sign(key, each) for each in said])


def status(seat: Seat) -> StatusView:
    view = dict(seat.engine._roster.views())["status", ""]
    assert isinstance(view, StatusView)
    return view


def test_a_seat_that_boasts_of_more_entries_than_there_can_be_ends_nobody(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    house.network.run(5_000)
    boast = tuple(m.Held(bytes([n]) * 32, (m.Tip(HIGHEST, bytes(8)),)) for n in range(5))
    say(pf, safe, m.Have(bytes(32), b"", b"", feeds=boast))
    house.network.carry(pf)
    house.network.tamper["pf"] = losing(m.Have | m.Entries)
    house.network.run(2_000)
    assert 0 < status(safe).coming <= 1_000_000_000
    assert safe.look()
    safe.tell(DAN, "log.write", text="on site")
    house.network.run(10_000)
    assert in_step(safe, siamu)


def test_a_seat_that_signs_for_what_it_never_had_makes_no_other_wait_for_it(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    safe.tell(DAN, "log.write", text="on site")
    assert house.network.settle()
    own = safe.ledger.feed.id
    heads = [(own, 2**53, bytes(32)), (bytes(32), 2**53, bytes(32)), (own, 1, b"x" * 32)]
    commits = pf.engine._commits
    with commits.writing():
        commits.write(HEADS_WITNESSED, (pf.id,), write_heads(heads))
    pf.turn()
    assert house.network.settle()
    for seat in (safe, siamu):
        seat.restart()
    house.network.run(10_000)
    assert house.network.settle()
    for seat in (safe, siamu):
        assert status(seat).coming == 0
        assert not status(seat).catching_up
        assert status(seat).nowhere_else == 0
    safe.tell(DAN, "log.write", text="and since")
    assert house.network.settle()
    assert safe.look() == siamu.look()


def test_what_a_revoked_seat_brings_on_a_stick_counts_nowhere_and_is_passed_on_as_such(
    house: House, tmp_path: Path
) -> None:
    safe, siamu, pf = house.seats.values()
    safe.tell(DAN, "operation.open", title="Dock fire")
    incident = safe.tell(DAN, "incident.open", title="Fire", severity="minor")
    pf.tell(CLO, "log.write", text="while it stood")
    assert house.network.settle()
    safe.tell(FAY, "seat.revoke", seat="PF 1", reason="stolen", passphrase=PASSPHRASE)
    assert house.network.settle(60_000, safe, siamu)
    for n in range(3):  # each time in a run of its own, which no cut names
        pf.restart()
        pf.tell(CLO, "incident.set", incident=incident, field="severity", value="critical")
        pf.tell(CLO, "log.write", text=f"replayed {n}")
        carried_in(siamu, carried_out(pf, tmp_path / f"stick{n}"))
    assert house.network.settle(60_000, safe, siamu)
    for seat in (safe, siamu):
        assert seat.picture.get(incident, "incident").value("severity") == "minor"
        said = {line.text: line.void for line in seat.lines().values() if line.text}
        assert said["while it stood"] == ""
        assert {said[f"replayed {n}"] for n in range(3)} == {"after_revocation"}
        assert not any(pf.id.hex() in alarm for alarm in seat.alarms)
    assert safe.look() == siamu.look()


def test_incidents_that_are_merged_in_a_circle_on_three_sides_of_a_cut_stand_for_one(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    safe.tell(DAN, "operation.open", title="Dock fire")
    first, second, third = (
        safe.tell(DAN, "incident.open", title=title, severity="minor") for title in ("Fire", "Smoke", "Leak")
    )
    assert house.network.settle()
    for one in house.seats.values():
        house.network.sever([one], [other for other in house.seats.values() if other is not one])
    house.network.run(16_000)
    safe.tell(DAN, "incident.merge", incident=first, into=second, reason="one")
    siamu.tell(ANN, "incident.merge", incident=second, into=third, reason="one")
    pf.tell(CLO, "incident.merge", incident=third, into=first, reason="one")
    house.network.mend()
    assert house.network.settle()
    assert safe.look() == siamu.look() == pf.look()
    incidents = [safe.picture.get(each, "incident") for each in (first, second, third)]
    assert [each.id for each in incidents if not merged_into(safe.picture, each)] == [first]
    safe.tell(DAN, "log.write", text="at the one that stands", incident=first)
    assert house.network.settle()


def test_two_runs_of_a_seat_on_either_side_of_a_cut_and_a_backup_put_back_as_it_heals_lose_nothing(
    house: House,
) -> None:
    safe, siamu, pf = house.seats.values()
    safe.tell(DAN, "operation.open", title="Dock fire")
    assert house.network.settle()
    back_up(pf.folder, pf.room, pf.wall())
    pf.tell(CLO, "log.write", text="since the backup")
    assert house.network.settle()
    pf.stop()
    shutil.copytree(pf.folder, house.folder / "copy")
    pf.run()
    copy = house.open("copy")
    house.network.sever([safe, pf], [siamu, copy])
    house.network.run(16_000)
    pf.tell(CLO, "log.write", text="on this side")
    copy.tell(ANN, "log.write", text="on that side")
    house.network.run(5_000)
    pf.crash()
    restore(pf.folder, pf.room, pf.wall())
    pf.run()
    pf.tell(CLO, "log.write", text="from what was put back")
    house.network.mend()
    assert house.network.settle()
    house.network.run(15_000)
    for seat in house.seats.values():
        said = {line.text: line.void for line in seat.lines().values() if line.text}
        for text in ("since the backup", "on this side", "on that side", "from what was put back"):
            assert said[text] == "", seat.name
        assert f"seat.copied:{pf.id.hex()}" in seat.alarms, seat.name
        assert not seat.record.forks(), seat.name
    assert safe.look() == siamu.look() == pf.look() == copy.look()


def test_who_signs_too_much_keeps_no_room_out_of_step_and_all_agree_again_once_he_is_revoked(
    house: House,
) -> None:
    safe, siamu, pf = house.seats.values()
    safe.tell(DAN, "operation.open", title="Dock fire")
    safe.tell(DAN, "log.write", text="before")
    assert house.network.settle()
    for one in house.seats.values():
        house.network.sever([one], [other for other in house.seats.values() if other is not one])
    house.network.run(16_000)
    key = key_of(safe, DAN)
    for seat in house.seats.values():
        new_keys(seat, key, DAN, 300)
    before = [seat.trust.people[bytes.fromhex(DAN.id)].keys for seat in house.seats.values()]
    assert len(set(before)) == 3
    house.network.mend()
    assert house.network.settle()
    for seat, keys in zip(house.seats.values(), before, strict=True):
        assert seat.trust.people[bytes.fromhex(DAN.id)].keys == keys, "none forgets what counted"
        assert f"trust.signed_too_much:{DAN.name}" in seat.alarms
    siamu.crash()
    siamu.run()
    assert house.network.settle()
    safe.tell(FAY, "person.revoke", person=DAN.name, reason="signs without end", passphrase=PASSPHRASE)
    assert house.network.settle()
    safe_keys = safe.trust.people[bytes.fromhex(DAN.id)].keys
    for seat in house.seats.values():
        assert seat.trust.people[bytes.fromhex(DAN.id)].keys == safe_keys
        assert not any("signed_too_much" in alarm for alarm in seat.alarms)
        said = {line.text: line.void for line in seat.lines().values() if line.text}
        assert said["before"] == ""
        seat.restart()
    assert house.network.settle()
    assert safe.look() == siamu.look() == pf.look()
