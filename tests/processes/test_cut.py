"""A seat cut off while both sides go on working, and the healing afterwards."""

import os
from collections.abc import Callable
from typing import Any

ENTRIES = int(os.environ.get("BELFRY_CUT_ENTRIES", "60"))


def _lines(side: str) -> list[dict[str, Any]]:
    return [{"intent": "log.write", "text": f"{side} side, line {n}"} for n in range(ENTRIES)]


def test_both_sides_of_a_cut_edit_the_same_field_and_one_intent_settles_it(
    room: Callable[..., list[Any]], until_they_agree: Callable[[list[Any]], str]
) -> None:
    one, other = room(2)
    one.start("--listen", "127.0.0.1:0", "--no-mdns")
    other.start("--listen", "127.0.0.1:0", "--no-mdns", "--peer", one.address)
    one.tell({"intent": "operation.open", "title": "New Year"})
    fire = one.tell({"intent": "incident.open", "title": "Fire at the dock"})[0]["about"]
    until_they_agree([one, other])

    one.kill()
    other.kill()
    one.start("--listen", "127.0.0.1:0", "--no-mdns")
    other.start("--listen", "127.0.0.1:0", "--no-mdns")
    perimeter = {"intent": "incident.set", "incident": fire, "field": "perimeter"}
    assert all(a["ok"] for a in one.tell({**perimeter, "value": 300}, *_lines("one")))
    assert all(a["ok"] for a in other.tell({**perimeter, "value": 500}, *_lines("other")))
    assert one.digest() != other.digest()

    other.kill()
    other.start("--listen", "127.0.0.1:0", "--no-mdns", "--peer", one.address)
    until_they_agree([one, other])
    for seat in (one, other):
        texts = {line["text"] for line in seat.show("log")}
        assert {line["text"] for line in _lines("one") + _lines("other")} <= texts
        (conflict,) = seat.show("conflicts")
        assert {side["value"] for side in conflict["sides"]} == {300, 500}
        assert next(side for side in conflict["sides"] if side["stands"])["value"] == 500, (
            "the cautious value stands"
        )

    (conflict,) = other.show("conflicts")
    settled = other.tell({"intent": "conflict.settle", "thing": fire, "field": "perimeter", "value": 500})
    assert settled[0]["ok"]
    until_they_agree([one, other])
    assert one.show("conflicts") == [] == other.show("conflicts")
