"""A room to test with: its keys, its people, and runs of its seats."""

from dataclasses import dataclass, field

from console.trust.authorship import Authorship
from console.trust.envelope import opened
from console.trust.founding import Founded, found
from console.trust.invitations import InvitationFile, Joined, invite, join
from console.trust.issuing import Account, Issuer, Place, succeed_own
from console.trust.keys import SeatKey, SigningKey, new_signing_key
from console.trust.openings import close_sitting, open_feed, open_sitting
from console.trust.standings import Person
from console.trust.statements import SeatWelcomed
from console.trust.trust import Trust
from db.entry import Stored, parse
from db.feed import Feed

NOW = 1_750_000_000_000
HOUR = 3_600_000


@dataclass
class Room:
    """A founded room, its room key, and one administrator called Amina."""

    exercise: bool = False
    admin: SigningKey = field(default_factory=new_signing_key)

    def __post_init__(self) -> None:
        founder = Account("Amina Diallo", "SAFE", ("operator",))
        public = bytes(self.admin.verify_key)
        self.founded: Founded = found(
            "CRISIS BXL", founder, public, Place("Safe 1", "SAFE"), NOW, exercise=self.exercise
        )
        self.trust = Trust.of(self.founded.statements)
        self.seat_key: SeatKey = self.founded.seat_key

    def issuer(self, key: SigningKey | None = None, now: int = NOW) -> Issuer:
        return Issuer(self.founded.room, key or self.admin, now)

    @property
    def by_room_key(self) -> Issuer:
        return self.issuer(self.founded.room_key)

    def learn(self, *statements: bytes) -> None:
        for raw in statements:
            self.trust.add(raw)

    def someone(self, name: str, *roles: str, agency: str = "SAFE") -> tuple[SigningKey, Person]:
        """A new person, certified by Amina."""
        key = new_signing_key()
        self.learn(self.issuer().person(Account(name, agency, roles), bytes(key.verify_key)))
        (person,) = self.trust.owners(bytes(key.verify_key))
        return key, person

    def succeeded(self, person: bytes, key: SigningKey, new: SigningKey, now: int = NOW) -> None:
        """Somebody takes a new passphrase."""
        public = bytes(new.verify_key)
        self.learn(*succeed_own(self.trust, self.trust.people[person], key, public, now))

    def invitation(self, label: str = "Siamu 1", expires: int = NOW + HOUR) -> InvitationFile:
        file, raw = invite(
            self.trust,
            self.issuer(),
            self.seat_key.room_secret,
            Place(label, "SIAMU"),
            expires,
            ["10.0.0.1:7400"],
        )
        self.learn(raw)
        return file

    def joined(self, label: str = "Siamu 1", now: int = NOW) -> Joined:
        """A seat that joined by invitation and was welcomed by the first seat."""
        joined = join(self.invitation(label), now)
        self.learn(joined.statements[-1], self.welcome(joined, now))
        return joined

    def welcome(self, joined: Joined, now: int = NOW) -> bytes:
        """The first seat's countersignature."""
        statement = opened(joined.statements[-1]).id
        issuer = self.issuer(self.seat_key.signing, now)
        return issuer.sign(SeatWelcomed(room=self.founded.room, issued=now, join=statement))


@dataclass
class Pen:
    """A run of a seat that writes entries as they would be stored."""

    seat_key: SeatKey
    authorship: Authorship
    hlc: int = NOW << 16

    def __post_init__(self) -> None:
        self.feed = Feed.fresh(self.seat_key.room)

    def start(self, earlier: dict[bytes, tuple[int, bytes]] | None = None) -> Stored:
        payload = open_feed(self.seat_key.signing, self.seat_key.room, self.feed.id, earlier)
        return self.write("feed.opened", payload)

    def sit(self, person: bytes, key: SigningKey) -> Stored:
        payload = open_sitting(person, key, self.seat_key.room, self.feed.id, self.feed.head)
        return self.write("sitting.opened", payload)

    def rise(self, sitting: Stored) -> Stored:
        return self.write("sitting.closed", close_sitting(), by=sitting.header.seq)

    def write(self, kind: str = "log.written", payload: bytes = b"text", by: int = 0) -> Stored:
        """Write an entry, and let the authorship learn it."""
        self.hlc += 1 << 16
        entry = self.feed.write(kind, (bytes(16),), payload, self.hlc, by)
        stored = Stored(*parse(entry), entry, NOW, self.feed.seq)
        self.authorship.learn(stored)
        return stored

    @property
    def head(self) -> dict[bytes, tuple[int, bytes]]:
        return {self.feed.id: (self.feed.seq, self.feed.head)}
