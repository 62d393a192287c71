"""What is recorded about requests: made, answered, decided, withdrawn."""

from typing import Any

from console.domain.author import Author
from console.domain.facts import Fact, Noted, fact

ANSWERS = ("taken", "granted", "refused", "done")
STATES = ("asked", *ANSWERS, "withdrawn")
COMMAND = "command"  # addressee: the holder of command
ROLE = "role:"  # addressee: whoever has the role that follows


@fact("request.made", power="requests")
class RequestMade(Fact, frozen=True, array_like=True):
    """about: (request, operation, incident?). `to`: agency code, "role:<role>", or COMMAND."""

    number: str
    to: str
    text: str
    due: int = 0
    amount: str = ""
    operation: str = ""
    incident: str = ""

    def changes(self) -> dict[int, Any]:
        return {1: {"state": "asked", "reason": ""}}


@fact("request.answered", power="answer")
class RequestAnswered(Fact, frozen=True, array_like=True):
    """One of ANSWERS, refused with its reason, by a person of the agency asked, or noted for it."""

    agency: str  # in whose name
    state: str
    reason: str = ""
    noted: Noted | None = None

    def befits(self, author: Author) -> bool:  # noqa: ARG002 - a word of no known state befits nobody
        return self.state in ANSWERS

    def changes(self) -> dict[int, Any]:
        return {1: {"state": self.state, "reason": self.reason}}

    def speaks_for(self) -> str:
        return self.agency

    def note(self) -> Noted | None:
        return self.noted


@fact("request.decided", power="decide")
class RequestDecided(Fact, frozen=True, array_like=True):
    """One of ANSWERS, where a role, the command or one's own agency is asked, or where an order grants it.

    about: (request, operation, order?). With `grant`: the word of its holder, or of his aide.
    """

    state: str
    reason: str = ""
    epoch: int = 0
    grant: str = ""
    order: str = ""

    def changes(self) -> dict[int, Any]:
        return {1: {"state": self.state, "reason": self.reason}}

    def befits(self, author: Author) -> bool:  # noqa: ARG002 - a word of no known state befits nobody
        return self.state in ANSWERS


@fact("request.withdrawn", power="requests")
class RequestWithdrawn(Fact, frozen=True, array_like=True):
    """Who asked no longer does."""

    reason: str

    def changes(self) -> dict[int, Any]:
        return {1: {"state": "withdrawn", "reason": self.reason}}


REQUEST_FACTS: tuple[type[Fact], ...] = (RequestMade, RequestAnswered, RequestDecided, RequestWithdrawn)
