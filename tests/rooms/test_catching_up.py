"""While much is coming the disk goes first: what was put off is folded afterwards, and all of it."""

import pytest

from console.seat import backlog, replication
from tests.console.domain.seats import BEN, CLO, DAN
from tests.rooms.house import House
from tests.rooms.network import in_step
from tests.rooms.seat import Seat


@pytest.fixture(autouse=True)
def _everything_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replication, "FAR_BEHIND", 10)
    monkeypatch.setattr(backlog, "FEW", 2)
    monkeypatch.setattr(backlog, "SLICE", 3)


def lacks(seat: Seat) -> int:
    return seat.ledger.unfolded


def cut_apart(house: House, lines: int) -> tuple[Seat, Seat]:
    """Two seats that know an operation, and write so many lines each while they cannot hear each other."""
    safe, siamu, pf = house.seats.values()
    safe.tell(DAN, "operation.open", title="Dock fire")
    assert house.network.settle()
    house.network.sever([safe, pf], [siamu])
    for n in range(lines):
        safe.tell(DAN, "log.write", text=f"safe {n}")
        siamu.tell(BEN, "log.write", text=f"siamu {n}")
    return safe, siamu


def test_what_is_put_off_is_counted_as_coming_and_then_shown_in_whole(house: House) -> None:
    safe, siamu = cut_apart(house, 60)
    house.network.run(20_000)
    house.network.mend()
    coming: set[int] = set()
    while not in_step(*house.seats.values()):
        house.network.run(100)
        if lacks(siamu):
            others = siamu.engine._roster.others
            assert others is not None
            coming.add(others.coming())
    assert coming, "some of it was put off"
    assert min(coming) > 0
    assert {line.text for line in siamu.lines().values()} >= {f"safe {n}" for n in range(60)}
    assert len({repr(seat.look()) for seat in (safe, siamu)}) == 1


def test_who_acts_while_others_catch_up_is_shown_before_them(house: House) -> None:
    safe, siamu = cut_apart(house, 150)
    house.network.run(20_000)
    house.network.mend()
    while lacks(siamu) < 60:
        house.network.run(100)
    siamu.tell(BEN, "log.write", text="here")
    house["pf"].tell(CLO, "log.write", text="there")
    house.network.run(500)
    assert lacks(siamu)
    assert {"here", "there"} <= {line.text for line in siamu.lines().values()}
    assert house.network.settle()
    assert not lacks(siamu)
    assert len({repr(seat.look()) for seat in (safe, siamu)}) == 1


def test_a_stop_before_all_is_folded_loses_nothing(house: House) -> None:
    safe, siamu = cut_apart(house, 60)
    house.network.run(20_000)
    house.network.mend()
    while not lacks(siamu):
        house.network.run(100)
    siamu.crash()
    siamu.run()
    assert not lacks(siamu)
    assert house.network.settle()
    assert len({repr(seat.look()) for seat in (safe, siamu)}) == 1


def test_what_was_shown_before_its_turn_stays_when_the_rest_is_through(house: House) -> None:
    def told() -> set[str]:
        return {line.text for line in siamu.lines().values()}

    _, siamu = cut_apart(house, 150)
    house.network.run(20_000)
    house.network.mend()
    while lacks(siamu) < 60:
        house.network.run(100)
    house["pf"].tell(CLO, "log.write", text="there")
    while "there" not in told():
        house.network.run(20)
    assert lacks(siamu), "it came before its turn"
    line = next(key for key, line in siamu.lines().items() if line.text == "there")
    while lacks(siamu):
        house.network.run(20)
        assert "there" in told()
    siamu.picture.refold(line)
    assert "there" in told()


@pytest.mark.parametrize("left", [0, 1, 4])
def test_a_line_that_is_withdrawn_at_the_end_of_what_was_put_off_is_withdrawn(
    house: House, left: int
) -> None:
    safe, siamu = cut_apart(house, 60)
    line = next(key for key, line in safe.lines().items() if line.text == "safe 59")
    house.network.run(20_000)
    house.network.mend()
    while not lacks(siamu):
        house.network.run(20)
    while lacks(siamu) > left:
        house.network.run(20)
    safe.tell(DAN, "log.withdraw", line=line, reason="it was somewhere else")
    while line not in siamu.lines() or not siamu.lines()[line].withdrawn:
        house.network.run(20)
    assert house.network.settle()
    assert len({repr(seat.look()) for seat in (safe, siamu)}) == 1
    assert siamu.lines()[line] == safe.lines()[line]
    assert siamu.picture.digest() == siamu.folded_again(1)
