"""What libzmq does to a process, and the options that keep it from doing so."""

import itertools
import subprocess
import sys
import threading

import pytest
import zmq
from zmq.utils import z85

from console.link.poller import Poller
from console.mesh import sockets
from console.mesh.dialler import Keys, OutwardWire
from console.mesh.handshakes import Handshakes
from console.mesh.sockets import Curve
from console.mesh.zap import ADMITTED, ENDPOINT, REVOKED, Doorkeeper

# A heartbeat, if somebody sets one again, need not be waited for.
CUT_WHILE_FRAMES_WAIT = """
import time, zmq
from nacl.public import PrivateKey
from zmq.utils import z85
from console.mesh.sockets import Curve, options

key = PrivateKey.generate()
curve, context = Curve(bytes(key.public_key), bytes(key)), zmq.Context()
listener, dialler = context.socket(zmq.ROUTER), context.socket(zmq.DEALER)
for socket in (listener, dialler):
    options(socket, curve, 1 << 20)
    if socket.heartbeat_ivl:
        socket.heartbeat_ivl = 50
listener.curve_server = True
listener.bind("tcp://127.0.0.1:0")
dialler.sndtimeo = 300
dialler.curve_serverkey = z85.encode(curve.public)
dialler.connect(listener.getsockopt_string(zmq.LAST_ENDPOINT))
try:
    while True:
        dialler.send(bytes(5000))
except zmq.Again:
    dialler.close(0)
time.sleep(0.5)
taken = 0
try:
    while listener.recv_multipart(zmq.NOBLOCK):
        taken += 1
except zmq.Again:
    print("lives", taken > 0)
"""


def test_a_seat_that_is_busy_while_a_link_with_waiting_frames_breaks_lives_on() -> None:
    command = [sys.executable, "-c", CUT_WHILE_FRAMES_WAIT]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "lives True"), done.stderr


def test_who_comes_with_another_mechanism_than_curve_is_refused_whatever_key_it_names() -> None:
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    asked, refused, key = list[bytes](), list[bytes](), b"k" * 32

    def known(given: bytes) -> int:
        asked.append(given)
        return ADMITTED

    keeper = Doorkeeper(context, b"link", known, lambda given, _: refused.append(given))
    asker = context.socket(zmq.REQ)
    asker.connect(ENDPOINT)
    for domain, mechanism, code in (
        (b"link", b"CURVE", ADMITTED),
        (b"link", b"PLAIN", REVOKED),
        (b"porch", b"CURVE", REVOKED),
    ):
        asker.send_multipart([b"1.0", b"1", domain, b"192.0.2.1", b"", mechanism, key])
        keeper.ready()
        assert int(asker.recv_multipart()[2]) == code
    assert (asked, refused) == ([key], [key, key])
    asker.close(0)
    keeper.close()
    context.term()


class Nobody:
    """Whoever waits for a link that never comes to be."""

    def happened(self, wire: OutwardWire, what: str) -> None: ...
    def heard(self, wire: OutwardWire, frame: bytes) -> None: ...


def test_an_address_that_is_none_leaves_nothing_open() -> None:
    context, poller = zmq.Context[zmq.Socket[bytes]](), Poller()
    public, secret = map(z85.decode, zmq.curve_keypair())
    for _ in range(3):
        with pytest.raises(zmq.ZMQError):
            OutwardWire(
                context,
                Keys(Curve(public, secret), public, 1024),
                ("*", 4711),
                poller,
                Nobody(),
                Handshakes(None),
            )
    ending = threading.Thread(target=context.term, daemon=True)
    ending.start()
    ending.join(20)
    assert not ending.is_alive(), "a seat that stops waits for its sockets"
    poller.wait(0)
    poller.close()


def test_what_takes_long_to_read_is_left_for_the_next_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    context = zmq.Context[zmq.Socket[bytes]]()
    clock = itertools.count(0, sockets.TURN // 4)
    monkeypatch.setattr(sockets, "now", lambda: next(clock))
    sender, reader = context.socket(zmq.PAIR), context.socket(zmq.PAIR)
    reader.bind("inproc://turn")
    sender.connect("inproc://turn")
    for n in range(10):
        sender.send(b"%d" % n)
    turns = [[reader.recv() for _ in sockets.turn(reader)] for _ in range(4)]
    assert [len(turn) for turn in turns] == [4, 4, 2, 0]
    assert [*itertools.chain(*turns)] == [b"%d" % n for n in range(10)], "nothing is lost, nor overtaken"
    sender.close(0)
    reader.close(0)
    context.term()
