"""What stands in the way of everything is said in words, with the act that helps."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from console.domain.command import DeclineCommand, OfferCommand
from console.domain.operations import CloseOperation
from console.figures import clock_time
from tests.widgets.conftest import Window
from widgets.ages import MINUTE, moment, now_ms
from widgets.panes.notices import Notices

Open = Callable[..., Window]


@pytest.fixture
def strip(window: Open, qtbot: QtBot) -> Callable[..., tuple[Notices, Window]]:
    def show(run: Callable[[str], object] = lambda _name: None, **status: Any) -> tuple[Notices, Window]:
        opened = window(me="SIAMU liaison")
        opened.room.status = msgspec.structs.replace(opened.room.status, **status)
        opened.show_again()
        made = Notices(opened.face, run)
        qtbot.addWidget(made)
        return made, opened

    return show


def said(notices: Notices) -> list[str]:
    return [one.text.text() for one in notices.strips if not one.isHidden()]


Strip = Callable[..., tuple[Notices, Window]]


def test_a_room_in_which_all_is_well_says_nothing(strip: Strip) -> None:
    made, _ = strip()
    assert made.isHidden()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ({"storage": "full"}, "Disk full: nothing more is recorded here. What you type is kept. Make room"),
        ({"storage": "reserve"}, "what others write does not come in. Make room on this machine."),
        ({"storage": "low"}, "Disk almost full. Make room on this machine."),
        ({"alone_since": now_ms(), "nowhere_else": 14}, "14 entries that nobody else has yet"),
        ({"catching_up": True, "coming": 4812}, "4\u202f812 entries still coming"),
    ],
)
def test_each_state_has_its_words_and_its_act(strip: Strip, status: dict[str, Any], words: str) -> None:
    run: list[str] = []
    made, _ = strip(run.append, **status)
    (text,) = said(made)
    assert words in text
    made.strips[0].act.click()
    assert run == ["room"]


def test_a_disk_that_fills_is_said_at_once_and_a_count_is_not_told_faster_than_it_can_be_read(
    strip: Strip,
) -> None:
    made, window = strip(catching_up=True, coming=4812)

    def becomes(**status: Any) -> list[str]:
        window.room.status = msgspec.structs.replace(window.room.status, **status)
        window.show_again()
        return said(made)

    becomes(coming=4700)
    assert becomes(coming=4600) == ["Catching up: 4\u202f700 entries still coming"]
    told = becomes(storage="full")
    assert [text.partition(":")[0] for text in told] == ["Disk full", "Catching up"]


def test_an_operation_that_is_closed_says_so_with_its_reason(strip: Strip) -> None:
    run: list[str] = []
    made, window = strip(run.append)
    closing = CloseOperation(operation=window.face.operation_id, reason="All handed over", despite=True)
    window.room.seat.tell(closing, window.room.people["SITCEN operator"])
    window.show_again()
    assert said(made) == ["This operation is closed: All handed over"]
    made.strips[0].act.click()
    assert run == ["operation.new"]


def test_nobody_has_to_be_in_command_of_an_operation_that_is_closed(window: Open, qtbot: QtBot) -> None:
    opened = window(20, me="Duty director")
    made = Notices(opened.face, lambda _name: None)
    qtbot.addWidget(made)
    assert said(made) == ["Nobody is in command of this operation."]
    closing = CloseOperation(operation=opened.face.operation_id, reason="over")
    opened.room.seat.tell(closing, opened.room.people["SITCEN operator"])
    opened.show_again()
    assert said(made) == ["This operation is closed: over"]


def test_command_that_is_on_offer_is_told_with_since_when_and_that_nobody_gives_orders(strip: Strip) -> None:
    made, window = strip()
    people, face = window.room.people, window.face
    other = people["Police zone liaison"]
    window.room.seat.tell(OfferCommand(to=other.id), people[face.command.name])
    window.show_again()
    (text,) = said(made)
    assert text.startswith(f"Command is offered to {other.name} since {clock_time(face.command.offered_at)}:")
    window.room.seat.tell(DeclineCommand(reason="busy"), other)
    window.show_again()
    (text,) = said(made)
    assert text.startswith(f"{other.name} declined command")


def test_an_offer_that_nobody_can_take_any_more_is_told_to_nobody(strip: Strip) -> None:
    made, opened = strip()
    people, operation = opened.room.people, opened.face.operation_id
    opened.room.seat.tell(OfferCommand(to=people["SIAMU liaison"].id), people["Duty director"])
    closing = CloseOperation(operation=operation, reason="All handed over", despite=True)
    opened.room.seat.tell(closing, people["SITCEN operator"])
    opened.show_again()
    assert opened.face.command.state == "offered"
    assert said(made) == ["This operation is closed: All handed over"]


def test_a_copied_seat_is_named_until_it_is_settled(strip: Strip) -> None:
    made, window = strip()
    seat = next(s for s in window.room.seats.values() if s.agency == "STIB")
    window.room.room = msgspec.structs.replace(window.room.room, alarms=(f"seat.copied:{seat.id}",))
    window.show_again()
    assert said(made) == ["Copied seat: STIB desk runs twice. Stop one of the two and open the other again."]
    window.room.room = msgspec.structs.replace(window.room.room, alarms=())
    window.show_again()
    assert made.isHidden()


def test_a_clock_that_is_off_is_told_in_seconds(strip: Strip) -> None:
    made, window = strip()
    key, seat = next((key, seat) for key, seat in window.room.seats.items() if seat.agency == "STIB")
    window.room.seats[key] = msgspec.structs.replace(seat, off=-12_000)
    window.room.room = msgspec.structs.replace(window.room.room, alarms=(f"clock.behind:{seat.id}",))
    window.show_again()
    assert said(made) == ["The clock of STIB desk is 12 s behind: set it right."]


@pytest.mark.parametrize(
    ("alarm", "words"),
    [
        ("clock.behind:{seat}", "The clock of STIB desk is 90 s behind: set it right."),
        ("trust.invitation.used_twice:Board 2:ab12", 'The invitation "Board 2" was used twice'),
        ("trust.revocation.needs_second:ab12:Room administrator", "administrator Room administrator awaits"),
        ("storage.no_backup:full", "No backup could be made: disk full."),
        ("storage.damaged", "The database of this seat is damaged."),
        ("seat.shut_out", "The other seats turn this one away as revoked"),
        ("clock.set_back:1775000000000", "The clock of this seat was set back: until "),
        ("seat.not_let_in", "The other seats do not let this one in: its invitation"),
    ],
)
def test_every_alarm_names_what_it_is_about(strip: Strip, alarm: str, words: str) -> None:
    made, window = strip()
    seat = next(s for s in window.room.seats.values() if s.agency == "STIB")
    window.room.seats[seat.id] = msgspec.structs.replace(seat, off=-90_000)
    alarms = (alarm.format(seat=seat.id),)
    window.room.room = msgspec.structs.replace(window.room.room, alarms=alarms)
    window.show_again()
    (text,) = said(made)
    assert words in text


@pytest.mark.parametrize(
    ("me", "act"), [("Duty director", "command"), ("SIAMU liaison", "orders"), ("", "orders")]
)
def test_contested_command_names_both_and_lets_settle_who_can(strip: Strip, me: str, act: str) -> None:
    run: list[str] = []
    made, window = strip(run.append)
    window.room.contest("Duty director", "Police zone liaison")
    window.enter(me)
    (text,) = said(made)
    told = "Command is contested: Duty director, Police zone liaison."
    assert text == f"{told} Orders of both stand until it is settled."
    made.strips[0].act.click()
    assert run == [act]
    window.room.contest()
    window.show_again()
    assert said(made) == []


def test_a_damaged_record_is_mended_by_a_stop_which_is_offered(strip: Strip) -> None:
    run: list[str] = []
    made, window = strip(run.append, storage="damaged")
    window.room.room = msgspec.structs.replace(window.room.room, alarms=("storage.damaged",))
    window.show_again()
    (text,) = said(made)
    assert "Stop the seat and open it again" in text
    made.strips[0].act.click()
    assert run == ["seat.stop"]


@pytest.mark.parametrize(("me", "act"), [("SIAMU liaison", "sign_out"), ("", "room")])
def test_who_sits_where_the_clock_was_set_back_signs_out_from_there(strip: Strip, me: str, act: str) -> None:
    run: list[str] = []
    made, window = strip(run.append)
    window.room.room = msgspec.structs.replace(window.room.room, alarms=("clock.set_back:1775000000000",))
    window.enter(me)
    (text,) = said(made)
    assert text.endswith(
        "Sign out and in again: once everybody has signed out at this seat, its times are right."
    )
    made.strips[0].act.click()
    assert run == [act]


def test_what_does_not_fit_is_counted(strip: Strip) -> None:
    made, window = strip(storage="full")
    alarms = tuple(f"seat.copied:{seat}" for seat in window.room.seats)
    window.room.room = msgspec.structs.replace(window.room.room, alarms=alarms)
    window.show_again()
    assert said(made)[-1].endswith(f"{len(alarms) - 2} more")


def test_a_seat_that_does_not_answer_is_said_to_be_silent_since_when_and_needs_no_start(strip: Strip) -> None:
    made, window = strip()
    window.link.fall_silent()
    window.bridge.drain()
    (text,) = said(made)
    assert text.startswith("The seat does not answer for now. This is its last picture, of ")
    assert made.strips[0].act.isHidden(), "it runs"
    window.bridge.lost_at -= 10 * MINUTE
    at = moment(window.bridge.lost_at)
    window.link.lose()
    window.bridge.drain()
    (text,) = said(made)
    assert text.startswith(f"The seat is gone. This is its last picture, of {at}"), "not of now"
    assert not made.strips[0].act.isHidden()
    window.link.regain()
    window.bridge.drain()
    assert made.isHidden()


def test_a_seat_that_is_gone_can_be_started_again(strip: Strip, qtbot: QtBot) -> None:
    made, window = strip()
    started: list[bool] = []
    window.face.restart = lambda: started.append(True)
    window.link.lose()
    window.bridge.drain()
    (text,) = said(made)
    assert "last picture" in text
    made.strips[0].act.click()
    qtbot.waitUntil(lambda: "is starting" in said(made)[0])  # which takes its time where a record is mended
    qtbot.waitUntil(lambda: bool(started))
    window.link.regain()
    window.bridge.drain()
    assert made.isHidden()


def test_that_whoever_is_in_command_is_cut_off_is_said_with_the_seat_and_for_how_long(strip: Strip) -> None:
    made, window = strip()
    room, name = window.room, window.face.command.name
    assert made.isHidden()
    (desk,) = (seat for seat in room.seats.values() if name in seat.people)
    since = now_ms() - 3 * MINUTE
    room.seats[desk.id] = msgspec.structs.replace(desk, link="gone", since=since)
    window.show_again()
    (text,) = said(made)
    assert text == f"{name}, in single command, is cut off: no link with {desk.label} for 3 min."
    other = next(seat for seat in room.seats.values() if seat.link == "linked")
    room.seats[other.id] = msgspec.structs.replace(other, people=(*other.people, name))
    window.show_again()
    assert made.isHidden(), "they sit at a seat that is linked, too"


def test_that_whoever_is_in_command_was_never_met_since_this_seat_began_is_said_after_a_while(
    strip: Strip,
) -> None:
    made, window = strip()
    room, name = window.room, window.face.command.name
    (desk,) = (seat for seat in room.seats.values() if name in seat.people)
    for ago, told in ((MINUTE // 4, 0), (4 * MINUTE, 1)):
        room.seats[desk.id] = msgspec.structs.replace(desk, link="never", since=now_ms() - ago)
        window.show_again()
        assert len(said(made)) == told


def test_a_seat_that_is_alone_itself_blames_nobody(strip: Strip) -> None:
    made, window = strip(alone_since=now_ms())
    for seat in list(window.room.seats.values()):
        window.room.seats[seat.id] = msgspec.structs.replace(seat, link="gone", since=now_ms())
    window.show_again()
    assert len(said(made)) == 1


def test_the_gravest_comes_first(strip: Strip) -> None:
    made, window = strip(storage="low")
    alarms = (f"seat.copied:{next(iter(window.room.seats))}", "seat.shut_out")
    window.room.room = msgspec.structs.replace(window.room.room, alarms=alarms)
    window.show_again()
    assert said(made)[0].startswith("The other seats turn this one away"), "before the disk that fills"


def test_a_seat_that_lacks_what_a_linked_one_wrote_says_since_when(strip: Strip) -> None:
    made, window = strip()
    assert made.isHidden()
    room, since = window.room, now_ms() - 4 * MINUTE
    linked = next(seat for seat in room.seats.values() if seat.link == "linked")
    room.seats[linked.id] = msgspec.structs.replace(linked, complete=since)
    window.show_again()
    (text,) = said(made)
    assert text.startswith(f"Not in step since {clock_time(since)}:")
    room.seats[linked.id] = msgspec.structs.replace(linked, complete=now_ms())
    window.show_again()
    assert made.isHidden(), "it is on its way"
