"""The simulator is itself tested: it finds every fault that is planted, and only then."""

import pytest

from tests.simulator.many import hunt
from tests.simulator.planted import PLANTED

WITHIN = 500


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name: str) -> None:
    """From the seed that is known to find it on; `packaging/simulate --planted` hunts from the first."""
    known = PLANTED[name].found
    assert hunt(name, range(known, WITHIN)) is not None


def test_there_are_faults_of_twenty_kinds() -> None:
    assert len(PLANTED) >= 20
    assert all(each.family.startswith("B") for each in PLANTED.values())
