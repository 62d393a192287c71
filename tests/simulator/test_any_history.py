"""Whatever people, cables and power do, in any order: the same entries, and the same picture of them."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.console.mesh.simulated import Mishaps
from tests.simulator.blows import Crash, Jump, Restore, Start, Twin
from tests.simulator.cables import Cut, Mend, Split
from tests.simulator.steps import Wait
from tests.simulator.stories import Story
from tests.simulator.trial import telling
from tests.simulator.work import Edit, Write

SEATS = 3
which = st.integers(0, SEATS - 1)


class AnyHistory(RuleBasedStateMachine):
    """Three whole seats on a network that loses, doubles and delays, so that effects come before causes."""

    @initialize(
        seed=st.integers(0, 2**16), loss=st.sampled_from((0.0, 0.1)), late=st.sampled_from((5, 2_000))
    )
    def begin(self, seed: int, loss: float, late: int) -> None:
        self.within = telling(Story(seed, SEATS, Mishaps(loss, 0.3, late), ()))
        self.trial = self.within.__enter__()
        self.trial.begin()

    @rule(who=which, count=st.integers(1, 5))
    def write(self, who: int, count: int) -> None:
        self.trial.happen(Write(who, count))

    @rule(who=which, field=st.sampled_from(("title", "perimeter")), value=st.integers(1, 900))
    def edit(self, who: int, field: str, value: int) -> None:
        self.trial.happen(Edit(who, 0, field, value))

    @rule(one=which, other=which, both=st.booleans())
    def cut(self, one: int, other: int, both: bool) -> None:
        self.trial.happen(Cut(one, other, both))

    @rule(at=st.integers(1, SEATS - 1))
    def split(self, at: int) -> None:
        self.trial.happen(Split(at, bridge=False))

    @rule()
    def mend(self) -> None:
        self.trial.happen(Mend())

    @rule(who=which, quietly=st.booleans())
    def crash(self, who: int, quietly: bool) -> None:
        self.trial.happen(Crash(who, quietly))

    @rule(who=which)
    def start(self, who: int) -> None:
        self.trial.happen(Start(who))

    @rule(who=which)
    def restore(self, who: int) -> None:
        self.trial.happen(Restore(who))

    @rule(who=which, clone=st.booleans())
    def twin(self, who: int, clone: bool) -> None:
        self.trial.happen(Twin(who, clone))

    @rule(who=which, hours=st.sampled_from((-1, 1, 8_760)))
    def jump(self, who: int, hours: int) -> None:
        self.trial.happen(Jump(who, hours * 3_600_000))

    @rule(ms=st.sampled_from((500, 3_000, 16_000)))
    def wait(self, ms: int) -> None:
        self.trial.happen(Wait(ms))

    def teardown(self) -> None:
        if hasattr(self, "trial"):
            try:
                self.trial.end()
            finally:
                self.within.__exit__(None, None, None)


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(
    max_examples=8, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
