"""The record of every released version still opens, is whole, and shows what it showed then."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console.seat.home import Home, OpenHome
from console.seat.ledger import Ledger
from console.seat.shown import Shown
from console.seat.verification import verify
from console.trust.keys import SeatKey
from db.schema import FORMER, VERSION
from db.store import Store
from tests.records.keep import HERE, plain
from tests.rooms.seat import SAME_EVERYWHERE

KEPT = sorted(path for path in HERE.iterdir() if (path / "says.json").is_file())


def says_all(now: Any, then: Any) -> bool:
    """Whether what is shown now says all that was shown then; it may say more."""
    if isinstance(then, dict):
        return isinstance(now, dict) and all(key in now and says_all(now[key], then[key]) for key in then)
    if isinstance(then, list):
        return isinstance(now, list) and len(now) == len(then) and all(map(says_all, now, then))
    return bool(now == then)


@pytest.fixture
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenHome]:
    """A seat of today with a record of then."""
    folder = tmp_path / "home"
    Home(folder).make()
    shutil.copyfile(request.param / "record.db", folder / "record.db")
    store = Store(folder / "record.db")
    with store.read() as connection:
        room = connection.exec_driver_sql("SELECT value FROM meta WHERE key='record.room'").scalar_one()
    store.close()
    SeatKey.fresh(room, bytes(32)).save(folder / "seat.key")
    opened = OpenHome(Home(folder))
    yield opened
    opened.close()


@pytest.mark.parametrize("home", KEPT, ids=lambda path: path.name, indirect=True)
def test_a_kept_record_opens_is_whole_and_shows_what_it_showed(
    home: OpenHome, request: pytest.FixtureRequest
) -> None:
    said = json.loads((HERE / request.node.callspec.id / "says.json").read_text("ascii"))
    ledger = Ledger(home, lambda: said["at"])
    while ledger.load():
        pass
    assert list(verify(home.record, lambda *_: None)) == []
    assert home.record.digest().hex() == said["record"]
    _, digest = ledger.picture.digest().split("-")
    _, then = said["picture"].split("-")
    assert digest == then, "fold 2 knows boards besides, of which no record of fold 1 has any"
    shown = Shown(ledger, list, list)
    shown.derive()
    keys = [key for key in shown.keys() if key[0] in SAME_EVERYWHERE]  # noqa: SIM118 - it is no mapping
    now = plain({key: shown.encoded(key) for key in keys})
    for key in [key for key in now if key.startswith("operation ")]:
        now[key]["lines"] = len(ledger.picture.lines(now[key]["id"]))  # its log tells it, where its view did
    assert says_all(now, said["shown"])


def test_a_record_of_this_form_is_kept() -> None:
    forms = {int.from_bytes((path / "record.db").read_bytes()[60:64]) for path in KEPT}
    assert forms == {FORMER} == {VERSION - 1}, "a new form of the file: keep a record of the one before"
