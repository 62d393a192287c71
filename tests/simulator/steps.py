"""What can happen to people and their network: the words in which stories are told."""

from typing import TYPE_CHECKING

from msgspec import Struct

from tests.rooms.seat import Seat

if TYPE_CHECKING:
    from tests.simulator.trial import Trial


FIRST_LINES = 3  # that people correct
LONG = "€" * 3_900  # three bytes each


class Step(Struct, frozen=True):
    """One thing that happens. Where it makes no sense any more, nothing does."""

    def do(self, trial: "Trial") -> None:
        raise NotImplementedError

    def __str__(self) -> str:
        values = ", ".join(str(getattr(self, name)) for name in self.__struct_fields__)
        return f"{type(self).__name__.lower()} {values}"


class AtSeat(Step, frozen=True):
    """Something that happens to one seat."""

    who: int

    def do(self, trial: "Trial") -> None:
        self.happen(trial, trial.seats[self.who % len(trial.seats)])

    def happen(self, trial: "Trial", seat: Seat) -> None:
        raise NotImplementedError


# People work.


class Write(AtSeat, frozen=True):
    """Lines in the log."""

    count: int

    def happen(self, trial: "Trial", seat: Seat) -> None:
        if trial.works(seat):
            for n in range(self.count):
                trial.hand(seat).ask("log.write", text=f"{seat.name}'s line {n}, {trial.network.now}")


class Burst(AtSeat, frozen=True):
    """Many long lines at once."""

    count: int

    def happen(self, trial: "Trial", seat: Seat) -> None:
        if trial.works(seat):
            for n in range(self.count):
                trial.hand(seat).ask("log.write", text=f"{n} {LONG}")


class Edit(AtSeat, frozen=True):
    """One field of an incident."""

    incident: int
    field: str
    value: int

    def happen(self, trial: "Trial", seat: Seat) -> None:
        if not trial.works(seat):
            return
        value: object = self.value if self.field == "perimeter" else f"{seat.name} {trial.network.now}"
        if trial.is_revoked(seat):
            if self.field != "title":
                return
            trial.watch.late[str(value)] = trial.revocations(seat)
        incident = trial.incidents[self.incident % len(trial.incidents)]
        trial.hand(seat).ask("incident.set", incident=incident, field=self.field, value=value)


class Correct(AtSeat, frozen=True):
    """One of the first lines, or its withdrawal."""

    line: int
    withdrawn: bool

    def happen(self, trial: "Trial", seat: Seat) -> None:
        lines = sorted(thing.id for thing in seat.picture.all("line"))[:FIRST_LINES] if seat.running else []
        if not lines or not trial.works(seat) or trial.is_revoked(seat) or trial.is_older(seat):
            return
        line, now = lines[self.line % len(lines)], trial.network.now
        if self.withdrawn:
            trial.hand(seat).ask("log.withdraw", line=line, reason=f"{seat.name} {now}")
        else:
            trial.hand(seat).ask("log.correct", line=line, text=f"{seat.name} says otherwise at {now}")


class Wait(Step, frozen=True):
    """Time passes."""

    ms: int

    def do(self, trial: "Trial") -> None:
        trial.go_on(self.ms)


# The network.


class Cut(Step, frozen=True):
    """Frames from one seat no longer reach another."""

    one: int
    other: int
    both: bool

    def do(self, trial: "Trial") -> None:
        a, b = (trial.seats[n % len(trial.seats)].name for n in (self.one, self.other))
        trial.network.cut |= {(a, b), (b, a)} if self.both else {(a, b)}


class Split(Step, frozen=True):
    """Two islands; perhaps one seat that both can hear."""

    at: int
    bridge: bool

    def do(self, trial: "Trial") -> None:
        names = [seat.name for seat in trial.network.room]
        at = self.at % len(names)
        for a in names[: at - 1 if self.bridge and at else at]:
            for b in names[at:]:
                trial.network.cut |= {(a, b), (b, a)}


class Behind(AtSeat, frozen=True):
    """A seat, or two, can hear only the last one, while others write."""

    two: bool
    ms: int

    def happen(self, trial: "Trial", seat: Seat) -> None:
        relay = trial.seats[-1]
        near = {seat.name, trial.seats[(self.who + 1) % len(trial.seats)].name if self.two else seat.name}
        for other in trial.network.room:
            if other.name not in near and other is not relay:
                for name in near - {relay.name}:
                    trial.network.cut |= {(name, other.name), (other.name, name)}
        for other in (each for each in trial.seats if each.name not in near and each is not relay):
            Write(trial.seats.index(other), 3).happen(trial, other)
        trial.go_on(self.ms)


class Flap(AtSeat, frozen=True):
    """A seat's cable comes and goes."""

    times: int

    def happen(self, trial: "Trial", seat: Seat) -> None:
        before = set(trial.network.cut)
        ends = {seat.name}
        for _ in range(self.times):
            others = {each.name for each in trial.network.room} - ends
            trial.network.cut |= {(seat.name, other) for other in others}
            trial.network.cut |= {(other, seat.name) for other in others}
            trial.network.hang_up_all(seat)
            trial.go_on(1_500)
            trial.network.cut = set(before)
            trial.go_on(1_500)


class Mend(Step, frozen=True):
    """No cuts any more."""

    def do(self, trial: "Trial") -> None:
        trial.network.cut.clear()


class Stall(AtSeat, frozen=True):
    """A seat does nothing for a while, as after SIGSTOP; frames to it wait. `busy`: much is written."""

    ms: int
    busy: bool

    def happen(self, trial: "Trial", seat: Seat) -> None:
        if trial.works(seat):
            trial.network.stalled.add(seat.name)
            for other in trial.honest[:1] if self.busy else ():
                Burst(trial.seats.index(other), 90).happen(trial, other)
            trial.go_on(self.ms)
            trial.network.resume(seat)
