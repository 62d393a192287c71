"""The epochs of command: which grants stand in one line, which are at odds, and what counts under each."""

from collections.abc import Iterable
from typing import Any

from console.domain.command_state import Act, CommandState, Grant, Release

# What was done with one of these faults stands, beside what others did: one's clock may have run ahead of the
# holder's when he let go, and then it was done before. Of an order that he knew then, his letting go says so.
STANDS = frozenset({"", "command.contested", "command.released"})
MAX_EPOCH = 1_000_000  # a changed program may have written anything: from here on nobody counts


class Line:
    """The grants of one operation, set in order.

    A grant *follows* another when the other's holder let go of it: by an offer that this one accepts or takes
    back, or by withdrawing; for one who may no longer hold command, an administrator withdraws. Its epoch is
    higher, or any where the other's is none that one counts from. Grants that
    nothing follows and that were not withdrawn are *living*. Two living grants of different people, or one
    that names a grant before it without being entitled to, are a dispute, which lasts until all but one are
    withdrawn.
    """

    def __init__(self, state: Any) -> None:
        self.state = state if isinstance(state, CommandState) else CommandState()
        ordered = sorted(self.state.grants, key=lambda g: (g.epoch, g.hlc, g.entry))
        self.grants = {g.entry: g for g in ordered}
        self._offers = {entry: self._acts_of_holder(self.state.offers, entry) for entry in self.grants}
        self._laid_down = {
            entry: self._acts_of_holder(self.state.withdrawals, entry) for entry in self.grants
        }
        followed = {g.previous for g in ordered if self._follows(g)}
        self.tips = tuple(g for g in ordered if g.entry not in followed)
        self.living = tuple(g for g in self.tips if not self._laid_down[g.entry])

    def _acts_of_holder(self, acts: tuple[Act, ...], grant: str) -> tuple[Act, ...]:
        holder = self.grants[grant].holder
        return tuple(sorted((a for a in acts if a.of == grant and a.person == holder), key=lambda a: a.key))

    def _follows(self, grant: Grant) -> bool:
        before = self.grants.get(grant.previous)
        if before is None or grant.epoch <= before.epoch < MAX_EPOCH:
            return False
        if grant.basis == "initial":
            return bool(self._laid_down[before.entry])
        offer = next((o for o in self._offers[before.entry] if o.entry == grant.offer), None)
        if offer is None:
            return False
        return grant.holder == (before.holder if grant.basis == "resume" else offer.to)

    def _astray(self, grant: Grant) -> bool:
        return grant.previous in self.grants and not self._follows(grant)

    @property
    def epoch(self) -> int:
        """The highest that is known, of those that the next counts from; 0 where there is none."""
        return max((g.epoch for g in self.grants.values() if 0 < g.epoch < MAX_EPOCH), default=0)

    @property
    def contested(self) -> bool:
        """Whether several people claim command, or somebody claims what nobody let go of."""
        return len({g.holder for g in self.living}) > 1 or any(self._astray(g) for g in self.living)

    @property
    def incomplete(self) -> bool:
        """Whether a living grant names one that has not arrived."""
        return any(g.previous and g.previous not in self.grants for g in self.living)

    @property
    def standing(self) -> Grant | None:
        """The grant that holds; None where nobody is in command, or several claim it."""
        return self.living[-1] if self.living and not self.contested else None

    def commands(self, person: str) -> bool:
        """Whether somebody is in command, claims to be, or acts for one who does."""
        return any(g.holder == person or any(a.to == person for a in self.aides(g)) for g in self.living)

    def held_by(self, person: str) -> tuple[Grant, ...]:
        """The living grants of a person, oldest first."""
        return tuple(g for g in self.living if g.holder == person)

    def offer(self, grant: Grant) -> Act | None:
        """The last offer of a grant by its holder."""
        return self._offers[grant.entry][-1] if self._offers[grant.entry] else None

    def declined(self, offer: Act) -> Act | None:
        """How the one it was made to declined an offer."""
        return next((d for d in self.state.declines if d.of == offer.entry and d.person == offer.to), None)

    def aides(self, grant: Grant) -> tuple[Act, ...]:
        """The last word about each aide who is named now."""
        words = self._acts_of_holder(self.state.aides, grant.entry)
        last = {a.to: a for a in words if a.entry not in _outdated(words)}
        return tuple(a for a in last.values() if a.named)

    def _may_act(self, grant: Grant, person: str, hlc: int, act: str) -> bool:
        words = [a for a in self._acts_of_holder(self.state.aides, grant.entry) if a.to == person]
        gone = _outdated(words)
        before = [a for a in words if a.hlc <= hlc and a.entry not in gone and act not in _before(a)]
        # An aide's clock may run behind the holder's: to be named at all is enough where no word came before.
        return before[-1].named if before else any(a.named for a in words)

    def released(self, grant: Grant) -> Act | None:
        """How the holder first let go; None while he has not."""
        acts = self._offers[grant.entry][:1] + self._laid_down[grant.entry][:1]
        return min(acts, key=lambda a: a.key, default=None)

    def disputed(self, grant: Grant) -> bool:
        """Whether another grant stands beside this one, neither from the other, and is not laid down."""
        if self._astray(grant) and grant in self.living:
            return True
        rivals = [t for t in self.tips if t.holder != grant.holder and not self._descends(t, grant)]
        return any(t in self.living for t in rivals) or (bool(rivals) and not self.living)

    def _descends(self, grant: Grant, ancestor: Grant) -> bool:
        while grant.entry != ancestor.entry:
            if not self._follows(grant):
                return False
            grant = self.grants[grant.previous]
        return True

    def fault(self, entry: str, epoch: int, person: str, hlc: int, act: str) -> str:
        """Why an act of `person` under the grant `entry` does not count, as a code; empty where it does.

        `act`: its entry, since whoever lets go of command, or of an aide, names what came before.
        """
        grant = self.grants.get(entry)
        if grant is None or grant.epoch != epoch:
            return "command.no_such_grant"
        if person != grant.holder and not self._may_act(grant, person, hlc, act):
            return "command.not_holder"
        if self.disputed(grant):
            return "command.contested"
        released = self.released(grant)
        after = released is not None and hlc > released.hlc and act not in _before(released)
        return "command.released" if after else ""


def _before(act: Act) -> tuple[str, ...]:
    return act.before if isinstance(act, Release) else ()


def _outdated(words: Iterable[Act]) -> set[str]:
    """What another word follows, whatever the clocks say."""
    return {entry for word in words for entry in _before(word)}
