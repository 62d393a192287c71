"""Who is signed in where: several at once, locked and back, a face that crashes, a seat that is killed."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from console.link.client import Link
from console.link.protocol import VERSION, Hello
from console.trust.boxes import unlock
from console.trust.issuing import Issuer
from console.trust.keys import SigningKey
from tests.console.seat.running import PASSPHRASE, Seat, paged, refused, said, tell, until

BRAM = "orchard copper violin thunder meadow"


def add_bram(desk: Link) -> None:
    tell(
        desk,
        "person.add",
        name="Bram",
        agency="SIAMU",
        roles=["operator", "liaison"],
        new_passphrase=BRAM,
        passphrase=PASSPHRASE,
    )


def test_two_persons_act_on_one_seat_at_once_each_in_their_own_name(seat: Seat) -> None:
    amina = seat.signed_in()
    add_bram(amina)
    bram = seat.signed_in("Bram", BRAM)
    lines = [tell(link, "log.write", text="here").about for link in (amina, bram, amina, bram)]
    written = {line.id: line for line in paged(amina, "log", operation="*")}
    assert [written[line].by for line in lines] == ["Amina", "Bram", "Amina", "Bram"]
    assert written[lines[1]].agency == "SIAMU"
    here = amina.mirrored.get("room", "").seat
    until(lambda: amina.mirrored.get("seat", here).people == ("Amina", "Bram"), amina)
    revoke = {"intent": "seat.revoke", "seat": "1", "reason": "x", "passphrase": BRAM}
    assert refused(bram, bram.tell(revoke)).code == "power.lacking"


def test_each_face_sees_the_needs_of_its_own_person_only(seat: Seat) -> None:
    amina = seat.signed_in()
    add_bram(amina)
    bram = seat.signed_in("Bram", BRAM)
    wall = seat.link("wall")
    assert bram.session is not None
    assert amina.session is not None
    person, own = bram.session.person, amina.session.person
    until(lambda: bram.mirrored.get("needs", person), bram)
    tell(amina, "log.write", text="x")
    until(lambda: amina.mirrored.get("needs", own), amina, wall)
    assert amina.mirrored.get("needs", person) is None
    assert wall.mirrored.all("needs") == []
    said(bram, bram.lock())
    until(lambda: bram.mirrored.get("needs", person) is None, bram)


def test_a_locked_desk_does_nothing_until_the_passphrase_is_given(seat: Seat) -> None:
    desk = seat.signed_in(face="desk")
    said(desk, desk.lock())
    assert desk.session is not None
    assert desk.session.locked
    assert refused(desk, desk.tell({"intent": "log.write", "text": "x"})).code == "session.locked"
    assert refused(desk, desk.unlock("somebody else's phrase")).code == "trust.passphrase.wrong"
    said(desk, desk.unlock(PASSPHRASE))
    assert tell(desk, "log.write", text="back").entry


def test_a_desks_session_survives_its_crash_and_comes_back_locked(seat: Seat) -> None:
    desk = seat.signed_in(face="desk")
    tell(desk, "log.write", text="before the crash")
    watch = seat.link("watch")
    desk.close()
    until(lambda: len(seat.engine._sessions._left) == 1, watch)
    again = seat.link("desk")
    assert again.session is not None
    assert (again.session.name, again.session.locked) == ("Amina", True)
    assert refused(again, again.tell({"intent": "log.write", "text": "x"})).code == "session.locked"
    said(again, again.unlock(PASSPHRASE))
    assert tell(again, "log.write", text="the same sitting goes on").entry
    kinds = [fact.kind for fact in paged(again, "thing", thing=again.session.person)]
    assert kinds == ["sitting.opened"]


def test_a_desk_that_comes_back_with_any_other_token_finds_the_session_locked(seat: Seat) -> None:
    desk, watch = seat.signed_in(face="desk"), seat.link("watch")
    desk.close()
    until(lambda: len(seat.engine._sessions._left) == 1, watch)
    hello = Hello(VERSION, "desk", session="no token, \u00e9lan")
    seat.engine._poller.call_soon(lambda: seat.engine._reception.hear(b"any face", hello))
    until(lambda: [sitter.locked for sitter in seat.engine._sessions.open] == [True], watch)


def test_a_scripted_call_leaves_no_session_behind(seat: Seat) -> None:
    script, watch = seat.signed_in(), seat.link("watch")
    here = watch.mirrored.get("room", "").seat
    until(lambda: watch.mirrored.get("seat", here).people == ("Amina",), watch)
    script.close()
    until(lambda: watch.mirrored.get("seat", here).people == (), watch)


def test_who_signs_in_twice_at_once_sits_there_once(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = seat.link("desk")
    sessions, (face,) = seat.engine._sessions, seat.engine._audience.faces.values()
    ledger = seat.engine._ledger
    key = unlock(ledger.boxes.of(sessions.person("").id), PASSPHRASE)

    def at_once(_: object, done: Callable[[Future[SigningKey]], None]) -> None:
        outcome: Future[SigningKey] = Future()
        outcome.set_result(key)
        done(outcome)

    def twice() -> None:
        with monkeypatch.context() as patch:
            patch.setattr(sessions._pool, "submit", at_once)
            for n in (1_001, 1_002):
                sessions.sign_in(face, n, "", PASSPHRASE)

    seat.engine._poller.call_soon(twice)
    until(lambda: desk.session is not None, desk)
    said(desk, desk.sign_out())
    assert ledger.authorship.runs.sitting_at(ledger.seat) == set(), "as the other seats see it"


def test_who_is_gone_before_the_sitting_is_on_disk_sits_nowhere(seat: Seat) -> None:
    script, watch = seat.link(), seat.link("watch")
    engine = seat.engine
    (face,) = [each for each in engine._audience.faces.values() if each.kind == "cli"]
    slow = threading.Event()
    engine._writer.submit(slow.wait, lambda _: None)
    script.sign_in("", PASSPHRASE)
    until(lambda: engine._commits.busy, watch)
    engine._poller.call_soon(lambda: engine._audience.leave(face))  # as a beat finds it
    until(lambda: face.address not in engine._audience.faces and not engine._audience.left, watch)
    slow.set()
    until(lambda: not engine._commits.busy, watch)
    until(lambda: engine._ledger.authorship.runs.sitting_at(engine._ledger.seat) == set(), watch)


def test_who_says_hello_again_before_the_sitting_is_on_disk_sits_there(seat: Seat) -> None:
    desk, watch, engine = seat.link("desk"), seat.link("watch"), seat.engine
    (face,) = [each for each in engine._audience.faces.values() if each.kind == "desk"]
    slow = threading.Event()
    engine._writer.submit(slow.wait, lambda _: None)
    asked = desk.sign_in("", PASSPHRASE)
    until(lambda: engine._commits.busy, watch)
    hello = Hello(VERSION, "desk")
    engine._poller.call_soon(lambda: engine._reception.hear(face.address, hello))
    until(lambda: engine._audience.faces[face.address] is not face, watch)
    slow.set()
    said(desk, asked)
    assert tell(desk, "log.write", text="here").entry


def test_who_is_revoked_before_the_sitting_is_on_disk_sits_nowhere(seat: Seat) -> None:
    amina = seat.signed_in()
    add_bram(amina)
    bram, engine = seat.link(), seat.engine
    trust, boxes = engine._ledger.trust, engine._ledger.boxes
    people = {person.name: person.id for person in trust.people.values()}
    issuer = Issuer.of(trust, unlock(boxes.of(people["Amina"]), PASSPHRASE), engine._ledger.now())
    slow = threading.Event()
    engine._writer.submit(slow.wait, lambda _: None)
    asked = bram.sign_in("Bram", BRAM)
    until(lambda: engine._commits.busy, amina)
    revoked = issuer.revoke("person", people["Bram"], "left")

    def learn() -> None:
        engine._growth.add(revoked)

    engine._poller.call_soon(learn)
    until(lambda: trust.people[people["Bram"]].revoked, amina)
    slow.set()
    assert refused(bram, asked).code == "session.revoked"
    until(lambda: people["Bram"] not in engine._ledger.authorship.runs.sitting_at(engine._ledger.seat), amina)


def test_a_new_passphrase_retires_the_old_one(seat: Seat) -> None:
    desk = seat.signed_in()
    tell(desk, "person.passphrase", passphrase=PASSPHRASE, new_passphrase=BRAM)
    said(desk, desk.sign_out())
    assert refused(desk, desk.sign_in("", PASSPHRASE)).code == "trust.passphrase.wrong"
    said(desk, desk.sign_in("Amina", BRAM))
    assert tell(desk, "log.write", text="with the new one").entry


def test_the_same_passphrase_again_is_no_new_one(seat: Seat) -> None:
    desk = seat.signed_in()
    again = {"intent": "person.passphrase", "passphrase": PASSPHRASE, "new_passphrase": PASSPHRASE.upper()}
    assert refused(desk, desk.tell(again)).code == "trust.passphrase.same"


def test_the_sittings_of_somebody_whose_key_changed_stay_out_of_the_log(seat: Seat) -> None:
    desk = seat.signed_in()
    tell(desk, "person.passphrase", passphrase=PASSPHRASE, new_passphrase=BRAM)
    kinds = {line.kind for line in paged(desk, "log", operation="*")}
    assert "key.succeeded" in kinds
    assert not {"sitting.opened", "sitting.closed"} & kinds


def test_weak_passphrases_and_unknown_roles_or_agencies_are_refused(seat: Seat) -> None:
    desk = seat.signed_in()
    bram = {
        "intent": "person.add",
        "name": "Bram",
        "agency": "SIAMU",
        "roles": ["operator"],
        "passphrase": PASSPHRASE,
    }
    for change, code in (
        ({"new_passphrase": "short"}, "trust.passphrase.short"),
        ({"new_passphrase": BRAM, "roles": ["king"]}, "role.unknown"),
        ({"new_passphrase": BRAM, "roles": []}, "role.none"),
        ({"new_passphrase": BRAM, "agency": "NONE"}, "agency.unknown"),
        ({"new_passphrase": BRAM, "passphrase": "a wrong passphrase"}, "trust.passphrase.wrong"),
    ):
        assert refused(desk, desk.tell({**bram, **change})).code == code
    assert len(paged(desk, "people")) == 1


def test_somebody_who_was_revoked_cannot_sign_in_nor_act(seat: Seat) -> None:
    amina = seat.signed_in()
    add_bram(amina)
    bram = seat.signed_in("Bram", BRAM)
    tell(bram, "log.write", text="still of the room")
    tell(amina, "person.revoke", person="Bram", reason="left", passphrase=PASSPHRASE)
    assert refused(bram, bram.tell({"intent": "log.write", "text": "x"})).code == "session.revoked"
    late = seat.link()
    assert refused(late, late.sign_in("Bram", BRAM)).code == "person.unknown"
    (line,) = [each for each in paged(amina, "log", operation="*") if each.text == "still of the room"]
    assert line.void == ""
    assert any(each.kind == "revoked" for each in paged(amina, "log", operation="*"))


def test_a_folder_restarted_after_a_crash_signs_people_in_anew(
    home: Path, start: Callable[[Path], Seat]
) -> None:
    first = start(home)
    first.signed_in(face="desk")
    first.stop()
    again = start(home).link("desk")
    assert again.session is None
    said(again, again.sign_in("", PASSPHRASE))
