"""The people of the room, as its trust statements name them, found by id or by name."""

from console.domain.author import Author
from console.domain.facts import Refused
from console.domain.picture import Picture
from console.domain.room import PersonView
from console.domain.text import readable


def person_known(picture: Picture, given: str, author: Author) -> PersonView:
    """The person of this id or exact name; the author may always be named. Raises Refused."""
    if given in (author.person, author.name):
        return PersonView(author.person, author.name, author.agency, tuple(sorted(author.roles)))
    found = picture.people.get(given)
    same = [found] if found else _called(picture, given.strip())
    standing = [p for p in same if not p.revoked]
    if same and not standing:
        raise Refused("person.revoked", name=same[0].name)
    if not standing:
        raise Refused("person.unknown", name=readable(given[:80]))
    if len(standing) > 1:
        alike = ", ".join(sorted(p.name for p in standing))
        raise Refused("person.several", name=readable(given[:80]), people=alike)
    return standing[0]


def _called(picture: Picture, given: str) -> list[PersonView]:
    """Who goes by this name, or would, were there not several."""
    return [p for p in picture.people.values() if given and given in (p.name, p.called)]


def is_barred(person: PersonView | None) -> bool:
    """Whether somebody is known here who may not hold single command: revoked, or without the role."""
    return person is not None and (person.revoked or "commander" not in person.roles)
