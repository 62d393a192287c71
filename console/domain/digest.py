"""The picture's digest: what each thing adds to it."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from console.domain.facts import Event
from console.domain.thing import Thing

if TYPE_CHECKING:
    from console.domain.subjects import Subject

_encode = msgspec.msgpack.Encoder(order="deterministic").encode


def of_thing(thing: Thing) -> int:
    """What a thing adds, worked out once until its facts are others."""
    if thing.digest is None:
        thing.digest = _of_thing(thing)
    return thing.digest


def _of_thing(thing: Thing) -> int:
    if not thing.count:
        return 0
    if thing.subject.slim and thing.count == 1:
        return of_one(thing.subject, thing.events[0], known=thing.known)
    heads = [(n, [(w.entry, w.value) for w in r.heads]) for n, r in sorted(thing.registers.items())]
    parts = [thing.entries, heads, thing.state, [e.id for e in thing.void], thing.unread]
    return _part([thing.subject.name, thing.id, thing.known, *parts])


def of_one(subject: "Subject", event: Event, *, known: bool) -> int:
    """What a line adds of which this is the one fact."""
    return _part((subject.name, event.about[0], known, bytes.fromhex(event.id)))


def _part(parts: Sequence[object]) -> int:
    return int.from_bytes(sha256(_encode(parts)).digest()[:8])
