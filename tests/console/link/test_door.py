"""The door itself: who gets in, what is skipped, and what a face hears when its seat goes and comes."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import zmq

from console.link import client, protocol
from console.link.client import Answered, Back, Event, Gone, Link, RefusedAnswer, SeatGone, Silent, TooOld
from console.link.door import KEY_FILE, SOCKET_FILE
from console.link.protocol import Changes, FromFace, FromSeat, SessionState, Welcome
from console.link.server import FaceGone, Server
from console.paths import socket_path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


class Doorman:
    """A seat that does as the test says."""

    def __init__(self, home: Path, *, local: bool = True) -> None:
        self.server = Server(home, local=local)
        self.heard: list[FromFace] = []
        self.greeting: list[FromSeat] = [Welcome(1, "seat", "run"), Changes(1, True, ())]
        self.faces: list[bytes] = []

    def listen(self) -> None:
        for face, message in self.server.receive(100):
            self.heard.append(message)
            if isinstance(message, protocol.Hello):
                self.faces.append(face)
                for each in self.greeting:
                    self.server.send(face, each)

    def say(self, message: FromSeat) -> None:
        self.server.send(self.faces[-1], message)


@pytest.fixture
def doorman(home: Path) -> Iterator[Doorman]:
    made = Doorman(home)
    yield made
    if not made.server.socket.closed:
        made.server.close()


def opened(home: Path, doorman: Doorman, *, local: bool = True) -> Link:
    """A link whose seat answers while it opens."""
    link = Link(home, local=local)
    wait = link._wire.wait

    def waited(ms: int) -> None:
        doorman.listen()
        wait(ms)

    link._wire.wait = waited  # type: ignore[method-assign]
    try:
        link.open(timeout=10)
    except TooOld:
        link.close()
        raise
    link._wire.wait = wait  # type: ignore[method-assign]
    return link


def until(true: Callable[[], object], *turns: Callable[[], object]) -> None:
    """Give everybody a turn until something is so."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        for turn in turns:
            turn()
        time.sleep(0.01)


class Ear:
    """All that a link has heard."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.heard: list[Event] = []

    def listen(self) -> None:
        self.heard += self.link.drain()

    def has(self, kind: type[Event]) -> bool:
        return any(isinstance(each, kind) for each in self.heard)

    def of(self, *kinds: type[Event]) -> list[Event]:
        """What it heard of these kinds, in turn."""
        return [each for each in self.heard if isinstance(each, kinds)]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Moves the clock of all links on by so many seconds."""
    ahead = [0.0]
    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + ahead[0])
    monkeypatch.setattr(client, "time", clock)

    def move(seconds: float) -> None:
        ahead[0] += seconds

    return move


def test_the_socket_lies_where_only_this_user_may_go(home: Path, doorman: Doorman) -> None:
    path = socket_path(home)
    assert path.exists()
    assert path.parent.stat().st_mode & 0o077 == 0
    assert len(str(path.name)) <= 16
    doorman.server.close()
    assert not path.exists()


def test_a_face_without_a_seat_hears_so_at_once(home: Path) -> None:
    with Link(home) as link, pytest.raises(SeatGone):
        link.open(connect=0.1)
    with Link(home, local=False) as link, pytest.raises(SeatGone):
        link.open(connect=0.1)


def test_a_face_that_dials_is_let_in_at_once_or_not_at_all_and_takes_in_later_what_comes(
    home: Path, doorman: Doorman
) -> None:
    with Link(home) as link:
        assert link.dial()
        assert not link.complete
        until(lambda: link.complete, doorman.listen, link.drain)
    with Link(home / "nobody") as link:
        assert not link.dial()


def test_a_stale_socket_of_a_killed_seat_is_no_hindrance(home: Path) -> None:
    socket_path(home).write_bytes(b"")
    doorman = Doorman(home)
    opened(home, doorman).close()
    doorman.server.close()


def test_a_face_of_another_session_of_this_user_finds_the_seat_and_follows_it(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doorman = Doorman(home)
    other = tmp_path / "run2"
    other.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(other))
    link = opened(home, doorman)
    ear = Ear(link)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    doorman.server.close()
    assert not (home / SOCKET_FILE).exists()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(other))
    again = Doorman(home)
    until(lambda: ear.has(Back), ear.listen, again.listen)
    link.close()
    again.server.close()


def test_a_copy_of_the_folder_does_not_lead_to_the_seat_of_the_original(
    home: Path, doorman: Doorman, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(home, copy)
    assert (copy / SOCKET_FILE).exists()
    with Link(copy) as link, pytest.raises(SeatGone):
        link.open(connect=0.2)


@pytest.mark.parametrize("content", [b"", b"junk", b"\x92\xa1/\xa1/", b"\x92\xa1\xff\xa1/"])
def test_what_the_folder_says_of_the_socket_may_be_nonsense(
    home: Path, doorman: Doorman, content: bytes
) -> None:
    (home / SOCKET_FILE).write_bytes(content)
    opened(home, doorman).close()


def test_on_loopback_the_key_file_lets_in_and_nothing_else_does(home: Path) -> None:
    doorman = Doorman(home, local=False)
    assert (home / KEY_FILE).stat().st_mode & 0o077 == 0
    opened(home, doorman, local=False).close()
    endpoint = doorman.server.socket.getsockopt_string(zmq.LAST_ENDPOINT)
    with zmq.Context() as context, context.socket(zmq.DEALER) as stranger:
        stranger.linger = 0
        stranger.connect(endpoint)
        stranger.send(protocol.encode(protocol.Hello(1, "stranger")))
        doorman.server.socket.poll(200)
        doorman.listen()
        assert not stranger.poll(100)
    greeted = [message.face for message in doorman.heard if isinstance(message, protocol.Hello)]
    assert greeted == ["desk"]
    doorman.server.close()


def test_a_face_of_another_version_is_told_to_restart(home: Path, doorman: Doorman) -> None:
    doorman.greeting = [protocol.Bye("link.too_old")]
    with pytest.raises(TooOld) as wrong:
        opened(home, doorman)
    assert wrong.value.code == "link.too_old"


def test_messages_that_nobody_understands_are_skipped_on_both_sides(home: Path, doorman: Doorman) -> None:
    link = opened(home, doorman)
    for junk in (b"", b"\xc1", b"\x91\xa3wat", b"\x92\xa5hello\xc0"):
        link._wire._socket.send(junk)
        doorman.server.socket.send_multipart((doorman.faces[-1], junk))
    n = link.lock()
    until(lambda: protocol.Lock(n) in doorman.heard, doorman.listen)
    doorman.say(protocol.Answer(n))
    assert isinstance(link.call(n, 5), Answered)
    assert doorman.server.skipped == 4
    link.close()


def test_a_page_that_only_a_later_version_can_read_is_refused_and_not_waited_for(
    home: Path, doorman: Doorman
) -> None:
    link = opened(home, doorman)
    n = link.ask("log")
    until(lambda: any(isinstance(said, protocol.Ask) for said in doorman.heard), doorman.listen)
    doorman.say(protocol.Page(n, (protocol.encode({"id": 7}),)))
    assert link.call(n, 5) == RefusedAnswer(n, "link.too_old", {})
    link.close()


def test_a_face_hears_when_its_seat_goes_and_when_it_is_back(home: Path, doorman: Doorman) -> None:
    link = opened(home, doorman)
    doorman.say(protocol.Session(SessionState("id", "Amina", "SAFE", (), token="t")))
    until(lambda: link.session is not None, link.drain)
    n = link.lock()
    doorman.server.close()
    assert link.call(n, 10) == RefusedAnswer(n, "link.gone", {})
    ear = Ear(link)
    until(lambda: ear.has(Gone), ear.listen)
    assert link.call(link.lock(), 1).code == "link.gone"
    again = Doorman(home)
    until(lambda: ear.has(Back), again.listen, ear.listen)
    (hello,) = [each for each in again.heard if isinstance(each, protocol.Hello)]
    assert hello.session == "t"
    assert link.session is None
    link.close()
    again.server.close()


def test_a_face_hears_within_five_seconds_that_its_seat_says_nothing_and_when_it_speaks_again(
    home: Path, doorman: Doorman, later: Callable[[float], None]
) -> None:
    link = opened(home, doorman)
    ear = Ear(link)
    for _ in range(10):
        later(2.0)  # a seat that is busy speaks as seldom
        doorman.say(protocol.Alive())
        until(lambda: link._wire.waiting)
        ear.listen()
    assert not ear.of(Silent, Gone), "it spoke all the while"
    later(4.5)
    ear.listen()
    later(4.5)
    ear.listen()
    assert ear.of(Silent, Gone) == [Silent()], "once"
    n = link.lock()
    doorman.say(protocol.Answer(n))
    until(lambda: ear.has(Back), ear.listen)
    assert ear.of(Silent, Gone, Back, Answered) == [Silent(), Back(), Answered(n)], "the same talk goes on"
    link.close()


def test_a_seat_that_stays_silent_is_given_up_and_hardly_greeted_until_it_speaks(
    home: Path, doorman: Doorman, later: Callable[[float], None]
) -> None:
    link = opened(home, doorman)
    ear, n = Ear(link), link.lock()
    for _ in range(10 * 60):
        later(1.0)
        ear.listen()
    assert ear.of(Silent, Gone, RefusedAnswer) == [
        Silent(),
        RefusedAnswer(n, "link.gone", {}),
        Gone("link.silent"),
    ]
    assert link.call(link.lock(), 1).code == "link.gone"
    until(lambda: ear.has(Back), doorman.listen, ear.listen)
    until(lambda: link.complete, ear.listen)
    until(lambda: not link._wire.waiting, ear.listen)
    assert len(ear.of(Back)) == 1, "however often it was greeted"
    assert len(doorman.faces) < 10 * 60 / 10, "each greeting asks for the whole picture"
    link.close()


@pytest.mark.parametrize("given_up", [False, True])
def test_a_silent_seat_that_ends_is_gone(
    home: Path, doorman: Doorman, later: Callable[[float], None], given_up: bool
) -> None:
    link = opened(home, doorman)
    ear = Ear(link)
    later(5.0)
    ear.listen()
    later(15.0 if given_up else 0.0)
    ear.listen()
    doorman.server.close()
    until(lambda: ear.of(Gone)[-1:] == [Gone("link.gone")], ear.listen)
    again = Doorman(home)
    until(lambda: ear.has(Back), again.listen, ear.listen)
    link.close()
    again.server.close()


def test_after_a_gap_in_the_numbers_the_face_asks_for_the_present_state(home: Path, doorman: Doorman) -> None:
    link = opened(home, doorman)
    doorman.say(Changes(3, False, ()))
    until(lambda: _mirrors(doorman), link.drain, doorman.listen)
    assert not link.complete
    doorman.say(Changes(4, True, ()))
    until(lambda: link.complete, link.drain)
    link.close()


def test_after_a_gap_the_seat_may_send_though_its_credit_was_spent_on_what_was_lost(
    home: Path, doorman: Doorman
) -> None:
    link = opened(home, doorman)
    doorman.say(Changes(protocol.CREDIT, False, ()))  # the last that it might send unheard
    until(lambda: _mirrors(doorman), link.drain, doorman.listen)
    assert protocol.Credit(protocol.CREDIT) in doorman.heard
    link.close()


def _mirrors(doorman: Doorman) -> bool:
    return any(isinstance(message, protocol.Mirror) for message in doorman.heard)


def test_sending_to_a_face_that_is_gone_says_so(home: Path, doorman: Doorman) -> None:
    opened(home, doorman).close()
    with pytest.raises(FaceGone):
        until(lambda: False, lambda: doorman.say(protocol.Alive()))
