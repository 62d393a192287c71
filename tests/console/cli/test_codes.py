"""A seat is enrolled by a code that one reads aloud and the other types."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from console.cli.main import main
from console.domain.room import CodeView
from console.link.client import Link
from tests.console.cli.conftest import Belfry
from tests.console.seat.running import Seat, until

CODE = "7K4Q-9XWM"


@pytest.fixture
def watching(seat: Seat) -> Link:
    """A wall that shows the room meanwhile."""
    return seat.link("watch")


@pytest.fixture
def reader(seat: Seat, belfry: Belfry, watching: Link, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Somebody has the code shown in another window; gives the exit status, when it comes to an end."""
    monkeypatch.setattr("console.trust.codes.fresh", lambda: CODE)
    command = ["seat", "code", str(seat.home), "--label", "Siamu 1", "--agency", "SIAMU"]
    statuses: list[int] = []
    thread = threading.Thread(target=lambda: statuses.append(main(command)))
    thread.start()
    until(lambda: watching.mirrored.get("code", "") is not None, watching)

    def ended() -> int:
        thread.join()
        return statuses[0]

    return ended


def shown(watching: Link) -> CodeView:
    view = watching.mirrored.get("code", "")
    assert isinstance(view, CodeView)
    return view


def address(watching: Link) -> str:
    (only,) = shown(watching).addresses
    assert only.startswith("127.0.0.1:"), "where the seat itself listens, and nowhere else"
    return only


def labels(watching: Link) -> set[str]:
    return {each.label for each in watching.mirrored.all("seat")}


def test_a_code_read_aloud_makes_a_seat_of_the_room_and_both_screens_show_the_same_words(
    belfry: Belfry,
    seat: Seat,
    watching: Link,
    reader: Callable[[], int],
    start: Callable[..., Seat],
    tmp_path: Path,
) -> None:
    view = shown(watching)
    assert (view.label, view.state, view.words) == ("Siamu 1", "open", "")
    joined = belfry("seat", "join", tmp_path / "new", "--code", "7k4q 9xwm", "--peer", address(watching))
    assert joined.status == 0, joined.err
    assert reader() == 0
    until(lambda: shown(watching).state == "used", watching)
    words = shown(watching).words
    assert len(words.split()) == 4
    assert f'"words": "{words}"' in joined.out
    new = start(tmp_path / "new")
    until(lambda: "Siamu 1" in labels(watching), watching)
    assert new.running


def test_three_wrong_codes_burn_it_with_an_alarm_until_a_new_one_is_shown(
    belfry: Belfry, seat: Seat, watching: Link, reader: Callable[[], int], tmp_path: Path
) -> None:
    wrong = ("seat", "join", tmp_path / "new", "--code", "0000-0000", "--peer", address(watching))
    said = [belfry(*wrong) for _ in range(3)]
    assert ["not the code" in each.err for each in said] == [True, True, False]
    assert "no longer works" in said[2].err
    assert reader() == 1
    assert not (tmp_path / "new").exists()
    until(lambda: shown(watching).state == "burnt", watching)
    until(lambda: "seat.code_burnt:Siamu 1" in watching.mirrored.get("room", "").alarms, watching)
    late = belfry("seat", "join", tmp_path / "new", "--code", CODE, "--peer", address(watching))
    assert (late.status, "Nobody answers" in late.err) == (1, True), "its socket is closed"
    offer = ["seat", "code", str(seat.home), "--label", "Siamu 1", "--agency", "SIAMU"]
    anew = threading.Thread(target=main, args=(offer,))
    anew.start()
    until(lambda: shown(watching).state == "open", watching)
    until(lambda: not watching.mirrored.get("room", "").alarms, watching)
    assert belfry("seat", "join", tmp_path / "new", "--code", CODE, "--peer", address(watching)).status == 0
    anew.join()


@pytest.mark.parametrize(
    ("typed", "peer", "words"),
    [
        ("7K4Q", "127.0.0.1:1", "letters and digits"),
        ("7K4Q-9XWU", "127.0.0.1:1", "no U"),
        (CODE, "", "address that is read with the code"),
        (CODE, "nowhere", "address"),
    ],
)
def test_what_can_be_no_code_or_no_address_is_refused_in_words(
    belfry: Belfry, tmp_path: Path, typed: str, peer: str, words: str
) -> None:
    refused = belfry("seat", "join", tmp_path / "new", "--code", typed, "--peer", peer)
    assert (refused.status, refused.out) == (1, "")
    assert words in refused.err
    assert not (tmp_path / "new").exists()
