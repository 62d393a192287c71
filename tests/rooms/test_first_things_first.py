"""An act goes on its way before its seat does what follows from others, and from time."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.console.domain.seats import DAN
from tests.rooms.house import House
from tests.rooms.seat import Seat

Noting = Callable[[Seat], list[str]]
FOLLOWED = 200  # ms, after which a seat does again what follows


@pytest.fixture
def noting(monkeypatch: pytest.MonkeyPatch) -> Noting:
    """Notes from now on what a seat does: gives its disk something, tells its mesh what came of it, or does
    what follows.
    """

    def note(seat: Seat) -> list[str]:
        done: list[str] = []
        engine = seat.engine
        parts = (engine._writer, "submit"), (engine._commits, "sent"), (seat.wires, "admitted")
        for part, name in (*parts, (engine._audience, "say"), (engine, "_follow")):
            does = getattr(part, name)

            def doing(*given: Any, name: str = name, does: Callable[..., Any] = does) -> Any:
                done.append(name)
                return does(*given)

            monkeypatch.setattr(part, name, doing)
        return done

    return note


def after_the_disk(done: list[str]) -> str:
    """What was done next, when the disk had been given something."""
    return done[done.index("submit") + 1]


def test_an_act_is_sent_before_its_seat_does_what_else_is_due(house: House, noting: Noting) -> None:
    safe = house["safe"]
    safe.tell(DAN, "log.write", text="two hurt")
    house.network.run(1_000)
    done = noting(safe)
    house.network.now += FOLLOWED
    safe.tell(DAN, "log.write", text="three hurt")
    assert after_the_disk(done) == "sent"


def test_what_another_seat_sent_is_on_disk_before_what_else_is_due(house: House, noting: Noting) -> None:
    safe, siamu, _ = house.seats.values()
    safe.tell(DAN, "log.write", text="two hurt")
    house.network.run(1_000)
    done = noting(siamu)
    house.network.now += FOLLOWED
    safe.tell(DAN, "log.write", text="three hurt")
    while "admitted" not in done:
        house.network.run(50)
    assert after_the_disk(done) == "admitted"


def test_a_seat_whose_disk_always_works_still_does_what_follows(house: House, noting: Noting) -> None:
    safe = house["safe"]
    done = noting(safe)
    safe.engine._writer._untold += 1
    house.network.run(1_000)
    assert done.count("_follow") >= 5
    safe.engine._writer._untold -= 1
