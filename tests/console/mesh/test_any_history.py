"""Whatever happens to the network and to the seats: in the end all hold the same, and nothing is missing."""

import shutil
import tempfile
from itertools import combinations
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from console.mesh.effects import Violation
from console.trust.issuing import Account
from console.trust.keys import new_signing_key
from console.trust.trust import Trust
from db.feed import Feed
from tests.console.mesh.simulated import Mishaps, SimNetwork, SimSeat
from tests.console.trust.rooms import Room

SEATS = 4
which = st.integers(0, SEATS - 1)


class History(RuleBasedStateMachine):
    """Four seats, cut and healed, restarted and wiped, on a network that loses, doubles and delays."""

    @initialize(seed=st.integers(0, 2**16), loss=st.sampled_from((0.0, 0.1)))
    def begin(self, seed: int, loss: float) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.room = Room()
        self.network = SimNetwork(seed, Mishaps(loss=loss, duplicates=0.1, delay=300))
        self.seats = [SimSeat(name, self.folder / name, Trust.of(self.room.trust.raw())) for name in "abcd"]
        self.network.join(*self.seats)
        self.runs = 1

    @rule(who=which, count=st.integers(1, 300))
    def write(self, who: int, count: int) -> None:
        seat = self.seats[who]
        seat.write(self.network.now, count)
        self.network.carry(seat)

    @rule(who=which)
    def certify(self, who: int) -> None:
        seat = self.seats[who]
        key = bytes(new_signing_key().verify_key)
        seat.trust.add(self.room.issuer().person(Account("Dirk Peeters", "SAFE", ("operator",)), key))
        seat.mesh.statements_changed()
        self.network.carry(seat)

    @rule(one=which, other=which)
    def cut(self, one: int, other: int) -> None:
        self.network.unlink(self.seats[one], self.seats[other])

    @rule(one=which, other=which)
    def cut_one_way(self, one: int, other: int) -> None:
        self.network.cut.add((self.seats[one].name, self.seats[other].name))

    @rule()
    def heal(self) -> None:
        self.network.cut.clear()
        for one, other in combinations(self.seats, 2):
            self.network.unlink(one, other)
            self.network.link(one, other)

    @rule(who=which)
    def restart(self, who: int) -> None:
        """A new process on the same record: a new run, a new feed."""
        seat = self.seats[who]
        for other in self.seats:
            self.network.unlink(seat, other)
        self.runs += 1
        seat.start(b"%d" % self.runs)
        seat.feed = Feed.fresh(seat.room)

    @rule(ms=st.sampled_from((200, 1_000, 6_000, 20_000)))
    def wait(self, ms: int) -> None:
        self.network.run(ms)

    def teardown(self) -> None:
        if not hasattr(self, "seats"):
            return
        self.heal()
        settled = self.network.settle()
        faults = [effect for seat in self.seats for effect in seat.effects if isinstance(effect, Violation)]
        written = {feed for seat in self.seats for feed in seat.record.heads()}
        whole = all(seat.record.heads().keys() == written for seat in self.seats)
        for seat in self.seats:
            seat.record.close()
        shutil.rmtree(self.folder)
        assert settled
        assert whole
        assert not faults


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
