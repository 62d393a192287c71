"""Numbers that people say aloud: `<seat number>-<n>`, above any this seat knows."""

from collections.abc import Iterator

from console.domain.ids import letters
from console.domain.numbering import UNSPOKEN, following, said
from console.domain.picture import Picture
from console.domain.subjects import Thing


def number_of(thing: Thing) -> str:
    """The number its opening gave it, or, where that was a draft, what issued it; empty without one."""
    if not thing.subject.numbered or thing.opening is None:
        return ""
    return said(getattr(thing.opening.fact, "number", "") or next(_later(thing), ""))


def label(thing: Thing) -> str:
    """How people call a thing: its number and title, as far as it has them."""
    title = thing.value("title") if "title" in {f.name for f in thing.subject.fields} else ""
    return " ".join(part for part in (number_of(thing), title or "") if part)


def called(picture: Picture, thing: Thing) -> str:
    """As `label`, with the letters that tell it apart where another thing has the same number."""
    if not is_twin(picture, thing):
        return label(thing)
    number = number_of(thing)
    return f"{number} {letters(thing.id)}{label(thing).removeprefix(number)}"


def _later(thing: Thing) -> Iterator[str | int]:
    """The numbers of what else would open it."""
    subject = thing.subject
    opening = (e for e in thing.events if e.kind in subject.opening and subject.gives_effect(e))
    return (number for event in opening if (number := getattr(event.fact, "number", "")))


def next_number(picture: Picture, subject: str, seat_number: int) -> str:
    """The next number of this seat for a thing of `subject`."""
    prefix, numbering = f"{seat_number}-", picture.links.numbering
    given = (number.removeprefix(prefix) for number in numbering.numbers(subject))
    known = {int(n) for n in given if n.isascii() and n.isdigit() and len(n) < len(str(UNSPOKEN))}

    def taken(n: int) -> bool:
        number = f"{prefix}{n}"
        return any(number_of(thing) == number for thing in numbering.under(subject, number))

    highest = next((n for n in sorted(known, reverse=True) if taken(n)), 0)
    return f"{prefix}{following(highest, taken)}"


def is_twin(picture: Picture, thing: Thing) -> bool:
    """Whether another thing of its subject has the same number, so that letters must tell them apart.

    Orders are numbered by operation.
    """
    number = _numbered(thing)
    others = picture.links.numbering.under(thing.subject.name, number[0]) if number[0] else ()
    return any(_numbered(other) == number for other in others if other is not thing)


def _numbered(thing: Thing) -> tuple[str, str]:
    opening = thing.opening.fact if thing.opening is not None and thing.subject.name == "order" else None
    return number_of(thing), str(getattr(opening, "operation", ""))
