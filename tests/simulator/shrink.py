"""From a story that fails to a short one that fails in the same way."""

from collections.abc import Iterator
from contextlib import nullcontext

import msgspec

from tests.simulator.stories import Story
from tests.simulator.trial import Fault
from tests.simulator.verdict import Verdict, judge

TRIALS = 150


def shrink(story: Story, verdict: Verdict, trials: int = TRIALS, fault: Fault = nullcontext) -> Story:
    """Leave out what is not needed for the failure: steps first, then mishaps of the network."""
    progress = True
    while progress and trials > 0:
        progress = False
        for shorter in _shorter(story):
            if trials <= 0:
                break
            trials -= 1
            if judge(shorter, fault).invariant == verdict.invariant:
                story, progress = shorter, True
                break
    return story


def _shorter(story: Story) -> Iterator[Story]:
    steps = story.steps
    size = max(1, len(steps) // 2)
    while steps and size:
        for at in range(0, len(steps), size):
            yield msgspec.structs.replace(story, steps=steps[:at] + steps[at + size :])
        size //= 2
    if story.seats > 3:
        yield msgspec.structs.replace(story, seats=story.seats - 1)
    if story.shape != "whole":
        yield msgspec.structs.replace(story, shape="whole")
    bad = story.mishaps
    for calm in ({"loss": 0.0}, {"duplicates": 0.0}, {"delay": 5}):
        if any(getattr(bad, name) != value for name, value in calm.items()):
            yield msgspec.structs.replace(story, mishaps=type(bad)(**{**vars(bad), **calm}))
