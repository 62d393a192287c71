"""Every decoder that a peer, a face or a file reaches: whatever comes is read, or refused in its own way."""

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nacl.pwhash import argon2id
from nacl.signing import SigningKey
from zeroconf import BadTypeInNameException
from zeroconf.asyncio import AsyncServiceInfo

from console.domain import everything
from console.domain.facts import FACTS, Refused
from console.domain.facts import decode as fact
from console.drill import scenario
from console.link import pages, protocol
from console.link.mirror import Mirrored
from console.mesh import discovery
from console.mesh import messages as m
from console.mesh.addresses import Addresses
from console.seat.acts import ACTS
from console.seat.intents import fields_of, intent_of
from console.seat.meeting import place_of
from console.trust import codes, invitations, porch, roomkey, sealing, witness
from console.trust.boxes import Boxes
from console.trust.envelope import opened
from console.trust.errors import Refusal
from console.trust.keys import SeatKey
from console.trust.openings import open_feed, open_sitting, read_feed, read_sitting
from db import bundle
from db.entry import Entry, Header, Stored, parse
from db.errors import UNREADABLE
from db.feed import Feed
from tests.console.trust.rooms import NOW, Room

assert everything.__all__
ROOM = Room()
FEED = Feed.fresh(ROOM.trust.room)
WRITTEN = FEED.write("log.written", (bytes(16),), msgspec.msgpack.encode(["on site"]), NOW << 16)
KEY = SigningKey.generate()
HEADER = Header(
    room=ROOM.trust.room,
    feed=FEED.id,
    seq=1,
    prev=bytes(32),
    hlc=1,
    kind="x",
    about=(bytes(16),),
    commit=bytes(32),
)
Reads = Callable[[bytes], object]


def encoded(*values: Any) -> list[bytes]:
    return [msgspec.msgpack.encode(value) for value in values]


def in_file(read: Callable[[Path], object], name: str = "file") -> Callable[[Path], Reads]:
    """A decoder of a file, as one of bytes."""

    def with_folder(folder: Path) -> Reads:
        def reads(raw: bytes) -> object:
            path = folder / name
            path.unlink(missing_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(raw)
            return read(path)

        return reads

    return with_folder


def box(folder: Path) -> Reads:
    return Boxes(folder / "boxes", ROOM.trust, ROOM.seat_key.room_secret).take


def porch_of(folder: Path) -> porch.Porch:
    return porch.Porch(
        ROOM.trust, Boxes(folder / "boxes", ROOM.trust, ROOM.seat_key.room_secret), ROOM.seat_key
    )


def called(folder: Path) -> Reads:
    return lambda raw: porch_of(folder).hear(raw, bytes(32), 1, NOW)


def answered(folder: Path) -> Reads:
    return lambda raw: porch_of(folder).enter(raw, NOW)


def told(raw: bytes) -> object:
    fields = fields_of(raw)
    return intent_of(fields, ACTS)


def announced(raw: bytes) -> object:
    name, _, rest = raw.partition(b"|")
    service = f"{name.decode('ascii', 'replace')}.{discovery.SERVICE}"
    rest = rest[:200]  # a text record takes no more
    said = {"t": rest, "l": rest[4:9]}
    try:
        info = AsyncServiceInfo(
            discovery.SERVICE, service, addresses=[rest[:4].ljust(4, b"\1")], properties=said
        )
    except BadTypeInNameException:
        return None  # zeroconf itself lets none such through
    return discovery.read(info, frozenset({rest.decode("ascii", "replace")}))


def mirrored(raw: bytes) -> object:
    changes = protocol.from_seat(raw)
    return Mirrored().apply(changes) if isinstance(changes, protocol.Changes) else changes


def all_facts(raw: bytes) -> object:
    return [fact(kind, raw) for kind in FACTS]


def all_pages(raw: bytes) -> object:
    return [pages.decoded(what, (raw,)) for what in pages.ITEMS]


def hosted(raw: bytes) -> object:
    return codes.Host("7K4Q-9XWM", b"invitation", 1).hear(b"caller", raw, 0)


def carried(path: Path) -> object:
    bundle.preface(path, ROOM.trust.room)
    return list(bundle.frames(path))


def packed(raw: bytes) -> bytes:
    """With a good checksum, so that what is below is reached."""
    return zlib.crc32(raw).to_bytes(4, "big") + raw


# What it is → how it is read, what it may raise, and something to alter
DECODERS: dict[str, tuple[Callable[[Path], Reads], tuple[type[Exception], ...], list[bytes]]] = {
    "entry header": (
        lambda _: lambda raw: parse(Entry(raw, bytes(64))),
        (Refusal,),
        [WRITTEN.header],
    ),
    "frame of the mesh": (
        lambda _: m.decode,
        (m.Unknown, m.Broken),
        [
            m.encode(m.Ping(1)),
            m.encode(m.Entries(FEED.id, (WRITTEN,))),
            m.encode_run(FEED.id, [Stored(*parse(WRITTEN), WRITTEN, 0, 1)], 2, answer=True, tip=bytes(8)),
        ],
    ),
    "statement": (lambda _: opened, (Refusal,), ROOM.trust.raw()),
    "key box": (box, (Refusal,), []),
    "call at the porch": (called, (), [porch.call(ROOM.trust, ROOM.seat_key)]),
    "answer of a porch": (answered, (Refusal,), encoded(["porch.welcome", {}, 7, bytes(16), [], []])),
    "opening of a feed": (
        lambda _: lambda raw: read_feed(HEADER, raw),
        (),
        [open_feed(KEY, ROOM.trust.room, FEED.id)],
    ),
    "opening of a sitting": (
        lambda _: lambda raw: read_sitting(HEADER, raw),
        (),
        [open_sitting(bytes(16), KEY, ROOM.trust.room, FEED.id, bytes(32))],
    ),
    "witnessed heads": (lambda _: witness.read_heads, (), [witness.write_heads([(bytes(32), 3, bytes(32))])]),
    "payload of a fact": (
        lambda _: all_facts,
        (),
        encoded(["1-1", {1: "Fire"}], ["text"], ["SIAMU", None, "x"]),
    ),
    "short code, host": (lambda _: hosted, (), [codes.Joiner("7K4Q-9XWM").opening()]),
    "announcement by mDNS": (lambda _: announced, (), [b"0" * 32 + b"-00000000|12345"]),
    "message of a face": (
        lambda _: protocol.from_face,
        UNREADABLE,
        [protocol.encode(protocol.Hello(1, "desk", credit=1))],
    ),
    "message of a seat": (
        lambda _: mirrored,
        UNREADABLE,
        [protocol.encode(protocol.Changes(1, True, (("room", "", b""),), True))],
    ),
    "page of a seat": (lambda _: all_pages, UNREADABLE, encoded({"code": "x"})),
    "intent": (
        lambda _: told,
        (Refused,),
        encoded({"intent": "seat.revoke", "seat": "1", "reason": "x", "passphrase": "y"}),
    ),
    "invitation": (lambda _: lambda raw: invitations.unpacked(packed(raw)).trust(), (Refusal,), []),
    "invitation file": (in_file(invitations.read), (Refusal,), []),
    "seat key file": (in_file(SeatKey.load), (Refusal,), encoded(ROOM.seat_key)),
    "room key file": (in_file(lambda path: roomkey.load_room_key(path, "phrase")), (Refusal,), []),
    "sealed thing": (lambda _: lambda raw: sealing.unseal("phrase", raw), (Refusal,), []),
    "remembered addresses": (in_file(Addresses), (), encoded([[bytes(16), "host", 1, 2]])),
    "address that somebody typed": (
        lambda _: lambda raw: place_of(raw.decode("utf-8", "replace")),
        (Refusal,),
        [b"[::1]:7400"],
    ),
    "scenario": (
        in_file(scenario.load),
        (scenario.Broken,),
        [b'title="x"\nsummary=""\nroom=""\npeople=[]\nsteps=[]'],
    ),
    "bundle": (in_file(carried), (Refusal,), []),
}

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from((b"", bytes(16), bytes(32), bytes(64), "log.written", 2**63)),
    lambda inner: (
        st.lists(inner, max_size=12)
        | st.dictionaries(st.text(max_size=5) | st.integers(0, 9), inner, max_size=3)
    ),
    max_leaves=12,
)


@st.composite
def anything(draw: st.DrawFn, samples: list[bytes]) -> bytes:
    """Noise, well-formed nonsense, or something good with a few bytes changed, cut off or said twice."""
    sort = draw(st.sampled_from(("noise", "nonsense", "altered") if samples else ("noise", "nonsense")))
    if sort == "noise":
        return draw(st.binary(max_size=200))
    if sort == "nonsense":
        return msgspec.msgpack.encode(draw(PLAIN))
    raw = bytearray(draw(st.sampled_from(samples)))
    for at, byte in draw(st.lists(st.tuples(st.integers(0, len(raw) - 1), st.integers(0, 255)), max_size=3)):
        raw[at] = byte
    return bytes(raw[: draw(st.integers(0, len(raw)))]) + bytes(draw(st.sampled_from((raw, b""))))


@pytest.mark.parametrize("name", DECODERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_comes_is_read_or_refused(name: str, data: st.DataObject, tmp_path: Path) -> None:
    decoder, refusals, samples = DECODERS[name]
    cheap = sealing.Cost(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)
    with patch.object(sealing, "DEAREST", cheap):
        try:
            decoder(tmp_path)(data.draw(anything(samples)))
        except refusals:
            return


@pytest.mark.parametrize("name", DECODERS)
@pytest.mark.parametrize(
    "raw", [b"\x91" * 5000, b"\x81" * 5000, b"\xdf\xff\xff\xff\xff", b"\xdb\xff\xff\xff\xff"]
)
def test_neither_depth_nor_promised_length_harms(name: str, raw: bytes, tmp_path: Path) -> None:
    decoder, refusals, _ = DECODERS[name]
    try:
        decoder(tmp_path)(raw)
    except refusals:
        return
