"""What libzmq does to a process, and the options that keep it from doing so."""

import subprocess
import sys

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
