"""A fault of ours in what came by itself: the seat goes on with the rest, and says so on its screens."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import zmq

from console.domain.facts import Event
from console.domain.picture import Picture
from console.link.client import Gone, Link, SeatGone
from console.link.faces import Feed
from console.link.protocol import ALL, LogWindow
from console.mesh.code_socket import CodeDoor
from console.mesh.effects import AddBoxes
from console.mesh.network import Network
from console.seat import shown
from console.seat.clocks import Clocks
from console.seat.create import join_room
from console.seat.enrolling import Enrolling
from console.seat.faults import ANEW, FAULT
from console.seat.growing import Growth
from console.seat.indexing import Indexer
from console.seat.keeping import Keeping
from console.seat.ledger import Ledger
from console.seat.options import Options
from console.seat.receipts import Receipts
from console.seat.reception import Reception
from console.seat.replication import Replication
from console.seat.roster import Roster
from console.seat.sessions import Sessions
from console.seat.shown import Shown
from console.trust import trust as trust_module
from console.trust.codes import fresh
from console.trust.envelope import Held
from console.trust.fold import fold
from console.trust.porch import Porch
from console.trust.standings import Standings
from console.trust.statements import Genesis
from console.trust.trust import Trust
from db.record import Record
from tests.console.seat.running import PASSPHRASE, Seat, paged, refused, said, tell, texts, until
from tests.console.seat.test_faults import wrong
from tests.console.seat.test_trust_acts import invitation, revocation

Start = Callable[..., Seat]


def alarmed(seat: Seat) -> None:
    """Every screen of the seat says so, the seat works, and the test knows that it was so."""
    link = seat.link("wall", (LogWindow("all", ALL),))
    until(lambda: FAULT in link.mirrored.get("room", "").alarms, link)
    tell(seat.signed_in("Amina"), "log.write", text="we go on")
    seat.engine._faults.alarms.clear()


@pytest.fixture
def stick(home: Path, start: Start, tmp_path: Path) -> Path:
    """Carried out of a copy of the room: three lines, and an invitation that was made there."""
    shutil.copytree(home, tmp_path / "copy")
    seat = start(tmp_path / "copy")
    amina = seat.signed_in()
    for text in ("before", "poison", "after"):
        tell(amina, "log.write", text=text)
    said(amina, amina.tell(invitation(tmp_path / "Siamu 1.invitation")))
    paged(seat.link(), "carry.out", path=str(tmp_path / "stick"))
    seat.stop()
    return tmp_path / "stick"


def test_in_one_entry_leaves_it_on_disk_and_shows_the_others(
    home: Path, start: Start, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    took = Picture.take

    def wrong_of_one(picture: Picture, event: Event, **given: bool) -> bool:
        return wrong() if getattr(event.fact, "text", "") == "poison" else took(picture, event, **given)

    with monkeypatch.context() as patch:
        patch.setattr(Picture, "take", wrong_of_one)
        seat = start(home)
        paged(seat.link(), "carry.in", path=str(stick))
        assert texts(seat) == ["before", "after"]
        alarmed(seat)
        seat.stop()
        again = start(home)
        assert texts(again) == ["before", "after", "we go on"], "nor does it keep the seat from starting"
        alarmed(again)
        again.stop()
    assert texts(start(home)) == ["before", "poison", "after", "we go on", "we go on"]


def test_in_a_statement_leaves_it_to_who_has_it(
    home: Path, start: Start, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong_of_one(genesis: Genesis, held: Iterable[Held]) -> Standings:
        statements = list(held)
        if any(getattr(each.statement, "label", "") == "Siamu 1" for each in statements):
            wrong()
        return fold(genesis, statements)

    seat = start(home)
    with monkeypatch.context() as patch:
        patch.setattr(trust_module, "fold", wrong_of_one)
        paged(seat.link(), "carry.in", path=str(stick))
        assert texts(seat) == ["before", "poison", "after"]
        alarmed(seat)
        assert not seat.engine._ledger.trust.invitations
    paged(seat.link(), "carry.in", path=str(stick))
    assert [each.label for each in seat.engine._ledger.trust.invitations.values()] == ["Siamu 1"]


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (Porch, "hear"),
        (Growth, "_people_changed"),
        (Ledger, "trust_changed"),
        (Sessions, "expel"),
        (Network, "statements_changed"),
    ],
)
def test_in_letting_a_new_seat_in(
    home: Path, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: object, name: str
) -> None:
    seat = start(home)
    amina = seat.signed_in()
    said(amina, amina.tell(invitation(tmp_path / "invitation")))
    join_room(tmp_path / "other", tmp_path / "invitation")
    joiner = Options(listen="127.0.0.1:0", peers=(seat.address,), mdns=False)
    with monkeypatch.context() as patch:
        patch.setattr(where, name, wrong)
        other = start(tmp_path / "other", joiner)
        alarmed(seat)
    until(lambda: seat.engine._roster.others and seat.engine._roster.others.links, amina)
    for each in (seat, other):
        each.engine._faults.alarms.clear()


def wrong_of_incidents(shows: Shown, kind: str, key: str) -> Any:
    return wrong() if kind == "incident" else view_of(shows, kind, key)


view_of = Shown._view


@pytest.mark.parametrize(
    ("where", "name", "fault"),
    [
        (Shown, "_view", wrong_of_incidents),
        (Shown, "line_view", wrong),
        (Shown, "touched", wrong),
        (shown, "needs", wrong),
        (Roster, "_seat", wrong),
        (Clocks, "measure", wrong),
        (Receipts, "stored", wrong),
        (Receipts, "step", wrong),
        (Keeping, "step", wrong),
        (Indexer, "step", wrong),
        (Replication, "tick", wrong),
        (Network, "tick", wrong),
        (Network, "wrote", wrong),
        (Ledger, "settle", wrong),
    ],
)
def test_in_what_a_seat_does_by_itself(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch, where: object, name: str, fault: Any
) -> None:
    sound, broken = getattr(where, name), [True]

    def at_first(*given: Any) -> Any:
        return fault(*given) if broken else sound(*given)

    monkeypatch.setattr(where, name, at_first)
    seat = start(home)
    amina = seat.signed_in()
    operation = tell(amina, "operation.open", title="Flood").about
    tell(amina, "incident.open", title="Cellars", operation=operation)
    alarmed(seat)
    broken.clear()
    seat.engine._faults.alarms.clear()


@pytest.mark.parametrize(("where", "name"), [(Reception, "_greet"), (Feed, "batch"), (Sessions, "bereave")])
def test_in_what_one_face_is_told(
    seat: Seat, monkeypatch: pytest.MonkeyPatch, where: object, name: str
) -> None:
    amina = seat.signed_in()
    with monkeypatch.context() as patch:
        patch.setattr(where, name, wrong)
        with Link(seat.home, face="cli") as link, suppress(SeatGone):
            link.open(timeout=2, connect=2)
        tell(amina, "log.write", text="meanwhile")
        amina.close()
        until(lambda: len(seat.engine._audience.faces) <= 1)
    seat.engine._faults.alarms.clear()
    tell(seat.signed_in(), "log.write", text="we go on")
    assert texts(seat) == ["meanwhile", "we go on"]


def test_in_what_a_revocation_bears_upon(
    home: Path, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is revoked is silenced all the same."""
    seat = start(home)
    amina = seat.signed_in()
    said(amina, amina.tell(invitation(tmp_path / "invitation")))
    join_room(tmp_path / "other", tmp_path / "invitation")
    other = start(tmp_path / "other", Options(listen="127.0.0.1:0", peers=(seat.address,), mdns=False))
    links = seat.engine._roster.others
    until(lambda: links and links.links, amina)
    tell(other.signed_in("Amina"), "log.write", text="from there")
    until(lambda: "from there" in texts(seat), amina)
    with monkeypatch.context() as patch:
        patch.setattr(Picture, "refold", wrong)
        said(amina, amina.tell(revocation("seat", "Siamu 1")))
        assert links
        assert not links.links
        alarmed(seat)
    other.engine._faults.alarms.clear()


def test_in_a_short_code_is_not_shown_as_one_that_opens(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    amina = seat.signed_in()
    code = {"label": "Siamu 1", "agency": "SIAMU", "code": fresh(), "passphrase": PASSPHRASE}
    with monkeypatch.context() as patch:
        patch.setattr(CodeDoor, "_answer", wrong)
        tell(amina, "seat.code", **code)
        until(lambda: amina.mirrored.get("code", ""), amina)
        shown = amina.mirrored.get("code", "")
        assert shown.state == "open"
        stranger: zmq.Socket[bytes] = zmq.Context.instance().socket(zmq.DEALER)
        with stranger:
            stranger.linger = 0
            stranger.connect(f"tcp://127.0.0.1:{shown.addresses[0].rpartition(':')[2]}")
            stranger.send(b"hello")
            until(lambda: amina.mirrored.get("code", "").state == "over", amina)
    alarmed(seat)


def test_in_what_became_of_a_short_code(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    amina = seat.signed_in()
    monkeypatch.setattr(Enrolling, "_note", wrong)
    for _ in range(2):  # the second ends the first
        code = {"label": "Siamu 1", "agency": "SIAMU", "code": fresh(), "passphrase": PASSPHRASE}
        tell(amina, "seat.code", **code)
    alarmed(seat)


def test_in_the_window_of_one_log_keeps_nothing_else_from_its_face(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = seat.signed_in()
    wall = seat.link("wall", (LogWindow("all", ALL),))
    with monkeypatch.context() as patch:
        patch.setattr(Shown, "_logs", wrong)
        tell(amina, "log.write", text="unseen")
        operation = tell(amina, "operation.open", title="Flood").about
        until(lambda: FAULT in wall.mirrored.get("room", "").alarms, wall)
        until(lambda: wall.mirrored.get("operation", operation), wall)
        assert not wall.complete
    until(lambda: wall.complete, wall)
    assert [line.text for line in wall.mirrored.log("all") if line.text] == ["unseen"]
    seat.engine._faults.alarms.clear()


def test_in_all_that_a_face_is_shown_is_told_to_the_others(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, batch = seat.link("wall"), Feed.batch
    its = next(iter(seat.engine._audience.faces.values())).feed
    with monkeypatch.context() as patch:
        patch.setattr(Feed, "batch", lambda feed, *given: wrong() if feed is its else batch(feed, *given))
        tell(seat.signed_in(), "log.write", text="unseen")
        alarmed(seat)
    until(lambda: broken.complete, broken)


def test_in_one_task_of_the_mesh_leaves_the_others_to_be_done(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    network, taken = seat.engine._network, list[tuple[bytes, ...]]()
    assert network is not None
    mesh = network.mesh

    def wrong_of_the_first(_: Growth, raw: tuple[bytes, ...]) -> None:
        taken.append(raw)
        if len(taken) == 1:
            wrong()

    def brought() -> None:
        for raw in (b"first", b"second", b"third"):
            mesh.links.do(AddBoxes(1, (raw,)))
        changed()

    changed = network.boxes_changed
    monkeypatch.setattr(Growth, "take_boxes", wrong_of_the_first)
    seat.engine._soon(brought)
    until(lambda: len(taken) == 3)
    alarmed(seat)


def test_in_what_runs_of_entries_bring_leaves_no_peer_waiting(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = list[Any]()
    runs = [type("Run", (), {"run": ()})() for _ in range(3)]

    def told(_: Network, admit: Any, outcome: Any) -> None:
        found.append((admit, outcome))
        if len(found) == 1:
            wrong()

    with monkeypatch.context() as patch:
        patch.setattr(Record, "admit_all", lambda *_: [None] * len(runs))
        patch.setattr(Replication, "take", wrong)
        patch.setattr(Network, "admitted", told)
        seat.engine._soon(lambda: seat.engine._replication._submit(runs))
        until(lambda: len(found) == 3)
        alarmed(seat)
    assert found == [(run, None) for run in runs]


def test_in_keeping_statements_of_others_is_told_and_tried_again(
    home: Path, start: Start, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = start(home)
    with monkeypatch.context() as patch:
        patch.setattr(Record, "add_statements", wrong)
        paged(seat.link(), "carry.in", path=str(stick))
        alarmed(seat)
    held = seat.engine._ledger.trust.invitations
    until(lambda: not seat.engine._growth._unkept and seat.engine._writer.idle)
    seat.engine._faults.alarms.clear()
    seat.stop()
    assert held
    assert start(home).engine._ledger.trust.invitations == held


def test_in_a_run_that_a_peer_sends(home: Path, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    seat, found = start(home), list[tuple[Any, Any]]()
    with monkeypatch.context() as patch:
        patch.setattr(Record, "admit_all", wrong)
        patch.setattr(Network, "admitted", lambda _, admit, outcome: found.append((admit, outcome)))
        replication = seat.engine._replication
        runs = [type("Run", (), {"run": ()})() for _ in range(3)]
        seat.engine._poller.call_soon(lambda: replication._submit(runs))
        until(lambda: len(found) == 3)
        alarmed(seat)
    assert [(admit, outcome.code) for admit, outcome in found] == [(run, "entry.fault") for run in runs]


def test_that_may_tear_memory_from_the_disk_ends_what_is_shown(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = start(home)
    link = seat.signed_in()
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "committed", wrong)
        assert refused(link, link.tell({"intent": "log.write", "text": "on disk"})).code == "link.gone"
        seat._thread.join(60)
        link.close()
    assert not seat.whole
    assert texts(start(home)) == ["on disk"]


def test_that_tears_them_apart_while_the_seat_stops_lets_it_stop(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = seat.signed_in()
    tell(link, "log.write", text="on disk")
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "committed", wrong)
        seat.engine.stop()
        until(lambda: Gone("link.stopping") in link.drain())  # else a wall would have it run again
        seat._thread.join(60)
    link.close()
    assert not seat.running
    assert seat.whole


def test_that_keeps_from_memory_what_an_act_has_on_disk_ends_what_is_shown(
    home: Path, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No other act would ever have its turn."""
    seat = start(home)
    link = seat.signed_in()
    with monkeypatch.context() as patch:
        patch.setattr(Trust, "keep", wrong)
        assert refused(link, link.tell(invitation(tmp_path / "invitation"))).code == "link.gone"
        seat._thread.join(60)
        link.close()
    assert not seat.whole
    assert [each.label for each in start(home).engine._ledger.trust.invitations.values()] == ["Siamu 1"]


ANEW_ONCE = """
import sys, time
from pathlib import Path
from console.seat import process
from console.seat.ledger import Ledger
from console.seat.options import Options
committed, first = Ledger.committed, []

def once(ledger, admission):
    if admission.stored[-1].header.kind == "log.written" and len(first) < int(sys.argv[2]):
        first.append(1)
        raise ZeroDivisionError
    return committed(ledger, admission)

Ledger.committed = once
process.LASTING_SECONDS = float(sys.argv[3])
quiet = Options(listen="127.0.0.1:0", mdns=False)
process.run_seat(Path(sys.argv[1]), quiet, lambda facts: print("ready", flush=True))
"""


@pytest.mark.parametrize("lasting", [0.0, 600.0])
def test_that_tore_them_apart_has_the_seat_begin_anew_unless_it_had_only_just_begun(
    home: Path, lasting: float
) -> None:
    command = [sys.executable, "-c", ANEW_ONCE, str(home), "1", str(lasting)]
    pipe = subprocess.PIPE
    with (
        subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as process,
        Link(home, face="cli") as link,
    ):
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "ready\n"
        link.open()
        said(link, link.sign_in("", PASSPHRASE))
        assert refused(link, link.tell({"intent": "log.write", "text": "on disk"})).code == "link.gone"
        if lasting:
            assert process.wait(60) == 1
            assert "seat.ended" in process.stderr.read()
            return
        assert process.stdout.readline() == "ready\n"
        until(lambda: link.complete and ANEW in link.mirrored.get("room", "").alarms, link)
        assert [line.text for line in paged(link, "log", operation="*") if line.text] == ["on disk"]
        said(link, link.sign_in("", PASSPHRASE))
        tell(link, "log.write", text="we go on")
        paged(link, "stop", sure=True)
        assert process.wait(60) == 0
        assert "ZeroDivisionError" in process.stderr.read()
