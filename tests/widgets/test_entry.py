"""The entry line reads the time of what happened from its beginning."""

from datetime import datetime

import pytest

from widgets.ages import DAY, HOUR, MINUTE
from widgets.panes.entry import Typed, UnclearTime, marked_at, read

NOON = int(datetime(2026, 11, 28, 12, 0).astimezone().timestamp() * 1000)


KNOWN = {("#", "7-14"): "vergote", ("#", "3-16"): "rogier", ("@", "amu"): "AMU", ("@", "stib"): "STIB"}


def meaning(mark: str, word: str) -> str:
    return KNOWN.get((mark, word.lower()), "")


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("wind backs", Typed("wind backs")),
        ("11:55 wind backs", Typed("wind backs", NOON - 5 * MINUTE)),
        ("-10 wind backs", Typed("wind backs", NOON - 10 * MINUTE)),
        ("!all out", Typed("all out", key=True)),
        ("-2 ! all out", Typed("all out", NOON - 2 * MINUTE, key=True)),
        ("!-2 all out", Typed("all out", NOON - 2 * MINUTE, key=True)),
        ("! 11:58 all out", Typed("all out", NOON - 2 * MINUTE, key=True)),
        ("!!! all out", Typed("!! all out", key=True)),
        ("-2 -5 on the roof", Typed("-5 on the roof", NOON - 2 * MINUTE)),
        ("112 calls since noon", Typed("112 calls since noon")),
        ("25:10 is no time", Typed("25:10 is no time")),
        ("-5°C on the roof", Typed("-5°C on the roof")),
    ],
)
def test_a_line_is_read_as_it_was_meant(line: str, typed: Typed) -> None:
    assert read(line, now=NOON) == typed


def test_just_before_midnight_is_yesterday_just_after_it() -> None:
    midnight = NOON + 12 * HOUR
    assert read("23:50 first call", now=midnight + 10 * MINUTE).at == midnight - 10 * MINUTE


def test_a_time_that_could_be_another_day_is_asked_about() -> None:
    with pytest.raises(UnclearTime) as asked:
        read("20:00 in the evening", now=NOON)
    yesterday, today = NOON - 16 * HOUR, NOON + 8 * HOUR
    assert asked.value.options == (yesterday, today)
    assert read("20:00 in the evening", now=NOON, meant=yesterday) == Typed("in the evening", yesterday)
    with pytest.raises(UnclearTime):
        read("-800 long ago", now=NOON)
    assert read("20:00 in the evening", now=NOON + DAY // 2).at == NOON + 8 * HOUR


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("#7-14 smoke thins", Typed("smoke thins", incidents=("vergote",))),
        ("smoke thins at #7-14", Typed("smoke thins at #7-14", incidents=("vergote",))),
        (
            "crowd moves to #3-16, from #7-14.",
            Typed("crowd moves to #3-16, from #7-14.", incidents=("rogier", "vergote")),
        ),
        ("seen by @AMU on the quay", Typed("seen by @AMU on the quay", source="AMU")),
        ("#7-14 @AMU: 3 T1  out", Typed("3 T1  out", incidents=("vergote",), source="AMU")),
        ("@AMU 3 T1 at the post", Typed("3 T1 at the post", source="AMU")),
        ("@AMU says @STIB waits", Typed("says @STIB waits", source="AMU")),
        ("#7-14, #7-14 again", Typed("again", incidents=("vergote",))),
        ("-5 !#7-14 all out", Typed("all out", NOON - 5 * MINUTE, True, ("vergote",))),
        ("#7-14 -5 @AMU ! all out", Typed("all out", NOON - 5 * MINUTE, True, ("vergote",), "AMU")),
        ("!@AMU 11:55 #7-14, all out", Typed("all out", NOON - 5 * MINUTE, True, ("vergote",), "AMU")),
        ("#9-99 -5 is no incident here", Typed("#9-99 -5 is no incident here")),
        ("#9-99 is no incident here", Typed("#9-99 is no incident here")),
        ("mail to post@amu.example", Typed("mail to post@amu.example")),
        ("room  #4  with  two blanks", Typed("room  #4  with  two blanks")),
    ],
)
def test_marked_words_say_what_a_line_is_about_and_stay_within_it(line: str, typed: Typed) -> None:
    assert read(line, meaning, NOON) == typed


@pytest.mark.parametrize(
    ("line", "cursor", "word"),
    [
        ("smoke #7", 8, (6, "#", "7")),
        ("@am", 3, (0, "@", "am")),
        ("smoke #7 thins", 14, (9, "", "")),
        ("", 0, (0, "", "")),
    ],
)
def test_the_marked_word_that_is_typed_is_found(line: str, cursor: int, word: tuple[int, str, str]) -> None:
    assert marked_at(line, cursor) == word
