"""The least that reaches many by CURVE: one publisher, bare subscribers. benches.fan ENDPOINT KEY COUNT."""

import json
import os
import subprocess
import sys
import time

import zmq

from benches.measure import PACE, Samples

MESSAGES = 50


def out(count: int, processes: int) -> Samples:
    """Seconds until the last of so many subscribers, in several processes, has an entry's bytes."""
    context, (public, secret) = zmq.Context(), zmq.curve_keypair()
    socket = context.socket(zmq.XPUB)
    socket.curve_server, socket.curve_secretkey = True, secret
    socket.xpub_verboser = True
    socket.bind("tcp://127.0.0.1:*")
    place = socket.getsockopt_string(zmq.LAST_ENDPOINT)
    command = [sys.executable, "-m", "benches.fan", place, public.decode(), str(count // processes)]
    ears = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(processes)]
    try:
        for _ in range(count // processes * processes):
            socket.recv()  # one has subscribed
        sent = []
        for _ in range(MESSAGES):
            time.sleep(PACE)
            sent.append(time.monotonic())
            socket.send(os.urandom(300))
        heard = [json.loads(ear.communicate()[0]) for ear in ears]
    finally:
        socket.close(0)
        context.term()
    return Samples(tuple(max(each) - begun for begun, *each in zip(sent, *heard, strict=True)))


def main(endpoint: str, key: str, count: int) -> None:
    """Say of each message when the last of these sockets had it."""
    context, poller = zmq.Context(), zmq.Poller()
    for _ in range(count):
        socket = context.socket(zmq.SUB)
        socket.curve_serverkey = key.encode("ascii")
        socket.curve_publickey, socket.curve_secretkey = zmq.curve_keypair()
        socket.subscribe(b"")
        socket.connect(endpoint)
        poller.register(socket, zmq.POLLIN)
    heard: list[float] = []
    for _ in range(MESSAGES):
        lacking = count
        while lacking:
            for socket, _ in poller.poll():
                socket.recv()
                lacking -= 1
        heard.append(time.monotonic())
    print(json.dumps(heard), flush=True)
    context.destroy(0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
