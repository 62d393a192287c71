"""Entries as the domain meets them: ids in hex, payloads decoded, the author as trust knows him."""

from collections.abc import Sequence
from sys import intern

from console.domain.author import Author
from console.domain.facts import Event, decode
from console.domain.picture import Picture
from console.trust.authorship import Authorship
from db.entry import Stored
from db.errors import Damaged
from db.record import Record

UNKNOWN = Author(seat="", standing="unknown")
# Feeds, operations and incidents are named by thousands of events: one text for each saves a tenth of a seat.
_NOTHING: dict[int, tuple[str, ...]] = {}
SHARED = 4096  # texts, at most


class _Texts(dict[bytes, str]):
    def __missing__(self, raw: bytes) -> str:
        if len(self) >= SHARED:
            self.clear()
        text = self[raw] = raw.hex()
        return text


_text_of = _Texts()


def event_of(stored: Stored, authorship: Authorship) -> Event:
    """The event that an entry records."""
    header = stored.header
    about, replaces = header.about, header.replaces
    return Event(
        id=stored.id.hex(),
        hlc=header.hlc,
        kind=intern(header.kind),
        about=(about[0].hex(), *[_text_of[each] for each in about[1:]]),
        author=authorship.author(header) or UNKNOWN,
        fact=decode(header.kind, stored.entry.payload),
        replaces={n: tuple(map(bytes.hex, ids)) for n, ids in replaces.items()} if replaces else _NOTHING,
        received=stored.received,
        feed=_text_of[header.feed],
        seq=header.seq,
    )


def named(record: Record, authorship: Authorship, entries: Sequence[str]) -> list[Event]:
    """These entries, all of which were folded. Raises Damaged where one is not there any more."""
    held = record.named(map(bytes.fromhex, entries))
    if len(held) < len(entries):
        raise Damaged("storage.damaged", entries=len(entries) - len(held))
    return [event_of(each, authorship) for each in held]


def whole(about: Sequence[Stored], thing: str, picture: Picture) -> Sequence[Stored]:
    """What the record holds about a thing. Raises Damaged where a line is at rest by a fact that is not
    there: without it, a correction would pass for the fact that is known.
    """
    own = (stored.header for stored in about if stored.header.about[0].hex() == thing)
    if picture.shelf.lacks(thing, (header.kind for header in own)):
        raise Damaged("storage.damaged", thing=thing)
    return about
