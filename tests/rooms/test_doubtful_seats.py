"""Relays that cheat, seats that were patched, copied or revoked: found out, shown, without effect."""

import shutil
from copy import copy

from console.domain.lines import UNSEEN
from console.domain.order_facts import OrderIssued
from console.link.protocol import LogWindow
from console.mesh import messages as m
from db.entry import Entry
from tests.console.domain.seats import ANN, CLO, DAN, EVE, FAY
from tests.rooms.desk import PASSPHRASE
from tests.rooms.house import House
from tests.rooms.network import in_step
from tests.rooms.seat import Seat


def without_payload(frame: bytes) -> bytes:
    """What a relay passes on that strips the payloads of log lines."""
    match m.decode(frame):
        case m.Entries(feed, run, answer, tip):
            bare = tuple(Entry(each.header, each.signature, None, None) for each in run)
            return m.encode(m.Entries(feed, bare, answer, tip))
        case m.Mends():
            return m.encode(m.Mends(()))
        case _:
            return frame


def with_bad_signatures(frame: bytes) -> bytes:
    """What a relay passes on that alters all signatures but the last of a run, which is checked at once."""
    match m.decode(frame):
        case m.Entries(feed, run, answer, tip):
            *first, last = run
            bad = tuple(Entry(each.header, bytes(64), each.salt, each.payload) for each in first)
            return m.encode(m.Entries(feed, (*bad, last), answer, tip))
        case m.Mends():
            return m.encode(m.Mends(()))
        case _:
            return frame


def behind_a_relay(house: House) -> tuple[Seat, Seat, Seat]:
    """Somebody writes while a seat can hear only a relay; gives the three."""
    writer, relay, far = house.seats.values()
    writer.tell(DAN, "operation.open", title="Dock fire")
    assert house.network.settle()
    house.network.sever([writer], [far])
    house.network.sever([relay], [far])
    house.network.run(16_000)
    for n in range(6):
        writer.tell(DAN, "log.write", text=f"line {n}")
    house.network.run(5_000)
    assert in_step(writer, relay)
    return writer, relay, far


def texts(seat: Seat) -> set[str]:
    return {line.text for line in seat.lines().values() if line.text}


LINES = {f"line {n}" for n in range(6)}


def test_a_relay_that_strips_payloads_is_found_out_and_another_seat_repairs_it(house: House) -> None:
    writer, relay, far = behind_a_relay(house)
    house.network.tamper = {relay.name: without_payload}
    house.network.cut = {pair for pair in house.network.cut if writer.name in pair}
    house.network.run(10_000)
    assert far.record.digest() == writer.record.digest(), "headers alone came through"
    assert len(far.record.lacking(100)) >= 6
    assert not LINES & texts(far)
    assert not in_step(writer, far)
    house.network.mend()
    assert house.network.settle()
    assert texts(far) >= LINES
    assert far.look() == writer.look()


def test_a_relay_that_alters_signatures_within_a_run_is_found_out_and_repaired(house: House) -> None:
    writer, relay, far = behind_a_relay(house)
    house.network.tamper = {relay.name: with_bad_signatures}
    house.network.cut = {pair for pair in house.network.cut if writer.name in pair}
    house.network.run(10_000)
    assert far.record.lacking(100)
    assert far.record.verified_heads() != far.record.heads(), "nothing of it is passed on"
    house.network.mend()
    assert house.network.settle()
    assert not far.record.lacking(100)
    assert far.record.verified_heads() == far.record.heads()
    assert texts(far) >= LINES


def test_an_order_of_an_observers_patched_seat_has_no_effect_anywhere(house: House) -> None:
    safe, _, pf = house.seats.values()
    operation = safe.tell(DAN, "operation.open", title="Dock fire")
    safe.tell(ANN, "command.grant", holder=ANN.id, authority="Mayor")
    assert house.network.settle()
    grant = pf.look()[("command", operation)]
    by = pf.desk(EVE).by
    order = "ab" * 16
    forged = OrderIssued(1, 1, "ef" * 32, ("SIAMU",), "Withdraw all crews", operation=operation)
    entry = pf.forge(forged, by, order, operation)
    assert house.network.settle()
    house.network.run(5_000)
    for seat in house.seats.values():
        assert not seat.picture.all("order")
        line = seat.lines()[entry]
        assert line.void == "power"
        assert line.by == "Eve"
        assert seat.look().get(("order", order)) is None
        assert seat.look()[("command", operation)] == grant
        assert not seat.alarms


def run_twice(house: House, seat: Seat) -> tuple[Seat, str]:
    """Run a copy of a seat's folder beside it; gives it, and the alarm."""
    seat.stop()
    shutil.copytree(seat.folder, house.folder / "copy")
    seat.run()
    twin = house.open("copy")
    house.network.run(15_000)
    return twin, f"seat.copied:{seat.id.hex()}"


def test_a_copied_folder_run_twice_alarms_everybody_and_nothing_is_refused(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    twin, alarm = run_twice(house, pf)
    assert alarm in safe.alarms
    pf.tell(CLO, "log.write", text="from the seat")
    twin.tell(DAN, "log.write", text="from its copy")
    pf.tell(CLO, "log.write", text="from the seat again")
    assert house.network.settle()
    for seat in house.seats.values():
        assert alarm in seat.alarms, seat.name
        assert {"from the seat", "from its copy", "from the seat again"} <= texts(seat)
    assert not safe.record.forks(), "a copy has a feed of its own"
    siamu.restart()
    assert alarm in siamu.alarms, "the record itself tells of it"
    twin.stop()
    pf.restart()
    pf.tell(CLO, "log.write", text="alone again")
    assert house.network.settle(180_000, safe, siamu, pf)
    house.network.run(20_000)
    for seat in (safe, siamu, pf):
        assert alarm not in seat.alarms, "it is settled"


def test_a_copied_seat_is_settled_when_one_is_stopped_and_the_other_opened_again_before_anybody_writes_there(
    house: House,
) -> None:
    safe, siamu, pf = house.seats.values()
    twin, alarm = run_twice(house, pf)
    twin.tell(DAN, "log.write", text="from its copy")
    pf.tell(CLO, "log.write", text="from the seat")
    assert house.network.settle()
    house.network.run(5_000)
    twin.stop()
    house.network.run(20_000)
    assert alarm in safe.alarms, "one of them may yet come back"
    pf.restart()
    house.network.run(20_000)
    for seat in (safe, siamu, pf):
        assert alarm not in seat.alarms, seat.name


def test_a_copied_seat_is_not_settled_while_both_go_on(house: House) -> None:
    safe, _, pf = house.seats.values()
    twin, alarm = run_twice(house, pf)
    twin.tell(DAN, "log.write", text="from its copy")
    pf.tell(CLO, "log.write", text="from the seat")
    assert house.network.settle()
    pf.restart()
    house.network.run(20_000)
    twin.tell(DAN, "log.write", text="from its copy again")
    house.network.run(5_000)
    twin.stop()
    house.network.run(20_000)
    assert alarm in safe.alarms
    assert alarm in pf.alarms


def test_a_copy_that_wrote_nothing_beside_the_seat_is_settled_when_it_is_stopped(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    twin, alarm = run_twice(house, pf)
    assert alarm in safe.alarms
    twin.stop()
    house.network.run(20_000)
    for seat in (safe, siamu, pf):
        assert alarm not in seat.alarms


def test_a_copied_seat_that_is_revoked_is_no_alarm_any_more(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    twin, alarm = run_twice(house, pf)
    twin.tell(DAN, "log.write", text="from its copy")
    pf.tell(CLO, "log.write", text="from the seat")
    assert house.network.settle()
    assert alarm in safe.alarms
    safe.tell(FAY, "seat.revoke", seat="PF 1", reason="copied", passphrase=PASSPHRASE)
    house.network.run(20_000)
    for seat in (safe, siamu):
        assert alarm not in seat.alarms


def test_a_machine_that_is_cloned_while_it_runs_is_a_fork_at_every_seat_and_at_its_own(house: House) -> None:
    pf = house["pf"]
    pf.tell(CLO, "log.write", text="before the clone")
    assert house.network.settle()
    shutil.copytree(pf.folder, house.folder / "clone", ignore=shutil.ignore_patterns("*-shm"))
    clone = house.open("clone")
    clone.ledger.feed = copy(pf.ledger.feed)
    clone.tell(DAN, "log.write", text="from the clone")
    house.network.run(3_000)
    pf.tell(CLO, "log.write", text="from the seat, which has met the other branch")
    assert house.network.settle()
    alarm = f"seat.forked:{pf.id.hex()}"
    for seat in house.seats.values():
        assert alarm in seat.alarms, seat.name
        assert {"before the clone", "from the clone"} <= texts(seat)
        assert len(seat.record.heads()[pf.ledger.feed.id]) == 2
    house["siamu"].restart()
    assert len({seat.picture.digest() for seat in house.seats.values()}) == 1, "also after a start"


def test_what_a_revoked_seat_wrote_after_its_cut_counts_only_once_it_is_released(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    safe.tell(DAN, "operation.open", title="Dock fire")
    incident = safe.tell(DAN, "incident.open", title="Fire", severity="minor")
    pf.tell(CLO, "log.write", text="before the cut")
    assert house.network.settle()
    house.network.sever([safe], [siamu, pf])
    house.network.run(16_000)
    safe.tell(FAY, "seat.revoke", seat="PF 1", reason="stolen", passphrase=PASSPHRASE)
    pf.tell(CLO, "log.write", text="after the cut")
    line = pf.desk(CLO).entry
    pf.tell(CLO, "incident.set", incident=incident, field="severity", value="critical")
    change = pf.desk(CLO).entry
    house.network.run(3_000)
    assert siamu.picture.get(incident, "incident").value("severity") == "critical"
    house.network.mend()
    assert house.network.settle(180_000, safe, siamu)
    for seat in (safe, siamu):
        assert {"before the cut"} <= texts(seat)
        author = seat.author_of(line)
        assert author is not None
        assert author.standing == "after_revocation"
        assert next(x for x in seat.lines().values() if x.entry == line).void == "after_revocation"
        assert seat.picture.get(incident, "incident").value("severity") == "minor"
        assert pf.id not in seat.mesh.linked_seats()
    safe.tell(FAY, "room.release", entries=(change,), reason="she was honest", passphrase=PASSPHRASE)
    assert house.network.settle(180_000, safe, siamu)
    for seat in (safe, siamu):
        assert seat.picture.get(incident, "incident").value("severity") == "critical"
        assert next(x for x in seat.lines().values() if x.entry == line).void == "after_revocation"
    assert safe.look() == siamu.look()


def test_the_lines_of_an_operation_that_a_revoked_seat_opened_after_its_cut_are_listed(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    house.network.sever([safe], [siamu, pf])
    house.network.run(16_000)
    safe.tell(FAY, "seat.revoke", seat="PF 1", reason="stolen", passphrase=PASSPHRASE)
    operation = pf.tell(CLO, "operation.open", title="Dock fire")
    assert house.network.settle(60_000, siamu, pf)
    siamu.tell(DAN, "log.write", text="by an honest seat", operation=operation)
    pf.tell(CLO, "log.write", text="by the revoked one", operation=operation)
    house.network.run(3_000)
    house.network.mend()
    assert house.network.settle(180_000, safe, siamu)
    for seat in (safe, siamu):
        assert not seat.picture.all("operation")
        listed = {line.text: line.void for line in seat.lines().values() if line.operation == operation}
        assert listed["by an honest seat"] == ""
        assert listed["by the revoked one"] == "after_revocation"
    assert safe.look() == siamu.look()


def test_a_line_whose_operation_is_not_known_is_read_in_the_rooms_own_log_until_it_is(house: House) -> None:
    safe, siamu, pf = house.seats.values()
    house.network.sever([safe], [siamu, pf])
    house.network.run(16_000)
    operation = pf.tell(CLO, "operation.open", title="Dock fire")
    opening = pf.desk(CLO).entry
    assert house.network.settle(60_000, siamu, pf)
    siamu.tell(DAN, "log.write", text="by an honest seat", operation=operation)
    safe.tell(FAY, "seat.revoke", seat="PF 1", reason="stolen", passphrase=PASSPHRASE)

    def read(seat: Seat, log: str) -> dict[str, bool]:
        shown = seat.engine._shown
        lines = map(shown.line_view, shown.page(LogWindow("", log), 99, None))
        return {line.text: line.waits for line in lines if line.text}

    assert read(siamu, operation) == {"by an honest seat": False}
    assert read(siamu, "") == {}
    house.network.mend()
    assert house.network.settle(180_000, safe, siamu)
    for seat in (safe, siamu):
        assert read(seat, "") == {"by an honest seat": True}
    room_log = LogWindow("", "")
    _, seen = safe.engine._shown.rows(room_log, UNSEEN)
    siamu.restart()
    assert read(siamu, "") == {"by an honest seat": True}
    safe.tell(FAY, "room.release", entries=(opening,), reason="she was honest", passphrase=PASSPHRASE)
    assert house.network.settle(180_000, safe, siamu)
    for seat in (safe, siamu):
        assert read(seat, operation) == {"by an honest seat": False}
        assert read(seat, "") == {}
    assert safe.engine._shown.rows(room_log, seen)[1].moved != seen.moved, "a face forgets the line there"
