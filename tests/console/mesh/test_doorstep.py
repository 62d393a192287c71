"""Connections that prove nothing: how many a seat bears, and how long, and that those who belong get in."""

import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import zmq
from zmq.utils import z85

from console.mesh import core, doorstep
from console.mesh import messages as m
from console.mesh.code_socket import CodeDoor, fetch
from console.mesh.doorstep import Doorstep
from console.mesh.listener import InwardWire
from console.trust.codes import Host
from console.trust.keys import SeatKey
from console.trust.roomsecret import porch_public
from console.trust.trust import Trust
from tests.console.mesh.live import LiveSeat, until
from tests.console.trust.rooms import Room

Knock = Callable[[int, int], list[socket.socket]]


@pytest.fixture
def first(tmp_path: Path, room: Room) -> Iterator[LiveSeat]:
    seat = LiveSeat(tmp_path / "first", room.seat_key, room.trust)
    yield seat
    seat.close()


@pytest.fixture
def knock() -> Iterator[Knock]:
    """Makes connections of somebody who says nothing."""
    made: list[socket.socket] = []

    def some(port: int, times: int) -> list[socket.socket]:
        made.extend(socket.create_connection(("127.0.0.1", port)) for _ in range(times))
        return made[-times:]

    yield some
    for each in made:
        each.close()


def ended(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1 << 16) == b""
    except BlockingIOError:
        return False


def standing(connections: list[socket.socket]) -> int:
    """How many of them nobody has ended; what came on them before is read away."""
    return sum(not (ended(each) or ended(each)) for each in connections)


@contextmanager
def linking(seat: LiveSeat, key: SeatKey, room: bytes) -> Iterator["zmq.Socket[bytes]"]:
    """Whoever holds this key has dialled and greets; gives what tells that the connection has ended."""
    with zmq.Context() as context, context.socket(zmq.DEALER) as dealer:
        dealer.linger, dealer.reconnect_ivl = 0, -1
        dealer.curve_publickey = z85.encode(key.curve_public)
        dealer.curve_secretkey = z85.encode(key.curve_secret)
        dealer.curve_serverkey = z85.encode(seat.key.curve_public)
        with dealer.get_monitor_socket(zmq.EVENT_DISCONNECTED) as monitor:
            dealer.connect(f"tcp://127.0.0.1:{seat.network.link_port}")
            dealer.send(m.encode(m.Hello(1, 1, room, key.seat, bytes(16), b"", b"", b"", 0)))
            yield monitor
            dealer.disable_monitor()


@pytest.mark.parametrize("which", ["link_port", "port"])
def test_so_many_who_say_nothing_stand_at_a_seat_and_who_belongs_gets_in(
    first: LiveSeat,
    knock: Knock,
    room: Room,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    which: str,
) -> None:
    monkeypatch.setattr(doorstep, "MOST", 8)
    port = getattr(first.network, which)
    accepted = "connection.accepted" if which == "link_port" else "porch.accepted"
    silent = knock(port, 40)
    assert until(lambda: first.network.counts().get(accepted, 0) >= 40, first)
    assert until(lambda: standing(silent) <= 8, first)
    assert standing(silent) == 8, "nobody is turned away before there is need"
    second = LiveSeat(tmp_path / "second", room.joined().seat_key, Trust.of(room.trust.raw()), first)
    assert until(lambda: first.linked(second) and second.linked(first), first, second)
    silent += knock(port, 20)
    assert until(lambda: standing(silent) <= 8, first, second)
    assert first.linked(second)
    assert second.linked(first), "who has proven who it is stands there no more"
    second.close()


def test_who_says_nothing_has_to_go_after_a_while(
    first: LiveSeat, knock: Knock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorstep, "LONGEST", 200)
    silent = knock(first.network.port, 2) + knock(first.network.link_port, 2)
    assert until(lambda: not standing(silent), first)


def test_a_caller_who_holds_the_room_secret_does_not_stay_on_the_porch(
    first: LiveSeat, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorstep, "LONGEST", 200)
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    caller = context.socket(zmq.DEALER)
    caller.linger, caller.reconnect_ivl = 0, -1
    caller.curve_publickey, caller.curve_secretkey = zmq.curve_keypair()
    caller.curve_serverkey = z85.encode(porch_public(room.seat_key.room_secret))
    monitor = caller.get_monitor_socket(zmq.EVENT_DISCONNECTED)
    caller.connect(f"tcp://127.0.0.1:{first.network.port}")
    assert until(lambda: first.network.counts().get("porch.handshake.done", 0) == 1, first)
    assert until(lambda: bool(monitor.poll(0)), first)
    caller.disable_monitor()
    monitor.close(0)
    caller.close()
    context.term()


def test_a_link_that_is_over_is_cut_though_its_other_end_holds_on(
    first: LiveSeat, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorstep, "PARTING", 0)
    with linking(first, room.joined().seat_key, bytes(16)) as ended:
        assert until(lambda: first.network.counts().get("hello.other_room", 0) == 1, first)
        assert until(lambda: bool(ended.poll(0)), first)


def test_a_link_too_many_with_one_key_is_cut(
    first: LiveSeat, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorstep, "PARTING", 0)
    monkeypatch.setattr(core, "A_SEAT", 0)
    key = room.joined().seat_key
    with linking(first, key, key.room) as ended:
        assert until(lambda: first.network.counts().get("link.many", 0) == 1, first)
        assert until(lambda: bool(ended.poll(0)), first, seconds=5)


def test_a_link_lasts_whose_first_frame_was_read_before_word_that_somebody_came(
    first: LiveSeat, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorstep, "LONGEST", 100)
    key, listener = room.joined().seat_key, first.network._wires._listener
    first.poller.remove(listener._monitor)
    with linking(first, key, key.room) as ended:
        assert until(lambda: len(first.network.links()) == 1, first)
        first.poller.add(listener._monitor, listener._happened)
        assert not until(lambda: bool(ended.poll(0)), first, seconds=0.7)


def test_who_comes_under_the_number_of_a_link_that_was_lost_stays_when_that_link_is_hung_up(
    first: LiveSeat, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorstep, "PARTING", 0)
    monkeypatch.setattr(first.network, "doubted", lambda _: None)  # nothing has been said on it yet
    key, wires = room.joined().seat_key, first.network._wires
    with ExitStack() as open_, socket.socket() as other:
        with linking(first, key, key.room):
            assert until(lambda: len(first.network.links()) == 1, first)
            ((number, wire),) = wires.all.items()
        assert until(lambda: first.network.counts().get("connection.ended", 0) == 1, first)
        assert isinstance(wire, InwardWire)
        lost = wire.descriptor
        assert lost is not None
        while (file := open_.enter_context(tempfile.TemporaryFile())).fileno() < lost:
            pass
        assert file.fileno() == lost, "the system gives the lowest number that is free"
        file.close()
        other.connect(("127.0.0.1", first.network.link_port))
        assert until(lambda: first.network.counts()["connection.accepted"] == 2, first)
        assert list(wires._listener._doorstep._due) == [lost], "it has that number now"
        wires.hang_up(number)
        until(lambda: False, first, seconds=0.5)
        assert standing([other]) == 1


def test_a_short_code_opens_no_way_to_take_all_connections(
    knock: Knock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorstep, "MOST", 8)
    door = CodeDoor(Host("7K4Q-9XWM", b"invitation", until=1 << 60), "127.0.0.1")
    unwanted = threading.Event()
    serving = threading.Thread(target=door.serve, args=(lambda: None, unwanted.is_set))
    serving.start()
    silent = knock(door.port, 40)
    fewer = until(lambda: standing(silent) <= 8)
    read = fetch(("127.0.0.1", door.port), "7K4Q-9XWM")
    unwanted.set()
    serving.join()
    assert fewer
    assert read[0] == b"invitation"


def test_who_is_gone_counts_no_more_and_what_was_said_last_can_leave(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doorstep, "MOST", 2)
    clock = [0]
    with socket.create_server(("127.0.0.1", 0)) as server, ExitStack() as open_:
        step = Doorstep(lambda: int(server.getsockname()[1]), lambda: clock[0])
        callers = [open_.enter_context(socket.create_connection(server.getsockname())) for _ in range(3)]
        first, second, third = (open_.enter_context(server.accept()[0]).fileno() for _ in callers)
        for descriptor in (first, second, first, third):  # the system gave one number a second time
            step.heed(zmq.EVENT_ACCEPTED, descriptor)
        assert until(lambda: standing(callers) == 2)
        assert ended(callers[1]), "he stood there longest"
        step.heed(zmq.EVENT_DISCONNECTED, third)
        step.heed(zmq.EVENT_HANDSHAKE_SUCCEEDED, first)
        assert len(step) == 1
        step.left(first)
        step.parts(first)
        clock[0] = doorstep.PARTING - 1
        step.tick()
        assert standing(callers) == 2
        clock[0] = doorstep.PARTING
        step.tick()
        assert until(lambda: standing(callers) == 1)


def test_only_a_connection_to_the_socket_itself_is_ever_ended() -> None:
    clock = [0]
    step = Doorstep(lambda: 1, lambda: clock[0])
    ours, theirs = socket.socketpair()
    server = socket.create_server(("127.0.0.1", 0))
    caller = socket.create_connection(server.getsockname())
    other, _ = server.accept()
    with tempfile.TemporaryFile() as file:
        for descriptor in (file.fileno(), ours.fileno(), other.fileno(), 1 << 20):
            step.came(descriptor)
        clock[0] = doorstep.LONGEST
        step.tick()
        assert len(step) == 0
        assert os.fstat(file.fileno())
    theirs.send(b"1")
    caller.send(b"2")
    assert (ours.recv(1), other.recv(1)) == (b"1", b"2")
    for each in (ours, theirs, server, caller, other):
        each.close()
