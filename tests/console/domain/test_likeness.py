"""Names that look alike are one likeness, and those that people tell apart are two."""

import pytest

from console.domain.likeness import has_unseen, likeness, medley


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann", "ANN"),
        ("Ann Lee", "Ann \u00a0 Lee"),
        ("Ann Lee", "Ann\u1680Lee"),
        ("Zoé", "Zoe\u0301"),
        ("Straße", "STRASSE"),
        ("D’Hondt", "D'Hondt"),
        ("Jean-Luc", "Jean\u2011Luc"),
        ("Ann", "\uff21nn"),
        ("Ann", "\u0410nn"),
        ("AHHA", "\u0410\u041d\u041d\u0410"),  # no word of it is mixed
        ("BEN", "\u0392\u0395\u039d"),
        ("Ann", "A\u200bnn\u3164"),
    ],
)
def test_what_reads_the_same_is_one_name(one: str, other: str) -> None:
    assert likeness(one) == likeness(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Müller", "Muller"), ("Ann", "Anna"), ("Ann 1", "Ann 2"), ("\u041b", "\u0420")]
)
def test_what_people_tell_apart_stays_two(one: str, other: str) -> None:
    assert likeness(one) != likeness(other)


def test_a_word_of_letters_of_two_scripts_is_found_and_a_name_of_words_in_two_is_none() -> None:
    assert medley("Ann \u0410nna") == "\u0410nna"
    assert medley("Ivan Иван, \u0397ellas-3") == "\u0397ellas"
    assert medley("Ivan Иван, β-3, 12°") == ""


def test_signs_that_show_nothing_are_found() -> None:
    assert has_unseen("Ann\u3164")
    assert not has_unseen("Zoé 🚒")
