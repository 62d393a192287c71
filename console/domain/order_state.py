"""What the facts about an order add up to: its texts, its receipts, what was done about it since."""

import msgspec

from console.domain.facts import Event, Fact, Noted
from console.domain.order_facts import (
    OrderAcknowledged,
    OrderAnswered,
    OrderCancelled,
    OrderDisplayed,
    OrderDrafted,
    OrderIssued,
    OrderReached,
    OrderReplaced,
)
from console.domain.text import readable

MAX_ADDRESSEES = 64
UNANSWERED = frozenset({"reached", "displayed", "acknowledged"})  # steps that say nothing about it
LATEST = 1 << 48  # ms; a time beyond is nobody's


class Wording(msgspec.Struct, frozen=True):
    """An order as drafted or as issued. `grant` is empty for a draft."""

    entry: str
    hlc: int
    person: str
    name: str
    agency: str
    seat: str
    to: tuple[str, ...]
    text: str
    due: int
    rationale: str
    operation: str
    incident: str
    request: str
    number: int = 0
    epoch: int = 0
    grant: str = ""
    replaced: str = ""


class Receipt(msgspec.Struct, frozen=True):
    """A step that an addressee took, with its evidence."""

    entry: str
    hlc: int
    agency: str
    step: str
    person: str
    by: str
    seat: str
    reason: str = ""
    noted: Noted | None = None

    @property
    def once(self) -> tuple[str, str, str, bool]:
        """What it repeats: one counts for each of these."""
        return (self.agency, self.step, self.person or self.seat, self.noted is not None)

    @property
    def key(self) -> tuple[int, str]:
        """Where it sorts among receipts."""
        return (self.hlc, self.entry)


class Ending(msgspec.Struct, frozen=True):
    """A cancelling or replacing, by `person` under a grant."""

    entry: str
    hlc: int
    person: str
    epoch: int
    grant: str
    reason: str
    by_order: str = ""


class Word(msgspec.Struct, frozen=True):
    """An answer in the name of an agency: the value of the agency's own register."""

    entry: str
    agency: str
    answer: str
    reason: str = ""


class OrderState(msgspec.Struct, frozen=True):
    """An order with all that came back. `receipts` keep the first of each kind, of answers the last."""

    draft: Wording | None = None
    issues: tuple[Wording, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    endings: tuple[Ending, ...] = ()
    words: tuple[Word, ...] = ()


def fold_order(state: OrderState | None, event: Event) -> OrderState:
    """Take a fact about the order in."""
    state = state or OrderState()
    receipt = _receipt(event)  # of most facts about orders
    if receipt is not None:
        return _received(state, receipt)
    match event.fact:
        case OrderDrafted() as drafted:
            return msgspec.structs.replace(state, draft=state.draft or _wording(event, drafted))
        case OrderIssued() as issued:
            return msgspec.structs.replace(state, issues=(*state.issues, _wording(event, issued)))
        case OrderCancelled(reason=reason, epoch=epoch, grant=grant):
            return _ended(state, event, Ending(event.id, event.hlc, "", epoch, grant, reason))
        case OrderReplaced(reason=reason, epoch=epoch, grant=grant, by_order=new):
            return _ended(state, event, Ending(event.id, event.hlc, "", epoch, grant, reason, new))
    return state


def _received(state: OrderState, receipt: Receipt) -> OrderState:
    words = state.words
    if receipt.step not in UNANSWERED:
        words = (*words, Word(receipt.entry, receipt.agency, receipt.step, receipt.reason))
    return OrderState(state.draft, state.issues, _kept(state.receipts, receipt), state.endings, words)


def _ended(state: OrderState, event: Event, ending: Ending) -> OrderState:
    ending = msgspec.structs.replace(ending, person=event.author.person, reason=readable(ending.reason))
    return msgspec.structs.replace(state, endings=(*state.endings, ending))


def _wording(event: Event, fact: OrderDrafted | OrderIssued) -> Wording:
    author = event.author
    made = Wording(
        entry=event.id,
        hlc=event.hlc,
        person=author.person,
        name=author.name,
        agency=author.agency,
        seat=author.seat_label,
        to=tuple(dict.fromkeys(readable(code) for code in fact.to[:MAX_ADDRESSEES])),
        text=readable(fact.text),
        due=fact.due if 0 <= fact.due < LATEST else 0,
        rationale=readable(fact.rationale),
        operation=fact.operation,
        incident=fact.incident,
        request=fact.request,
    )
    if isinstance(fact, OrderDrafted):
        return made
    return msgspec.structs.replace(
        made, number=fact.number, epoch=fact.epoch, grant=fact.grant, replaced=fact.replaced
    )


def _receipt(event: Event) -> Receipt | None:
    step, reason, noted = _step(event.fact)
    if not step:
        return None
    author = event.author
    return Receipt(
        entry=event.id,
        hlc=event.hlc,
        agency=getattr(event.fact, "agency", ""),
        step=step,
        person=author.person if step != "reached" else "",
        by=(author.name if step != "reached" else "") or author.seat_label,
        seat=author.seat_label,
        reason=readable(reason),
        noted=noted,
    )


def _step(fact: Fact | None) -> tuple[str, str, Noted | None]:
    match fact:
        case OrderReached():
            return "reached", "", None
        case OrderDisplayed():
            return "displayed", "", None
        case OrderAcknowledged(noted=noted):
            return "acknowledged", "", noted
        case OrderAnswered(answer=answer, reason=reason, noted=noted):
            return answer, reason, noted
    return "", "", None


def _kept(receipts: tuple[Receipt, ...], new: Receipt) -> tuple[Receipt, ...]:
    once = new.once
    known = next((r for r in receipts if r.step == new.step and r.once == once), None)
    if known is None:
        return (*receipts, new)
    last = new.step not in UNANSWERED
    better = max(known, new, key=lambda r: r.key) if last else min(known, new, key=lambda r: r.key)
    return tuple(better if r is known else r for r in receipts)
