"""Entries as the domain meets them: ids in hex, payloads decoded, the author as trust knows him."""

from console.domain.author import Author
from console.domain.facts import Event, decode
from console.trust.authorship import Authorship
from db.entry import Stored

UNKNOWN = Author(seat="", standing="unknown")


def event_of(stored: Stored, authorship: Authorship) -> Event:
    """The event that an entry records."""
    header = stored.header
    return Event(
        id=stored.id.hex(),
        hlc=header.hlc,
        kind=header.kind,
        about=tuple(thing.hex() for thing in header.about),
        author=authorship.author(header) or UNKNOWN,
        fact=decode(header.kind, stored.entry.payload),
        replaces={number: tuple(one.hex() for one in ids) for number, ids in header.replaces.items()},
        received=stored.received,
        feed=header.feed.hex(),
        seq=header.seq,
    )
