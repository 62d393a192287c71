"""What a face is shown of a log at rest is read by one question, whatever the disk gives of it."""

from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
from sqlalchemy import Connection

from console.domain.lines import UNSEEN
from console.link.protocol import LogWindow
from console.seat.home import Home, OpenHome
from console.seat.ledger import Ledger
from console.seat.shown import Shown
from db import reading
from db.entry import Stored
from db.errors import Damaged
from tests.console.seat.running import Seat, tell

LATER = 1 << 43  # ms: all that is over has been so for long
MANY = 30


@pytest.fixture
def ledger(home: Path) -> Iterator[Ledger]:
    """A seat that knows of many lines and acts, all of them at rest."""
    seat = Seat(home)
    desk = seat.signed_in()
    operation = tell(desk, "operation.open", title="Dock fire").about
    for n in range(MANY):
        fire = tell(desk, "incident.open", title=f"Fire {n}", operation=operation).about
        tell(desk, "log.write", text=f"smoke {n}", operation=operation)
        tell(desk, "incident.close", incident=fire, reason="out")
    seat.stop()
    with closing(OpenHome(Home(home))) as held:
        made = Ledger(held, lambda: LATER)
        while made.load():
            pass
        yield made


def shown(ledger: Ledger, *, together: bool) -> list[bytes | None]:
    """The log of the operation as a face is sent it, which looked at nothing before."""
    (operation,) = ledger.picture.all("operation")
    source = Shown(ledger, lambda: (), lambda: ())
    rows, _ = source.rows(LogWindow("main", operation.id), UNSEEN)
    with source.together(rows) if together else nullcontext():
        return [source.line(row) for row in rows]


def test_a_log_is_shown_from_rest_by_a_few_questions(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    each = shown(ledger, together=False)
    ledger.settle()
    questions, asked = list[str](), reading.asked

    def counted(connection: Connection, question: str, *params: object) -> list[Stored]:
        questions.append(question)
        return asked(connection, question, *params)

    monkeypatch.setattr(reading, "asked", counted)
    assert shown(ledger, together=True) == each
    assert len(each) > 3 * MANY
    assert len(questions) < 10


def test_a_log_of_which_the_disk_does_not_give_all_at_once_is_shown_line_by_line(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    each, about = shown(ledger, together=False), ledger.record.about

    def one_by_one(*things: bytes) -> list[Stored]:
        if len(things) > 1:
            raise Damaged("storage.damaged")
        return about(*things)

    monkeypatch.setattr(ledger.record, "about", one_by_one)
    assert shown(ledger, together=True) == each
