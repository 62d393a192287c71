"""What the trust learns: statements and boxes, kept on disk, and all looked at again that they bear upon."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from contextlib import suppress

from console.domain.agency_facts import agency_id
from console.domain.facts import Event
from console.mesh.network import Network
from console.seat.ledger import Ledger
from console.seat.roster import Roster
from console.seat.writer import Writer
from console.trust.bounds import MAX_OF_ONE
from console.trust.envelope import Held, opened
from console.trust.errors import Full, KeyFileFault, Refusal
from console.trust.statements import SeatWelcomed
from console.trust.trust import Trust
from db.errors import StorageFailed

Shown = Callable[[Sequence[Event], set[str]], None]


class Growth:
    """Of the trust of one seat."""

    def __init__(
        self, ledger: Ledger, writer: Writer, roster: Roster, shown: Shown, renewed: Callable[[], None]
    ) -> None:
        """`shown` gets what was folded again; `renewed` is called when any line may have another author."""
        self._ledger, self._writer, self._roster = ledger, writer, roster
        self._shown, self._renewed = shown, renewed
        self.network: Network | None = None
        self.welcomed: Callable[[bytes], None] = lambda _: None  # told the seat that our porch let in
        self._kept = set(ledger.trust.ids())  # statements on disk, or on their way to it
        self._coming: list[bytes] = []  # statements of acts, on their way to disk
        self._unkept: list[bytes] = []  # statements that the disk did not take

    def expected(self) -> Trust:
        """The trust as it will be once all that was signed here is on disk: what an act is judged by."""
        if not self._coming:
            return self._ledger.trust
        trial = self._ledger.trust.trial()
        for each in self._coming:
            with suppress(Refusal):
                trial.add(each)
        return trial

    def store(self, raw: Iterable[bytes], stored: Callable[[Future[None]], None]) -> None:
        """Write what an act signed; once that is on disk the trust knows it, and `stored` is called. Raises
        what `Trust.add` raises: what cannot be borne never comes to disk, where every start would meet it.
        """
        statements = list(raw)
        expected = self.expected()
        proven, trial = expected.proven(statements), expected.trial()
        for each in statements:
            trial.add(each)
        if len(trial.holding(statements)) < len(statements):
            raise Full("trust.signer.full", limit=MAX_OF_ONE)
        self._coming += statements

        def done(outcome: Future[None]) -> None:
            for each in statements:
                self._coming.remove(each)
            with self._ledger.faults.tearing("what an act has stored"):
                if outcome.exception() is None:
                    self._ledger.trust.keep(proven)
                    self._kept.update(held.id for held in proven)
                    self._keep_new()
            stored(outcome)

        self._writer.submit(lambda: self._ledger.record.add_statements(statements), done)

    def add(self, raw: Iterable[bytes]) -> int:
        """Take statements that prove themselves, and keep them; gives how many were new."""
        fresh = self._borne(list(raw))
        if fresh:
            self.keep()
        return len(fresh)

    def _borne(self, raw: list[bytes]) -> list[bytes]:
        """Take these into the trust, but for those of which a fault of ours lets nothing be made: every look
        at the trust would meet it, and every start. They stay with who has them, and are offered again.
        """
        proven, borne = list[Held](), False
        with self._ledger.faults.kept("trust statements of others"):
            proven, borne = self._ledger.trust.proven(raw), True
        if not borne:
            half = len(raw) // 2
            return [*self._borne(raw[:half]), *self._borne(raw[half:])] if half else []
        self._ledger.trust.keep(proven)
        return [held.raw for held in proven]

    def enrolled(self, raw: Iterable[bytes]) -> None:
        """Our own porch has let somebody in: the trust has these statements already."""
        statements = list(raw)
        if statements:
            self.keep()
        ours = self._ledger.key.sign_public
        found = [held.statement for held in map(opened, statements) if held.signer == ours]
        joins = {said.join for said in found if isinstance(said, SeatWelcomed)}
        for seat in self._ledger.trust.seats.values():
            if seat.join in joins:
                with self._ledger.faults.kept("telling of a new seat"):
                    self.welcomed(seat.id)

    def keep(self) -> None:
        """Store what the trust has taken, and look again at all that it bears upon. What waits for its issuer
        comes to no disk: whoever is no seat of the room could fill it.
        """
        if self._keep_new():
            self.grown()

    def _keep_new(self) -> bool:
        """Whether there was anything to store."""
        trust = self._ledger.trust
        found = {
            name: raw for name, raw in zip(trust.ids(), trust.raw(), strict=True) if name not in self._kept
        }
        self._kept.update(found)
        if found:
            self._keep(list(found.values()))
        return bool(found)

    def keep_again(self) -> None:
        """Write what the disk did not take: peers do not offer again what this seat knows."""
        unkept, self._unkept = self._unkept, []
        if unkept:
            self._keep(unkept)
        with suppress(KeyFileFault):
            self._ledger.boxes.keep_again()

    def _keep(self, statements: list[bytes]) -> None:
        def kept(outcome: Future[None]) -> None:
            failed = outcome.exception()
            if failed is not None:
                self._unkept += statements
            if failed is not None and not isinstance(failed, StorageFailed):
                raise failed

        self._writer.submit(lambda: self._ledger.record.add_statements(statements), kept)

    def grown(self) -> None:
        """The trust has grown: people, authors and standings may be others. None of it waits for the rest:
        whoever is revoked is silenced, whatever goes wrong before.
        """
        faults, cards = self._ledger.faults, set[str]()
        with faults.kept("people, after the trust has grown"):
            cards = self._people_changed()
        with faults.kept("the picture, after the trust has grown"):
            self._shown((), self._ledger.trust_changed() | cards)
        with faults.kept("sessions, after the trust has grown"):
            self._renewed()
        if self.network is not None:
            with faults.kept("the mesh, after the trust has grown"):
                self.network.statements_changed()

    def take_boxes(self, raw: Iterable[bytes]) -> None:
        """Keep the key boxes among these that are newer than those held."""
        taken = False
        for each in raw:
            try:
                taken = self._ledger.boxes.take(each) or taken
            except KeyFileFault:
                taken = True  # it serves, and is written once the disk takes it
            except Refusal:
                continue
        if taken:
            self.boxes_changed()

    def _people_changed(self) -> set[str]:
        """Gives the agencies that have others than before."""
        picture = self._ledger.picture
        before, picture.people = picture.people, self._roster.people()
        others = set(before.values()) ^ set(picture.people.values())
        return {agency_id(person.agency) for person in others}

    def boxes_changed(self) -> None:
        """Somebody can sign in here who could not, or with another passphrase."""
        self._ledger.picture.people = self._roster.people()
        if self.network is not None:
            self.network.boxes_changed()
