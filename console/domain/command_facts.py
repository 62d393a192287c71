"""What is recorded about single command of an operation: grants, offers, releases, aides, the intent."""

from console.domain.author import Author
from console.domain.facts import Fact, fact

# All command facts are about (operation, …): they fold into the operation, beside its own.


@fact("command.granted", power="hold")
class CommandGranted(Fact, frozen=True, array_like=True):
    """A person takes command: by decision of a named authority, then by accepting an offer or resuming.

    `previous`: entry id of the grant before; `offer`: entry id of the offer accepted or taken back.
    """

    epoch: int
    holder: str  # person id
    name: str
    basis: str
    authority: str = ""
    previous: str = ""
    offer: str = ""

    def befits(self, author: Author) -> bool:
        return self.holder == author.person


@fact("command.appointed", power="grant")
class CommandAppointed(Fact, frozen=True, array_like=True):
    """The initial grant, recorded by another than the holder.

    Whether the holder is eligible is checked when it is asked for: the fold knows the roles of authors only.
    """

    epoch: int
    holder: str
    name: str
    authority: str
    previous: str = ""
    agency: str = ""  # of the holder

    def befits(self, author: Author) -> bool:
        return self.holder != author.person or author.is_("commander")


@fact("command.offered", power="hold")
class CommandOffered(Fact, frozen=True, array_like=True):
    """An offer is a release: from here the old holder is no longer confirmed in his epoch.

    `before`: entry ids of orders under this grant that were known, although their clocks were ahead.
    """

    epoch: int
    grant: str
    to: str  # person id
    name: str
    before: tuple[str, ...] = ()


@fact("command.declined", power="hold")
class CommandDeclined(Fact, frozen=True, array_like=True):
    """Whom command was offered to does not take it."""

    offer: str
    reason: str = ""


@fact("command.withdrawn", power="hold")
class CommandWithdrawn(Fact, frozen=True, array_like=True):
    """The holder lays command down: nobody is in command. `before`: as where it is offered."""

    epoch: int
    grant: str
    reason: str
    before: tuple[str, ...] = ()


@fact("command.vacated", power="people")
class CommandVacated(Fact, frozen=True, array_like=True):
    """The command of somebody who may no longer hold it is over: his account is revoked, or its role is gone.

    `holder`: person id, `name`: theirs.
    """

    epoch: int
    grant: str
    holder: str
    name: str
    reason: str
    before: tuple[str, ...] = ()


@fact("command.aide_named", power="hold")
class AideNamed(Fact, frozen=True, array_like=True):
    """The holder lets somebody act for him in this epoch, or no longer.

    `before`: entry ids of what was said of this aide, and of what he had done, where clocks were ahead.
    """

    epoch: int
    grant: str
    person: str
    name: str
    named: bool = True
    before: tuple[str, ...] = ()


@fact("command.intent_stated", power="command")
class IntentStated(Fact, frozen=True, array_like=True):
    """The commander's intent; the newer supersedes."""

    text: str
    epoch: int
    grant: str
    acting: bool = False

    def changes(self) -> dict[int, str]:
        return {6: self.text}


COMMAND_FACTS: tuple[type[Fact], ...] = (
    CommandGranted,
    CommandAppointed,
    CommandOffered,
    CommandDeclined,
    CommandWithdrawn,
    CommandVacated,
    AideNamed,
    IntentStated,
)
