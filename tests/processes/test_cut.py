"""A seat cut off while both sides go on working, and the healing afterwards."""

import os
from collections.abc import Callable
from typing import Any

ENTRIES = int(os.environ.get("BELFRY_CUT_ENTRIES", "500"))


def _lines(side: str) -> list[dict[str, Any]]:
    return [{"intent": "log.write", "text": f"{side} side, line {n}"} for n in range(ENTRIES)]


CUT = {"perimeter": (300, 500), "title": ("Fire at the north dock", "Fire at the south dock")}


def test_both_sides_of_a_cut_edit_the_same_fields_and_one_intent_settles_each(
    room: Callable[..., list[Any]], until_they_agree: Callable[[list[Any]], str]
) -> None:
    one, other = room(2)
    one.start("--listen", "127.0.0.1:0", "--no-mdns")
    other.start("--listen", "127.0.0.1:0", "--no-mdns", "--peer", one.address)
    opened = one.tell(
        {"intent": "operation.open", "title": "New Year"}, {"intent": "incident.open", "title": "Fire"}
    )
    fire = opened[-1]["about"]
    until_they_agree([one, other])

    one.kill()
    other.kill()
    one.start("--listen", "127.0.0.1:0", "--no-mdns")
    other.start("--listen", "127.0.0.1:0", "--no-mdns")
    for side, (seat, name) in enumerate([(one, "one"), (other, "other")]):
        edits = [
            {"intent": "incident.set", "incident": fire, "field": field, "value": values[side]}
            for field, values in CUT.items()
        ]
        assert all(answer["ok"] for answer in seat.tell(*edits, *_lines(name)))
    assert one.digest() != other.digest()

    other.kill()
    other.start("--listen", "127.0.0.1:0", "--no-mdns", "--peer", one.address)
    until_they_agree([one, other])
    for seat in (one, other):
        texts = {line["text"] for line in seat.show("log")}
        assert {line["text"] for line in _lines("one") + _lines("other")} <= texts
        conflicts = {conflict["field"]: conflict["sides"] for conflict in seat.show("conflicts")}
        for field, values in CUT.items():
            assert {side["value"] for side in conflicts[field]} == set(values)
        (standing,) = (side["value"] for side in conflicts["perimeter"] if side["stands"])
        assert standing == 500, "the cautious value"

    settle = {"intent": "conflict.settle", "thing": fire}
    settled = other.tell(*({**settle, "field": field, "value": values[1]} for field, values in CUT.items()))
    assert all(answer["ok"] for answer in settled)
    until_they_agree([one, other])
    assert one.show("conflicts") == [] == other.show("conflicts")
