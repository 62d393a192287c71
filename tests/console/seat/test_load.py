"""Many changes at once: a face that does not look, and one that looks all the time, end with the same."""

from functools import partial
from typing import Any

import pytest

from console.link.client import Answered, Link, LogWindow
from console.link.protocol import CREDIT
from tests.console.seat.running import Seat, paged, tell, until

LINES = 3000
ALL = (LogWindow("all", "*"),)


def test_a_face_that_was_stopped_under_load_shows_what_the_others_show(seat: Seat) -> None:
    desk, stopped, watching = seat.signed_in(), seat.link("wall", ALL), seat.link("watch", ALL)
    tell(desk, "operation.open", title="New Year")
    fire = tell(desk, "incident.open", title="Fire").about
    told = [desk.tell({"intent": "log.write", "text": f"line {number}"}) for number in range(LINES)]
    told += [
        desk.tell({"intent": "incident.set", "incident": fire, "field": "perimeter", "value": number})
        for number in range(200)
    ]
    for n in told:
        assert isinstance(desk.call(n, 30), Answered)
        watching.drain()
    faces = seat.engine._audience.faces.values()
    (feed,) = [face.feed for face in faces if face.kind == "wall"]
    assert feed._number - feed._taken <= CREDIT
    assert len(feed._dirty) < 100
    count = len(_whole_log(desk))
    for link in (stopped, watching):
        _catch_up(link, count, fire)
    newest = [line.id for line in paged(desk, "log", operation="*")]
    assert [line.id for line in stopped.mirrored.log("all")] == newest
    assert [line.id for line in watching.mirrored.log("all")] == newest


def _catch_up(link: Link, count: int, fire: str) -> None:
    """The newest comes first: the face is done when it was told that nothing else is on its way."""
    until(
        lambda: link.complete and link.mirrored.count("all") == count and _perimeter(link, fire) == 199,
        link,
    )


def _has_more(link: Link, lines: int) -> bool:
    return link.mirrored.count("all") > lines


def _perimeter(link: Link, incident: str) -> object:
    view = link.mirrored.get("incident", incident)
    return view.fields["perimeter"].value if view and "perimeter" in view.fields else None


def _whole_log(link: Link) -> list[Any]:
    lines = paged(link, "log", operation="*")
    found = list(lines)
    while lines:
        lines = paged(link, "log", operation="*", before=lines[0].order)
        found += lines
    return found


def test_a_face_that_takes_in_all_it_is_shown_wakes_its_seat_for_few_batches_and_lacks_none(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, watching = seat.signed_in(), seat.link("watch", ALL)
    (feed,) = [face.feed for face in seat.engine._audience.faces.values() if face.kind == "watch"]
    begun, credited, heard = feed._number, feed.credited, list[int]()

    def note(number: int) -> None:
        heard.append(number)
        credited(number)

    monkeypatch.setattr(feed, "credited", note)
    for _ in range(3 * CREDIT):
        lines = watching.mirrored.count("all")
        tell(desk, "log.write", text="two hurt")
        until(partial(_has_more, watching, lines), watching)
    batches = feed._number - begun
    assert batches >= 3 * CREDIT
    assert 0 < len(heard) <= batches // 2
