"""What people of the bench's room write: words of three languages, in no particular order."""

import random
from pathlib import Path

WORDS = tuple(Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split())
PLACES = ("Vergote", "Sainctelette", "Bockstael", "Schuman", "Flagey", "Weststation", "Zuid", "Montgomery")


def text(chance: random.Random, fewest: int = 4, most: int = 30) -> str:
    """So many words, a place, and a number that makes it like no other."""
    words = chance.choices(WORDS, k=chance.randint(fewest, most))
    return f"{' '.join(words)} {chance.choice(PLACES)} {chance.randrange(10_000)}".capitalize()
