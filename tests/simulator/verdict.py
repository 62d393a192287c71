"""Whether all that must hold held throughout a story."""

from contextlib import nullcontext

from msgspec import Struct

from tests.simulator.stories import Story
from tests.simulator.trial import Fault, telling
from tests.simulator.watch import Broken


class Verdict(Struct):
    """What came of a story."""

    ms: int  # of virtual time
    frames: int
    trace: str  # a hash over all frames and when they were sent: equal for equal stories
    invariant: str = ""
    broken: str = ""


def judge(story: Story, fault: Fault = nullcontext) -> Verdict:
    """Tell a story, perhaps with a planted fault. An error of the program breaks an invariant too."""
    with telling(story, fault) as trial:
        begun, broken, invariant = trial.room.network.now, "", ""
        try:
            trial.tell()
        except Broken as found:
            broken, invariant = str(found), found.invariant
        except Exception as error:  # noqa: BLE001 - whatever a seat raises is a finding
            broken = invariant = f"{type(error).__name__}: {error}"
        network = trial.room.network
        return Verdict(network.now - begun, network.frames, network.trace.hexdigest(), invariant, broken)
