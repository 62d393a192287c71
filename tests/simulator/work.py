"""What people do: they write, change, report, count, ask each other and give orders."""

from tests.rooms.seat import Seat
from tests.simulator.room import Room
from tests.simulator.steps import AtSeat

FIRST_LINES = 3  # that people correct
LONG = "€" * 3_900  # three bytes each
SIGNED_IN = 600  # ms within which somebody is
OTHERS = ("SIAMU", "PF", "STIB")  # agencies that are asked and ordered


class Write(AtSeat, frozen=True):
    """Lines in the log."""

    count: int

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat):
            for n in range(self.count):
                room.hand(seat).ask("log.write", text=f"{seat.name}'s line {n}, {room.network.now}")


class Burst(AtSeat, frozen=True):
    """Many long lines at once."""

    count: int

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat):
            for n in range(self.count):
                room.hand(seat).ask("log.write", text=f"{n} {LONG}")


class Edit(AtSeat, frozen=True):
    """One field of an incident."""

    incident: int
    field: str
    value: int

    def happen(self, room: Room, seat: Seat) -> None:
        if not room.works(seat):
            return
        value: object = self.value if self.field == "perimeter" else f"{seat.name} {room.network.now}"
        if room.is_revoked(seat):
            if self.field != "title":
                return
            room.watch.late[str(value)] = room.revocations(seat)
        incident = room.incidents[self.incident % len(room.incidents)]
        room.hand(seat).ask("incident.set", incident=incident, field=self.field, value=value)


class Correct(AtSeat, frozen=True):
    """One of the first lines, or its withdrawal."""

    line: int
    withdrawn: bool

    def happen(self, room: Room, seat: Seat) -> None:
        lines = sorted(thing.id for thing in seat.picture.all("line"))[:FIRST_LINES] if seat.running else []
        if not lines or not room.works(seat) or room.is_revoked(seat) or room.is_older(seat):
            return
        line, now = lines[self.line % len(lines)], room.network.now
        if self.withdrawn:
            room.hand(seat).ask("log.withdraw", line=line, reason=f"{seat.name} {now}")
        else:
            room.hand(seat).ask("log.correct", line=line, text=f"{seat.name} says otherwise at {now}")


class Report(AtSeat, frozen=True):
    """How an agency stands, as it says itself or as somebody notes for it."""

    agency: str
    what: str  # state, capacity or report
    value: str | int

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat):
            field = "text" if self.what == "report" else self.what
            said = {"agency": self.agency, "means": "radio", "informant": "their car", field: self.value}
            room.hand(seat).ask(f"agency.{self.what}", **said)


class Direct(AtSeat, frozen=True):
    """Somebody else is to be called at an agency."""

    agency: str

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat):
            liaison = f"whom {seat.name} knows at {room.network.now}"
            room.hand(seat).ask("agency.set", agency=self.agency, field="liaison", value=liaison)


class Count(AtSeat, frozen=True):
    """People hurt at an incident, by one of two sources; or what an agency has there."""

    incident: int
    whom: str
    count: int

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat):
            about, hand = room.incidents[self.incident % len(room.incidents)], room.hand(seat)
            if self.whom in OTHERS:
                noted = {"means": "phone", "informant": "their officer"}
                hand.ask("incident.units", incident=about, agency=self.whom, on_site=self.count, **noted)
            else:
                seen = {"place": "quay", "source": self.whom, "category": "t1", "count": self.count}
                hand.ask("incident.casualties", incident=about, **seen)


class Ask(AtSeat, frozen=True):
    """Something of an agency."""

    agency: str

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat):
            room.hand(seat).ask("request.make", to=self.agency, text=f"A pump, {room.network.now}")


class Command(AtSeat, frozen=True):
    """Somebody takes command at this seat, if nobody has it, and who has it orders something."""

    name: str

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat):
            holder = room.hand(seat, self.name)
            room.go_on(SIGNED_IN)
            holder.ask("command.grant", holder=self.name, authority="the governor")
            holder.ask("order.issue", to=OTHERS, text=f"Clear the quay, {room.network.now}")


class Answer(AtSeat, frozen=True):
    """The last request and the last order that are known at this seat, as somebody notes it there."""

    request: str
    order: str

    def happen(self, room: Room, seat: Seat) -> None:
        if not room.works(seat):
            return
        hand, noted = room.hand(seat), {"reason": "as told", "means": "radio", "informant": "their car"}
        for request in sorted(each.id for each in seat.picture.all("request"))[-1:]:
            hand.ask("request.answer", request=request, state=self.request, **noted)
        for order in sorted(each.id for each in seat.picture.all("order"))[-1:]:
            agency = OTHERS[self.who % len(OTHERS)]
            hand.ask("order.answer", order=order, answer=self.order, agency=agency, **noted)
