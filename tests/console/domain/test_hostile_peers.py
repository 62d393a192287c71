"""A certified peer may write anything that decodes: nothing that it writes breaks anybody's picture."""

import typing
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.facts import FACTS, Draft, Fact, Noted, decode, encode
from console.domain.incident_facts import UnitsCounted
from console.domain.incidents import OpenIncident
from console.domain.log import LogWritten, WriteLog
from console.domain.operations import OpenOperation
from console.domain.order_facts import OrderDrafted, OrderIssued
from console.domain.orders import AcknowledgeOrder, CancelOrder, IssueOrder
from console.domain.requests import MakeRequest
from console.domain.room import PersonView
from console.domain.subjects import SUBJECTS
from tests.console.domain.seats import ANN, BEN, DAN, EVE, FAY, GUS, Seat
from tests.console.domain.test_order_of_arrival import everything_shown

IDS = ("ab" * 16, "cd" * 16, "00" * 16)
TEXTS = st.sampled_from(
    ("", "SIAMU", "STIB", "command", "\u202e\x00", "7-99999999999999999999", *IDS, "ef" * 32)
)
NUMBERS = st.sampled_from((0, 1, 4, 99, -1, 2**62, -(2**62), 1_800_000_000_000))
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(TEXTS, NUMBERS, st.booleans(), st.none(), st.floats(), st.binary(max_size=3)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(TEXTS, NUMBERS), inner, max_size=3)
    ),
    max_leaves=5,
)
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: NUMBERS,
    bool: st.booleans(),
    bool | None: st.one_of(st.none(), st.booleans()),
    tuple[str, ...]: st.lists(TEXTS, max_size=3).map(tuple),
    tuple[str, ...] | None: st.one_of(st.none(), st.lists(TEXTS, max_size=3).map(tuple)),
    dict[int, Any]: st.dictionaries(st.integers(0, 40), VALUES, max_size=4),
    Noted | None: st.one_of(st.none(), st.builds(Noted, TEXTS, st.sampled_from(("phone", "x")), TEXTS)),
}


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Any fact of any kind, as wrong as its types allow."""
    cls = FACTS[draw(st.sampled_from(sorted(FACTS)))]
    types = {name: hint for name, hint in typing.get_type_hints(cls).items() if name in cls.__struct_fields__}
    made = cls(**{name: draw(BY_TYPE[hint]) for name, hint in types.items()})
    read = decode(cls.kind, encode(made))
    assert read is not None
    return read


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(FACTS)), st.binary(max_size=40) | facts().map(encode), st.data())
def test_any_payload_is_a_fact_or_unread(kind: str, payload: bytes, data: st.DataObject) -> None:
    """One flipped bit of a disk, or one seat that means harm, must not end the seats that read it."""
    broken = bytearray(payload)
    if broken:
        broken[data.draw(st.integers(0, len(broken) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    found = decode(kind, bytes(broken))
    assert found is None or isinstance(found, FACTS[kind])


def test_text_that_is_none_and_endless_nesting_are_unread() -> None:
    assert decode("log.written", b"\x91\xa2\xff\xff") is None
    assert decode("incident.set", b"\x91\x81\x01" + b"\x91" * 60_000) is None


def room() -> tuple[Seat, list[str]]:
    """A seat with one of everything."""
    seat = Seat()
    known = [seat.begin(), seat.tell(OpenIncident(title="Fire"), DAN), seat.tell(WriteLog(text="Smoke"), DAN)]
    seat.forge(FACTS["command.granted"](1, ANN.id, "Ann", "initial"), ANN, known[0])
    known.append(seat.tell(IssueOrder(to=("SIAMU",), text="Send foam"), ANN))
    known.append(seat.tell(MakeRequest(to="STIB", text="Stop line 1"), DAN))
    return seat, known


def test_which_of_two_things_an_id_means_follows_from_the_facts_alone() -> None:
    seat, (operation, *_, order, _) = room()
    seat.forge(UnitsCounted("SIAMU", 1, 2), ANN, operation, order)  # the log names the order
    seat.forge(LogWritten("Smoke"), ANN, order)
    again = Seat()
    again.hear(seat)  # lines go to the shelf, which is looked at last
    assert everything_shown(again.picture) == everything_shown(seat.picture)


@pytest.mark.parametrize("who", [GUS, BEN])
def test_no_order_is_hidden_by_who_opens_it_a_second_time_with_an_earlier_clock(who: PersonView) -> None:
    seat, (*_, order, _) = room()
    other = seat.tell(OpenOperation(title="Flood"), DAN)
    liar = Seat(7, "STIB", -1_000_000_000_000)
    liar.hear(seat)
    liar.clock = 0
    never = OrderIssued(9, 1, "f" * 64, ("STIB",), "Nothing", operation=other)
    for fact in (OrderDrafted(("STIB",), "Nothing", operation=other), never):
        seat.take(msgspec.structs.replace(liar.forge(fact, who, order, other), replaces={}))
    again = Seat(9)
    for event in reversed(seat.events.values()):
        again.take(event)
    for each in (seat, again):
        shown = each.order(order)
        assert (shown.text, shown.number, shown.invalid, shown.open) == ("Send foam", 1, "", True)
        assert [one.agency for one in shown.addressees] == ["SIAMU"]
        assert shown.operation == seat.picture.all("operation")[0].id
        assert ("acknowledge", order) in {(need.sort, need.thing) for need in each.needs(BEN).needs}
    seat.tell(AcknowledgeOrder(order=order), BEN)
    seat.tell(CancelOrder(order=order, reason="Wind"), ANN)
    assert not seat.order(order).open


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_decodes_is_folded_shown_and_counted_without_harm(data: st.DataObject) -> None:
    seat, known = room()
    things = st.sampled_from((*known, *IDS))
    for _ in range(data.draw(st.integers(1, 25))):
        fact = data.draw(facts())
        about = tuple(data.draw(st.lists(things, min_size=1, max_size=4)))
        seat.record(Draft(fact, about), data.draw(st.sampled_from((ANN, DAN, EVE, FAY, GUS, None))))
    for subject in SUBJECTS:
        for thing in seat.picture.all(subject):
            seat.picture.view(thing)
            seat.command(thing.id)
    shown = everything_shown(seat.picture)
    again = Seat()
    again.hear(seat)
    assert everything_shown(again.picture) == shown
    assert again.picture.digest() == seat.picture.digest()
    for who in (ANN, DAN, GUS):
        seat.needs(who)
