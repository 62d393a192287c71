"""A bell wakes the thread that waits for it, and harms nobody once it is gone."""

import select
import sys
import threading

import pytest

from console.link.bell import Counter, Pair

KINDS = [Pair, *([Counter] if sys.platform == "linux" else [])]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def bell(request: pytest.FixtureRequest) -> Pair | Counter:
    return request.param()  # type: ignore[no-any-return]


def _heard(bell: Pair | Counter, seconds: float = 0.0) -> bool:
    return bool(select.select([bell.fileno()], [], [], seconds)[0])


def test_who_waits_wakes_however_often_it_rings_until_it_is_still(bell: Pair | Counter) -> None:
    bell.still()
    assert not _heard(bell)
    thread = threading.Thread(target=lambda: [bell.ring() for _ in range(3)])
    thread.start()
    assert _heard(bell, 10.0)
    thread.join()
    bell.still()
    assert not _heard(bell)
    bell.ring()
    assert _heard(bell), "it rings again"
    bell.close()


def test_a_bell_that_is_gone_is_rung_in_vain(bell: Pair | Counter) -> None:
    bell.close()
    bell.ring()
