"""Needs that come from single command: an offer to be answered, and what became of one's own."""

from collections.abc import Iterator

from console.domain.command import line_of
from console.domain.need import UNANSWERED_OFFER, Asked, Need


def command_needs(asked: Asked, operation: str) -> Iterator[Need]:
    """An offer to me; my own offer that came back or that nobody answers."""
    line, me = line_of(asked.picture, operation), asked.author.person
    for grant in line.living:
        offer = line.offer(grant)
        if offer is None or me not in (offer.to, grant.holder):
            continue
        declined, since = line.declined(offer), offer.hlc >> 16
        mine = {"operation": operation, "by": grant.name, "to": offer.name, "epoch": grant.epoch}
        if declined is not None:
            if me == grant.holder:
                params = {**mine, "reason": declined.text}
                yield Need("refusal", operation, offer.name, params, declined.hlc >> 16, 0, "critical")
        elif me == offer.to:
            yield Need("offer", operation, grant.name, mine, since, since + UNANSWERED_OFFER, "critical")
        elif asked.waited(since, UNANSWERED_OFFER):
            yield Need("overdue", operation, offer.name, mine, since, since + UNANSWERED_OFFER, "critical")
