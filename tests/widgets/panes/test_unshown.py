"""What a fault of ours keeps from being shown is told of where people look for it, and never as nothing."""

from collections.abc import Callable

import msgspec
import pytest

from console.domain.room import StatusView
from tests.widgets.conftest import Window
from tests.widgets.desks import saying
from widgets.desk import DeskWindow

Desk = Callable[..., tuple[DeskWindow, Window]]


@pytest.fixture
def lacking(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[..., DeskWindow]:
    """A desk whose seat cannot make these views."""
    opened, window = desk("Duty director", 45 * 60)
    views = window.room.views

    def lack(**kinds: int) -> DeskWindow:
        def fewer(me: str) -> dict[tuple[str, str], msgspec.Struct]:
            made = {key: view for key, view in views(me).items() if key[0] not in kinds}
            status = made.get(("status", ""), StatusView())
            return {**made, ("status", ""): msgspec.structs.replace(status, unshown=kinds)}

        monkeypatch.setattr(window.room, "views", fewer)
        window.show_again()
        return opened

    return lack


def test_where_people_look_for_it(lacking: Callable[..., DeskWindow]) -> None:
    desk = lacking(incident=3, order=2, request=1, agency=7)
    for pane, count in ((desk.incidents, 3), (desk.command, 3), (desk.agencies, 7)):
        assert f"{count} not shown here: a fault of Belfry itself" in saying(pane)
        assert "No " not in saying(pane)
    assert "not shown here" not in saying(desk.needs)


def test_it_goes_when_it_is_shown_again(lacking: Callable[..., DeskWindow]) -> None:
    assert "not shown here" in saying(lacking(incident=1).incidents)
    assert "not shown here" not in saying(lacking().incidents)


def test_nobody_is_said_to_be_missing_in_command(lacking: Callable[..., DeskWindow]) -> None:
    desk = lacking(command=1)
    assert "1 not shown here" in saying(desk.command)
    assert "NOBODY" not in saying(desk.command) + saying(desk.header)
    assert "Nobody is in command" not in saying(desk.notices)


def test_nothing_is_said_to_wait_for_nobody(lacking: Callable[..., DeskWindow]) -> None:
    desk = lacking(needs=1)
    assert "1 not shown here" in saying(desk.needs)
    assert "Nothing waits" not in saying(desk.needs)
