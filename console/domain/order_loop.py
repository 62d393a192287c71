"""How an order stands: which wording counts, what ended it, and how far each addressee is."""

from collections.abc import Callable
from functools import cached_property

import msgspec

from console.domain.epochs import Line
from console.domain.order_facts import slot
from console.domain.order_state import Ending, OrderState, Receipt, Wording
from console.domain.orders import STEPS, Addressee, Step
from console.domain.registers import Register, Shown, Write, register
from console.domain.subjects import Thing

CLOSING = frozenset({"refused", "done", "impossible"})
AGAINST = frozenset({"refused", "impossible"})
# Why an order has no effect at all. A contested or released holder's order stands, marked.
WITHOUT_EFFECT = frozenset({"command.no_such_grant", "command.not_holder"})
_CAUTION = {answer: n for n, answer in enumerate(("accepted", "under_way", "done", "refused", "impossible"))}


class Loop:
    """An order read under the grants of its operation."""

    def __init__(self, thing: Thing, line: Line) -> None:
        self.thing, self.line = thing, line
        state = thing.state
        self.state = state if isinstance(state, OrderState) else OrderState()
        faults = {w.entry: self._fault(w) for w in self.state.issues}
        counting = [w for w in self.state.issues if faults[w.entry] not in WITHOUT_EFFECT]
        best = min(
            counting or self.state.issues, key=lambda w: (bool(faults[w.entry]), w.hlc, w.entry), default=None
        )
        draft = self.state.draft
        self.wording: Wording | None = draft if draft is not None and not counting else best
        self.issued = best is not None and self.wording is best
        self.fault = faults[best.entry] if best is not None and self.issued else ""
        self.differs = len({(w.to, w.text, w.due, w.incident) for w in counting}) > 1
        shown = counting or ([self.wording] if self.wording is not None else [])
        self.to = tuple(dict.fromkeys(code for w in shown for code in w.to))
        self._effective = {w.entry for w in counting}

    def _fault(self, issue: Wording) -> str:
        return self.line.fault(issue.grant, issue.epoch, issue.person, issue.hlc, issue.entry)

    @property
    def void(self) -> bool:
        """Whether it was issued without any effect."""
        return self.fault in WITHOUT_EFFECT

    @cached_property
    def ending(self) -> Ending | None:
        """What ended it, by somebody who could: the last of those."""
        counting = [e for e in self.state.endings if self._ends(e)]
        return max(counting, key=lambda e: (e.hlc, e.entry), default=None)

    def _ends(self, ending: Ending) -> bool:
        if not ending.grant:  # who drafted it takes it back, as long as nobody has issued it
            draft = self.state.draft
            return draft is not None and not self.issued and ending.person == draft.person
        fault = self.line.fault(ending.grant, ending.epoch, ending.person, ending.hlc, ending.entry)
        # A claimant ends what was issued under his own claim, never the other's.
        own = any(w.grant == ending.grant for w in self.state.issues)
        # Nor does a clock that ran ahead bring back what was cancelled before the holder let go.
        return fault in {"", "command.released"} or (fault == "command.contested" and own)

    def state_shown(self) -> Shown:
        """Draft, issued, cancelled or replaced: only what those in command did counts."""
        written = self.thing.registers.get(1, Register())
        counting = self._effective | {e.entry for e in self.state.endings if self._ends(e)}
        counting |= {w.entry for w in (self.state.draft, self.wording) if w is not None}
        return _only(written, lambda w: w.entry in counting).shown()

    @cached_property
    def addressees(self) -> tuple[Addressee, ...]:
        """How far each addressee is."""
        return tuple(self._addressee(agency) for agency in self.to)

    def _addressee(self, agency: str) -> Addressee:
        # No step without a receipt that says so.
        receipts = [r for r in self.state.receipts if r.agency == agency]
        answers = self._answers(agency)
        said = {str(w.value["answer"]) for w in answers.standing()}
        contradicted = bool(said & AGAINST) and bool(said - AGAINST)
        shown = answers.shown(lambda v: _CAUTION[v["answer"]])
        answer = str(shown.value["answer"]) if shown.value else ""
        acknowledged = [r for r in receipts if r.step == "acknowledged"]
        return Addressee(
            agency=agency,
            steps=tuple(self._steps(receipts)),
            voice=bool(acknowledged) and all(r.noted is not None for r in acknowledged),
            answer=answer,
            answered=msgspec.structs.replace(shown, conflict=contradicted),
            contradicted=contradicted,
            closed=answer in CLOSING and not contradicted,
        )

    def _answers(self, agency: str) -> Register:
        said = {
            w.entry: {"answer": w.answer, "reason": w.reason} for w in self.state.words if w.agency == agency
        }
        written = self.thing.registers.get(slot(agency), Register())
        return register(
            msgspec.structs.replace(w, value=said[w.entry]) if w.entry in said else w.without_effect()
            for w in written.writes.values()
        )

    def _steps(self, receipts: list[Receipt]) -> list[Step]:
        issue = self.wording if self.issued else None
        steps = [Step("recorded", issue.hlc >> 16, issue.name, issue.seat)] if issue is not None else []
        ordered = sorted(receipts, key=lambda r: (STEPS.index(r.step), r.hlc, r.entry))
        return steps + [Step(r.step, r.hlc >> 16, r.by, r.seat, r.reason, r.noted) for r in ordered]

    @cached_property
    def open(self) -> bool:
        """Whether somebody still has to do something about it."""
        if self.wording is None or self.void or self.ending is not None:
            return False
        return not self.issued or not all(one.closed for one in self.addressees)


def _only(written: Register, counts: Callable[[Write], bool]) -> Register:
    return register(w if counts(w) else w.without_effect() for w in written.writes.values())
