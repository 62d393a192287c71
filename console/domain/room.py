"""The room as its faces see it: seats, people, how well this seat stands. Made by the seat, not folded."""

import msgspec


class RoomView(msgspec.Struct, frozen=True):
    """Mirrored as ("room", "")."""

    id: str
    name: str
    exercise: bool
    seat: str  # id of this seat
    label: str
    number: int
    agency: str
    alarms: tuple[str, ...] = ()  # codes with a colon and what they are about, e.g. "seat.copied:<seat>"


class SeatView(msgspec.Struct, frozen=True):
    """Mirrored as ("seat", id). `link`: here, linked, gone, never."""

    id: str
    number: int
    label: str
    agency: str
    variant: str
    link: str
    since: int = 0  # ms, of the present link state; of one that was never linked, of the run of this seat
    heard: int = 0  # ms, last frame
    in_step: bool = False
    revoked: bool = False
    people: tuple[str, ...] = ()  # names of those signed in there
    skew: int = 0  # ms its clock is ahead of ours
    off: int = 0  # ms its clock is ahead of the room's, the median of all that are linked
    complete: int = 0  # ms: all that it wrote until then is here


class CodeView(msgspec.Struct, frozen=True):
    """Mirrored as ("code", ""): a short code that lives or lived at this seat, never the code itself."""

    label: str  # of the seat to be
    agency: str
    until: int  # ms
    addresses: tuple[str, ...] = ()  # to type together with the code
    state: str = "open"  # used, burnt, over
    failures: int = 0
    words: str = ""  # that the other screen shows too, once it was used

    def now(self, state: str, failures: int, words: str) -> "CodeView":
        """The same, as it stands now."""
        return msgspec.structs.replace(self, state=state, failures=failures, words=words)


class PersonView(msgspec.Struct, frozen=True):
    """Mirrored as ("person", id)."""

    id: str
    name: str
    agency: str
    roles: tuple[str, ...]
    revoked: bool = False
    box: bool = True  # whether this seat holds their key box, so that they can sign in here
    one_time: bool = False  # somebody else chose the passphrase: to be changed at the first sign-in
    called: str = ""  # the name without what tells it from the same name of somebody else


class StatusView(msgspec.Struct, frozen=True):
    """Mirrored as ("status", ""): the status line."""

    linked: int = 0  # other seats linked now
    seats: int = 0  # other seats of the room, not revoked
    in_step: int = 0  # linked seats that hold what we hold
    alone_since: int = 0  # ms; 0: not alone
    entries: int = 0
    nowhere_else: int = 0  # entries that no other seat has yet, but for those on their way
    last_entry: str = ""  # our last entry
    last_reached: int = 0  # seats that have it
    coming: int = 0  # entries that peers have and we lack
    waiting: int = 0  # facts that wait for the opening of their thing
    unverified: int = 0
    storage: str = ""  # empty, or how the disk does: low, slow, unread, full…
    catching_up: bool = False
    complete: dict[str, int] = {}  # agency → ms: all that its seats wrote until then is here
    unshown: dict[str, int] = {}  # kind → how many views of it a fault of ours keeps from being made
