"""What administrators do: accounts, passphrases, invitations, revocations; and what they are refused."""

import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from console.link.client import Link
from console.seat.create import join_room
from console.seat.home import Home
from console.trust import boxes, invitations
from console.trust.errors import KeyFileFault
from console.trust.keys import write_private
from tests.console.seat.running import PASSPHRASE, QUIET, Seat, paged, refused, said, tell, until

Start = Callable[..., Seat]
BRAM = "orchard copper violin thunder meadow"
OTHER = "saddle winter copper basket lantern"


def person(name: str, *roles: str, agency: str = "SIAMU") -> dict[str, Any]:
    return {
        "intent": "person.add",
        "name": name,
        "agency": agency,
        "roles": roles or ("operator",),
        "new_passphrase": BRAM,
        "passphrase": PASSPHRASE,
    }


def change(name: str, *roles: str) -> dict[str, Any]:
    return {
        "intent": "person.change",
        "person": name,
        "agency": "SAFE",
        "roles": roles,
        "passphrase": PASSPHRASE,
    }


def invitation(path: Path | str, label: str = "Siamu 1") -> dict[str, Any]:
    return {
        "intent": "seat.invite",
        "label": label,
        "agency": "SIAMU",
        "path": str(path),
        "passphrase": PASSPHRASE,
    }


def revocation(what: str, whom: str, reason: str = "left", passphrase: str = PASSPHRASE) -> dict[str, Any]:
    return {"intent": f"{what}.revoke", what: whom, "reason": reason, "passphrase": passphrase}


def lines(link: Link, kind: str) -> list[Any]:
    return [line for line in paged(link, "log", operation="*") if line.kind == kind]


def joined(inviter: Seat, folder: Path, label: str) -> Path:
    """The home of a further seat, which has not run yet."""
    amina = inviter.signed_in("Amina")
    said(amina, amina.tell(invitation(folder / f"{label}.invitation", label)))
    said(amina, amina.sign_out())
    join_room(folder / label, folder / f"{label}.invitation")
    return folder / label


def with_box(link: Link, name: str) -> bool:
    return any(each.name == name and each.box for each in link.mirrored.all("person"))


def test_somebody_who_was_added_signs_in_at_once_and_the_log_tells_of_it(seat: Seat) -> None:
    amina = seat.signed_in()
    added = said(amina, amina.tell(person("  Bram  ", "operator", "liaison")))
    bram = seat.signed_in("Bram", BRAM)
    assert bram.session is not None
    assert (bram.session.person, bram.session.agency) == (added.about, "SIAMU")
    (line,) = lines(bram, "person.certified")
    assert (line.by, line.params["name"], line.void) == ("Amina", "Bram", "")
    assert line.entry == added.entry


def test_two_people_of_one_name_would_not_know_who_signs_in(seat: Seat) -> None:
    amina = seat.signed_in()
    first, again = amina.tell(person("Bram")), amina.tell(person("Bram"))
    said(amina, first)
    assert refused(amina, again).code == "person.name_taken"
    for alike in ("BRAM", "Bra\uff4d", "\u0412RAM"):
        assert refused(amina, amina.tell(person(alike))).code in {"person.name_taken", "trust.name.medley"}
    said(amina, amina.tell(revocation("person", "Bram")))
    assert said(amina, amina.tell(person("Bram"))).about


def test_invitations_asked_for_at_once_keep_different_places(seat: Seat, tmp_path: Path) -> None:
    amina = seat.signed_in()
    for n in [amina.tell(invitation(tmp_path / name, name)) for name in ("a", "b")]:
        said(amina, n)
    files = [invitations.read(tmp_path / name) for name in ("a", "b")]
    places = files[1].trust().invitations
    assert [places[bytes(file.key.verify_key)].number for file in files] == [2, 3]


def test_an_invitation_is_for_its_bearer_alone_and_knows_where_the_room_is(
    seat: Seat, tmp_path: Path
) -> None:
    amina = seat.signed_in()
    said(amina, amina.tell(invitation(tmp_path / "file")))
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    assert invitations.read(tmp_path / "file").addresses == (seat.address,)


def test_an_invitation_goes_to_a_new_file_in_a_folder_that_exists(seat: Seat, tmp_path: Path) -> None:
    amina = seat.signed_in()
    (tmp_path / "there").write_text("a letter")
    for path, code in (
        (tmp_path / "there", "trust.key_file.exists"),
        (tmp_path / "nowhere" / "file", "trust.key_file.no_folder"),
        (tmp_path / "there" / "file", "trust.key_file.no_folder"),
        (tmp_path / ("x" * 300), "trust.key_file.not_written"),
        (tmp_path / ("x" * 250), "trust.key_file.not_written"),
        ("file", "path.not_absolute"),
        (f"{tmp_path}/a\0b", "path.not_absolute"),
    ):
        assert refused(amina, amina.tell(invitation(path))).code == code
    wrong = {**invitation(tmp_path / "file"), "passphrase": "not the right one"}
    assert refused(amina, amina.tell(wrong)).code == "trust.passphrase.wrong"
    assert refused(amina, amina.tell(invitation(tmp_path / "file", ""))).code == "trust.name.length"
    unknown = {**invitation(tmp_path / "file"), "variant": "toaster"}
    assert refused(amina, amina.tell(unknown)).code == "trust.variant.unknown"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["there"]
    assert (tmp_path / "there").read_text() == "a letter"
    assert lines(amina, "invitation.issued") == []


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (revocation("person", "Amina"), "person.yourself"),
        (revocation("person", "Nobody"), "person.unknown"),
        (change("Amina", "operator"), "person.stays_administrator"),
        (revocation("person", "Amina", "  "), "person.no_reason"),
        (revocation("seat", "1"), "seat.this_one"),
        (revocation("seat", "7"), "seat.unknown"),
        (revocation("seat", "Safe 1", ""), "seat.no_reason"),
        (person("Bram", "king"), "role.unknown"),
        (person("Br\u202eam"), "trust.name.unfit"),
        (person("Bram\u3164"), "trust.name.unfit"),
        (person("Br\u0430m"), "trust.name.medley"),
        (person("AMINA"), "person.name_taken"),
        (person("\u0391\u039c\u0399\u039d\u0391"), "person.name_taken"),
        ({"intent": "person.add", "name": "Bram"}, "intent.fields"),
        ({**person("Bram"), "shoes": 44}, "intent.fields"),
        ({**person("Bram"), "name": 7}, "intent.fields"),
    ],
)
def test_what_cannot_be_is_refused_before_anybody_waits(seat: Seat, act: dict[str, Any], code: str) -> None:
    amina = seat.signed_in()
    answer = refused(amina, amina.tell({**act, "passphrase": "it is not even looked at"}))
    assert answer.code == code


@pytest.mark.parametrize("label", ["Safe 1", "SAFE  1", "S\uff41fe\u00a01"])
def test_a_seat_is_not_labelled_as_another_that_stands(seat: Seat, tmp_path: Path, label: str) -> None:
    amina = seat.signed_in()
    asked = invitation(tmp_path / "a", label)
    answer = refused(amina, amina.tell(asked))
    assert (answer.code, answer.params["label"]) == ("seat.label_taken", "Safe 1")
    assert not (tmp_path / "a").exists()


def test_only_an_administrator_who_is_signed_in_and_present_manages_people(seat: Seat) -> None:
    amina, script, wall = seat.signed_in(), seat.link(), seat.link("wall")
    assert refused(script, script.tell(person("Bram"))).code == "power.nobody_signed_in"
    assert refused(wall, wall.tell(person("Bram"))).code == "session.reads_only"
    said(amina, amina.tell(person("Bram", "operator", "commander")))
    bram = seat.signed_in("Bram", BRAM)
    for act in (person("Cleo"), revocation("person", "Amina"), revocation("seat", "1")):
        assert refused(bram, bram.tell({**act, "passphrase": BRAM})).code == "power.lacking"
    said(amina, amina.lock())
    assert refused(amina, amina.tell(person("Cleo"))).code == "session.locked"


def test_everybody_changes_their_own_passphrase_and_an_administrator_a_forgotten_one(seat: Seat) -> None:
    amina = seat.signed_in()
    said(amina, amina.tell(person("Bram")))
    bram = seat.signed_in("Bram", BRAM)
    change = {"intent": "person.passphrase", "passphrase": BRAM, "new_passphrase": OTHER}
    assert refused(bram, bram.tell({**change, "person": "Amina"})).code == "power.lacking"
    said(bram, bram.tell(change))
    said(bram, bram.sign_out())
    said(bram, bram.sign_in("Bram", OTHER))
    reset = {**change, "passphrase": PASSPHRASE, "new_passphrase": BRAM, "person": "Bram"}
    said(amina, amina.tell(reset))
    late = seat.link()
    assert refused(late, late.sign_in("Bram", OTHER)).code == "trust.passphrase.wrong"
    said(late, late.sign_in("Bram", BRAM))
    assert [line.by for line in lines(amina, "key.succeeded")] == ["Bram", "Amina"]


def test_other_roles_count_at_once_also_for_who_is_signed_in(seat: Seat) -> None:
    amina = seat.signed_in()
    said(amina, amina.tell(person("Bram", "observer")))
    bram = seat.signed_in("Bram", BRAM, face="desk")
    assert refused(bram, bram.tell({"intent": "log.write", "text": "x"})).code == "power.lacking"
    change = {"intent": "person.change", "person": "Bram", "agency": "STIB", "passphrase": PASSPHRASE}
    assert refused(amina, amina.tell({**change, "roles": ["king"]})).code == "role.unknown"
    assert refused(amina, amina.tell({**change, "roles": []})).code == "role.none"
    assert (
        refused(bram, bram.tell({**change, "roles": ["operator"], "passphrase": BRAM})).code
        == "power.lacking"
    )
    said(amina, amina.tell({**change, "roles": ["operator"]}))
    until(lambda: bram.session is not None and bram.session.roles == ("operator",), bram)
    written = tell(bram, "log.write", text="now I may").about
    (line,) = lines(amina, "person.changed")
    assert (line.params["name"], line.params["agency"], line.params["roles"]) == (
        "Bram",
        "STIB",
        ["operator"],
    )
    said(amina, amina.tell({**change, "roles": ["observer"]}))
    assert refused(bram, bram.tell({"intent": "log.write", "text": "y"})).code == "power.lacking"
    assert {each.id: each.void for each in paged(amina, "log", operation="*")}[written] == ""  # it stands


def test_the_session_of_whoever_is_revoked_ends_and_the_screen_says_why(seat: Seat) -> None:
    amina = seat.signed_in()
    said(amina, amina.tell(person("Bram")))
    bram = seat.signed_in("Bram", BRAM, face="desk")
    written = tell(bram, "log.write", text="still of the room").about
    said(amina, amina.tell(revocation("person", "Bram")))
    until(lambda: bram.session is None, bram)
    assert bram.ended == ("session.revoked", {"name": "Bram"})
    answer = refused(bram, bram.tell({"intent": "log.write", "text": "x"}))
    assert (answer.code, answer.params) == ("session.revoked", {"name": "Bram"})
    assert {line.id: line.void for line in paged(amina, "log", operation="*")}[written] == ""
    here = amina.mirrored.get("room", "").seat
    until(lambda: amina.mirrored.get("seat", here).people == ("Amina",), amina)
    said(bram, bram.sign_in("Amina", PASSPHRASE))
    assert (bram.session is not None, bram.ended) == (True, ("", {}))


def test_an_administrator_whom_one_other_revoked_is_out_and_a_second_settles_it(seat: Seat) -> None:
    amina = seat.signed_in()
    for name in ("Bram", "Cleo"):
        said(amina, amina.tell(person(name, "administrator", agency="SAFE")))
    cleo = seat.signed_in("Cleo", BRAM)
    said(amina, amina.tell(revocation("person", "Bram", "sold his passphrase")))
    alarm = "trust.revocation.needs_second"
    until(lambda: alarm in " ".join(amina.mirrored.get("room", "").alarms), amina)
    bram = seat.link()
    assert refused(bram, bram.sign_in("Bram", BRAM)).code == "person.unknown"
    said(cleo, cleo.tell(revocation("person", "Bram", "so it is", BRAM)))
    until(lambda: alarm not in " ".join(amina.mirrored.get("room", "").alarms), amina)
    assert refused(cleo, cleo.tell(revocation("person", "Bram", "x", BRAM))).code == "person.revoked"


def test_who_is_added_signs_in_at_a_seat_whose_disk_is_full_and_again_after_its_next_start(
    seat: Seat, tmp_path: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = start(joined(seat, tmp_path, "Siamu 1"))
    full = threading.Event()

    def written(path: Path, content: bytes, *, replace: bool = False) -> None:
        if full.is_set() and there.home in path.parents:
            raise KeyFileFault("trust.key_file.not_written", path=str(path), reason="ENOSPC")
        write_private(path, content, replace=replace)

    monkeypatch.setattr(boxes, "write_private", written)
    full.set()
    amina = seat.signed_in()
    said(amina, amina.tell(person("Bram")))
    bram = there.link("desk")
    until(lambda: with_box(bram, "Bram"), bram)
    said(bram, bram.sign_in("Bram", BRAM))
    folder = Home(there.home).boxes
    before = len(list(folder.iterdir()))
    full.clear()
    until(lambda: len(list(folder.iterdir())) > before, bram)
    there.stop()
    seat.stop()  # so that nobody gives it the box again
    assert start(there.home).signed_in("Bram", BRAM).session is not None


def test_what_a_revoked_seat_wrote_meanwhile_reaches_the_room_by_a_third_and_waits_for_release(
    seat: Seat, tmp_path: Path, start: Start
) -> None:
    homes = [joined(seat, tmp_path, label) for label in ("Siamu 1", "Siamu 2")]
    amina = seat.signed_in()
    said(amina, amina.tell(person("Bram")))
    doubtful, witness = (start(home) for home in homes)
    bram = doubtful.link("desk")
    until(lambda: with_box(bram, "Bram") and bram.mirrored.get("status", "").linked == 2, bram)
    said(bram, bram.sign_in("Bram", BRAM))
    good = tell(bram, "log.write", text="before").about
    until(lambda: good in {line.id for line in paged(amina, "log", operation="*")}, amina)
    witness.stop()  # so that it hears nothing of what follows
    said(amina, amina.tell(revocation("seat", "Siamu 1", "stolen")))
    until(lambda: amina.mirrored.get("status", "").linked == 0, amina)
    seat.stop()
    late = tell(bram, "log.write", text="after").about
    witness = start(homes[1], msgspec.structs.replace(QUIET, peers=(doubtful.address,)))
    third = witness.link()
    until(lambda: late in {line.id for line in paged(third, "log", operation="*")}, third)
    doubtful.stop()

    again = start(seat.home, msgspec.structs.replace(QUIET, peers=(witness.address,)))
    amina = again.signed_in("Amina")
    until(lambda: late in {line.id for line in paged(amina, "log", operation="*")}, amina)
    for link in (amina, third):
        until(lambda here=link: void(here, late) == "after_revocation", link)  # type: ignore[misc]
        assert void(link, good) == ""
    (entry,) = [line.entry for line in paged(amina, "log", operation="*") if line.id == late]
    tell(amina, "room.release", entries=[entry], reason="Bram wrote it", passphrase=PASSPHRASE)
    for link in (amina, third):
        until(lambda here=link: void(here, late) == "", link)  # type: ignore[misc]


def test_a_revoked_seat_says_that_it_is_shut_out_not_merely_alone(
    seat: Seat, tmp_path: Path, start: Start
) -> None:
    lost = start(joined(seat, tmp_path, "Siamu 1")).link()
    until(lambda: lost.mirrored.get("status", "").linked == 1, lost)
    amina = seat.signed_in()
    assert lost.mirrored.get("room", "").alarms == ()
    said(amina, amina.tell(revocation("seat", "Siamu 1", "stolen")))
    until(lambda: "seat.shut_out" in lost.mirrored.get("room", "").alarms, lost)
    assert amina.mirrored.get("room", "").alarms == ()


def test_a_seat_whose_invitation_another_used_says_so_and_is_not_merely_alone(
    seat: Seat, tmp_path: Path, start: Start
) -> None:
    first = start(joined(seat, tmp_path, "Siamu 1")).link()
    until(lambda: first.mirrored.get("status", "").linked == 1, first)
    join_room(tmp_path / "again", tmp_path / "Siamu 1.invitation")
    second = start(tmp_path / "again").link()
    until(lambda: second.mirrored.get("room", "").alarms == ("seat.not_let_in",), second)
    assert first.mirrored.get("room", "").alarms == ()


def void(link: Link, line: str) -> str:
    return {each.id: str(each.void) for each in paged(link, "log", operation="*")}[line]


def test_people_record_while_the_stick_hangs_that_an_invitation_goes_to(
    seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, well, write = threading.Event(), threading.Event(), invitations.write

    def slow(path: Path, file: invitations.InvitationFile) -> None:
        begun.set()
        well.wait(60)
        write(path, file)

    monkeypatch.setattr(invitations, "write", slow)
    admin = seat.signed_in()
    asked = admin.tell(invitation(tmp_path / "stick"))
    until(begun.is_set, admin)
    tell(admin, "log.write", text="meanwhile")
    tell(seat.signed_in(), "log.write", text="and another")
    assert not (tmp_path / "stick").exists()
    well.set()
    said(admin, asked)
    join_room(tmp_path / "other", tmp_path / "stick")
