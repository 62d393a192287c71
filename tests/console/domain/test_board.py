"""What the walls show is recorded from a desk, and every seat knows the same."""

import pytest

from console.domain.board import BOARD_ID, NEWEST, BoardSet, BoardView, SetBoard
from tests.console.domain.seats import ANN, DAN, EVE, Seat, refusal


@pytest.fixture
def seat() -> Seat:
    return Seat()


def board(seat: Seat) -> BoardView:
    view = seat.picture.view(seat.picture.get(BOARD_ID, "board"))
    assert isinstance(view, BoardView)
    return view


def test_an_operator_chooses_a_page_and_an_operation_and_who_chose_is_told(seat: Seat) -> None:
    fire = seat.begin()
    seat.tell(SetBoard(page="orders", operation=fire), DAN)
    shown = board(seat)
    assert (shown.page, shown.operation, shown.blank, shown.shown.by) == ("orders", fire, False, "Dan")


def test_what_is_not_named_stays_as_it_is(seat: Seat) -> None:
    fire = seat.begin()
    seat.tell(SetBoard(operation=fire), DAN)
    seat.tell(SetBoard(page="agencies"), ANN)
    assert (board(seat).operation, board(seat).page) == (fire, "agencies")
    seat.tell(SetBoard(operation=NEWEST), DAN)
    assert (board(seat).operation, board(seat).page) == ("", "agencies")


def test_dark_walls_light_up_again_where_they_were(seat: Seat) -> None:
    seat.tell(SetBoard(page="facts"), DAN)
    seat.tell(SetBoard(blank=True), DAN)
    assert (board(seat).page, board(seat).blank) == ("facts", True)
    seat.tell(SetBoard(), DAN)
    assert (board(seat).page, board(seat).blank) == ("facts", False)


def test_nonsense_and_observers_are_refused(seat: Seat) -> None:
    assert refusal(seat, SetBoard()).code == "board.nothing"
    assert refusal(seat, SetBoard(page="map")).code == "board.unknown_page"
    assert refusal(seat, SetBoard(operation="f" * 32)).code == "operation.unknown"
    assert refusal(seat, SetBoard(page="orders"), EVE).code == "power.lacking"


def test_two_who_choose_at_once_leave_no_conflict_and_the_later_is_followed_everywhere() -> None:
    one, two = Seat(1), Seat(2)
    one.tell(SetBoard(page="orders"), DAN)
    two.now += 10
    two.tell(SetBoard(page="facts"), ANN)
    one.hear(two)
    two.hear(one)
    assert board(one) == board(two)
    assert board(one).page == "facts"
    assert not one.picture.conflicted()


def test_a_page_of_a_newer_version_shows_the_first_and_a_forged_place_shows_nothing(seat: Seat) -> None:
    seat.forge(BoardSet("", "map of the sewers"), DAN, BOARD_ID)
    assert board(seat).page == "overview"
    seat.forge(BoardSet("", "orders"), DAN, "a" * 32)
    seat.forge(BoardSet("", "orders"), EVE, BOARD_ID)
    assert board(seat).page == "overview"
