"""What a face and its seat say to each other: one MessagePack array a message, its tag first."""

from typing import Any

import msgspec

VERSION = 1
WINDOW = 500  # latest lines of a log that a face mirrors; more come in pages on demand
ALL = "*"  # the operation of a window that shows every log of the room
CREDIT = 8  # batches of changes that may be on their way to a face
MAX_INTENT = 262_144  # bytes
MAX_MESSAGE = 8_388_608  # bytes; larger ones end the connection


class Message(msgspec.Struct, frozen=True, array_like=True):
    """Base of all messages. They only grow, with defaults."""


class LogWindow(msgspec.Struct, frozen=True, array_like=True):
    """A view of the log that a face mirrors: of an incident, an operation, all ("*"), or the room's own.

    `key`: of the operation only the lines that were ever marked as key facts.
    """

    id: str
    operation: str = ""
    incident: str = ""
    key: bool = False


class SessionState(msgspec.Struct, frozen=True, array_like=True):
    """Who is signed in at a face. `token` lets the same face come back to it."""

    person: str
    name: str
    agency: str
    roles: tuple[str, ...]
    locked: bool = False
    token: str = ""


# Face to seat. `n` is the face's own number for what it asks; the answer carries it.


class Hello(Message, frozen=True, array_like=True, tag="hello"):
    """The first word of a face, and again after its seat was gone."""

    version: int
    face: str  # desk, wall, cli, watch, drill
    lang: str = "en"
    credit: int = CREDIT
    session: str = ""  # token of a session to come back to


class SignIn(Message, frozen=True, array_like=True, tag="sign_in"):
    """`person`: id or name; empty where the room has one person."""

    n: int
    person: str
    passphrase: str


class SignOut(Message, frozen=True, array_like=True, tag="sign_out"):
    """The sitting of this face ends."""

    n: int


class Lock(Message, frozen=True, array_like=True, tag="lock"):
    """The person stays signed in and can do nothing until the passphrase is given."""

    n: int


class Unlock(Message, frozen=True, array_like=True, tag="unlock"):
    """The person is back."""

    n: int
    passphrase: str


class Tell(Message, frozen=True, array_like=True, tag="tell"):
    """An intent: MessagePack of a map with "intent" and its fields."""

    n: int
    intent: bytes


class Mirror(Message, frozen=True, array_like=True, tag="mirror"):
    """Choose the windows of the log. `again`: the present state of everything is wanted, too."""

    n: int
    logs: tuple[LogWindow, ...] = ()
    again: bool = True


class Ask(Message, frozen=True, array_like=True, tag="ask"):
    """A question; a Page answers it."""

    n: int
    what: str
    params: dict[str, Any] = {}


class Cancel(Message, frozen=True, array_like=True, tag="cancel"):
    """Never mind the ask `n`."""

    n: int


class Credit(Message, frozen=True, array_like=True, tag="credit"):
    """All batches up to `number` were taken in."""

    number: int


class Alive(Message, frozen=True, array_like=True, tag="alive"):
    """Either way: still here. A face answers each one of its seat's."""


FromFace = Hello | SignIn | SignOut | Lock | Unlock | Tell | Mirror | Ask | Cancel | Credit | Alive

# Seat to face.


class Welcome(Message, frozen=True, array_like=True, tag="welcome"):
    """`run` is another after each start of the seat."""

    version: int
    seat: str
    run: str
    session: SessionState | None = None


class Session(Message, frozen=True, array_like=True, tag="session"):
    """Who is signed in at this face from now on. `code`: why nobody is, if nobody here ended the session."""

    session: SessionState | None = None
    code: str = ""
    params: dict[str, Any] = {}


class Answer(Message, frozen=True, array_like=True, tag="answer"):
    """It is done and on disk. `entry`: of the first fact; `about`: the thing that it is about."""

    n: int
    entry: str = ""
    about: str = ""


class Refusal(Message, frozen=True, array_like=True, tag="refusal"):
    """Why not: a code and its parameters."""

    n: int
    code: str
    params: dict[str, Any] = {}


class Changes(Message, frozen=True, array_like=True, tag="changes"):
    """A batch: (kind, key, encoded view or None where it is gone). `reset`: forget everything first.
    `complete`: nothing else is on its way for now, but, unless it is the `whole`, what was over long ago.
    """

    number: int
    reset: bool
    items: tuple[tuple[str, str, bytes | None], ...]
    complete: bool = True
    whole: bool = True


class Page(Message, frozen=True, array_like=True, tag="page"):
    """The answer to an Ask; each item encoded. `more`: ask again from the last one on."""

    n: int
    items: tuple[bytes, ...]
    more: bool = False


class Bye(Message, frozen=True, array_like=True, tag="bye"):
    """The seat will not talk to this face any longer: link.too_old, link.seat_too_old, link.unknown,
    link.stopping.
    """

    reason: str


FromSeat = Welcome | Session | Answer | Refusal | Changes | Page | Bye | Alive

encode = msgspec.msgpack.Encoder().encode
from_face = msgspec.msgpack.Decoder(FromFace).decode
from_seat = msgspec.msgpack.Decoder(FromSeat).decode
