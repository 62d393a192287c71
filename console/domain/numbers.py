"""Numbers that people say aloud: `<seat number>-<n>`, above any this seat knows."""

from console.domain.picture import Picture
from console.domain.subjects import Thing
from console.domain.text import readable


def number_of(thing: Thing) -> str:
    """The number its opening gave it; empty where it has none."""
    return readable(str(getattr(thing.opening.fact, "number", ""))[:20]) if thing.opening is not None else ""


def next_number(picture: Picture, subject: str, seat_number: int) -> str:
    """The next number of this seat for a thing of `subject`."""
    prefix = f"{seat_number}-"
    taken = (number_of(thing).removeprefix(prefix) for thing in picture.all(subject))
    # A peer may have written anything: nobody shall be made to say twenty digits aloud.
    known = (int(text) for text in taken if text.isascii() and text.isdigit() and len(text) < 7)
    return f"{prefix}{max(known, default=0) + 1}"


def is_twin(picture: Picture, thing: Thing) -> bool:
    """Whether another thing of its subject has the same number, so that letters must tell them apart."""
    number = number_of(thing)
    return any(number_of(other) == number for other in picture.all(thing.subject.name) if other is not thing)
