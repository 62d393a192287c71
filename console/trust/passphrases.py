"""Passphrases: five generated words, or a phrase of one's own that is long and nobody's favourite."""

import secrets
from functools import cache

from console.paths import resource
from console.trust.errors import Refusal

WORDS = 5
SHORTEST = 14
LONGEST = 256
FEWEST_LETTERS = 6  # different characters
CONSONANTS, VOWELS = "bdfklmnprstv", "aiou"  # no letter that one language says as another writes it
RUDE = frozenset({"kaka", "kuta", "kuti", "kuto", "pipi", "pisa", "puta", "titi"})


class Weak(Refusal):
    """A passphrase that would be guessed; the code says why."""


@cache
def words() -> tuple[str, ...]:
    """The words to generate from: two syllables that French, Dutch and English say and spell alike."""
    syllables = [first + last for first in CONSONANTS for last in VOWELS]
    said = (one + other for one in syllables for other in syllables)
    return tuple(word for word in said if word not in RUDE)


@cache
def favourites() -> frozenset[str]:
    """Phrases that many people choose, squeezed."""
    lines = resource("passphrases", "favourites.txt").read_text("utf-8").splitlines()
    return frozenset(squeezed(line) for line in lines if line.strip())


def generated() -> str:
    """Five words by the system's randomness: over 2^55 to choose from, and no language's own."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))


def check(passphrase: str, known: str = "") -> None:
    """Raises Weak where somebody else could guess it, or knows it: `known` may not be given to anybody."""
    plain = " ".join(passphrase.split())
    if len(plain) < SHORTEST:
        raise Weak("trust.passphrase.short", least=SHORTEST)
    if len(plain) > LONGEST:
        raise Weak("trust.passphrase.long", most=LONGEST)
    letters = squeezed(plain)
    if len(set(letters)) < FEWEST_LETTERS:
        raise Weak("trust.passphrase.monotonous")
    if is_favourite(letters):
        raise Weak("trust.passphrase.favourite")
    if letters == squeezed(known):
        raise Weak("trust.passphrase.same")


def is_favourite(letters: str) -> bool:
    """Whether this is a known phrase: alone, said twice, or with a number or a few signs around it."""
    stem = letters.strip("0123456789")
    halves = {letters[: len(letters) // 2]} if letters == letters[: len(letters) // 2] * 2 else set()
    return not favourites().isdisjoint({letters, stem, stem[::-1], *halves})


def squeezed(phrase: str) -> str:
    """Lower case, letters and digits only."""
    return "".join(each for each in phrase.casefold() if each.isalnum())
