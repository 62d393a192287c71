"""By which clock the log lists an event, and how far that clock is to be believed."""

from console.domain.facts import Event

AHEAD = 60_000  # ms: a clock further ahead on receipt does not decide where its entry is listed
DOUBTFUL = 2_000  # ms


def is_late(event: Event) -> bool:
    """Whether its clock was too far ahead on receipt to be believed."""
    return listed(event) != event.hlc


def doubt(event: Event) -> int:
    """Ms by which its clock was ahead when it came here; 0 where that is nothing to speak of."""
    ahead = event.at - event.received if event.received else 0
    return ahead if ahead >= DOUBTFUL else 0


def listed(event: Event) -> int:
    """The clock by which an event is listed: its own, or that of its local receipt."""
    hlc, received = event.hlc, event.received
    return received << 16 if received and hlc >> 16 > received + AHEAD else hlc
