"""Names that people would take for one another, by what they look like.

This is no table of all signs that resemble each other: it knows case, spaces, composition and width, dashes
and apostrophes, and letters of Cyrillic and Greek that look Latin. l and I, 0 and O, rn and m stay different.
"""

import re
import unicodedata

_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")  # each as the Unicode names of its letters begin
_LOOKS = str.maketrans(
    "авекмнорстухѕіјһԁԛԝґєѵαβεζηικμνορτυχϳ’‘ʼ′`‐‑‒–—−",  # noqa: RUF001 - its subject
    "abekmhopctyxsijhdqwrevabezhikmnoptuxj'''''------",
)
_WORD = re.compile(r"[^\W\d_]+")
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def likeness(name: str) -> str:
    """What a name looks like: two names of one likeness are taken for one another."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    seen = "".join(each for each in folded.translate(_LOOKS) if each.isprintable() or each.isspace())
    return " ".join(_UNSEEN.sub("", seen).split())


def medley(name: str) -> str:
    """The first word of a name with letters of several of these scripts; empty where there is none."""
    words = _WORD.findall(unicodedata.normalize("NFKC", name))
    return next((word for word in words if len({*map(_script, word)} - {""}) > 1), "")


def has_unseen(name: str) -> bool:
    """Whether it holds a sign of which nothing is seen, though it is no control character."""
    return _UNSEEN.search(name) is not None


def _script(letter: str) -> str:
    named = unicodedata.name(letter, "")
    return next((script for script in _SCRIPTS if named.startswith(script)), "")
