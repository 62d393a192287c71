"""What is still open about an operation or an incident: listed before anybody closes it."""

from console.domain.facts import Named, Refused
from console.domain.merging import state_shown, whole
from console.domain.numbers import number_of
from console.domain.order_view import loop_of
from console.domain.picture import Picture
from console.domain.request_view import asking_of
from console.domain.request_view import is_open as is_asked
from console.domain.subjects import Thing

NAMED, WORDS = 12, 100  # of what is open: how many are named, in how many characters each
CONFLICTING = ("threat", "incident", "casualties", "units", "engagement", "order", "request", "agenda")


def is_open(picture: Picture, thing: Thing) -> bool:
    """Whether somebody still has to do something about it."""
    if thing.resting:
        return False
    if thing.subject.name == "operation":
        return bool(thing.value("state") != "closed")
    if thing.subject.name == "incident":
        return bool(state_shown(picture, thing).value == "open")
    if thing.subject.name == "order":
        return loop_of(picture, thing).open
    return thing.subject.name == "request" and is_asked(picture, asking_of(picture, thing))


def still_open(picture: Picture, thing: Thing, subject: str) -> list[Thing]:
    """The open things of `subject` that are about `thing`, or about what was merged into it."""
    about = (other for one in whole(picture, thing) for other in picture.links.awake(one.id, subject))
    return [other for other in dict.fromkeys(about) if is_open(picture, other)]


def conflicts(picture: Picture, thing: Thing) -> int:
    """How many fields of the thing, and of what is about it, hold values that nobody has settled."""
    things = whole(picture, thing)
    awake = picture.links.awake
    about = (other for one in things for subject in CONFLICTING for other in awake(one.id, subject))
    return sum(len(one.conflicts()) for one in dict.fromkeys((*things, *about)))


def refuse_while_open(picture: Picture, thing: Thing, subjects: tuple[str, ...]) -> None:
    """Raise Refused with the counts of what is open and the names of the first of it, if anything is."""
    found = {subject: still_open(picture, thing, subject) for subject in subjects}
    counts = {f"{subject}s": len(things) for subject, things in found.items()}
    counts["conflicts"] = conflicts(picture, thing)
    if any(counts.values()):
        which = [_named(picture, one) for things in found.values() for one in things][:NAMED]
        raise Refused(f"{thing.subject.name}.still_open", **counts, which=which)


def _named(picture: Picture, thing: Thing) -> Named:
    """What people know it by: what it is, its number, its first words."""
    subject = thing.subject.name
    if subject == "order":
        loop = loop_of(picture, thing)
        text = _first(loop.wording.text) if loop.wording is not None else ""
        return (subject, loop.wording.number, text) if loop.wording and loop.issued else ("draft", 0, text)
    if subject == "request":
        asked = asking_of(picture, thing).state
        return subject, asked.number, _first(asked.text)
    return subject, number_of(thing), _first(str(thing.value("title")))


def _first(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= WORDS else f"{told[:WORDS]}…"
