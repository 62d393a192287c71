"""What the people of the bench's room ask for: seeded, in the mix and the words of a long crisis."""

import random
from collections.abc import Callable

from benches import words
from benches.people import Person, Room, Seat
from console import catalogue
from console.domain.agencies import STATES, Report, SetCapacity, SetState
from console.domain.command import GrantCommand
from console.domain.facts import Intent
from console.domain.incident_fields import ROADS, SEVERITIES
from console.domain.incidents import (
    CASUALTIES,
    CloseIncident,
    CountCasualties,
    CountUnits,
    OpenIncident,
    SetIncident,
)
from console.domain.log import RELIABILITIES, CorrectLog, WriteLog
from console.domain.operations import OpenOperation
from console.domain.orders import AcknowledgeOrder, AnswerOrder, DisplayOrder, IssueOrder, ReachOrder
from console.domain.requests import AnswerRequest, MakeRequest

OPERATIONS = 6
INCIDENTS_ALIVE = 40
Act = Callable[["Story"], None]
Tell = Callable[[Seat, Person | None, Intent], str]


class Story:
    """Acts people out, one after another; `tell` gives the id of the thing that was made or changed."""

    def __init__(self, room: Room, seed: int, tell: Tell) -> None:
        self._room, self._tell = room, tell
        self.random = random.Random(seed)  # noqa: S311 - the same story each time
        self._operations: dict[str, tuple[Seat, Person]] = {}  # with whoever is in command
        self._incidents: dict[str, str] = {}  # incident → operation
        self._lines: list[str] = []
        self._types = [row.code for row in catalogue.incident_types().all()]
        self._places = [row.code for row in catalogue.places().all()]
        for n in range(OPERATIONS):
            self._begin(n)
        for _ in range(3):
            self.open()

    def go_on(self) -> None:
        """The next thing that somebody does."""
        act = self.random.choices(list(ACTS), list(ACTS.values()))[0]
        act(self)

    def _somebody(self) -> tuple[Seat, Person]:
        n = self.random.randrange(len(self._room.seats))
        return self._room.seats[n], self._room.people[n]

    def _begin(self, n: int) -> None:
        seat, person = self._room.seats[5 * n % 20], self._room.people[5 * n % 20]
        chief = self._room.seats[0], self._room.people[0]
        operation = self._tell(
            seat, person, OpenOperation(title=f"Operation {n} {words.text(self.random, 2, 3)}")
        )
        holder = chief[1].id.hex()
        self._tell(*chief, GrantCommand(holder=holder, authority="Mayor", operation=operation))
        self._operations[operation] = chief

    def open(self) -> None:
        operation = self.random.choice(list(self._operations))
        incident = self._tell(
            *self._somebody(),
            OpenIncident(
                title=words.text(self.random, 2, 5),
                operation=operation,
                type=self.random.choice(self._types),
                severity=self.random.choice(SEVERITIES),
                place=self.random.choice(self._places),
            ),
        )
        self._incidents[incident] = operation
        if len(self._incidents) > INCIDENTS_ALIVE:
            self._close(next(iter(self._incidents)))

    def _close(self, incident: str) -> None:
        del self._incidents[incident]
        self._tell(*self._somebody(), CloseIncident(incident=incident, reason="out", despite=True))

    def _incident(self) -> str:
        return self.random.choice(list(self._incidents))

    def write(self) -> None:
        aimed = self.random.random() < 0.7
        line = self._tell(
            *self._somebody(),
            WriteLog(
                text=words.text(self.random),
                operation="" if aimed else self.random.choice(list(self._operations)),
                incident=self._incident() if aimed else "",
                source=self.random.choice(("", "SIAMU", "112", "radio")),
                reliability=self.random.choice(RELIABILITIES),
                key=self.random.random() < 0.03,
            ),
        )
        self._lines = [*self._lines[-50:], line]

    def correct(self) -> None:
        if self._lines:
            line = self.random.choice(self._lines)
            self._tell(*self._somebody(), CorrectLog(line=line, text=words.text(self.random)))

    def set(self) -> None:
        field, value = self.random.choice(
            (
                ("perimeter", self.random.randrange(50, 900)),
                ("severity", self.random.choice(SEVERITIES)),
                ("road", self.random.choice(ROADS)),
                ("access", words.text(self.random, 3, 8)),
                ("casualties_detail", words.text(self.random, 3, 12)),
            )
        )
        self._tell(*self._somebody(), SetIncident(incident=self._incident(), field=field, value=value))

    def count(self) -> None:
        seat, person = self._somebody()
        incident, number = self._incident(), self.random.randrange(60)
        if self.random.random() < 0.5:
            asked = CountUnits(incident=incident, agency=person.agency, on_site=number, asked=number // 3)
            self._tell(seat, person, asked)
            return
        category, place = self.random.choice(CASUALTIES), self.random.choice(words.PLACES)
        source = self.random.choice(("SIAMU", "AMU", "112"))
        counted = CountCasualties(
            incident=incident, place=place, source=source, category=category, count=number
        )
        self._tell(seat, person, counted)

    def stand(self) -> None:
        seat, person = self._somebody()
        operation = self.random.choice(list(self._operations))
        asked: tuple[Intent, ...] = (
            SetState(agency=person.agency, state=self.random.choice(STATES), operation=operation),
            SetCapacity(agency=person.agency, capacity=self.random.randrange(101), operation=operation),
            Report(agency=person.agency, text=words.text(self.random, 20, 60), operation=operation),
        )
        self._tell(seat, person, self.random.choice(asked))

    def request(self) -> None:
        to = self.random.choice(self._room.people)
        incident = self._incident()
        request = self._tell(
            *self._somebody(),
            MakeRequest(
                to=to.agency,
                text=words.text(self.random, 4, 12),
                operation=self._incidents[incident],
                incident=incident,
            ),
        )
        seat, person = self._of(to)
        self._tell(seat, person, AnswerRequest(request=request, state="taken"))
        self._tell(seat, person, AnswerRequest(request=request, state="done"))

    def order(self) -> None:
        incident = self._incident()
        operation = self._incidents[incident]
        asked = self.random.sample(self._room.people[1:], k=self.random.randint(1, 3))
        addressed = list({person.agency: person for person in asked}.values())
        codes = tuple(person.agency for person in addressed)
        order = self._tell(
            *self._operations[operation],
            IssueOrder(to=codes, text=words.text(self.random, 5, 20), operation=operation, incident=incident),
        )
        for person in addressed:
            self._obey(order, *self._of(person))

    def _obey(self, order: str, seat: Seat, person: Person) -> None:
        self._tell(seat, None, ReachOrder(order=order, agency=seat.agency))
        self._tell(seat, person, DisplayOrder(order=order))
        self._tell(seat, person, AcknowledgeOrder(order=order))
        for answer in ("accepted", "under_way", "done"):
            if self.random.random() < 0.97:
                self._tell(seat, person, AnswerOrder(order=order, answer=answer))

    def _of(self, person: Person) -> tuple[Seat, Person]:
        return self._room.seats[self._room.people.index(person)], person


ACTS: dict[Act, float] = {
    Story.write: 80,
    Story.correct: 2,
    Story.set: 6,
    Story.count: 4,
    Story.stand: 5,
    Story.open: 0.5,
    Story.request: 1,
    Story.order: 1,
}
