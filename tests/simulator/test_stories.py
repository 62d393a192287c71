"""Whatever networks, disks, clocks and a hostile seat do: nothing is lost, and the seats become one."""

import msgspec
import pytest

from db.files import PAGE
from db.search import FILE
from tests.console.mesh.simulated import Mishaps
from tests.simulator.blows import BackUp, Damage, Flip, Join, Jump, Lie, Restore, Revoke, Slow, Twin, Wipe
from tests.simulator.cables import Behind, Cut
from tests.simulator.damage import DAMAGES, ROT
from tests.simulator.many import judged
from tests.simulator.planted import PLANTED
from tests.simulator.shrink import shrink
from tests.simulator.steps import Wait
from tests.simulator.stories import SCENES, Story, draw
from tests.simulator.upkeep import Rot
from tests.simulator.verdict import judge
from tests.simulator.work import Edit, Write

SEEDS, AT_ONCE = 200, 50


@pytest.mark.slow
@pytest.mark.parametrize("first", [*range(0, SEEDS, AT_ONCE), SCENES])
def test_no_story_breaks_an_invariant(first: int) -> None:
    for seed, verdict in judged(range(first, first + AT_ONCE)):
        story = draw(seed)
        assert not verdict.broken, f"seed {seed}: {verdict.broken}\n{shrink(story, verdict, trials=40)}"


def test_a_story_replays_exactly() -> None:
    story = draw(33)
    once, again, other = judge(story), judge(story), judge(msgspec.structs.replace(story, seed=34))
    assert once == again
    assert once.frames > 100
    assert once.trace != other.trace


def test_a_failing_story_shrinks_to_what_matters() -> None:
    fault = PLANTED["a second branch of a feed is refused"]
    story = draw(fault.found)
    verdict = judge(story, fault.plant)
    short = shrink(story, verdict, 60, fault.plant)
    assert judge(short, fault.plant).invariant == verdict.invariant
    assert len(short.steps) <= 3 < len(story.steps)
    assert "twin" in str(short)


def test_a_clone_has_the_wrong_clock_of_its_machine() -> None:
    hour = 3_600_000
    steps = (Jump(0, hour), Twin(0, clone=True), Jump(0, -hour))
    assert not judge(Story(0, 3, Mishaps(0.0, 0.3, 5), steps)).broken


def test_a_machine_with_a_slow_disk_is_cloned_once_it_has_written() -> None:
    steps = (Slow(1, 3_000), Write(1, 5), Twin(1, clone=True))
    assert not judge(Story(1, 3, Mishaps(), steps)).broken


def test_a_revocation_that_only_a_disk_knew_goes_with_it() -> None:
    apart = (Cut(2, 0, both=True), Cut(2, 1, both=True))
    steps = (*apart, BackUp(2), Revoke(0, 2, apart=False), Restore(2), Edit(0, 0, "title", 1))
    assert not judge(Story(0, 3, Mishaps(), steps)).broken


def test_the_copy_of_a_garbled_disk_is_garbled_too() -> None:
    for seed in range(4):
        steps = (Write(1, 9), Wait(3_000), Flip(1), Twin(1, clone=False), Join(0))
        verdict = judge(Story(seed, 3, Mishaps(), steps))
        assert not verdict.broken, f"seed {seed}: {verdict.broken}"


@pytest.mark.parametrize("what", DAMAGES)
def test_what_a_disk_garbles_is_mended_at_the_start_or_by_the_walk_and_comes_from_the_others(
    what: str,
) -> None:
    for seed in range(4):
        steps = (Write(0, 20), Write(1, 5), Wait(9_000), Damage(0, what), Write(0, 3), Damage(1, what))
        verdict = judge(Story(seed, 3, Mishaps(0.0, 0.3, 50), steps))
        assert not verdict.broken, f"seed {seed}: {verdict.broken}"


@pytest.mark.parametrize("file", [PAGE, FILE])
@pytest.mark.parametrize("how", ROT)
def test_what_lies_beside_a_record_keeps_no_seat_from_starting_whatever_became_of_it(
    file: str, how: str
) -> None:
    for seed in range(2):
        rotten = (Write(0, 5), Wait(3_000), Rot(0, file, how))
        verdict = judge(Story(seed, 3, Mishaps(), (Write(0, 30), Wait(3_000), *rotten, *rotten)))
        assert not verdict.broken, f"seed {seed}: {verdict.broken}"


def test_a_line_whose_words_came_after_it_is_found_by_them() -> None:
    steps = (Lie(2, "strips payloads"), Behind(1, False, 6_000))
    assert not judge(Story(206, 3, Mishaps(0.0, 0.0, 5), steps)).broken


def test_a_line_whose_only_copy_a_disk_garbled_counts_nowhere() -> None:
    assert not judge(draw(1228)).broken


def test_a_seat_that_runs_twice_and_is_opened_again_for_its_disk_is_told_of_once_both_have_answered() -> None:
    work = (Edit(2, 0, "perimeter", 94), Write(1, 21), Wipe(0), Write(1, 5), Edit(1, 0, "title", 55))
    steps = (Twin(2, clone=False), *work, Damage(2, "one bit"))
    assert not judge(Story(1474, 3, Mishaps(), steps)).broken


def test_a_room_of_thirty_seats() -> None:
    verdict = judge(draw(12, seats=30))
    assert not verdict.broken
