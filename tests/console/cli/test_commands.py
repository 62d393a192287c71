"""The commands of the list, as somebody types them."""

import getpass
import json
import os
import signal
import sqlite3
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from console.cli import opening, telling
from console.cli.main import main
from console.cli.output import SHOWN
from console.figures import day_and_time
from console.link import client
from console.link.client import Link, SeatGone
from console.seat import create, starting
from console.seat.disk import LOW
from console.seat.starting import LINGER_SECONDS, start_detached
from console.templates import LANGUAGES
from console.trust.keys import SeatKey
from console.words import Words
from tests.console.cli.conftest import Belfry, Tell
from tests.console.seat.running import PASSPHRASE, Seat, paged, until
from tests.console.seat.running import tell as told

FIRST = ("--name", "Test room", "--seat", "Desk 1", "--agency", "SAFE", "--person", "Duty director")


def test_a_room_is_created_and_the_key_is_to_be_put_away(belfry: Belfry, tmp_path: Path) -> None:
    key = tmp_path / "room.key"
    made = belfry("room", "create", tmp_path / "new", *FIRST, "--room-key", key, "--exercise")
    assert made.status == 0
    assert made.lines[0]["exercise"]
    assert made.lines[0]["label"] == "Desk 1"
    assert str(key) in made.err
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    again = belfry("room", "create", tmp_path / "new", *FIRST, "--room-key", tmp_path / "other.key")
    assert (again.status, "not empty" in again.err) == (1, True)
    assert not (tmp_path / "other.key").exists()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_room_key_is_refused_inside_the_folder_and_nothing_is_made(
    belfry: Belfry, tmp_path: Path, lang: str
) -> None:
    home = tmp_path / "new"
    refused = belfry("room", "create", home, *FIRST, "--room-key", home / "key", "--lang", lang)
    assert (refused.status, refused.out) == (1, "")
    assert str(home) in refused.err
    assert not home.exists()


def test_a_weak_passphrase_founds_no_room(
    belfry: Belfry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BELFRY_PASSPHRASE", "secret")
    refused = belfry("room", "create", tmp_path / "new", *FIRST, "--room-key", tmp_path / "key")
    assert refused.status == 1
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "key").exists()


def test_a_seat_is_invited_joins_once_and_only_with_a_whole_invitation(
    belfry: Belfry, seat: Seat, tmp_path: Path
) -> None:
    out = tmp_path / "invitation"
    place = ("seat", "invite", seat.home, "--label", "Siamu 1")
    assert belfry(*place, "--agency", "SIAMU", "--out", out).lines[0]["ok"]
    assert "exists already" in belfry(*place, "--agency", "SIAMU", "--out", out).err
    assert "no such agency" in belfry(*place, "--agency", "NOPE", "--out", tmp_path / "x").err
    assert not (tmp_path / "x").exists()
    joining = ("seat", "join", tmp_path / "home2", "--invite")
    assert "HOST:PORT" in belfry(*joining, out, "--peer", "nowhere").err
    assert "cannot be read" in belfry(*joining, tmp_path / "none").err
    torn = tmp_path / "torn"
    torn.write_bytes(out.read_bytes()[:-1])
    assert "no readable invitation" in belfry(*joining, torn).err
    assert not (tmp_path / "home2").exists()
    assert belfry(*joining, out, "--peer", "127.0.0.1:1").lines[0]["label"] == "Siamu 1"


def test_an_expired_invitation_is_refused_in_words(
    belfry: Belfry, seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "invitation"
    belfry("seat", "invite", seat.home, "--label", "Late", "--agency", "SIAMU", "--out", out)
    monkeypatch.setattr(create, "_now", lambda: int((time.time() + 15 * 86_400) * 1000))
    for lang, word in (("en", "expired"), ("fr", "expir"), ("nl", "verlopen")):
        refused = belfry("seat", "join", tmp_path / "late", "--invite", out, "--lang", lang)
        assert (refused.status, refused.out) == (1, "")
        assert word in refused.err
    assert not (tmp_path / "late").exists()


def test_a_person_is_added_acts_gets_a_new_passphrase_and_is_revoked(
    belfry: Belfry, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, newer = "five other words for somebody", "still five others for somebody"
    add = ("person", "add", seat.home, "--agency", "SIAMU", "--roles", "operator,liaison")
    assert belfry(*add, "--name", "SIAMU liaison").lines[0]["ok"]
    assert belfry("tell", seat.home, told="").status == 1, "two people: say who"
    monkeypatch.setenv("BELFRY_PASSPHRASE", new)
    line = json.dumps({"intent": "log.write", "text": "by the liaison"})
    assert belfry("tell", seat.home, "--as", "SIAMU liaison", told=line).status == 0
    monkeypatch.setenv("BELFRY_NEW_PASSPHRASE", newer)
    assert belfry("person", "passphrase", seat.home, "--as", "SIAMU liaison").lines[0]["ok"]
    refused = belfry("tell", seat.home, "--as", "SIAMU liaison", told=line)
    assert refused.err == "belfry: The passphrase is wrong.\n"
    monkeypatch.undo()
    monkeypatch.setenv("BELFRY_PASSPHRASE", "harbour lantern pepper violin meadow")
    revoke = ("person", "revoke", seat.home, "SIAMU liaison", "--as", "Amina", "--reason")
    assert belfry(*revoke, "left the service").lines[0]["ok"]
    log = belfry("show", seat.home, "log").out
    assert "SIAMU  SIAMU liaison  by the liaison" in log
    assert "left the service" in log


def test_a_person_is_given_another_agency_and_other_roles(
    belfry: Belfry, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = ("person", "add", seat.home, "--name", "Liaison", "--agency", "SIAMU", "--roles", "liaison")
    assert belfry(*add).lines[0]["ok"]
    change = ("person", "change", seat.home, "Liaison", "--as", "Amina", "--agency")
    assert belfry(*change, "STIB", "--roles", "observer").lines[0]["ok"]
    assert "exist" in belfry(*change, "NOPE", "--roles", "observer", "--lang", "fr").err
    assert "king" in belfry(*change, "STIB", "--roles", "king").err
    assert belfry(*change, "STIB", "--roles", " , ").status == 1
    monkeypatch.setenv("BELFRY_PASSPHRASE", "five other words for somebody")
    line = json.dumps({"intent": "log.write", "text": "as an observer"})
    answer = belfry("tell", seat.home, "--as", "Liaison", told=line).lines[0]
    assert answer["code"] == "power.lacking"


def test_what_is_told_goes_to_the_one_open_operation_or_to_the_named_one(
    belfry: Belfry, tell: Tell, seat: Seat
) -> None:
    (own,) = tell({"intent": "log.write", "text": "room's own"})
    one, in_one = tell(
        {"intent": "operation.open", "title": "One"}, {"intent": "log.write", "text": "in one"}
    )
    (two,) = tell({"intent": "operation.open", "title": "Two"})
    line = json.dumps({"intent": "log.write", "text": "in two"})
    assert belfry("tell", seat.home, "--operation", two["about"], told=line).lines[0]["ok"]
    assert (
        belfry("tell", seat.home, "--operation", "nowhere", told=line).lines[0]["code"] == "operation.unknown"
    )
    log = belfry("show", seat.home, "log", "--json").lines
    found = {row["text"]: row["operation"] for row in log if row["text"]}
    assert found == {"room's own": "", "in one": one["about"], "in two": two["about"]}
    assert in_one["entry"] in {row["entry"] for row in log}
    assert own["about"] in {row["id"] for row in log}


def test_everything_that_can_be_shown_is_shown_to_people_and_to_scripts(
    belfry: Belfry, tell: Tell, seat: Seat
) -> None:
    opened = tell(
        {"intent": "operation.open", "title": "New Year"},
        {"intent": "incident.open", "title": "Fire at the dock"},
        {"intent": "agency.state", "agency": "SAFE", "state": "engaged"},
        {"intent": "request.make", "to": "SIAMU", "text": "Two pumps"},
        {"intent": "agenda.plan", "title": "Briefing", "time": 1_800_000_000_000},
        {"intent": "command.grant", "holder": "Amina", "authority": "Governor"},
        {"intent": "order.issue", "to": ["SIAMU"], "text": "Close the bridge"},
        {"intent": "log.write", "text": "First line"},
    )
    assert all(answer["ok"] for answer in opened), opened
    held = {
        "operations": "New Year", "incidents": "Fire at the dock", "agencies": "safe.brussels",
        "requests": "Two pumps", "agenda": "Briefing", "command": "Amina", "orders": "Close the bridge",
        "log": "First line", "seats": "Safe 1",
    }  # fmt: skip
    for what, text in held.items():
        for lang in LANGUAGES:
            assert text in belfry("show", seat.home, what, "--lang", lang).out, what
        rows = belfry("show", seat.home, what, "--json").lines
        assert rows, what
        assert all(row["exercise"] for row in rows)
    assert belfry("show", seat.home, "conflicts").out == ""
    digest = belfry("show", seat.home, "digest").out.strip()
    assert belfry("show", seat.home, "digest", "--json").lines == [{"digest": digest, "exercise": True}]


def test_how_the_seat_stands_and_what_is_wrong_is_shown_in_words(
    belfry: Belfry, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat.engine._roster.alarms.add("seat.code_burnt:Siamu 1")
    monkeypatch.setattr("console.seat.disk.free", lambda _folder: LOW - 1)
    with seat.link() as watching:
        until(lambda: watching.mirrored.get("room", "").alarms, watching)
        until(lambda: watching.mirrored.get("status", "").storage, watching)
    name, *rest = belfry("show", seat.home, "room").out.splitlines()
    assert name == "CRISIS  EXERCISE  1  Safe 1"
    assert "disk almost full" in rest
    assert "Three wrong codes" in rest[-1]
    (line,) = belfry("show", seat.home, "room", "--json").lines
    assert line["room"]["alarms"] == ["seat.code_burnt:Siamu 1"]


def test_what_waits_for_a_person_is_shown_to_that_person(belfry: Belfry, tell: Tell, seat: Seat) -> None:
    tell(
        {"intent": "operation.open", "title": "New Year"},
        {"intent": "request.make", "to": "SAFE", "text": "A map of the harbour"},
    )
    assert "A map of the harbour" in belfry("show", seat.home, "needs").out
    assert belfry("show", seat.home, "needs", "--as", "Nobody").err == (
        "belfry: The room knows nobody called Nobody.\n"
    )


@pytest.mark.parametrize("what", SHOWN)
def test_nobody_is_shown_anything_in_the_name_of_who_does_not_exist(
    belfry: Belfry, seat: Seat, what: str
) -> None:
    said = belfry("show", seat.home, what, "--as", "Nobody")
    assert (said.status, said.out, said.err) == (1, "", "belfry: The room knows nobody called Nobody.\n")
    assert belfry("show", seat.home, what, "--as", "Amina").status == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_of_an_end_that_was_cut_off_it_is_said_whose_it_was_and_who_signed_to_have_had_it_and_when(
    belfry: Belfry, home: Path, start: Callable[[Path], Seat], lang: str
) -> None:
    for text in ("in the first run", "in the second run"):
        seat = start(home)
        told(seat.signed_in(), "log.write", text=text)
        seat.stop()
    with closing(sqlite3.connect(home / "record.db")) as record:
        (feed,) = record.execute("SELECT feed FROM entry WHERE n=1").fetchone()
        (seq,) = record.execute("SELECT max(seq) FROM entry WHERE feed=?", (feed,)).fetchone()
        cut = "n=(SELECT n FROM entry WHERE feed=? AND seq=?)"
        for table in ("about", "payload", "entry"):
            record.execute(f"DELETE FROM {table} WHERE {cut}", (feed, seq))
        record.commit()
    start(home)
    said = belfry("verify", home, "--lang", lang)
    assert said.status == 1
    (fault,) = [
        each["fault"]["params"] for each in said.lines if each.get("fault", {}).get("code") == "feed.tail"
    ]
    assert (fault["seat"], fault["witness"], fault["seq"]) == ("Safe 1", "Safe 1", seq)
    words = Words(lang)
    assert said.err == f"belfry: {words.refusal('verify.tail', fault)}\n"
    assert day_and_time(fault["at"]) in said.err
    assert "…" not in said.err


def test_the_record_is_searched_and_verified(belfry: Belfry, tell: Tell, seat: Seat) -> None:
    tell({"intent": "log.write", "text": "Évacuation du quai"}, {"intent": "log.write", "text": "other"})
    found = belfry("search", seat.home, "evacuation").lines
    assert [hit["hit"]["line"]["text"] for hit in found] == ["Évacuation du quai"]
    assert belfry("verify", seat.home).lines == [{"faults": 0, "exercise": True}]


def test_who_watches_sees_the_picture_as_it_is_each_change_and_hears_when_the_seat_stops(
    belfry: Belfry, seat: Seat
) -> None:
    def happen() -> None:
        until(lambda: any(face.kind == "watch" for face in seat.engine._audience.faces.values()))
        desk = seat.signed_in()
        told(desk, "log.write", text="seen by who watches")
        paged(desk, "digest")  # whoever is answered after it knows that it was published
        until(lambda: not any(face.feed.due(0.0) for face in seat.engine._audience.faces.values()))
        seat.stop()

    happening = threading.Thread(target=happen)
    happening.start()
    said = belfry("watch", seat.home)
    happening.join()
    assert (said.status, said.err) == (1, "belfry: The seat no longer answers.\n")
    assert all(line["exercise"] for line in said.lines)
    first = {line["kind"]: line["view"] for line in said.lines if line["view"]}
    assert (first["room"]["name"], first["person"]["name"]) == ("CRISIS", "Amina")
    lines = [line["view"] for line in said.lines if line["kind"] == "line"]
    assert "seen by who watches" in {line["text"] for line in lines if line}


def test_no_passphrase_is_taken_from_the_intents_or_asked_where_it_would_be_seen(
    belfry: Belfry, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BELFRY_PASSPHRASE")

    def unseen(prompt: str) -> str:
        assert prompt == "Wachtzin: "
        return getpass.fallback_getpass(prompt)  # type: ignore[attr-defined,no-any-return]

    monkeypatch.setattr(getpass, "getpass", unseen)
    said = belfry("tell", seat.home, "--lang", "nl", told='{"intent":"log.write","text":"x"}\n')
    assert (said.status, said.out) == (1, "")
    assert "BELFRY_PASSPHRASE" in said.err


def test_help_tells_what_may_be_told_and_who_may(belfry: Belfry) -> None:
    intents = {line["intent"]: line["fields"] for line in belfry("help", "intents").lines}
    assert intents["log.write"]["text"] == "required"
    assert "person.add" in intents
    powers = [belfry("help", "powers", "--lang", lang).out for lang in LANGUAGES]
    assert len(set(powers)) == len(LANGUAGES)


def test_no_seat_and_no_folder_are_said_in_words(belfry: Belfry, home: Path, tmp_path: Path) -> None:
    for command in ("show", "search", "seat"):
        args = {
            "show": ("show", tmp_path, "log"),
            "search": ("search", tmp_path, "x"),
            "seat": ("seat", "run", tmp_path),
        }[command]
        said = belfry(*args)
        assert (said.status, said.out) == (1, "")
        assert said.err == f"belfry: The folder {tmp_path} is no seat’s.\n"
    assert belfry("seat", "stop", home).err == f"belfry: No seat runs in {home}.\n"
    assert LINGER_SECONDS == 30


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_folder_that_was_moved_under_its_running_seat_is_said_at_once(
    belfry: Belfry, seat: Seat, lang: str
) -> None:
    moved = seat.home.with_name("moved")
    seat.home.rename(moved)
    for command in (("tell", moved), ("show", moved, "room"), ("restore", moved)):
        said = belfry(*command, "--lang", lang)
        assert (said.status, said.out) == (1, "")
        assert str(seat.home) in said.err
    moved.rename(seat.home)
    assert belfry("show", seat.home, "room").status == 0


def test_a_folder_that_is_missing_is_said_before_anybody_types_a_passphrase(
    belfry: Belfry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BELFRY_PASSPHRASE")
    for command in (("tell",), ("person", "revoke", "Amina", "--reason", "x"), ("person", "passphrase")):
        said = (
            belfry(*command, tmp_path / "gone")
            if len(command) < 3
            else belfry(*command[:2], tmp_path / "gone", *command[2:])
        )
        assert (said.status, said.err) == (1, f"belfry: The folder {tmp_path / 'gone'} does not exist.\n")


def test_a_passphrase_that_is_typed_for_good_is_typed_twice(
    belfry: Belfry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BELFRY_PASSPHRASE")
    typed = iter(["harbour lantern pepper violin", "harbour lantern peper violin"])
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(typed))
    said = belfry("room", "create", tmp_path / "new", *FIRST, "--room-key", tmp_path / "key")
    assert (said.status, said.out) == (1, "")
    assert "differ" in said.err
    assert list(tmp_path.iterdir()) == []


def test_who_administers_types_the_passphrase_once(
    belfry: Belfry, seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BELFRY_PASSPHRASE")
    asked: list[str] = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return PASSPHRASE

    monkeypatch.setattr(getpass, "getpass", typed)
    place = ("--label", "Siamu 1", "--agency", "SIAMU", "--out", tmp_path / "invitation")
    assert belfry("seat", "invite", seat.home, *place).status == 0
    assert asked == ["Passphrase: "]


def test_a_room_that_cannot_be_founded_leaves_no_room_key(
    belfry: Belfry, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_key: SeatKey, path: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(SeatKey, "save", full)
        assert belfry("room", "create", folder / "home", *FIRST, "--room-key", folder / "key").status == 1
    assert list(folder.iterdir()) == []
    assert belfry("room", "create", folder / "home", *FIRST, "--room-key", folder / "key").status == 0


def test_a_link_that_does_not_come_to_be_is_closed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Link] = []

    def gone(link: Link, *_: object, **__: object) -> None:
        made.append(link)
        raise SeatGone("link.no_seat", path="")

    monkeypatch.setattr(opening, "start_detached", lambda *_, **__: None)
    monkeypatch.setattr(Link, "open", gone)
    closed, close = list[Link](), Link.close

    def closing(link: Link) -> None:
        closed.append(link)
        close(link)

    monkeypatch.setattr(Link, "close", closing)
    with pytest.raises(SeatGone), opening.linked(home, "en"):
        pass
    assert closed == made


def test_a_command_whose_seat_does_not_answer_says_so_and_ends_with_a_status_of_its_own(
    belfry: Belfry, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "SILENT_SECONDS", 0.5)
    monkeypatch.setattr(starting, "PATIENCE_SECONDS", 0.5)
    start_detached(home)
    pid = starting.serving(home)
    os.kill(pid, signal.SIGSTOP)
    try:
        for command in (("show", home, "room"), ("seat", "stop", home)):
            silent = belfry(*command)
            assert (silent.status, silent.out) == (3, "")
            waiting, ended = silent.err.strip().split("\n")
            assert f"is there, as process {pid}, and has not answered yet" in waiting
            assert f"is there, as process {pid}, but does not answer" in ended
    finally:
        os.kill(pid, signal.SIGCONT)
    assert belfry("seat", "stop", home).status == 0


@pytest.mark.parametrize("command", ["tell", "watch"])
def test_a_seat_that_falls_silent_under_a_command_is_said_to_be_so_as_well(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.setattr(client, "SILENT_SECONDS", 3.0)
    monkeypatch.setattr(client, "SILENCE_SECONDS", 4.0)
    monkeypatch.setenv("BELFRY_PASSPHRASE", PASSPHRASE)
    start_detached(home)
    pid = starting.serving(home)

    def hang() -> Iterator[str]:
        yield '{"intent": "log.write", "text": "before"}'
        os.kill(pid, signal.SIGSTOP)
        yield '{"intent": "log.write", "text": "meanwhile"}'
        yield '{"intent": "log.write", "text": "never told"}'

    told = hang()
    monkeypatch.setattr("sys.stdin", told)
    watched = opening.answered

    def hanging(link: Link, *given: int) -> object:
        answer = watched(link, *given)
        os.kill(pid, signal.SIGSTOP)
        return answer

    if command == "watch":
        monkeypatch.setattr(telling, "answered", hanging)
    try:
        assert main([command, str(home)]) == 3
    finally:
        os.kill(pid, signal.SIGCONT)
    out, err = capsys.readouterr()
    if command == "tell":
        assert [(line["ok"], line.get("code")) for line in map(json.loads, out.splitlines())] == [
            (True, None),
            (False, "link.gone"),
        ]
    waiting, ended = err.strip().split("\n")
    assert f"is there, as process {pid}, and has not answered yet" in waiting
    assert f"is there, as process {pid}, but does not answer" in ended
    monkeypatch.undo()
    assert main(["seat", "stop", str(home)]) == 0
