"""What was refused: each thing once with the time of the last, and strangers counted who prove nothing."""

import pytest

from console.mesh.refusals import CERTAIN_MS, KEPT, Refusals

CAME = ("connection.accepted", "porch.accepted")
KNOWN = ("handshake.done", "handshake.refused", "porch.handshake.done", "porch.handshake.refused")


@pytest.fixture
def said() -> Refusals:
    times = iter(range(1, 1_000))
    return Refusals(lambda: next(times))


def strangers(said: Refusals) -> list[object]:
    return [each.params["times"] for each in said.latest if each.code == "mesh.strangers"]


def test_the_same_refusal_again_stands_once_with_its_last_time(said: Refusals) -> None:
    for code, address in (("a", "x"), ("a", "y"), ("b", "x"), ("a", "x")):
        said.add(code, address, inward=True)
    assert [(each.code, each.address, each.at) for each in said.latest] == [
        ("a", "y", 2),
        ("b", "x", 3),
        ("a", "x", 4),
    ]
    assert said.counts == {"a": 3, "b": 1}


def test_a_refusal_says_where_and_which_way_and_the_oldest_are_forgotten(said: Refusals) -> None:
    for n in range(KEPT + 1):
        said.add("mesh.x", f"10.0.0.{n}", inward=n == KEPT, seat="Safe 1")
    assert len(said.latest) == KEPT
    assert said.latest[0].address == "10.0.0.1"
    assert said.latest[-1].inward
    assert not said.latest[0].inward
    assert said.latest[-1].params == {"address": f"10.0.0.{KEPT}", "seat": "Safe 1"}


@pytest.mark.parametrize("cause", CAME)
def test_who_comes_and_proves_nothing_is_a_stranger_once_that_is_certain(said: Refusals, cause: str) -> None:
    said.count(cause)
    said.tick(100)
    said.tick(100 + CERTAIN_MS - 1)
    assert strangers(said) == []
    said.tick(100 + CERTAIN_MS)
    assert strangers(said) == [1]
    said.add("other", "x", inward=True)
    said.tick(100 + 2 * CERTAIN_MS)
    assert said.latest[-1].code == "other", "nothing new is told again"


@pytest.mark.parametrize("cause", KNOWN)
def test_who_proves_a_key_even_a_wrong_one_is_no_stranger(said: Refusals, cause: str) -> None:
    said.count(CAME[0])
    said.tick(0)
    said.count(cause)
    said.tick(CERTAIN_MS)
    assert strangers(said) == []


def test_strangers_are_told_of_in_one_as_many_as_there_were(said: Refusals) -> None:
    for now in (0, 1_000):
        said.count(CAME[0])
        said.tick(now)
    said.tick(CERTAIN_MS)
    assert strangers(said) == [1]
    said.tick(CERTAIN_MS + 1_000)
    assert strangers(said) == [2]
    assert all(each.inward for each in said.latest)


def test_who_came_just_now_does_not_keep_others_from_being_told_of(said: Refusals) -> None:
    for now in range(0, CERTAIN_MS + 1, 1_000):
        said.tick(now)
        said.count(CAME[0])
        said.count(KNOWN[0])
        if now == 0:
            said.count(CAME[1])
    assert strangers(said) == []
    said.tick(CERTAIN_MS + 1_000)
    said.tick(2 * CERTAIN_MS + 1_000)
    assert strangers(said) == [1]
