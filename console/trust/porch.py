"""The porch, where seats meet that do not know each other yet: messages and decisions, no socket."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from console.trust.boxes import Boxes
from console.trust.chains import chain
from console.trust.envelope import MAX_STATEMENT, opened, sign
from console.trust.errors import Barred, Malformed, NotOurRoom, Refusal
from console.trust.invitations import usable
from console.trust.keys import SeatKey
from console.trust.standings import Seat
from console.trust.statements import Id, SeatWelcomed
from console.trust.trust import Trust
from db.errors import UNREADABLE

MAX_CALL = 16 << 10
MAX_ANSWER = 1 << 20
MAX_CHAIN = 64
CHAIN_SHARE = 10 << 10
BOXES_SHARE = 256 << 10
PREFIX = 6  # bytes of a statement's id, enough to tell whether somebody holds it
CALLS_A_SECOND = 10
BURST = 40
KNOWN = 0.1  # of a call, where nothing in it is to be verified: a room that begins all calls at one porch
WELCOME = "porch.welcome"

Raw = Annotated[bytes, Meta(max_length=MAX_STATEMENT)]


class Call(Struct, frozen=True, array_like=True):
    """Who I am, and prefixes of the ids of the statements that I hold, as many as fit."""

    room: Id
    chain: Annotated[tuple[Raw, ...], Meta(max_length=MAX_CHAIN)]
    have: bytes = b""


class Answer(Struct, frozen=True, array_like=True):
    """Come in, or why not. `params` go into the words of a refusal."""

    code: Annotated[str, Meta(max_length=64)]
    params: dict[str, str | int] = {}
    port: Annotated[int, Meta(ge=0, le=65535)] = 0
    seat: bytes = b""
    statements: tuple[Raw, ...] = ()
    boxes: tuple[bytes, ...] = ()


class Heard(Struct, frozen=True):
    """What came of a call: the answer to send back, and statements new here, to record and spread.
    `params`: of a refusal.
    """

    code: str
    answer: bytes
    fresh: list[bytes] = []
    params: dict[str, str | int] = {}


class Door(Struct, frozen=True):
    """What a caller learnt: where the link is and whose, and statements new here, to record."""

    code: str
    params: dict[str, str | int]
    port: int = 0
    seat: Seat | None = None
    fresh: list[bytes] = []


_encode = msgspec.msgpack.Encoder().encode
UNSERVED = _encode(Answer("seat.fault"))  # who met a fault of ours need not wait for more
_call = msgspec.msgpack.Decoder(Call)
_answer = msgspec.msgpack.Decoder(Answer)


class Porch:
    """One seat's porch, and its visits to others. Times are ms; a caller's key is authenticated by CURVE."""

    def __init__(self, trust: Trust, boxes: Boxes, key: SeatKey) -> None:
        self._trust, self._boxes, self._key = trust, boxes, key
        self._allowance, self._at = float(BURST), 0

    def hear(self, frame: bytes, caller: bytes, port: int, now: int) -> Heard:
        """Answer one call; `port` is where our link listens. What a caller sends never raises here."""
        try:
            call = self._read(frame)
            held = set(self._trust.raw())
            new = [raw for raw in call.chain if raw not in held]
            self._check_pace(now, 1 if new else KNOWN)
            fresh = self._admit(new, caller, now)
        except Refusal as refusal:
            params = {name: value for name, value in refusal.params.items() if isinstance(value, str | int)}
            return Heard(refusal.code, _encode(Answer(refusal.code, params)), params=params)
        boxes = within(self._boxes.give(), BOXES_SHARE)
        statements = self._lacking(call.have, fresh, MAX_ANSWER - BOXES_SHARE - MAX_STATEMENT)
        answer = Answer(WELCOME, {}, port, self._key.seat, statements, boxes)
        return Heard(WELCOME, _encode(answer), fresh)

    def _check_pace(self, now: int, cost: float) -> None:
        self._allowance += max(0, now - self._at) * CALLS_A_SECOND / 1000
        self._allowance, self._at = min(self._allowance, BURST), now
        if self._allowance < cost:
            raise Barred("porch.busy")
        self._allowance -= cost

    def _read(self, frame: bytes) -> Call:
        if len(frame) > MAX_CALL:
            raise Malformed("porch.too_large", limit=MAX_CALL)
        try:
            call = _call.decode(frame)
        except UNREADABLE as error:
            raise Malformed("porch.malformed") from error
        if call.room != self._trust.room:
            raise NotOurRoom("porch.other_room")
        return call

    def _admit(self, new: list[bytes], caller: bytes, now: int) -> list[bytes]:
        """The new statements by which the caller stands; kept only if it does, up to the genesis."""
        trial = self._trust.trial() if new else self._trust
        for raw in new:
            trial.add(raw)
        seat = trial.seat_by_curve(caller)
        fresh = [raw for raw in new if opened(raw).id in trial.standings.accepted]
        if seat is None:
            fresh.append(self._welcome(trial, caller, now))
        elif seat.revoked:
            raise Barred("porch.revoked", label=seat.label)
        return self._learnt(fresh)

    def _welcome(self, trial: Trust, caller: bytes, now: int) -> bytes:
        """Countersign a joiner whose invitation is good and unused, as far as is known here."""
        joining = next((seat for seat in trial.joining.values() if seat.curve_key == caller), None)
        if joining is None or joining.invitation is None or joining.join is None:
            raise Barred("porch.unknown")
        usable(trial, joining.invitation, now, joining.id)
        if joining.revoked:
            raise Barred("porch.revoked", label=joining.label)
        if self._trust.seat_by_sign(self._key.sign_public) is None:
            raise Barred("porch.waiting")
        welcome = SeatWelcomed(room=self._trust.room, issued=now, join=joining.join)
        return sign(self._key.signing, welcome)

    def enter(self, frame: bytes, now: int) -> Door:
        """Take in the answer of another's porch, and welcome a host that nobody has welcomed yet.

        Malformed where it is none. What it gives is verified like anything else.
        """
        answer = _read_answer(frame)
        fresh = self._learnt(answer.statements)
        host = self._trust.joining.get(answer.seat)
        if host is not None and answer.code == WELCOME:
            with suppress(Refusal):
                welcome = self._welcome(self._trust, host.curve_key, now)
                fresh += self._learnt([welcome])
        for wrapped in answer.boxes:
            with suppress(Refusal):
                self._boxes.take(wrapped)
        return Door(answer.code, answer.params, answer.port, self._trust.seats.get(answer.seat), fresh)

    def _learnt(self, raw: Sequence[bytes]) -> list[bytes]:
        """Take these statements; gives those that are new."""
        proven = self._trust.proven(raw) if raw else []
        self._trust.keep(proven)
        return [held.raw for held in proven]

    def _lacking(self, have: bytes, fresh: Iterable[bytes], limit: int) -> tuple[bytes, ...]:
        """Our own chain and what was decided just now, then all else that the caller lacks."""
        told = {have[start : start + PREFIX] for start in range(0, len(have), PREFIX)}
        held = zip(self._trust.ids()[1:], self._trust.raw()[1:], strict=True)
        lacking = {raw for name, raw in held if name[:PREFIX] not in told}
        own = chain(self._trust, self._key.sign_public)
        wanted = dict.fromkeys((*fresh, *own, *self._trust.raw()[1:]))
        return within((raw for raw in wanted if raw in lacking), limit)


def call(trust: Trust, key: SeatKey) -> bytes:
    """The one frame that a dialer sends to a porch."""
    own = within(chain(trust, key.sign_public), CHAIN_SHARE)[:MAX_CHAIN]
    room_left = MAX_CALL - sum(map(len, own)) - 8 * len(own) - 64
    prefixes = [each[:PREFIX] for each in trust.ids()[1:]][: room_left // PREFIX]
    return _encode(Call(trust.room, own, b"".join(prefixes)))


def _read_answer(frame: bytes) -> Answer:
    if len(frame) > MAX_ANSWER:
        raise Malformed("porch.too_large", limit=MAX_ANSWER)
    try:
        return _answer.decode(frame)
    except UNREADABLE as error:
        raise Malformed("porch.malformed") from error


def within(items: Iterable[bytes], limit: int) -> tuple[bytes, ...]:
    """As many of the first items as fit."""
    taken, size = [], 0
    for item in items:
        size += len(item) + 5
        if size > limit:
            break
        taken.append(item)
    return tuple(taken)
