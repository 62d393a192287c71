"""Several seats of one room: they agree, they confirm orders, they stop counting whoever is revoked."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from console.link.client import Link
from console.seat.create import join_room
from console.seat.meeting import BadAddress, Taken, place_of
from console.seat.pace import Every
from tests.console.seat.running import PASSPHRASE, QUIET, Seat, paged, refused, said, tell, until

Start = Callable[..., Seat]
BRAM = "orchard copper violin thunder meadow"


@pytest.fixture
def second(seat: Seat, tmp_path: Path, start: Start) -> Seat:
    """A seat of another agency that joined by invitation, and where Bram may sign in."""
    amina = seat.signed_in()
    invite(amina, "Siamu 1", tmp_path / "invitation")
    bram: dict[str, Any] = {"name": "Bram", "agency": "SIAMU", "roles": ["operator", "liaison"]}
    tell(amina, "person.add", **bram, new_passphrase=BRAM, passphrase=PASSPHRASE)
    said(amina, amina.sign_out())
    join_room(tmp_path / "second", tmp_path / "invitation", [seat.address])
    return start(tmp_path / "second")


def invite(link: Link, label: str, path: Path) -> None:
    tell(link, "seat.invite", label=label, agency="SIAMU", path=str(path), passphrase=PASSPHRASE)


def waits_for(link: Link, person: str, thing: str) -> bool:
    view = link.mirrored.get("needs", person)
    return view is not None and any(need.thing == thing for need in view.needs)


def agree(*links: Link) -> None:
    until(lambda: len({paged(link, "digest") for link in links}) == 1, *links)


def test_a_seat_joins_by_invitation_and_both_hold_the_same(seat: Seat, second: Seat) -> None:
    amina, bram = seat.signed_in("Amina"), second.link("desk")
    until(lambda: len(bram.mirrored.all("person")) == 2, bram)
    until(lambda: all(person.box for person in bram.mirrored.all("person")), bram)
    said(bram, bram.sign_in("Bram", BRAM))
    tell(amina, "log.write", text="from the first")
    tell(bram, "log.write", text="from the second")
    agree(amina, bram)
    texts = {line.text for line in paged(amina, "log", operation="*")}
    assert {"from the first", "from the second"} <= texts
    until(lambda: amina.mirrored.get("status", "").in_step == 1, amina)
    kinds = [line.kind for line in paged(amina, "log", operation="*")]
    assert {"invitation.issued", "seat.welcomed", "person.certified"} <= set(kinds)


def test_an_order_is_reached_by_itself_and_acknowledged_by_a_person(seat: Seat, second: Seat) -> None:
    amina, bram = seat.signed_in("Amina"), second.link("desk")
    until(lambda: bram.mirrored.get("status", "").linked == 1, bram)
    until(lambda: len([p for p in bram.mirrored.all("person") if p.box]) == 2, bram)
    said(bram, bram.sign_in("Bram", BRAM))
    tell(amina, "operation.open", title="Dock fire")
    tell(amina, "command.grant", holder="Amina", authority="The mayor")
    order = tell(amina, "order.issue", to=["SIAMU"], text="Cool the tanks").about

    def steps() -> list[str]:
        view = amina.mirrored.get("order", order)
        return [step.step for step in view.addressees[0].steps] if view else []

    until(lambda: "reached" in steps(), amina)
    assert bram.session is not None
    person = bram.session.person
    until(lambda: waits_for(bram, person, order), bram)
    tell(bram, "order.acknowledge", order=order)
    until(lambda: "acknowledged" in steps(), amina)
    assert steps().count("reached") == 1


def test_a_revoked_seat_is_silenced_and_what_it_writes_then_counts_for_nothing(
    seat: Seat, second: Seat
) -> None:
    amina, bram = seat.signed_in("Amina"), second.link()
    until(lambda: len([p for p in bram.mirrored.all("person") if p.box]) == 2, bram)
    said(bram, bram.sign_in("Bram", BRAM))
    tell(bram, "log.write", text="good")
    agree(amina, bram)
    tell(amina, "seat.revoke", seat="Siamu 1", reason="stolen", passphrase=PASSPHRASE)
    until(lambda: amina.mirrored.get("status", "").linked == 0, amina)
    answer = bram.call(bram.tell({"intent": "log.write", "text": "after"}), 20)
    assert answer is not None
    until(lambda: any(seat.revoked for seat in amina.mirrored.all("seat")), amina)
    written = {line.text: line.void for line in paged(amina, "log", operation="*") if line.text}
    assert written == {"good": ""}


def test_an_invitation_opens_one_seat_only(seat: Seat, second: Seat, tmp_path: Path, start: Start) -> None:
    join_room(tmp_path / "third", tmp_path / "invitation", [seat.address])
    third, amina = start(tmp_path / "third"), seat.link()
    until(lambda: amina.mirrored.get("status", "").linked == 1, amina, third.link())
    assert len(amina.mirrored.all("seat")) == 2
    assert third.link().mirrored.get("status", "").linked == 0


def test_a_copied_folder_that_runs_beside_the_original_raises_an_alarm(
    home: Path, tmp_path: Path, start: Start
) -> None:
    shutil.copytree(home, tmp_path / "copy")
    original = start(home)
    copy = start(tmp_path / "copy", msgspec.structs.replace(QUIET, peers=(original.address,)))
    one, other = original.signed_in(), copy.signed_in()
    tell(one, "log.write", text="one")
    tell(other, "log.write", text="other")
    tell(one, "log.write", text="one again")
    until(lambda: "seat.copied" in " ".join(one.mirrored.get("room", "").alarms), one, other)
    agree(one, other)


def test_an_address_that_is_none_or_is_taken_is_refused(home: Path, seat: Seat, tmp_path: Path) -> None:
    assert place_of(":47800") == ("*", 47800)
    assert place_of("[::1]:1") == ("::1", 1)
    for wrong in ("nowhere", "host:", "host:99999", "host:x"):
        with pytest.raises(BadAddress):
            place_of(wrong)
    shutil.copytree(home, tmp_path / "other", ignore=shutil.ignore_patterns("lock"))
    taken = Seat(tmp_path / "other", msgspec.structs.replace(QUIET, listen=seat.address))
    assert [type(fault) for fault in taken.faults] == [Taken]


def test_nobody_without_the_role_may_invite(seat: Seat, second: Seat, tmp_path: Path) -> None:
    bram = seat.signed_in("Bram", BRAM)
    intent = {
        "intent": "seat.invite",
        "label": "x",
        "agency": "SIAMU",
        "path": str(tmp_path / "stolen"),
        "passphrase": BRAM,
    }
    assert refused(bram, bram.tell(intent)).code == "power.lacking"
    assert not (tmp_path / "stolen").exists()


def test_a_face_is_told_when_a_link_begins_or_ends_and_waits_for_no_clock(
    seat: Seat, second: Seat, start: Start
) -> None:
    face = seat.link()

    def linked() -> int:
        return int(face.mirrored.get("status", "").linked)

    until(lambda: linked() == 1, face)
    seat.engine._derive = Every(1e9)
    seat.engine._derive.due(time.monotonic())
    second.stop()
    until(lambda: linked() == 0, face)
    start(second.home)
    until(lambda: linked() == 1, face)
