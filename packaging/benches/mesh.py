"""Two seats and what is between them: meeting, catching up, what one writes and the other sees, healing."""

import select
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benches import hops, peer
from benches.ground import runs_of
from benches.measure import MS, PACE, US, Row, S, Samples
from benches.people import DIRECTOR, GUEST, PASSPHRASE
from benches.seat import PATIENCE, Running, answered, linked, passed
from console.domain.room import StatusView
from console.link.client import Link, LogWindow
from console.seat.home import Home, OpenHome
from db.entry import Entry, Stored
from labs.namespace import lone, sent, why_not

ACTIONS = 200  # the second worst is p99
FRAMING = 4  # bytes of an entry's own array and salt that its four parts do not count


def rows(home: Path, folder: Path, held: list[Stored]) -> Iterator[Row]:
    """The seat in `home`, and a guest that holds nothing."""
    with ExitStack() as stack:
        prefix = () if why_not() else stack.enter_context(lone("belfry-bench")).prefix
        host = stack.enter_context(Running(home, folder, prefix))
        before = sent(host.pid) if prefix else 0
        guest = stack.enter_context(Running(home.with_name(GUEST), folder, prefix, host.address))
        begun = time.monotonic()
        meeting = guest.await_entries(1) - begun
        started = time.monotonic()
        taken = guest.await_entries(len(held)) - started
        bytes_sent = (sent(host.pid) if prefix else 0) - before
        here, there = stack.enter_context(linked(host)), stack.enter_context(linked(guest))
        checked = _checked(there) - started
        yield Row(
            name="meet by one address: ready to first entry", unit=S, measured=meeting, absolute=2,
            note="porch, link, statements; the higher seat id lets the lower one dial",
        )  # fmt: skip
        yield from _caught_up(taken, checked, folder, home, held)
        if bytes_sent:
            yield _wire(bytes_sent, held)
        yield from _live(here, there, folder, held)


def _caught_up(taken: float, checked: float, folder: Path, home: Path, held: list[Stored]) -> Iterator[Row]:
    floor = peer.catch_up(folder, _runs(home))
    count = f"{len(held):,}"
    yield Row(
        name=f"join a room of {count}: all on disk", unit=S, measured=taken, floor=floor,
        floor_of="a bare process gets the same runs by CURVE: chain, payloads, a signature a run",
        limit=2, absolute=1.8 * len(held) / 1e5, note="from the first entries on; the last fold follows",
    )  # fmt: skip
    yield Row(name=f"join a room of {count}: every signature checked", unit=S, measured=checked)


def _runs(home: Path) -> list[list[Entry]]:
    opened = OpenHome(Home(home))
    try:
        return list(runs_of(opened.record))
    finally:
        opened.close()


def _checked(link: Link) -> float:
    """The moment when no entry waits for the check of its own signature."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        link.drain()
        status = link.mirrored.get("status", "")
        if isinstance(status, StatusView) and not status.unverified and not status.coming:
            break
        select.select([link.fileno()], (), (), 0.02)
    return time.monotonic()


def _wire(bytes_sent: int, held: list[Stored]) -> Row:
    entries = (stored.entry for stored in held)
    raw = sum(len(one.header) + len(one.signature) + 32 + len(one.payload or b"") for one in entries)
    return Row(
        name="bytes on the wire, per entry", unit="B", measured=bytes_sent / len(held),
        floor=raw / len(held) + FRAMING, floor_of="the entry itself: header, signature, salt, payload",
        limit=0.9, note="all that left both seats while the guest caught up, TCP and IP included",
    )  # fmt: skip


def _live(here: Link, there: Link, folder: Path, held: list[Stored]) -> Iterator[Row]:
    """From a person's act at one face until it can be seen at a face of the other seat, in turn with both
    floors: none waits for another, and all find caches, disk and processor as the others left them.
    """
    answered(here, here.sign_in(DIRECTOR, PASSPHRASE))
    there.call(there.mirror((LogWindow("bench", "*"),)), timeout=PATIENCE)
    least, bare, seen = [], [], []
    with peer.live(folder) as commit, hops.live(folder) as hop:
        hop(held[0])  # until both bare seats are there
        for stored in held[1 : 1 + min(ACTIONS, len(held) // 25)]:
            passed((here, there), PACE)
            least.append(commit(stored))
            passed((here, there), PACE)
            bare.append(hop(stored))
            passed((here, there), PACE)
            seen.append(_seen(here, there))
    floor, hopped, taken = (Samples(tuple(times)) for times in (least, bare, seen))
    of = "FULL commit, CURVE, signature, FULL commit in two bare processes"
    yield Row(
        name="act to visible at a peer's face, median", unit=US, measured=taken.median(US),
        floor=floor.median(US), floor_of=of, limit=1.5, absolute=1500,
        note="face, seat, seat, face: four processes and two writer threads to wake",
    )  # fmt: skip
    yield Row(
        name="act to visible at a peer's face, p99", unit=MS, measured=taken.p99(MS), floor=floor.p99(MS),
        floor_of=of, absolute=4,
    )  # fmt: skip
    yield Row(
        name="act to visible, beside its hops alone, median", unit=US, measured=taken.median(US),
        floor=hopped.median(US), floor_of="the same ways in bare processes: no rule, key, fold or view",
    )  # fmt: skip


def _seen(here: Link, there: Link) -> float:
    before = there.mirrored.count("bench")
    begun = time.monotonic()
    n = here.tell({"intent": "log.write", "text": "Smoke over the dock, wind from the west"})
    while there.mirrored.count("bench") == before and time.monotonic() < begun + PATIENCE:
        select.select([there.fileno()], (), (), 0.005)
        there.drain()
    taken = time.monotonic() - begun
    answered(here, n)
    return taken
