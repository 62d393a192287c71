"""Real sockets on loopback: who links, who is refused, and how that shows."""

import socket
from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path

import msgspec
import pytest
import zmq
from msgspec.structs import replace
from zmq.utils import z85

from console.mesh import messages as m
from console.mesh import options, peering, refusals
from console.mesh.sockets import happenings
from console.mesh.zap import UNKNOWN
from console.templates import templates
from console.trust.envelope import opened, sign, signature
from console.trust.invitations import join
from console.trust.keys import SeatKey
from console.trust.roomsecret import porch_public
from console.trust.statements import SeatJoined, SeatWelcomed
from console.trust.trust import JOIN_CONTEXT, Trust, join_body
from tests.console.mesh.live import LiveSeat, until
from tests.console.trust.rooms import NOW, Room

Open = Callable[..., LiveSeat]
Dial = Callable[..., "zmq.Socket[bytes]"]
HELLO = m.encode(m.Hello(1, 1, bytes(16), bytes(16), bytes(16), b"", b"", b"", 0))


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Open]:
    opened: list[LiveSeat] = []

    def open_one(name: str, key: SeatKey, trust: Trust, *peers: LiveSeat) -> LiveSeat:
        opened.append(LiveSeat(tmp_path / name, key, trust, *peers))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def first(live: Open, room: Room) -> LiveSeat:
    return live("first", room.seat_key, Trust.of(room.trust.raw()))


@pytest.fixture
def second(live: Open, room: Room, first: LiveSeat) -> LiveSeat:
    joined = room.joined()
    first.learn(*room.trust.raw()[1:])
    return live("second", joined.seat_key, Trust.of(room.trust.raw()), first)


@pytest.fixture
def dial() -> Iterator[Dial]:
    """A plain DEALER with any keys, as an attacker would use."""
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    dealers: list[zmq.Socket[bytes]] = []

    def dial_one(
        port: int, server: bytes = b"", public: bytes = b"", secret: bytes = b""
    ) -> zmq.Socket[bytes]:
        dealer = context.socket(zmq.DEALER)
        dealers.append(dealer)
        dealer.linger = 0
        if server:
            own = (z85.encode(public), z85.encode(secret)) if public else zmq.curve_keypair()
            dealer.curve_publickey, dealer.curve_secretkey = own
            dealer.curve_serverkey = z85.encode(server)
        dealer.connect(f"tcp://127.0.0.1:{port}")
        dealer.send(HELLO)
        return dealer

    yield dial_one
    for dealer in dealers:
        dealer.close(0)
    context.term()


def untouched(seat: LiveSeat) -> bool:
    return not seat.network.mesh.links.all and not seat.record.count and not seat.network.mesh.counts


def test_two_seats_link_and_share_what_they_write(first: LiveSeat, second: LiveSeat) -> None:
    assert until(lambda: first.linked(second) and second.linked(first), first, second)
    first.write(300)
    second.write(3)
    assert until(lambda: first.record.digest() == second.record.digest(), first, second)
    assert until(lambda: first.network.mesh.reach.reached(first.feed.id, 300) == 1, first, second)
    assert until(lambda: all(link.in_step for link in first.network.links()), first, second)


def test_a_link_has_stood_since_one_moment_whenever_it_is_asked(first: LiveSeat, second: LiveSeat) -> None:
    assert until(lambda: first.linked(second), first, second)
    asked = {link.since for _ in range(20_000) for link in first.network.links()}
    assert len(asked) == 1, "each other moment is another view, and goes to every face"


def test_a_strangers_key_is_refused_and_that_shows(first: LiveSeat, dial: Dial) -> None:
    dial(first.network.link_port, first.key.curve_public)
    assert until(lambda: bool(first.network.refusals.latest), first)
    (refused,) = first.network.refusals.latest
    assert (refused.code, refused.inward) == ("mesh.unknown_here", True)
    assert untouched(first)


def test_a_seat_of_another_room_is_refused(first: LiveSeat, dial: Dial) -> None:
    key = Room().seat_key
    dial(first.network.link_port, first.key.curve_public, key.curve_public, key.curve_secret)
    assert until(lambda: bool(first.network.refusals.latest), first)
    assert untouched(first)


def test_without_a_key_the_handshake_fails(first: LiveSeat, dial: Dial) -> None:
    dial(first.network.link_port)
    failed = {"handshake.protocol", "handshake.failed"}
    assert until(lambda: bool(failed & first.network.counts().keys()), first)
    assert untouched(first)


def test_connections_that_prove_no_key_are_told_of_once_with_their_number(
    first: LiveSeat, second: LiveSeat, dial: Dial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusals, "CERTAIN_MS", 1_000)

    def told() -> list[tuple[str, object]]:
        return [(each.code, each.params.get("times")) for each in first.network.refusals.latest]

    assert until(lambda: first.linked(second), first, second)
    for port in (first.network.link_port, first.network.port, first.network.port):
        with socket.create_connection(("127.0.0.1", port)) as raw:
            raw.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
    assert until(lambda: ("mesh.strangers", 3) in told(), first, second)
    dial(first.network.link_port, first.key.curve_public)
    assert until(lambda: "mesh.unknown_here" in dict(told()), first, second)
    until(lambda: False, first, second, seconds=2)
    assert sorted(dict(told()).items()) == [("mesh.strangers", 3), ("mesh.unknown_here", None)]
    assert len(told()) == 2, "nobody is told of twice"
    assert first.linked(second)


@pytest.mark.parametrize("which", ["link_port", "port"])
def test_raw_bytes_are_no_handshake(first: LiveSeat, which: str) -> None:
    with socket.create_connection(("127.0.0.1", getattr(first.network, which))) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n" * 50)
        ended = "connection.ended" if which == "link_port" else "porch.accepted"
        assert until(lambda: first.network.counts().get(ended, 0) > 0, first)
    assert "handshake.done" not in first.network.counts()
    assert "porch.handshake.done" not in first.network.counts()
    assert untouched(first)


def test_without_the_room_secret_the_porch_does_not_answer(first: LiveSeat, dial: Dial) -> None:
    dealer = dial(first.network.port, porch_public(bytes(32)))
    assert until(lambda: first.network.counts().get("porch.handshake.protocol", 0) > 0, first)
    assert not dealer.poll(0)
    assert untouched(first)


def test_who_holds_the_secret_and_no_certificate_gets_a_reason(
    first: LiveSeat, dial: Dial, room: Room
) -> None:
    dealer = dial(first.network.port, porch_public(room.seat_key.room_secret))
    assert until(lambda: bool(dealer.poll(0)), first)
    assert b"porch.malformed" in dealer.recv()
    dealer.send(HELLO)
    assert until(lambda: first.network.counts().get("porch.discarded", 0) == 1, first)


def test_who_calls_at_a_porch_that_meets_a_fault_of_ours_is_told_so_and_is_let_in_once_it_does_not(
    live: Open, first: LiveSeat, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined = room.joined()
    second = live("second", joined.seat_key, Trust.of(room.trust.raw()), first)
    with monkeypatch.context() as patch:
        patch.setattr(first.network._porches._porch, "hear", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):  # the seat's poller tells of it
            until(lambda: False, first, second)
        assert until(lambda: bool(second.network.refusals.latest), second)
    (refused,) = second.network.refusals.latest
    assert (refused.code, refused.inward) == ("seat.fault", False)
    assert str(first.network.port) in refused.address
    assert f"refusal.{refused.code}" in templates("nl")
    assert "porch.no_answer" not in second.network.counts()
    assert until(lambda: first.linked(second), first, second)


def test_a_caller_that_meets_a_fault_of_ours_in_an_answer_calls_again(
    live: Open, first: LiveSeat, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = live("second", room.joined().seat_key, Trust.of(room.trust.raw()), first)
    with monkeypatch.context() as patch:
        patch.setattr(second.network._porches._porch, "enter", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            until(lambda: False, first, second)
    assert until(lambda: first.linked(second), first, second)


def test_an_oversized_frame_of_a_known_seat_is_never_read(
    live: Open, first: LiveSeat, dial: Dial, room: Room
) -> None:
    key = room.joined().seat_key
    first.learn(*room.trust.raw()[1:])
    dealer = dial(first.network.link_port, first.key.curve_public, key.curve_public, key.curve_secret)
    assert until(lambda: first.network.mesh.counts.get("hello.other_room", 0) == 1, first)
    dealer.send(bytes(4 << 20))
    dealer.send(HELLO)
    until(lambda: False, first, seconds=0.5)
    assert first.network.mesh.counts.get("frame.too_large", 0) == 0
    assert not first.record.count


def test_a_stranger_disturbs_no_link(first: LiveSeat, second: LiveSeat, dial: Dial) -> None:
    assert until(lambda: first.linked(second) and second.linked(first), first, second)
    for _ in range(5):
        dial(first.network.link_port, first.key.curve_public)
    first.write(5)
    assert until(lambda: second.record.count == 5, first, second)
    assert first.linked(second)


@pytest.mark.parametrize("told", [True, False], ids=["told", "not told yet"])
def test_a_revoked_seat_is_silenced_on_its_open_link(
    first: LiveSeat, second: LiveSeat, room: Room, told: bool
) -> None:
    assert until(lambda: first.linked(second) and second.linked(first), first, second)
    learn = first.learn if told else first.trust.add  # the mesh looks at trust for each frame
    for raw in room.issuer().revoke("seat", second.key.seat, "lost"):
        learn(raw)
    assert first.linked() is told
    second.write(3)
    first.write(2)
    until(lambda: False, first, second, seconds=0.8)
    assert first.record.count == 2
    assert second.record.count == 3


@pytest.mark.parametrize("since", [0, NOW + 1])
def test_a_seat_that_claims_the_link_key_of_another_takes_no_link_from_it_once_it_is_revoked(
    first: LiveSeat, second: LiveSeat, room: Room, since: int
) -> None:
    assert until(lambda: first.linked(second) and second.linked(first), first, second)
    file = room.invitation("False")
    false = join(file, NOW)
    said = opened(false.statements[-1]).statement
    assert isinstance(said, SeatJoined)
    said = replace(said, curve_key=second.key.curve_public)
    proof = signature(false.seat_key.signing, JOIN_CONTEXT, join_body(said))
    raw = sign(file.key, replace(said, proof=proof))
    welcome = sign(room.seat_key.signing, SeatWelcomed(room.founded.room, since, opened(raw).id))
    known = [*room.trust.raw()[1:], raw, welcome]
    for seat in (first, second):
        seat.learn(*known)
    assert {alarm.code for alarm in first.trust.alarms} >= {"trust.link_key.taken_twice"}
    for seat in (first, second):
        seat.learn(*room.issuer(now=NOW + 1).revoke("seat", false.seat_key.seat, "false"))
    second.write(3)
    assert until(lambda: first.record.count == second.record.count, first, second)
    found = first.trust.seat_by_curve(second.key.curve_public)
    assert found is not None
    assert found.id == second.key.seat


def test_a_revoked_seat_is_told_so_when_it_comes_again(
    live: Open, first: LiveSeat, room: Room, dial: Dial
) -> None:
    key = room.joined().seat_key
    theirs = Trust.of(room.trust.raw())
    first.learn(*room.trust.raw()[1:], *room.issuer().revoke("seat", key.seat, "lost"))
    dial(first.network.link_port, first.key.curve_public, key.curve_public, key.curve_secret)
    assert until(lambda: bool(first.network.refusals.latest), first)
    assert first.network.refusals.latest[0].code == "mesh.revoked_here"
    again = live("again", key, theirs, first)
    assert until(lambda: bool(again.network.refusals.latest), first, again)
    assert again.network.refusals.latest[0].code == "porch.revoked"
    (told,) = [one for one in first.network.refusals.latest if one.code == "porch.revoked"]
    assert told.params["label"] == first.trust.seats[key.seat].label
    assert untouched(first)


def test_a_dialler_that_was_refused_links_once_it_is_admitted(
    live: Open, first: LiveSeat, room: Room
) -> None:
    joined = join(room.invitation(), NOW)
    own = Trust.of(room.trust.raw())
    for raw in joined.statements:
        own.add(raw)
    stranger = live("late", joined.seat_key, own, first)
    assert until(lambda: bool(stranger.network.refusals.latest), first, stranger)
    assert not stranger.network.links()
    welcome = room.welcome(joined, NOW)
    first.learn(*joined.statements, welcome)
    assert until(lambda: first.linked(stranger) and stranger.linked(first), first, stranger)


def test_two_seats_enrolled_on_either_side_of_a_cut_meet_at_the_porch(live: Open, room: Room) -> None:
    beyond = copy(room)
    beyond.trust = Trust.of(room.trust.raw())
    here, there = room.joined("Siamu 1"), beyond.joined("Amu 1")
    left = live("left", here.seat_key, room.trust)
    right = live("right", there.seat_key, beyond.trust, left)
    assert left.trust.seats.keys() != right.trust.seats.keys()
    assert until(lambda: left.linked(right) and right.linked(left), left, right)
    assert until(lambda: left.trust.digest() == right.trust.digest(), left, right)


def test_a_dialler_that_hears_nothing_knocks_at_the_porch(
    live: Open, first: LiveSeat, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peering, "OUR_TURN_LATE", 100)
    joined = room.joined()
    theirs = Trust.of(room.trust.raw())
    where = m.Address(first.key.seat, "127.0.0.1", first.network.link_port, first.network.port)
    (tmp_path / "late").mkdir()
    (tmp_path / "late" / "peers").write_bytes(msgspec.msgpack.encode([where]))
    late = live("late", joined.seat_key, theirs)
    assert joined.seat_key.seat not in first.trust.seats
    assert until(lambda: first.linked(late) and late.linked(first), first, late)
    assert first.network.refusals.latest[0].code == "mesh.unknown_here"


def test_a_dialler_that_is_not_known_there_is_told_so(first: LiveSeat, dial: Dial) -> None:
    key = Room().seat_key
    dealer = dial(first.network.link_port, first.key.curve_public, key.curve_public, key.curve_secret)
    monitor = dealer.get_monitor_socket(zmq.EVENT_HANDSHAKE_FAILED_AUTH)
    until(lambda: bool(monitor.poll(0)), first, seconds=5)
    told = list(happenings(monitor))
    dealer.disable_monitor()
    monitor.close(0)
    assert told == [(zmq.EVENT_HANDSHAKE_FAILED_AUTH, UNKNOWN)]


def test_a_seat_that_is_too_busy_to_answer_at_once_is_not_dialled_anew(
    live: Open, first: LiveSeat, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peering, "OUR_TURN_LATE", 0)
    joined = room.joined()
    first.learn(*room.trust.raw()[1:])
    (tmp_path / "second").mkdir()
    where = m.Address(first.key.seat, "127.0.0.1", first.network.link_port, first.network.port)
    (tmp_path / "second" / "peers").write_bytes(msgspec.msgpack.encode([where]))
    second = live("second", joined.seat_key, Trust.of(room.trust.raw()))
    until(lambda: False, second, seconds=0.3)
    monkeypatch.setattr("console.mesh.network.now", lambda: options.now() + 5_000)
    until(lambda: False, second, seconds=0.3)
    assert until(lambda: first.linked(second) and second.linked(first), first, second)
    assert first.network.counts()["connection.accepted"] == 1
    assert "porch.accepted" not in first.network.counts()


def test_three_seats_need_one_address(live: Open, first: LiveSeat, second: LiveSeat, room: Room) -> None:
    third_key = room.joined("Amu 1").seat_key
    third = live("third", third_key, Trust.of(room.trust.raw()), first)
    everybody = (first, second, third)
    assert until(lambda: second.linked(first, third) and third.linked(first, second), *everybody)


@pytest.mark.slow
def test_a_copied_seat_raises_the_alarm_everywhere_and_goes_on(
    live: Open, first: LiveSeat, second: LiveSeat
) -> None:
    twin = live("twin", second.key, Trust.of(second.trust.raw()), first)
    everybody = (first, second, twin)
    assert until(lambda: all(one.network.mesh.copied == {second.key.seat} for one in everybody), *everybody)
    assert second.linked(first), "its copy is no other seat"
    twin.write(2)
    second.write(2)
    assert until(lambda: first.record.count == 4, *everybody)
    twin.network.close()
    assert until(lambda: not first.network.mesh.copied and not second.network.mesh.copied, first, second)


def test_addresses_that_worked_are_remembered(first: LiveSeat, second: LiveSeat, tmp_path: Path) -> None:
    assert until(lambda: second.linked(first), first, second)
    second.network.close()
    assert msgspec.msgpack.decode((tmp_path / "second" / "peers").read_bytes())[0][1] == "127.0.0.1"


@pytest.mark.parametrize("which", ["lower", "higher"])
def test_a_seat_that_begins_again_waits_for_nobodys_turn(
    live: Open, first: LiveSeat, second: LiveSeat, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    monkeypatch.setattr(peering, "OUR_TURN_LATE", 1_000_000)
    by_id = sorted({"first": first, "second": second}.items(), key=lambda each: each[1].key.seat)
    (name, away), (_, stays) = by_id if which == "lower" else by_id[::-1]
    assert until(lambda: first.linked(second) and second.linked(first), first, second)
    known = away.network._finding._addresses
    assert until(lambda: bool(known.told([stays.key.seat], near=True)), first, second)
    away.close()
    back = live(name, away.key, away.trust)  # at ports that the other does not know, and is not told
    assert until(lambda: back.linked(stays) and stays.linked(back), back, stays)


@pytest.mark.parametrize("lang", ["fr", "nl", "en"])
@pytest.mark.parametrize(
    "code", ["unknown_here", "strangers", "revoked_here", "revoked_there", "other_there"]
)
def test_every_refusal_has_words(lang: str, code: str) -> None:
    assert f"refusal.mesh.{code}" in templates(lang)
