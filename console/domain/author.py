"""Who stands behind a fact, as far as the room's trust statements tell."""

import msgspec

GOOD, AFTER_REVOCATION, FORKED = "good", "after_revocation", "forked"


class Author(msgspec.Struct, frozen=True, cache_hash=True):
    """The seat and, inside a sitting, the person that wrote an entry; ids are hex."""

    seat: str
    seat_label: str = ""
    seat_number: int = 0
    seat_agency: str = ""
    person: str = ""  # empty: the seat itself
    name: str = ""
    agency: str = ""
    roles: frozenset[str] = frozenset()
    standing: str = GOOD  # or AFTER_REVOCATION, FORKED, "unknown": see `powers.has_effect`

    def is_(self, *roles: str) -> bool:
        """Whether the person has one of `roles`."""
        return not self.roles.isdisjoint(roles)
