"""A fault of ours in one person's act: that person is told, and the seat goes on for all who sit at it."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from console.domain.log import UNSHOWN
from console.domain.room import StatusView
from console.domain.subjects import SUBJECTS
from console.link.client import RefusedAnswer
from console.link.protocol import ALL, LogWindow
from console.seat import administration, judging, shown
from console.seat.carrying import Page
from console.seat.commits import Commits
from console.seat.faults import ANEW, FAULT, MANY, Faults
from console.seat.growing import Growth
from console.seat.rescuing import Rescuing
from console.trust import trust as trust_module
from console.trust.boxes import Boxes
from console.trust.envelope import Held
from console.trust.fold import fold
from console.trust.issuing import Account, Issuer
from console.trust.keys import new_signing_key
from console.trust.roomkey import load_room_key
from console.trust.standings import Standings
from console.trust.statements import Genesis
from console.trust.trust import Trust
from console.words import Words
from db import bundle
from db.errors import StorageFailed
from db.record import Record
from tests.console.seat.running import PASSPHRASE, Seat, paged, refused, said, tell, texts, until
from tests.console.seat.test_trust_acts import invitation, person

Start = Callable[..., Seat]


def wrong(*_: object, **__: object) -> Any:
    raise ZeroDivisionError


def unread() -> None:
    raise StorageFailed("storage.failed")


def goes_on(seat: Seat, log: pytest.LogCaptureFixture) -> None:
    """Whoever sits here works as before, and the diagnostics tell what happened."""
    tell(seat.signed_in("Amina"), "log.write", text="we go on")
    assert "we go on" in texts(seat)
    assert any(record.exc_info and record.exc_info[0] is ZeroDivisionError for record in log.records)


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (administration, "judge"),
        (administration, "prepare"),
        (administration, "issue"),
        (Record, "add_statements"),
        (Trust, "add"),
        (Growth, "grown"),
        (Commits, "write"),
    ],
)
def test_in_an_act_of_an_administrator(
    seat: Seat,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    where: object,
    name: str,
) -> None:
    amina = seat.signed_in()
    file = tmp_path / "Siamu 1.invitation"
    with monkeypatch.context() as patch:
        patch.setattr(where, name, wrong)
        first = amina.tell(invitation(file))
        second = amina.tell(invitation(tmp_path / "Siamu 2.invitation", "Siamu 2"))
        assert [refused(amina, n).code for n in (first, second)] == ["seat.fault", "seat.fault"]
    stored = name in {"grown", "write"}  # what the room knows from then on stands
    assert file.exists() is stored
    said(amina, amina.tell(invitation(tmp_path / "Siamu 3.invitation", "Siamu 3")))
    goes_on(seat, caplog)


def test_in_what_follows_from_an_act_leaves_disk_and_memory_at_one(
    home: Path,
    start: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whether the trust cannot take a statement, or nothing can be made of it for ever."""
    seat, folded = start(home), fold
    amina = seat.signed_in()

    def wrong_of_one(genesis: Genesis, held: Iterable[Held]) -> Standings:
        statements = list(held)
        if any(getattr(each.statement, "label", "") == "Siamu 1" for each in statements):
            wrong()
        return folded(genesis, statements)

    monkeypatch.setattr(trust_module, "fold", wrong_of_one)
    files = [tmp_path / f"{n}.invitation" for n in range(3)]
    assert refused(amina, amina.tell(invitation(files[0], "Siamu 1"))).code == "seat.fault"
    with monkeypatch.context() as patch:
        patch.setattr(Trust, "add", wrong)
        assert refused(amina, amina.tell(invitation(files[1], "Siamu 2"))).code == "seat.fault"
    said(amina, amina.tell(invitation(files[2], "Siamu 3")))
    assert [file.exists() for file in files] == [False, False, True]
    goes_on(seat, caplog)
    known = set(seat.engine._ledger.trust.ids())
    seat.stop()
    assert set(start(home).engine._ledger.trust.ids()) == known


def test_in_an_act_that_waited_for_another(
    seat: Seat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    amina, judged = seat.signed_in(), judging.judge

    def wrong_of_one(act: Any, *given: Any) -> bytes:
        return wrong() if act.name == "Bram" else judged(act, *given)

    monkeypatch.setattr(administration, "judge", wrong_of_one)
    waiting = [amina.tell(person(name)) for name in ("Chloe", "Bram", "Dora")]
    answers = [amina.call(n, 60) for n in waiting]
    assert [answer.code if isinstance(answer, RefusedAnswer) else "" for answer in answers] == [
        "",
        "seat.fault",
        "",
    ]
    goes_on(seat, caplog)


def test_in_the_key_box_that_an_act_brings(
    seat: Seat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    amina = seat.signed_in()
    with monkeypatch.context() as patch:
        patch.setattr(Boxes, "put", wrong)
        assert refused(amina, amina.tell(person("Bram"))).code == "seat.fault"
    said(amina, amina.tell(person("Chloe")))
    goes_on(seat, caplog)


@pytest.mark.parametrize("name", ["_tell", "_facts"])
def test_in_what_the_room_key_says(
    founded: Path,
    seat: Seat,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    name: str,
) -> None:
    link, trust = seat.link(), seat.engine._ledger.trust
    issuer = Issuer.of(trust, load_room_key(founded.parent / "room.key", PASSPHRASE).signing, 1)
    bram, chloe = (
        issuer.person(Account(called, "SAFE", ("operator",)), bytes(new_signing_key().verify_key))
        for called in ("Bram", "Chloe")
    )
    with monkeypatch.context() as patch:
        patch.setattr(Rescuing, name, wrong)
        assert refused(link, link.ask("room.key", statements=[bram])).code == "seat.fault"
    assert paged(link, "room.key", statements=[chloe])
    goes_on(seat, caplog)


@pytest.mark.parametrize(("where", "name"), [(bundle, "frames"), (Page, "commit")])
def test_in_a_bundle_that_is_carried_in(
    home: Path,
    start: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    where: object,
    name: str,
) -> None:
    shutil.copytree(home, tmp_path / "copy")
    one = start(home)
    tell(one.signed_in(), "log.write", text="three hurt")
    paged(one.link(), "carry.out", path=str(tmp_path / "stick"))
    one.stop()
    other = start(tmp_path / "copy")
    link = other.link()
    with monkeypatch.context() as patch:
        patch.setattr(where, name, wrong)
        assert refused(link, link.ask("carry.in", path=str(tmp_path / "stick"))).code == "seat.fault"
    assert paged(link, "carry.in", path=str(tmp_path / "stick"))
    until(lambda: "three hurt" in texts(other), link)
    goes_on(other, caplog)


def test_what_goes_wrong_ends_where_it_is_kept_and_is_told_of_once_of_each_way(
    caplog: pytest.LogCaptureFixture,
) -> None:
    faults = Faults()
    with faults.kept("a word", alarming=False):
        wrong()
    assert (faults.met, faults.torn, faults.alarms) == (False, False, set())
    for _ in range(3):
        with faults.kept("a word"):
            wrong()
    taken: list[str] = []
    faults.each("a step", lambda: taken.append("first"), wrong, lambda: taken.append("last"))
    assert taken == ["first", "last"]
    assert (faults.met, faults.torn, faults.alarms) == (True, False, {FAULT})
    told = [record.getMessage() for record in caplog.records if record.exc_info]
    assert told == [f"a fault of Belfry: {what}" for what in ("a word", "a word", "a step")]


def test_what_a_disk_does_not_give_is_no_fault_of_ours_and_goes_its_way() -> None:
    faults = Faults()
    with pytest.raises(StorageFailed), faults.kept("a word"):
        unread()
    with pytest.raises(ZeroDivisionError), faults.kept("a word", passing=(ZeroDivisionError,)):
        wrong()
    assert faults.alarms == set()
    with faults.kept("a word", passing=()):
        unread()
    assert faults.alarms == {FAULT}


def test_where_none_is_kept_whatever_goes_wrong_ends_who_works_there() -> None:
    faults = Faults(keeps=False)
    with pytest.raises(ZeroDivisionError), faults.kept("a word"):
        wrong()
    assert not faults.met


def test_memory_is_in_doubt_once_a_step_that_changes_it_was_broken_off_until_all_begins_anew() -> None:
    faults = Faults()
    with faults.tearing("a fold"):
        pass
    assert (faults.torn, faults.alarms) == (False, set())
    with faults.tearing("a fold"):
        wrong()
    assert (faults.torn, faults.alarms) == (True, {FAULT})
    with faults.tearing("a fold"):
        pass
    assert faults.torn
    faults.begin_anew()
    assert (faults.torn, faults.met, faults.alarms) == (False, False, {ANEW})


def test_of_ever_other_faults_a_run_tells_a_thousand(caplog: pytest.LogCaptureFixture) -> None:
    faults = Faults()
    for n in range(MANY + 5):
        with faults.kept(f"the fault {n}"):
            wrong()
    assert len([record for record in caplog.records if record.exc_info]) == MANY


def test_in_a_view_is_told_where_people_look_for_it_until_it_can_be_made_again(
    seat: Seat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    amina = seat.signed_in("Amina")
    said(amina, amina.mirror(()))
    tell(amina, "operation.open", title="Demonstration", sort="event")
    tell(amina, "incident.open", title="Chemical smoke")

    def unshown() -> dict[str, int]:
        status: StatusView = amina.mirrored.get("status", "")
        return status.unshown

    until(lambda: len(amina.mirrored.all("incident")) == 1, amina)
    assert unshown() == {}
    with monkeypatch.context() as patch:
        patch.setattr(SUBJECTS["incident"], "view", wrong)
        risk = tell(amina, "incident.open", title="Crowd crush risk").about
        until(lambda: unshown() == {"incident": 1}, amina)
        assert [view.number for view in amina.mirrored.all("incident")] == ["1-1"]
    tell(amina, "incident.set", incident=risk, field="title", value="Crowd crush")
    until(lambda: unshown() == {} and len(amina.mirrored.all("incident")) == 2, amina)
    goes_on(seat, caplog)
    seat.engine._faults.begin_anew()


def test_in_a_line_of_the_log_stands_in_its_place(
    seat: Seat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    amina = seat.signed_in("Amina")
    said(amina, amina.mirror((LogWindow("w", ALL),)))
    tell(amina, "log.write", text="before")
    until(lambda: [line.text for line in amina.mirrored.log("w")][-1:] == ["before"], amina)
    with monkeypatch.context() as patch:
        patch.setattr(shown, "line_view", wrong)
        tell(amina, "log.write", text="three hurt")
        until(lambda: any(line.kind == UNSHOWN for line in amina.mirrored.log("w")), amina)
    goes_on(seat, caplog)
    seat.engine._faults.begin_anew()

    def kinds() -> list[str]:
        return [line.kind for line in amina.mirrored.log("w")[-3:]]

    until(lambda: kinds() == ["log.written", UNSHOWN, "log.written"], amina)
    assert "Cannot be shown here: a fault of Belfry itself" in Words("en").unread(UNSHOWN)
