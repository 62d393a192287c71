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
    same = [found] if found else [p for p in picture.people.values() if p.name == given.strip()]
    standing = [p for p in same if not p.revoked]
    if same and not standing:
        raise Refused("person.revoked", name=same[0].name)
    if not standing:
        raise Refused("person.unknown", name=readable(given[:80]))
    if len(standing) > 1:
        raise Refused("person.several", name=readable(given[:80]))
    return standing[0]
