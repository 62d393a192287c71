"""The authors that a record names: few, a hundred thousand times, so the same object for the same author."""

from console.domain.author import Author
from console.trust.standings import Person, Seat
from console.trust.trust import Trust

Identity = tuple[bytes, bytes | None, str, frozenset[str], str]


class Authors:
    """Authors as trust describes them: forgotten whenever trust changes."""

    def __init__(self, trust: Trust) -> None:
        self._trust = trust
        self._made: dict[Identity, Author] = {}
        self._made_under = -1  # version of trust

    def of(
        self,
        seat: Seat,
        standing: str,
        person: Person | None = None,
        agency: str = "",
        roles: frozenset[str] = frozenset(),
    ) -> Author:
        """Who writes at this seat, where nobody sits without a person."""
        if self._made_under != self._trust.version:
            self._made_under = self._trust.version
            self._made.clear()
        identity = (seat.id, None if person is None else person.id, agency, roles, standing)
        author = self._made.get(identity)
        if author is None:
            author = self._made[identity] = Author(
                seat=seat.id.hex(),
                seat_label=seat.label,
                seat_number=seat.number,
                seat_agency=seat.agency,
                person="" if person is None else person.id.hex(),
                name="" if person is None else person.name,
                agency=agency,
                roles=roles,
                standing=standing,
            )
        return author
