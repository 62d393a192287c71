import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.facts import Refused
from console.domain.text import EARLIEST, LINE, TEXT, clean, clean_line, optional, readable, time

NOW = 1_800_000_000_000


def refusal(text: str, limit: int = TEXT) -> Refused:
    with pytest.raises(Refused) as caught:
        clean(text, limit, "log.empty")
    return caught.value


@pytest.mark.parametrize("blank", ["", "   ", "\n\t ", "\u200b\u200b", "\ufeff"])
def test_text_in_which_nothing_can_be_read_is_refused(blank: str) -> None:
    assert refusal(blank).code == "log.empty"


def test_text_of_a_hundred_thousand_characters_is_refused_with_both_numbers() -> None:
    refused = refusal("x" * 100_000)
    assert (refused.code, refused.params) == ("text.too_long", {"limit": TEXT, "length": 100_000})


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x9f", "\u202e", "\u2066", "\ud800"])
def test_what_could_disguise_a_text_is_refused_with_its_place(character: str) -> None:
    refused = refusal(f"ab{character}c")
    assert refused.code == "text.control_character"
    assert refused.params["place"] == 3


def test_what_comes_along_when_pasting_is_taken_out_without_a_word() -> None:
    assert (
        clean("\ufeffQuai\u00ad des\u200b Usines\r\nporte\u2028B\x85 ", 100, "x")
        == "Quai des Usines\nporte\nB"
    )


def test_markup_is_text_like_any_other() -> None:
    assert clean("<b>5 > 3</b> & co", 100, "x") == "<b>5 > 3</b> & co"


def test_a_title_has_one_line() -> None:
    assert clean_line("Fire\n at the\tdock", 100, "x") == "Fire at the dock"


def test_what_may_be_left_out_may_be_blank() -> None:
    assert optional(" \n", LINE) == ""


@pytest.mark.parametrize("wrong", [0, -1, EARLIEST - 1, NOW + 3 * 366 * 86_400_000, 2**80])
def test_a_time_far_in_the_past_or_the_future_is_refused(wrong: int) -> None:
    with pytest.raises(Refused) as caught:
        time(wrong, NOW)
    assert caught.value.code == "time.out_of_range"


@settings(max_examples=200)
@given(st.text())
def test_a_text_is_either_refused_or_clean_for_good(text: str) -> None:
    try:
        once = clean(text, LINE, "x")
    except Refused:
        return
    assert clean(once, LINE, "x") == once == readable(once)


@settings(max_examples=200)
@given(st.text())
def test_a_peers_text_is_never_shown_with_what_would_be_refused_here(text: str) -> None:
    shown = readable(text)
    assert not shown.strip() or len(shown) > LINE or clean(shown, LINE, "x")
