"""A line that the record's index has lost is not missed, and the next start finds it again."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from console.domain.facts import encode
from console.domain.log import LogCorrected, LogWritten
from console.link.protocol import ALL, LogWindow
from console.seat import ledger
from console.seat.home import Home, OpenHome
from console.seat.ledger import Ledger
from console.seat.recovery import mark_damaged
from console.trust.openings import FEED_OPENED
from db.entry import Stored, parse
from db.errors import Damaged
from db.store import Store
from tests.console.seat.running import Seat, said, tell, texts, told, until

Start = Callable[..., Seat]


def test_a_correction_of_a_line_that_the_index_has_lost_is_not_taken_for_the_line_itself(
    home: Path, start: Start
) -> None:
    told(start(home), "three hurt")
    opened = OpenHome(Home(home))
    (written,) = (each for each in opened.record.since(0, 100) if each.header.kind == LogWritten.kind)
    store = Store(home / "record.db")
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM about WHERE n=?", (written.order,))
    store.close()
    held = Ledger(opened, lambda: written.received)
    while held.load():
        pass
    correction = LogCorrected("two hurt")
    with pytest.raises(Damaged):
        held.write(correction.kind, written.header.about[:1], encode(correction))
    opened.close()
    mark_damaged(home)
    assert "three hurt" in texts(start(home)), "and the next start makes the index anew"


def test_a_line_that_the_index_has_lost_is_not_missed_by_one_that_refers_to_it_and_the_rest_is_shown(
    home: Path, start: Start
) -> None:
    seat = start(home)
    desk = seat.signed_in()
    lost = tell(desk, "log.write", text="three hurt")
    tell(desk, "log.write", text="they are in hospital", references=[lost.about])
    seat.stop()
    store = Store(home / "record.db")
    with store.write() as connection:
        lose = "DELETE FROM about WHERE n=(SELECT n FROM entry WHERE id=?)"
        connection.exec_driver_sql(lose, (bytes.fromhex(lost.entry),))
    store.close()
    seat = start(home)
    desk = seat.signed_in(face="desk")
    said(desk, desk.mirror((LogWindow("all", ALL),)))
    until(lambda: desk.mirrored.get("room", "").alarms == ("storage.damaged",), desk)
    assert tell(desk, "log.write", text="and the seat goes on").entry
    until(lambda: "and the seat goes on" in [line.text for line in desk.mirrored.log("all")], desk)
    assert desk.mirrored.get("status", "").storage == "unread"
    seat.stop()
    assert {"three hurt", "they are in hospital"} <= set(texts(start(home)))


def test_of_who_sat_down_in_a_long_run_a_seat_keeps_the_latest_at_hand_and_that_it_opened_the_run(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "OPENINGS_KEPT", 4)
    for _ in range(5):
        script = seat.signed_in()
        said(script, script.sign_out())
    kept = [parse(entry)[1].kind for entry in seat.engine._ledger.openings]
    assert kept[0] == FEED_OPENED
    assert len(kept) == 1 + 4


@pytest.mark.parametrize("every", [4, 1_000])
def test_of_what_came_at_once_whatever_is_over_is_left_to_the_record_and_of_the_rest_for_some_hours_not(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    seat = start(home)
    desk = seat.signed_in()
    operation = tell(desk, "operation.open", title="Dock fire").about
    fires = [tell(desk, "incident.open", title=f"Fire {n}", operation=operation).about for n in range(3)]
    for fire in fires[:2]:
        tell(desk, "incident.close", incident=fire, reason="out")
    seat.stop()
    monkeypatch.setattr(ledger, "SETTLE_EVERY", every)
    with closing(OpenHome(Home(home))) as opened:
        held = Ledger(opened, lambda: opened.record.since(0, 1)[0].received + 60_000)
        held.step()
        for stored in opened.record.since(0, opened.record.count):
            held.take(stored)
        held.step()
        at_hand = [thing.id for thing in held.picture.at_hand("incident")]
        assert at_hand == (fires[2:] if every == 4 else fires)
        assert len(held.picture.all("incident")) == 3


def test_the_lines_that_a_page_of_entries_corrects_are_read_by_one_question(
    home: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = start(home)
    desk = seat.signed_in()
    lines = [tell(desk, "log.write", text=f"{n} hurt").about for n in range(3)]
    for line in lines:
        tell(desk, "log.correct", line=line, text="nobody hurt")
    seat.stop()
    with closing(OpenHome(Home(home))) as opened:
        held, asked = Ledger(opened, lambda: 0), list[set[str]]()
        about = opened.record.about

        def counted(*things: bytes) -> list[Stored]:
            asked.append({thing.hex() for thing in things})
            return about(*things)

        monkeypatch.setattr(opened.record, "about", counted)
        page = opened.record.since(0, 100)
        with held.taking(page):
            for each in page:
                held.take(each)
    assert asked == [set(lines)]
    assert [thing.value("standing")["text"] for thing in held.picture.all("line")] == ["nobody hurt"] * 3
