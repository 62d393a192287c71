"""A seat of the room that keeps no rule of the protocol: what its frames are turned into."""

import random
from collections.abc import Callable, Sequence

import msgspec

from console.mesh import messages as m
from db.entry import Entry

Lie = Callable[[random.Random, bytes], list[bytes]]
REPLAYED, MADE_UP, FLOOD = 40, 40, 30
HIGHEST = 2**63 - 1


def altering(change: Callable[[Sequence[Entry]], Sequence[Entry]]) -> Lie:
    """A relay that changes the entries it passes on, and mends nothing."""

    def lie(_: random.Random, frame: bytes) -> list[bytes]:
        message = m.decode(frame)
        if isinstance(message, m.Entries):
            return [m.encode(msgspec.structs.replace(message, run=tuple(change(message.run))))]
        return [] if isinstance(message, m.Mends) else [frame]

    return lie


def without_payloads(run: Sequence[Entry]) -> list[Entry]:
    return [Entry(entry.header, entry.signature) for entry in run]


def with_bad_signatures(run: Sequence[Entry]) -> list[Entry]:
    return [Entry(entry.header, bytes(64), entry.salt, entry.payload) for entry in run[:-1]] + list(run[-1:])


def with_a_bad_end(run: Sequence[Entry]) -> list[Entry]:
    return [*run[:-1], *(Entry(e.header, bytes(64), e.salt, e.payload) for e in run[-1:])]


def with_other_words(run: Sequence[Entry]) -> list[Entry]:
    """Other payloads than those that the headers commit to."""
    return [
        entry if entry.payload is None else Entry(entry.header, entry.signature, entry.salt, b"\x91\xa3lie")
        for entry in run
    ]


def without_some(run: Sequence[Entry]) -> list[Entry]:
    return list(run[::2])


def boasting(chance: random.Random, frame: bytes) -> list[bytes]:
    """It tells of entries that nobody wrote."""
    message = m.decode(frame)
    if not isinstance(message, m.Have):
        return [frame]
    made_up = [
        m.Held(chance.randbytes(32), (m.Tip(chance.randint(1, 999), chance.randbytes(8)),))
        for _ in range(MADE_UP)
    ]
    further = [
        m.Held(one.feed, (m.Tip(one.last + chance.randint(1, 50), chance.randbytes(8)),), one.at)
        for one in message.feeds
    ]
    return [m.encode(msgspec.structs.replace(message, feeds=(*further, *made_up)))]


def boasting_without_end(chance: random.Random, frame: bytes) -> list[bytes]:
    """It tells of ever other feeds, each of them longer than there is time to write."""
    message = m.decode(frame)
    if not isinstance(message, m.Have):
        return [frame]
    made_up = [
        m.Held(chance.randbytes(32), (m.Tip(HIGHEST - n, chance.randbytes(8)),), HIGHEST)
        for n in range(MADE_UP)
    ]
    return [m.encode(msgspec.structs.replace(message, feeds=(*message.feeds, *made_up)))]


class BesideThePoint:
    """It tells of branches that nobody wrote, and answers each want with what it sent of that feed before."""

    def __init__(self) -> None:
        self._sent: dict[bytes, list[tuple[Entry, ...]]] = {}

    def __call__(self, chance: random.Random, frame: bytes) -> list[bytes]:
        message = m.decode(frame)
        if isinstance(message, m.Have):
            told = [
                m.Held(
                    one.feed, (*one.tips[:4], m.Tip(chance.randint(1, one.last), chance.randbytes(8))), one.at
                )
                for one in message.feeds
            ]
            return [m.encode(msgspec.structs.replace(message, feeds=tuple(told)))]
        if not isinstance(message, m.Entries):
            return [frame]
        before = self._sent.setdefault(message.feed, [])
        if message.run:
            before.append(message.run)
        if message.answer and before:
            message = msgspec.structs.replace(message, run=chance.choice(before))
        return [m.encode(message)]


def hiding(_: random.Random, frame: bytes) -> list[bytes]:
    """It says that it holds the same as everybody, and sends nothing on."""
    return [] if isinstance(m.decode(frame), m.Entries | m.Mends | m.Want | m.Lacking) else [frame]


class Replaying:
    """It sends old frames again and again, to whoever it is linked with."""

    def __init__(self) -> None:
        self._old: list[bytes] = []

    def __call__(self, chance: random.Random, frame: bytes) -> list[bytes]:
        self._old = [*self._old[-REPLAYED:], frame]
        return [frame, *chance.sample(self._old, min(4, len(self._old)))]


def garbling(chance: random.Random, frame: bytes) -> list[bytes]:
    """Now and then bytes that are no message."""
    if chance.random() < 0.9:
        return [frame]
    broken = bytearray(frame)
    broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return [bytes(broken)]


def flooding(chance: random.Random, frame: bytes) -> list[bytes]:
    """Much more than anybody asked for, of all that a peer may say."""
    asked = [m.encode(m.Want(chance.randbytes(32), 0, chance.randbytes(8))) for _ in range(FLOOD)]
    return [frame, *asked, *([frame] * FLOOD)]


def newer(_: random.Random, frame: bytes) -> list[bytes]:
    """No liar: a later version, with messages and fields that this one does not know."""
    try:
        known = msgspec.msgpack.decode(frame)
    except msgspec.DecodeError:  # the liar in it was there first
        return [frame]
    return [msgspec.msgpack.encode([200, "later"]), msgspec.msgpack.encode([*known, {"later": 1}])]


LIES: dict[str, Callable[[], Lie]] = {
    "strips payloads": lambda: altering(without_payloads),
    "alters signatures within runs": lambda: altering(with_bad_signatures),
    "alters last signatures": lambda: altering(with_a_bad_end),
    "puts in other words": lambda: altering(with_other_words),
    "leaves entries out": lambda: altering(without_some),
    "boasts": lambda: boasting,
    "hides": lambda: hiding,
    "replays": Replaying,
    "floods": lambda: flooding,
    "garbles": lambda: garbling,
}
# Drawn apart, so that the stories of before are still told.
WORSE: dict[str, Callable[[], Lie]] = {
    "boasts without end": lambda: boasting_without_end,
    "answers beside the point": BesideThePoint,
}
