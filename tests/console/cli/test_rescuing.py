"""The day the only administrator is lost, has turned, or forgot the passphrase: what the room key is for."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from nacl.pwhash import argon2id

from console.seat.create import create_room
from console.seat.growing import Growth
from console.templates import LANGUAGES
from console.trust import sealing
from console.trust.issuing import Account, Issuer
from console.trust.keys import new_signing_key
from console.trust.roomkey import load_room_key
from tests.console.cli.conftest import Belfry, Said
from tests.console.seat.running import PASSPHRASE, Seat, lines, tell, until

NEW = "five other words for somebody"


@pytest.fixture(autouse=True, scope="module")
def _cheap_passphrases() -> Iterator[None]:
    """At the lowest price, so that the tests are quick."""
    cheap = sealing.Cost(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)
    with patch.object(sealing, "COST", cheap):
        yield


@pytest.fixture(scope="module")
def founded(_cheap_passphrases: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("room")
    place = ("Safe 1", "SAFE")
    create_room(folder / "home", "CRISIS", place, "Amina", PASSPHRASE, folder / "room.key", exercise=True)
    return folder / "home"


@pytest.fixture
def key(founded: Path) -> Path:
    return founded.parent / "room.key"


@pytest.fixture(autouse=True)
def _founder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELFRY_ROOM_KEY_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def add(belfry: Belfry, seat: Seat) -> Any:
    def added(name: str, roles: str = "operator", by: str = "Amina") -> None:
        place = ("--agency", "SIAMU", "--roles", roles, "--as", by)
        assert belfry("person", "add", seat.home, "--name", name, *place).status == 0

    return added


def room_key(seat: Seat) -> list[str]:
    """What the log says that the room key did."""
    told = [line for line in lines(seat) if line.kind == "room_key.used"]
    assert [line.void for line in told] == [""] * len(told)
    return [f"{line.params['label']}: {line.params['did']}" for line in told]


def writes(belfry: Belfry, seat: Seat, person: str, monkeypatch: pytest.MonkeyPatch, phrase: str) -> Said:
    with monkeypatch.context() as env:
        env.setenv("BELFRY_PASSPHRASE", phrase)
        line = json.dumps({"intent": "log.write", "text": f"written by {person}"})
        return belfry("tell", seat.home, "--as", person, told=line)


def governs(belfry: Belfry, seat: Seat, person: str, monkeypatch: pytest.MonkeyPatch, phrase: str) -> bool:
    with monkeypatch.context() as env:
        env.setenv("BELFRY_PASSPHRASE", phrase)
        env.setenv("BELFRY_NEW_PASSPHRASE", "yet five more words for them")
        place = ("--agency", "PF", "--roles", "operator", "--as", person)
        return belfry("person", "add", seat.home, "--name", f"Added by {person}", *place).status == 0


def test_a_room_that_lost_its_only_administrator_gets_a_new_one_who_signs_in(
    belfry: Belfry, seat: Seat, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = belfry("room", "revoke", seat.home, "Amina", "--room-key", key, "--reason", "lost")
    assert (gone.status, gone.lines[-1]["lost"]) == (0, ["Amina"])
    assert writes(belfry, seat, "Amina", monkeypatch, PASSPHRASE).status == 1
    made = belfry("room", "appoint", seat.home, "Zoé", "--agency", "SAFE", "--room-key", key)
    assert (made.status, made.lines[-1]["back"]) == (0, ["Zoé"])
    assert writes(belfry, seat, "Zoé", monkeypatch, NEW).status == 0
    assert governs(belfry, seat, "Zoé", monkeypatch, NEW)
    assert room_key(seat) == ["Amina: revoked", "Zoé: appointed"]
    log = belfry("show", seat.home, "log").out
    assert "Amina revoked: lost" in log
    assert "Zoé made an administrator\n" in log


def test_somebody_who_is_known_becomes_an_administrator_under_the_passphrase_he_has(
    belfry: Belfry, seat: Seat, key: Path, add: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Bram")
    assert not governs(belfry, seat, "Bram", monkeypatch, NEW)
    assert belfry("room", "appoint", seat.home, "Bram", "--room-key", key).status == 0
    assert governs(belfry, seat, "Bram", monkeypatch, NEW)
    again = belfry("room", "appoint", seat.home, "Bram", "--room-key", key)
    assert (again.status, again.out, "--renew" in again.err) == (1, "", True)
    assert room_key(seat) == ["Bram: appointed"]


def test_the_only_administrator_forgot_his_passphrase(
    belfry: Belfry, seat: Seat, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert belfry("room", "appoint", seat.home, "Amina", "--renew", "--room-key", key).status == 0
    assert "wrong" in writes(belfry, seat, "Amina", monkeypatch, PASSPHRASE).err
    assert governs(belfry, seat, "Amina", monkeypatch, NEW)
    assert room_key(seat) == ["Amina: renewed"]


def test_what_an_administrator_who_turned_granted_from_then_on_falls_and_the_rest_stands(
    belfry: Belfry, seat: Seat, key: Path, add: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Before")
    turned = datetime.now(UTC)
    desk = seat.signed_in("Amina")
    tell(desk, "log.write", text="said after turning")
    add("Mallory", "administrator,operator")
    with monkeypatch.context() as env:
        env.setenv("BELFRY_PASSPHRASE", NEW)
        env.setenv("BELFRY_NEW_PASSPHRASE", "still other words for the helper")
        add("Helper of Mallory", by="Mallory")
        out = ("person", "revoke", seat.home, "Before", "--reason", "in the way", "--as", "Mallory")
        assert belfry(*out).status == 0
    end = ("room", "revoke", seat.home, "Amina", "--reason", "turned", "--room-key", key)
    said = belfry(*end, "--from", turned.isoformat())
    assert said.lines[-1] == {
        "lost": ["Amina", "Helper of Mallory", "Mallory"],
        "back": ["Before"],
        "exercise": True,
    }
    assert writes(belfry, seat, "Before", monkeypatch, NEW).status == 0
    assert writes(belfry, seat, "Mallory", monkeypatch, NEW).status == 1
    until(lambda: desk.session is None, desk)
    void = {line.text: line.void for line in lines(seat) if line.text}
    assert void == {"said after turning": "after_revocation", "written by Before": ""}

    wider = belfry(*end, "--from", (datetime.now(UTC) + timedelta(days=1)).isoformat())
    assert wider.lines[-1]["back"] == ["Helper of Mallory", "Mallory"]
    assert wider.lines[-1]["lost"] == ["Before"]
    assert room_key(seat) == ["Amina: revoked", "Amina: upheld"]
    once_more = belfry(*end)
    assert (once_more.status, "already" in once_more.err) == (1, True)


def test_all_that_a_lost_administrator_did_stands_where_nobody_says_otherwise(
    belfry: Belfry, seat: Seat, key: Path, add: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Bram")
    tell(seat.signed_in("Amina"), "log.write", text="her last word")
    said = belfry("room", "revoke", seat.home, "Amina", "--reason", "lost", "--room-key", key)
    assert said.lines[-1]["lost"] == ["Amina"]
    assert writes(belfry, seat, "Bram", monkeypatch, NEW).status == 0
    assert {line.text: line.void for line in lines(seat) if line.text} == {
        "her last word": "",
        "written by Bram": "",
    }


def test_a_readmitted_person_signs_in_again_as_what_he_was_also_after_a_start(
    belfry: Belfry, seat: Seat, key: Path, add: Any, monkeypatch: pytest.MonkeyPatch, start: Any
) -> None:
    add("Bram", "administrator,liaison")
    revoked = ("person", "revoke", seat.home, "Bram", "--reason", "by mistake", "--as", "Amina")
    assert belfry(*revoked).status == 0
    seat.stop()
    again = start(seat.home)
    refused = belfry("room", "appoint", seat.home, "Bram", "--room-key", key)
    assert "room readmit" in refused.err
    back = belfry("room", "readmit", seat.home, "--person", "Bram", "--room-key", key)
    assert back.lines[-1]["back"] == ["Bram"]
    assert governs(belfry, again, "Bram", monkeypatch, NEW)
    assert room_key(again) == ["Bram: readmitted"]
    assert belfry("show", seat.home, "room").out.count("awaits a second") == 0
    nothing = belfry("room", "readmit", seat.home, "--person", "Bram", "--room-key", key)
    assert "not revoked" in nothing.err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_room_key_is_refused_in_words_and_nothing_is_done(
    belfry: Belfry, seat: Seat, key: Path, tmp_path: Path, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, damaged, torn = seat.home / "room.key", tmp_path / "damaged.key", tmp_path / "torn.key"
    shutil.copy(key, inside)
    damaged.write_bytes(key.read_bytes()[:-1] + b"\0")
    torn.write_bytes(key.read_bytes()[:40])
    other = tmp_path / "other.key"
    create_room(tmp_path / "other", "Other", ("Desk", "SAFE"), "Zoé", PASSPHRASE, other, exercise=True)
    files = {inside: "home", damaged: "damaged.key", torn: "torn.key", other: "other.key"}
    files |= {tmp_path / "none.key": "none.key", tmp_path: str(tmp_path), seat.home / "seat.key": "home"}
    for file, named in files.items():
        said = belfry("room", "appoint", seat.home, "Amina", "--renew", "--room-key", file, "--lang", lang)
        assert (said.status, said.out) == (1, "")
        assert named in said.err or file == damaged, said.err
    with monkeypatch.context() as env:
        env.setenv("BELFRY_ROOM_KEY_PASSPHRASE", "not what it was sealed with")
        wrong = belfry("room", "appoint", seat.home, "Amina", "--renew", "--room-key", key, "--lang", lang)
        assert (wrong.status, len(wrong.err.splitlines())) == (1, 1)
    for command in (
        ("appoint", seat.home, "Nobody"),
        ("appoint", seat.home, "Nobody", "--agency", "NOPE"),
        ("appoint", seat.home, "Amina", "--agency", "SAFE"),
        ("revoke", seat.home, "Nobody", "--reason", "x"),
        ("revoke", seat.home, "Amina", "--reason", " "),
        ("readmit", seat.home, "--person", "Amina"),
        ("readmit", seat.home, "--seat", "Safe 1"),
        ("readmit", seat.home, "--seat", "77"),
        ("readmit", tmp_path, "--seat", "1"),
    ):
        said = belfry("room", *command, "--room-key", key, "--lang", lang)
        assert (said.status, said.out, said.err.count("\n")) == (1, "", 1), command
        assert "refusal." not in said.err
        assert "{" not in said.err
    assert room_key(seat) == []


def test_the_room_key_serves_from_a_stick_that_keeps_no_secrets_and_takes_no_writing(
    belfry: Belfry, seat: Seat, key: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copy(key, stick / "room.key")
    (stick / "room.key").chmod(0o444)
    stick.chmod(0o555)
    said = belfry("room", "appoint", seat.home, "Amina", "--renew", "--room-key", stick / "room.key")
    assert said.status == 0, said.err


def test_a_new_administrator_does_not_get_the_passphrase_of_the_room_key(
    belfry: Belfry, seat: Seat, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BELFRY_NEW_PASSPHRASE", PASSPHRASE)
    said = belfry("room", "appoint", seat.home, "Zoé", "--agency", "SAFE", "--room-key", key)
    assert (said.status, said.out) == (1, "")
    assert "another" in said.err


def test_two_people_of_one_name_are_refused_where_the_first_is_known(
    belfry: Belfry, seat: Seat, key: Path
) -> None:
    link, trust = seat.link(), seat.engine._ledger.trust
    issuer = Issuer.of(trust, load_room_key(key, PASSPHRASE).signing, 1)
    one, other = (
        issuer.person(Account("Zoé", "SAFE", ("operator",)), bytes(new_signing_key().verify_key))
        for _ in range(2)
    )
    at_once = [link.ask("room.key", statements=[statement]) for statement in (one, other)]
    answers = [link.call(n, 60) for n in at_once]
    assert [getattr(answer, "code", "") for answer in answers] == ["", "person.name_taken"]
    said = belfry("room", "appoint", seat.home, "Zoé", "--agency", "SAFE", "--room-key", key)
    assert "has an account already" in said.err
    added = belfry("person", "add", seat.home, "--name", "Zoé", "--agency", "SAFE", "--roles", "operator")
    assert (added.status, [p.name for p in trust.people.values()].count("Zoé")) == (1, 1)


def learn(growth: Growth, statements: list[bytes]) -> None:
    """As from another seat."""
    growth.add(statements)


def test_two_people_of_one_name_whom_a_cut_hid_go_by_two_letters_more(
    belfry: Belfry, seat: Seat, key: Path, monkeypatch: pytest.MonkeyPatch, add: Any
) -> None:
    add("Zoé")
    trust = seat.engine._ledger.trust
    issuer = Issuer.of(trust, load_room_key(key, PASSPHRASE).signing, 1)
    beyond = issuer.person(Account("Zoé", "PF", ("operator",)), bytes(new_signing_key().verify_key))
    seat.engine._poller.call_soon(lambda: learn(seat.engine._growth, [beyond]))
    link = seat.link()
    until(lambda: sum(p.name.startswith("Zoé ") for p in link.mirrored.all("person")) == 2, link)
    mine, hers = sorted(p.name for p in trust.people.values() if p.name.startswith("Zoé"))
    own = next(p.name for p in trust.people.values() if p.called == "Zoé" and p.agency == "SIAMU")
    several = writes(belfry, seat, "Zoé", monkeypatch, NEW)
    assert f"Several people are called Zoé: {mine}, {hers}." in several.err
    assert writes(belfry, seat, own, monkeypatch, NEW).status == 0
    assert [line.by for line in lines(seat) if line.text == f"written by {own}"] == [own]
    alarm = (
        "Several people are called Zoé, or so that it reads the same; "
        f"each goes by two letters more: {mine}, {hers}."
    )
    assert alarm in belfry("show", seat.home, "room").out
    other = mine if own == hers else hers
    change = ("person", "change", seat.home, own, "--agency", "PF", "--roles", "liaison", "--as", "Amina")
    assert belfry(*change).status == 0
    assert belfry("room", "appoint", seat.home, other, "--room-key", key).status == 0
    named = {p.name for p in trust.people.values() if p.called == "Zoé"}
    assert named == {mine, hers}, "what else they are makes neither the only one of the name"
    end = ("person", "revoke", seat.home, other, "--reason", "added twice", "--as", "Amina")
    assert belfry(*end).status == 0
    until(lambda: "Zoé" in {p.name for p in link.mirrored.all("person") if not p.revoked}, link)
    assert writes(belfry, seat, "Zoé", monkeypatch, NEW).status == 0
