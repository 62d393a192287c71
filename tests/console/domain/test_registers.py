from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.author import Author
from console.domain.facts import Noted
from console.domain.registers import Register, Write, register

ANN = Author("s1", seat_label="desk", person="p1", name="Ann", agency="SAFE")


def write(entry: str, hlc: int, value: Any, *replaces: str, noted: Noted | None = None) -> Write:
    return Write(entry, hlc << 16, value, ANN, replaces, noted)


def test_a_value_that_replaces_another_stands_alone() -> None:
    shown = register([write("a", 1, "open"), write("b", 2, "closed", "a")]).shown()
    assert (shown.value, shown.heads, shown.conflict) == ("closed", ("b",), False)


def test_two_values_of_which_neither_knew_the_other_are_a_conflict_and_the_later_is_shown() -> None:
    shown = register([write("a", 1, "x"), write("b", 3, "y", "a"), write("c", 2, "z", "a")]).shown()
    assert (shown.value, shown.heads, shown.conflict) == ("y", ("c", "b"), True)


def test_two_people_who_write_the_same_do_not_disagree() -> None:
    assert not register([write("a", 1, {"x": 1, "y": 2}), write("b", 2, {"y": 2, "x": 1})]).shown().conflict


def test_the_cautious_value_is_shown_even_if_it_is_older() -> None:
    shown = register([write("a", 1, 500), write("b", 2, 100)]).shown(caution=lambda value: value)
    assert (shown.value, shown.conflict) == (500, True)


def test_a_value_is_gone_although_what_replaced_it_was_itself_replaced() -> None:
    writes = [write("a", 1, 1), write("b", 2, 2, "a"), write("c", 3, 3, "b")]
    assert register([writes[0], writes[2], writes[1]]).shown().heads == ("c",)


def test_where_a_named_entry_has_not_arrived_the_field_is_incomplete_and_not_in_conflict() -> None:
    seen = [write("a", 1, 1), write("c", 3, 3, "b")]
    before, after = register(seen).shown(), register([*seen, write("b", 2, 2, "a")]).shown()
    assert (before.incomplete, before.conflict) == (True, False)
    assert (after.incomplete, after.conflict, after.value) == (False, False, 3)


def test_a_settled_field_stays_settled_when_old_news_stays_away() -> None:
    settled = [write("a", 1, 1), write("c", 3, 3, "lost"), write("d", 4, 4, "a", "c")]
    assert not register(settled).shown().incomplete


def test_what_was_noted_yields_to_a_word_of_the_agency_itself() -> None:
    noted = Noted("STIB", "phone")
    own, told = write("a", 1, "engaged"), write("b", 9, "absent", noted=noted)
    shown = register([told, own]).shown()
    assert (shown.value, shown.noted, shown.conflict) == ("engaged", None, False)


def test_a_later_call_by_the_agency_counts_and_shows_that_it_was_noted() -> None:
    shown = register(
        [write("a", 1, "engaged"), write("b", 2, "absent", "a", noted=Noted("STIB", "radio"))]
    ).shown()
    assert (shown.value, shown.agency, shown.noted) == ("absent", "STIB", Noted("STIB", "radio"))


def test_a_value_without_effect_replaces_nothing() -> None:
    void = Write("b", 2 << 16, 2, ANN, ("a",), effective=False)
    assert register([write("a", 1, 1), void]).shown().value == 1


def test_a_value_that_cannot_be_read_leaves_the_field_incomplete_until_somebody_replaces_it() -> None:
    unread = Write("b", 2 << 16, None, ANN, ("a",), effective=False, unread=True)
    assert register([write("a", 1, 1), unread]).shown().incomplete
    assert not register([write("a", 1, 1), unread, write("c", 3, 3, "b", "a")]).shown().incomplete


@st.composite
def histories(draw: st.DrawFn) -> list[Write]:
    writes: list[Write] = []
    for n in range(draw(st.integers(1, 8))):
        named = draw(st.sets(st.sampled_from([w.entry for w in writes]), max_size=3)) if writes else set()
        made = write(f"e{n}", draw(st.integers(1, 9)), draw(st.integers(0, 3)), *sorted(named))
        writes.append(made)
    return writes


@settings(max_examples=150)
@given(histories(), st.randoms(use_true_random=False))
def test_no_order_and_no_double_changes_what_is_shown(writes: Sequence[Write], chance: Any) -> None:
    shuffled = [*writes, *writes[:3]]
    chance.shuffle(shuffled)
    assert register(shuffled).shown() == register(writes).shown()


@settings(max_examples=150)
@given(histories())
def test_no_value_is_lost_but_by_being_replaced(writes: Sequence[Write]) -> None:
    heads = {w.entry for w in register(writes).heads}
    named = {r for w in writes for r in w.replaces}
    assert heads == {w.entry for w in writes} - named


@settings(max_examples=300)
@given(histories(), st.sets(st.integers(0, 7)), st.randoms(use_true_random=False))
def test_a_register_that_was_looked_at_takes_in_more_as_one_that_was_not(
    writes: list[Write], void: set[int], chance: Any
) -> None:
    weighed = [w.without_effect() if n in void else w for n, w in enumerate(writes)]
    if chance.random() < 0.5:
        chance.shuffle(weighed)
    looked_at, named = Register(), set[str]()
    for n, each in enumerate(weighed, 1):
        looked_at.add(each, last=each.entry not in named)
        named.update(each.replaces)
        assert looked_at.heads == register(weighed[:n]).heads
