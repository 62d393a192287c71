"""What two linked seats say to each other: small tagged MessagePack arrays, every field bounded."""

from collections.abc import Callable, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from db.bare import Bare, dressed, stripped
from db.entry import Entry, Stored

PROTOCOLS = (1, 2)  # the oldest and the newest that this seat speaks
RUNS = 2  # the first that knows bare runs
MAX_FRAME = 1 << 20
BATCH = 256
BATCH_BYTES = 256 * 1024
FEEDS_A_FRAME = 4096
MENDS_A_FRAME = 64
TIPS = 8  # of a feed, in one message
PREFIX = 8
STATEMENTS, BOXES = 0, 1

Id = Annotated[bytes, Meta(min_length=16, max_length=16)]
Key = Annotated[bytes, Meta(min_length=32, max_length=32)]
Digest = Annotated[bytes, Meta(max_length=32)]
Prefix = Annotated[bytes, Meta(min_length=PREFIX, max_length=PREFIX)]
Number = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Port = Annotated[int, Meta(ge=0, le=65535)]
Code = Annotated[str, Meta(max_length=64)]


class Unknown(Exception):
    """A message of a later version: skipped and counted."""


class Broken(Exception):
    """Bytes that are no message. They cost the link."""


class Message(Struct, frozen=True, array_like=True, tag_field="tag"):
    """What every message is. Later versions append fields, which are skipped here."""


class Hello(Message, frozen=True, array_like=True, tag=1):
    """The first message of either side; nothing else counts before it."""

    oldest: Number
    newest: Number
    room: Id
    seat: Id
    run: Id
    record: Digest
    statements: Digest
    boxes: Digest
    credit: Number


class Tip(Struct, frozen=True, array_like=True, gc=False):
    """One end of a feed: number, and how the id of that entry begins."""

    seq: Annotated[int, Meta(ge=1, le=2**63 - 1)]
    prefix: Prefix


class Held(Struct, frozen=True, array_like=True, gc=False):
    """What a seat has of one feed: contiguous, verified, committed. Several tips where it forked."""

    feed: Key
    tips: Annotated[tuple[Tip, ...], Meta(min_length=1, max_length=TIPS)]
    at: Number = 0  # ms, of the last entry: the most recent feeds are fetched first

    @property
    def last(self) -> int:
        return max(tip.seq for tip in self.tips)


class Have(Message, frozen=True, array_like=True, tag=2):
    """What changed since the last one; without feeds it is the heartbeat. `full` begins the whole anew."""

    record: Digest
    statements: Digest
    boxes: Digest
    sent: Number = 0  # bytes under credit so far: what a link lost is credited again
    full: bool = False
    feeds: Annotated[tuple[Held, ...], Meta(max_length=FEEDS_A_FRAME)] = ()
    credit: Number = 0  # the last grant again, in case it was lost


class Want(Message, frozen=True, array_like=True, tag=3):
    """Please send entries of a feed beyond `after`; of a forked feed, those that lead to `tip`."""

    feed: Key
    after: Number
    tip: Annotated[bytes, Meta(max_length=32)] = b""


class Entries(Message, frozen=True, array_like=True, tag=4):
    """A run of one feed: pushed, or the answer to a want. An empty answer means: I have none."""

    feed: Key
    run: Annotated[tuple[Entry, ...], Meta(max_length=BATCH)]
    answer: bool = False
    tip: Annotated[bytes, Meta(max_length=32)] = b""


class Run(Message, frozen=True, array_like=True, tag=14):
    """Entries, bare: to whoever speaks protocol 2. Nobody meets it but `decode`, which dresses it."""

    room: Id
    feed: Key
    first: Annotated[int, Meta(ge=1, le=2**63 - 1)]
    prev: Key
    run: Annotated[tuple[Bare, ...], Meta(max_length=BATCH)]
    answer: bool = False
    tip: Annotated[bytes, Meta(max_length=32)] = b""

    def dressed(self) -> Entries:
        run = dressed(self.room, self.feed, self.first, self.prev, self.run)
        return Entries(self.feed, tuple(run), self.answer, self.tip)


class Lacking(Message, frozen=True, array_like=True, tag=5):
    """Ids of held entries whose payload is missing or whose signature is bad."""

    ids: Annotated[tuple[Key, ...], Meta(max_length=MENDS_A_FRAME)]


class Mends(Message, frozen=True, array_like=True, tag=6):
    """Those of the lacking entries that the sender holds whole."""

    entries: Annotated[tuple[Entry, ...], Meta(max_length=MENDS_A_FRAME)]


class Holding(Message, frozen=True, array_like=True, tag=7):
    """Id prefixes, one after the other, of all trust statements or key boxes that the sender holds."""

    pile: Number
    ids: Annotated[bytes, Meta(max_length=PREFIX * 50_000)]


class Items(Message, frozen=True, array_like=True, tag=8):
    """Trust statements or key boxes, each after what it rests on."""

    pile: Number
    raw: Annotated[tuple[Annotated[bytes, Meta(max_length=65536)], ...], Meta(max_length=BATCH)]


class Credit(Message, frozen=True, array_like=True, tag=9):
    """How many bytes of entries, counted from the link's beginning, the receiver may send in all."""

    limit: Number


class Ping(Message, frozen=True, array_like=True, tag=10):
    """A clock sample is asked for."""

    at: Number


class Pong(Message, frozen=True, array_like=True, tag=11):
    """The clock sample: the asker's time, and this seat's wall clock when it answered."""

    at: Number
    wall: Number


class Address(Struct, frozen=True, array_like=True, gc=False):
    """Where a seat was met. A hint: who answers there must still prove who it is."""

    seat: Id
    host: Annotated[str, Meta(min_length=1, max_length=255)]
    link: Port
    porch: Port = 0


class Addresses(Message, frozen=True, array_like=True, tag=12):
    """Where seats of the room can be met."""

    known: Annotated[tuple[Address, ...], Meta(max_length=1000)]


class Bye(Message, frozen=True, array_like=True, tag=13):
    """The sender ends the link, and says why."""

    code: Code


class _Preamble(Struct, array_like=True):
    tag: int


KINDS: tuple[type[Message], ...] = (
    Hello,
    Have,
    Want,
    Entries,
    Lacking,
    Mends,
    Holding,
    Items,
    Credit,
    Ping,
    Pong,
    Addresses,
    Bye,
    Run,
)
_preamble = msgspec.msgpack.Decoder(_Preamble)
_decoders = {kind.__struct_config__.tag: msgspec.msgpack.Decoder(kind) for kind in KINDS}
encode: Callable[[Message], bytes] = msgspec.msgpack.Encoder().encode


def decode(frame: bytes) -> Message:
    """The message in a frame. Raises Unknown or Broken."""
    if len(frame) > MAX_FRAME:
        raise Broken("frame.too_large")
    try:
        decoder = _decoders.get(_preamble.decode(frame).tag)
        if decoder is None:
            raise Unknown
        message = decoder.decode(frame)
        return message.dressed() if isinstance(message, Run) else message
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise Broken("frame.malformed") from error


def encode_run(feed: bytes, run: Sequence[Stored], protocol: int, *, answer: bool, tip: bytes) -> bytes:
    """The frame with a run of this feed for whoever speaks that protocol."""
    bare = stripped(run) if run and protocol >= RUNS else None
    if bare is None:
        return encode(Entries(feed, tuple(one.entry for one in run), answer, tip))
    first = run[0].header
    return encode(Run(first.room, feed, first.seq, first.prev, bare, answer, tip))
