"""Acts of administrators: people and seats, as trust statements signed by the person's own key."""

from console.domain.facts import Intent


class AddPerson(Intent, frozen=True, kw_only=True, tag="person.add"):
    """`passphrase` opens the administrator's key once more; `new_passphrase` is the new person's."""

    name: str
    agency: str
    roles: tuple[str, ...]
    new_passphrase: str
    passphrase: str


class RevokePerson(Intent, frozen=True, kw_only=True, tag="person.revoke"):
    """`person`: id or name."""

    person: str
    reason: str
    passphrase: str


class ChangePassphrase(Intent, frozen=True, kw_only=True, tag="person.passphrase"):
    """One's own: makes a new key and retires the old."""

    passphrase: str
    new_passphrase: str


class InviteSeat(Intent, frozen=True, kw_only=True, tag="seat.invite"):
    """Writes an invitation for one seat to `path` on this machine."""

    label: str
    agency: str
    path: str
    passphrase: str
    variant: str = "desk"
    hours: int = 24


class RevokeSeat(Intent, frozen=True, kw_only=True, tag="seat.revoke"):
    """`seat`: id, label or number."""

    seat: str
    reason: str
    passphrase: str
