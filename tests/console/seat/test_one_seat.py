"""One seat, alone: what a person tells it is recorded, shown, found again, or refused in words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from console.domain.board import BOARD_ID
from console.domain.lines import Row
from console.link.client import Event, Gone, LogWindow
from console.seat.home import Home, NoSeat, OpenHome
from db.errors import Locked, StorageFailed
from tests.console.seat.running import PASSPHRASE, Seat, paged, refused, said, tell, until

ALL = (LogWindow("all", "*"),)


def test_a_person_signs_in_and_what_they_tell_is_shown_on_every_face(seat: Seat) -> None:
    desk, wall = seat.signed_in(face="desk"), seat.link("wall", ALL)
    operation = tell(desk, "operation.open", title="New Year").about
    fire = tell(desk, "incident.open", title="Fire at the dock").about
    line = tell(desk, "log.write", text="Smoke over the canal")
    until(lambda: wall.mirrored.get("incident", fire) and wall.mirrored.count("all") == 3, wall)
    assert wall.mirrored.get("operation", operation).fields["title"].value == "New Year"
    assert wall.mirrored.log("all")[-1].text == "Smoke over the canal"
    assert wall.mirrored.log("all")[-1].by == "Amina"
    assert wall.mirrored.log("all")[-1].entry == line.entry
    room = wall.mirrored.get("room", "")
    assert (room.name, room.exercise, room.label) == ("CRISIS", True, "Safe 1")


def test_all_is_there_again_after_a_restart(home: Path, start: Callable[[Path], Seat]) -> None:
    first = start(home)
    desk = first.signed_in()
    tell(desk, "operation.open", title="New Year")
    fire = tell(desk, "incident.open", title="Fire").about
    tell(desk, "log.write", text="before the restart")
    digest = paged(desk, "digest")
    first.stop()
    again = start(home).link(windows=ALL)
    assert paged(again, "digest") != digest, "the sign-out was recorded meanwhile"
    assert [line.text for line in again.mirrored.log("all")][-1] == "before the restart"
    assert again.mirrored.get("incident", fire).fields["title"].value == "Fire"
    assert paged(again, "verify") == ()


def test_a_wrong_passphrase_or_an_unknown_name_signs_nobody_in(seat: Seat) -> None:
    desk = seat.link("desk")
    assert refused(desk, desk.sign_in("", "not the passphrase at all")).code == "trust.passphrase.wrong"
    assert refused(desk, desk.sign_in("Bram", PASSPHRASE)).code == "person.unknown"
    assert desk.session is None
    assert refused(desk, desk.tell({"intent": "log.write", "text": "x"})).code == "power.nobody_signed_in"


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        ({"intent": "log.write", "text": ""}, "log.empty"),
        ({"intent": "log.write", "text": "x" * 100_000}, "text.too_long"),
        ({"intent": "log.write", "text": "x" * 300_000}, "intent.too_long"),
        ({"intent": "log.write", "text": "x", "colour": "red"}, "intent.fields"),
        ({"intent": "log.write"}, "intent.fields"),
        ({"intent": "log.write", "text": 7}, "intent.fields"),
        ({"intent": "log.write", "text": "\ud800"}, "intent.malformed"),
        ({"intent": "log.write", "text": "x", "happened": 1 << 80}, "intent.malformed"),
        ({"intent": "log.invent", "text": "x"}, "intent.unknown"),
        ({"text": "x"}, "intent.unknown"),
        ({"intent": ["log.write"]}, "intent.unknown"),
        ({"intent": "incident.set", "incident": "no such", "field": "title", "value": 1}, "incident.unknown"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_code_and_nothing_is_written(
    seat: Seat, intent: dict[str, object], code: str
) -> None:
    desk = seat.signed_in()
    before = paged(desk, "digest")
    assert refused(desk, desk.tell(intent)).code == code
    assert paged(desk, "digest") == before


def test_a_wall_reads_and_nothing_else(seat: Seat) -> None:
    wall = seat.link("wall")
    assert refused(wall, wall.sign_in("", PASSPHRASE)).code == "session.reads_only"
    assert refused(wall, wall.tell({"intent": "log.write", "text": "x"})).code == "session.reads_only"


def test_the_log_comes_in_pages_and_what_was_said_is_found(seat: Seat) -> None:
    desk = seat.signed_in()
    for number in range(7):
        tell(desk, "log.write", text=f"Évacuation du quai {number}")
    newest = paged(desk, "log", limit=5)
    assert [line.text[-1] for line in newest] == ["2", "3", "4", "5", "6"]
    older = paged(desk, "log", limit=5, before=newest[0].order)
    assert [line.text[-1] for line in older] == ["0", "1"]
    until(lambda: len(paged(desk, "search", words="evacuation quai")) == 7, desk)
    assert paged(desk, "search", words='"') == ()
    assert refused(desk, desk.ask("search", words="x", colour=1)).code == "ask.params"
    assert refused(desk, desk.ask("gossip")).code == "ask.unknown"


def test_every_fact_of_a_thing_and_every_value_of_a_field_can_be_asked_for(seat: Seat) -> None:
    desk = seat.signed_in()
    tell(desk, "operation.open", title="New Year")
    fire = tell(desk, "incident.open", title="Fire").about
    tell(desk, "incident.set", incident=fire, field="title", value="Fire at the dock")
    assert [fact.kind for fact in paged(desk, "thing", thing=fire)] == ["incident.opened", "incident.set"]
    values = [(past.value, past.stands) for past in paged(desk, "history", thing=fire, field="title")]
    assert values == [("Fire", False), ("Fire at the dock", True)]
    assert refused(desk, desk.ask("thing", thing="nonsense")).code == "thing.unknown"


def test_a_second_seat_process_on_the_folder_is_refused(seat: Seat) -> None:
    with pytest.raises(Locked):
        Seat(seat.home)
    assert tell(seat.signed_in(), "log.write", text="the first goes on").entry


def test_a_folder_that_is_no_seat_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoSeat):
        OpenHome(Home(tmp_path))


def test_stopping_says_goodbye_and_closes_every_sitting(home: Path, start: Callable[[Path], Seat]) -> None:
    first = start(home)
    first.signed_in()
    watch = first.link("watch")
    heard: list[Event] = []

    def goodbye() -> bool:
        heard.extend(watch.drain())
        return Gone("link.stopping") in heard

    first.engine.stop()
    until(goodbye)
    first.stop()
    again = start(home).link()
    assert again.mirrored.get("seat", again.mirrored.get("room", "").seat).people == ()
    assert said(again, again.mirror()).entry == ""


def test_a_wall_is_shown_what_to_show_and_every_key_fact_however_long_ago(seat: Seat) -> None:
    desk, wall = seat.signed_in(face="desk"), seat.link("wall")
    operation = tell(desk, "operation.open", title="New Year").about
    said(wall, wall.mirror((LogWindow("key", operation, key=True),)))
    tell(desk, "log.write", text="Chlorine confirmed", key=True)
    tell(desk, "log.write", text="Coffee is out")
    tell(desk, "board.set", page="facts", operation=operation)
    until(lambda: wall.mirrored.get("board", BOARD_ID) and wall.mirrored.count("key"), wall)
    assert [line.text for line in wall.mirrored.log("key")] == ["Chlorine confirmed"]
    board = wall.mirrored.get("board", BOARD_ID)
    assert (board.page, board.operation, board.shown.by) == ("facts", operation, "Amina")


def test_a_disk_that_fails_to_give_a_line_is_asked_again(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = seat.signed_in(face="desk")
    tell(desk, "operation.open", title="New Year")
    tell(desk, "log.write", text="Smoke over the canal")
    failing, line = [True], seat.engine._shown.line

    def once(row: Row) -> bytes | None:
        if failing:
            failing.pop()
            raise StorageFailed("storage.failed")
        return line(row)

    monkeypatch.setattr(seat.engine._shown, "line", once)
    wall = seat.link("wall", ALL)
    assert "Smoke over the canal" in [each.text for each in wall.mirrored.log("all")]
    assert not failing
