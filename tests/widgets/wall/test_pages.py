"""How a page uses its room: much is told while there is little, and nothing jumps when there is more."""

from collections.abc import Callable

import pytest

from console.domain.board import SetBoard
from console.domain.facts import Intent
from console.domain.incidents import OpenIncident
from console.domain.log import WriteLog
from tests.widgets.wall.conftest import Written, tell
from widgets.geometry import of_height
from widgets.wall.window import WallWindow

YOUNG = 4 * 60  # seconds of the scenario: one incident


def shown(hung: WallWindow, written: Written) -> list[tuple[str, int, int]]:
    """Each text and where it stands."""
    written.clear()
    hung.grab()
    return [(one.text, one.begins, one.base) for one in written]


def incident(title: str) -> OpenIncident:
    return OpenIncident(title=title, type="fire.building", severity="serious", municipality="21004")


def test_a_young_operation_fills_its_wall_with_the_log_and_the_agenda(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall(until=YOUNG)
    tell(hung, WriteLog(text="Stewards are at their posts"), WriteLog(text="Gate B is open", key=True))
    told = [text for text, _, base in shown(hung, written) if base < 0.85 * hung.height()]
    assert {"LOG", "AGENDA", "Stewards are at their posts"} <= set(told)
    assert told.count("Gate B is open") == 1, "a key fact stands in its tile, not in the log, too"


@pytest.mark.parametrize(
    ("more", "list_of"),
    [
        (incident("Fire in a flat, Rue Haute"), "INCIDENTS"),
        (WriteLog(text="Gate B is open", key=True), "KEY FACTS"),
    ],
)
def test_when_there_is_one_more_nothing_else_jumps(
    wall: Callable[..., WallWindow], written: Written, more: Intent, list_of: str
) -> None:
    hung = wall(until=YOUNG)
    heads = ("INCIDENTS", "KEY FACTS", "AGENCIES", "ORDERS", "LOG", "AGENDA", "INTENT")
    before = [one for one in shown(hung, written) if one[0].startswith(heads)]
    assert {list_of, "LOG", "AGENDA"} <= {text for text, *_ in before}
    tell(hung, more)
    assert [one for one in shown(hung, written) if one[0].startswith(heads)] == before


def test_what_only_fills_goes_before_an_incident_is_left_out(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall(until=YOUNG)
    tell(hung, *(incident(f"Fire in flat {n}") for n in range(14)))
    told = [text for text, *_ in shown(hung, written)]
    assert "LOG" not in told
    assert {f"Fire in flat {n}" for n in range(14)} <= set(told)


@pytest.mark.parametrize(("wide", "high"), [(1080, 1920), (2160, 3840)])
def test_an_upright_wall_shows_every_incident_that_it_has_room_for(
    wall: Callable[..., WallWindow], written: Written, wide: int, high: int
) -> None:
    hung = wall(until=27 * 60)
    hung.read_as(of_height(high, 2.74, 8.0))
    hung.resize(wide, high)
    numbers = [v.number for v in hung.face.of_operation("incident") if v.fields["state"].value == "open"]
    told = [text for text, *_ in shown(hung, written)]
    assert len(numbers) == 4
    assert set(numbers) <= set(told)
    assert any(text.startswith("AGENCIES") for text in told), "and something of each list"


def test_a_page_that_was_chosen_is_not_filled_with_others(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall(until=YOUNG)
    tell(hung, SetBoard(page="incidents"))
    assert "LOG" not in [text for text, *_ in shown(hung, written)]
