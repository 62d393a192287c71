"""Every decoder that a peer, a face or a file reaches, by name, with something good to begin from."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
from nacl.secret import SecretBox
from nacl.signing import SigningKey
from zeroconf import BadTypeInNameException
from zeroconf.asyncio import AsyncServiceInfo

from console.domain import everything
from console.domain.facts import FACTS, Refused
from console.domain.facts import decode as fact
from console.drill import scenario
from console.link import door, pages, protocol
from console.link.mirror import Mirrored
from console.mesh import discovery
from console.mesh import messages as m
from console.mesh.addresses import Addresses
from console.mesh.handshakes import Handshakes
from console.seat.acts import ACTS
from console.seat.intents import fields_of, intent_of
from console.seat.meeting import place_of
from console.trust import boxes, codes, invitations, porch, roomkey, sealing, witness
from console.trust.boxes import Boxes
from console.trust.envelope import opened, sign
from console.trust.errors import Refusal
from console.trust.keys import SeatKey
from console.trust.openings import open_feed, open_sitting, read_feed, read_sitting
from console.trust.statements import AnyStatement
from db import bundle, sealed
from db.entry import Entry, Header, Stored, parse
from db.errors import UNREADABLE
from db.feed import Feed
from tests.console.trust.rooms import NOW, Room
from tests.examples import example

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
Decoder = tuple[Callable[[Path], Reads], tuple[type[Exception], ...], list[bytes]]
CODE, PHRASE = "7K4Q-9XWM", "phrase"


@contextmanager
def free_of_charge() -> Iterator[None]:
    """A passphrase is stretched for nothing: what is garbled may ask for a gigabyte and seconds."""
    with patch.object(sealing, "stretched", lambda *_: bytes(SecretBox.KEY_SIZE)):
        yield


with free_of_charge():
    BOX = boxes.make(ROOM.trust.room, next(iter(ROOM.trust.people)), ROOM.admin, PHRASE, 1)
    SEALED = sealing.seal(PHRASE, b"content")
    ROOM_KEY = roomkey.RoomKey(
        ROOM.trust.room,
        bytes(ROOM.founded.room_key),
        ROOM.seat_key.room_secret,
        ROOM.founded.statements[0],
    )
INVITATION = ROOM.invitation()
FRAMES: tuple[bundle.Frame, ...] = (
    bundle.Preface(ROOM.trust.room, NOW, ((FEED.id, 1, bytes(32)),)),
    bundle.Statements(tuple(ROOM.trust.raw())),
    bundle.Run((WRITTEN,)),
)


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
    """As each sort of page; what is good for one is none of the others."""
    for what in pages.ITEMS:
        with suppress(*UNREADABLE):
            pages.decoded(what, (raw,))
    return None


def hosted(raw: bytes) -> bytes:
    return codes.Host(CODE, b"invitation", 1).hear(b"caller", raw, 0)


def proving(raw: bytes) -> object:
    joiner = codes.Joiner(CODE)
    joiner.opening()
    return joiner.proving(raw)


def welcomed(raw: bytes) -> object:
    joiner = codes.Joiner(CODE)
    joiner._agreed = codes.Agreed(bytes(32))
    return joiner.welcomed(raw)


def welcome() -> bytes:
    agreed = codes.Agreed(bytes(32))
    box = bytes(agreed.box.encrypt(b"invitation"))
    return msgspec.msgpack.encode(codes.Welcoming(agreed.proof(codes.HOST), box))


def carried(path: Path) -> object:
    bundle.preface(path, ROOM.trust.room)
    return list(bundle.frames(path))


def under(seal: Callable[[bytes], bytes], decoder: Callable[[Path], Reads]) -> Callable[[Path], Reads]:
    """What is below a seal, or a checksum, which is good."""

    def with_folder(folder: Path) -> Reads:
        reads = decoder(folder)
        return lambda raw: reads(seal(raw))

    return with_folder


def boxed(raw: bytes) -> bytes:
    return sealing.wrap(ROOM.seat_key.room_secret, boxes.PURPOSE, raw)


def as_room_key(raw: bytes) -> bytes:
    file = roomkey.RoomKeyFile(roomkey.ROOM_KEY, ROOM.trust.room, sealing.seal(PHRASE, raw))
    return msgspec.msgpack.encode(file)


def in_bundle(*frames: bytes) -> bytes:
    """A whole bundle of these frames."""
    body = bundle.MAGIC + b"".join(len(frame).to_bytes(4) + frame for frame in frames) + bytes(4)
    return body + sha256(body[:-4]).digest()


def second(raw: bytes) -> bytes:
    return in_bundle(*encoded(FRAMES[0]), raw)


def in_columns(raw: bytes) -> bytes:
    """Columns with a good seal."""
    length, told = raw[:4], raw[4 : 4 + int.from_bytes(raw[:4])]
    return sealed.FORM + sealed._seal(bytes(32), length, told) + raw


def columns_of(raw: bytes) -> bytes:
    told = msgspec.msgpack.encode({"lines": (len(raw), sha256(raw).digest())})
    return len(told).to_bytes(4) + told + raw


def opened_columns(path: Path) -> object:
    with sealed.opened(path, bytes(32)) as file:
        return file.take(file.names)


def packed(raw: bytes) -> bytes:
    """With a good checksum, so that what is below is reached."""
    return zlib.crc32(raw).to_bytes(4, "big") + raw


ROOM_KEY_FILE = in_file(lambda path: roomkey.load_room_key(path, PHRASE))
with free_of_charge():
    KEY_FILE = as_room_key(msgspec.msgpack.encode(ROOM_KEY))
# What it is → how it is read, what it may raise, and something to alter
DECODERS: dict[str, Decoder] = {
    "entry header": (
        lambda _: lambda raw: parse(Entry(raw, bytes(64))),
        (Refusal,),
        [WRITTEN.header],
    ),
    "frame of the mesh": (
        lambda _: m.decode,
        (m.Unknown, m.Broken),
        [
            *(m.encode(example(kind)) for kind in m.KINDS),
            m.encode(m.Entries(FEED.id, (WRITTEN,))),
            m.encode_run(FEED.id, [Stored(*parse(WRITTEN), WRITTEN, 0, 1)], 2, answer=True, tip=bytes(8)),
        ],
    ),
    "statement": (
        lambda _: opened,
        (Refusal,),
        [sign(ROOM.admin, example(kind)) for kind in AnyStatement.__args__],
    ),
    "key box": (box, (Refusal,), [boxed(msgspec.msgpack.encode(BOX))]),
    "key box, under its seal": (under(boxed, box), (Refusal,), encoded(BOX)),
    "call at the porch": (called, (), [porch.call(ROOM.trust, ROOM.seat_key)]),
    "answer of a porch": (answered, (Refusal,), encoded(example(porch.Answer))),
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
        encoded(["1-1", {1: "Fire"}], ["text"], ["SIAMU", None, "x"], *map(example, FACTS.values())),
    ),
    "short code, host": (lambda _: hosted, (), [codes.Joiner(CODE).opening()]),
    "short code, joiner": (lambda _: proving, (Refusal,), [hosted(codes.Joiner(CODE).opening())]),
    "welcome by a short code": (lambda _: welcomed, (Refusal,), [welcome()]),
    "announcement by mDNS": (lambda _: announced, (), [b"0" * 32 + b"-00000000|12345"]),
    "message of a face": (
        lambda _: protocol.from_face,
        UNREADABLE,
        [protocol.encode(example(kind)) for kind in protocol.FromFace.__args__],
    ),
    "message of a seat": (
        lambda _: mirrored,
        UNREADABLE,
        [protocol.encode(example(kind)) for kind in protocol.FromSeat.__args__],
    ),
    "page of a seat": (lambda _: all_pages, (), encoded(*map(example, pages.ITEMS.values()))),
    "intent": (
        lambda _: told,
        (Refused,),
        encoded(*(msgspec.to_builtins(example(kind), builtin_types=(bytes,)) for kind in ACTS.values())),
    ),
    "invitation": (
        under(packed, lambda _: lambda raw: invitations.unpacked(raw).trust()),
        (Refusal,),
        encoded(INVITATION),
    ),
    "invitation file": (in_file(invitations.read), (Refusal,), [invitations.packed(INVITATION)]),
    "seat key file": (in_file(SeatKey.load), (Refusal,), encoded(ROOM.seat_key)),
    "room key file": (ROOM_KEY_FILE, (Refusal,), [KEY_FILE]),
    "room key, under its seal": (under(as_room_key, ROOM_KEY_FILE), (Refusal,), encoded(ROOM_KEY)),
    "sealed thing": (lambda _: lambda raw: sealing.unseal(PHRASE, raw), (Refusal,), [SEALED]),
    "remembered addresses": (in_file(Addresses), (), encoded([example(m.Address)])),
    "handshakes under way": (
        in_file(Handshakes),
        (),
        [
            len(raw).to_bytes(4, "big") + raw
            for raw in encoded(([[b"k" * 32, "[::1]:7400"]], [[b"k" * 32, "[::1]:7400", 1, 1 << 40]]))
        ],
    ),
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
    "bundle": (in_file(carried), (Refusal,), [in_bundle(*encoded(*FRAMES))]),
    "frame of a bundle": (under(second, in_file(carried)), (Refusal,), encoded(*FRAMES)),
    "columns of a file": (in_file(opened_columns), (Refusal,), [in_columns(columns_of(b"content"))]),
    "columns, under their seal": (
        under(in_columns, in_file(opened_columns)),
        (Refusal,),
        [columns_of(b"content")],
    ),
    "place of the link": (
        in_file(lambda path: door.endpoint_of(path.parent), door.SOCKET_FILE),
        (),
        encoded(door.DoorPlace("seat", "seat/socket")),
    ),
}
