"""Single command of an operation: numbered epochs, each opened by a grant; always a human act."""

import msgspec

from console.domain.facts import Fact, Intent, fact
from console.domain.registers import Shown

BASES = ("initial", "handover", "resume")

# All command facts are about (operation, …): they fold into the operation, beside its own.


@fact("command.granted", power="hold")
class CommandGranted(Fact, frozen=True, array_like=True):
    """A person takes command: at first by decision of a named authority, then by accepting an offer or resuming.

    `previous`: entry id of the grant before; `offer`: entry id of the offer accepted or taken back.
    """

    epoch: int
    holder: str  # person id
    name: str
    basis: str
    authority: str = ""
    previous: str = ""
    offer: str = ""


@fact("command.appointed", power="grant")
class CommandAppointed(Fact, frozen=True, array_like=True):
    """The initial grant, recorded by another than the holder."""

    epoch: int
    holder: str
    name: str
    authority: str


@fact("command.offered", power="hold")
class CommandOffered(Fact, frozen=True, array_like=True):
    """An offer is a release: from here the old holder is no longer confirmed in his epoch."""

    epoch: int
    grant: str
    to: str  # person id
    name: str


@fact("command.declined", power="hold")
class CommandDeclined(Fact, frozen=True, array_like=True):
    offer: str
    reason: str = ""


@fact("command.withdrawn", power="hold")
class CommandWithdrawn(Fact, frozen=True, array_like=True):
    """The holder lays command down: nobody is in command."""

    epoch: int
    grant: str
    reason: str


@fact("command.aide_named", power="hold")
class AideNamed(Fact, frozen=True, array_like=True):
    epoch: int
    grant: str
    person: str
    name: str
    named: bool = True


@fact("command.intent_stated", power="command")
class IntentStated(Fact, frozen=True, array_like=True):
    """The commander's intent; the newer supersedes."""

    text: str
    epoch: int
    grant: str
    acting: bool = False

    def changes(self) -> dict[int, str]:
        return {6: self.text}


class GrantCommand(Intent, frozen=True, kw_only=True, tag="command.grant"):
    """Only where nobody is in command."""

    holder: str  # person id or name
    authority: str
    operation: str = ""


class OfferCommand(Intent, frozen=True, kw_only=True, tag="command.offer"):
    to: str  # person id or name
    operation: str = ""


class AcceptCommand(Intent, frozen=True, kw_only=True, tag="command.accept"):
    operation: str = ""


class DeclineCommand(Intent, frozen=True, kw_only=True, tag="command.decline"):
    operation: str = ""
    reason: str = ""


class ResumeCommand(Intent, frozen=True, kw_only=True, tag="command.resume"):
    """The old holder takes back an offer that was declined or not answered."""

    operation: str = ""


class WithdrawCommand(Intent, frozen=True, kw_only=True, tag="command.withdraw"):
    reason: str
    operation: str = ""


class StateIntent(Intent, frozen=True, kw_only=True, tag="command.intent"):
    text: str
    operation: str = ""


class NameAide(Intent, frozen=True, kw_only=True, tag="command.aide"):
    person: str
    operation: str = ""
    named: bool = True


class Grant(msgspec.Struct, frozen=True):
    """An epoch and its holder."""

    entry: str
    epoch: int
    holder: str
    name: str
    agency: str
    basis: str
    authority: str
    at: int
    by: str
    seat: str
    previous: str = ""
    aides: tuple[str, ...] = ()  # person ids


class CommandView(msgspec.Struct, frozen=True):
    """Mirrored as ("command", operation). `state`: nobody, held, offered, contested."""

    operation: str
    state: str = "nobody"
    epoch: int = 0
    holder: str = ""
    name: str = ""
    since: int = 0
    seat: str = ""  # label of the seat where it was taken
    offered_to: str = ""
    offered_name: str = ""
    offered_at: int = 0
    declined: bool = False
    intent: Shown = Shown()
    contested: tuple[Grant, ...] = ()
    grants: tuple[Grant, ...] = ()  # all, oldest first
    aides: tuple[str, ...] = ()  # names
