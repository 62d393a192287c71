"""A passphrase is five generated words, or long and nobody's favourite."""

import re

import pytest

from console.trust.passphrases import WORDS, Weak, check, generated, words


def test_the_words_are_of_no_language_and_enough_to_choose_from() -> None:
    assert len(set(words())) == len(words())
    assert len(words()) ** WORDS > 2**55
    assert all(re.fullmatch("([bdfklmnprstv][aiou]){2}", word) for word in words())


def test_a_generated_passphrase_is_five_words_and_passes() -> None:
    phrase = generated()
    assert len(phrase.split()) == 5
    assert set(phrase.split()) <= set(words())
    assert phrase != generated()
    check(phrase)


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("", "trust.passphrase.short"),
        ("short", "trust.passphrase.short"),
        ("a" + " " * 30 + "b", "trust.passphrase.short"),
        ("x" * 300, "trust.passphrase.long"),
        ("aaaaaaaaaaaaaaaaaaaa", "trust.passphrase.monotonous"),
        ("12121212121212121212", "trust.passphrase.monotonous"),
        ("Correct Horse Battery Staple", "trust.passphrase.favourite"),
        ("correct-horse-battery-staple!", "trust.passphrase.favourite"),
        ("Mot de passe 2026", "trust.passphrase.favourite"),
        ("Wachtwoord Wachtwoord", "trust.passphrase.favourite"),
        ("azertyuiopazertyuiop", "trust.passphrase.favourite"),
        ("azertyuiopqsdf", "trust.passphrase.favourite"),
    ],
)
def test_a_weak_passphrase_is_refused_with_its_reason(phrase: str, code: str) -> None:
    with pytest.raises(Weak) as refusal:
        check(phrase)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "phrase", ["De kat van tante Rosa blaft", "une girafe au marché noir", "日本語でも長い言葉なら大丈夫です"]
)
def test_a_long_phrase_of_ones_own_is_accepted(phrase: str) -> None:
    check(phrase)


@pytest.mark.parametrize(
    "typed", ["harbour lantern pepper", "Harbour  lantern PEPPER", "harbour-lantern-pepper!"]
)
def test_the_passphrase_of_who_asks_is_given_to_nobody_not_even_to_themselves(typed: str) -> None:
    with pytest.raises(Weak) as refusal:
        check(typed, "harbour lantern pepper")
    assert refusal.value.code == "trust.passphrase.same"
