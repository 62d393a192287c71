"""What seats tell one another of what they hold, beside what they send."""

from collections.abc import Callable

import pytest

from db.entry import Stored
from db.record import Record
from tests.console.mesh.simulated import SimSeat, joined


def test_seats_tell_of_what_just_came_without_reading_it_again_from_disk(
    seat: Callable[[str], SimSeat], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = seat("a"), seat("b")
    network = joined(a, b, ms=500)
    read: list[bytes] = []

    def get(_: Record, entry: bytes) -> Stored | None:
        read.append(entry)
        return None

    monkeypatch.setattr(Record, "get", get)
    for _ in range(3):
        a.write(network.now, 2)
        network.carry(a)
        network.run(10_000)
    assert a.record.digest() == b.record.digest()
    assert a.mesh.reach.reached(a.feed.id, 6) == 1, "the other has said that it has them"
    assert not read
