"""The rows of a log: held as they are, by their ids, or by where a rest page has them."""

from array import array
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from console.domain.lines import Lines

PAGE = [bytes([n]) * 16 for n in range(8)]
CLOCKS = [10, 20, 20, 20, 30, 40, 40, 50]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["list", "take out"]), st.sampled_from([5, 20, 30, 40, 60]), st.integers(0, 11)
    ),
    max_size=30,
)


def look(row: bytes, clock: int) -> Any:
    return row, clock


def on_a_page() -> Lines:
    return Lines(look, PAGE.__getitem__, array("I", range(8)), array("Q", CLOCKS))


def held() -> Lines:
    log = Lines(look)
    for row, clock in zip(PAGE, CLOCKS, strict=True):
        log.add(clock, row)
    return log


def done(log: Lines, acts: list[tuple[str, int, int]]) -> Lines:
    for act, clock, n in acts:
        name = bytes([n]) * 16
        if act == "list":
            log.add(clock, name)
        else:
            log.remove(clock, name.hex())
    return log


@given(ACTS)
def test_a_log_on_a_page_reads_like_one_that_is_held(acts: list[tuple[str, int, int]]) -> None:
    paged, plain = done(on_a_page(), acts), done(held(), acts)
    assert list(paged.rows()) == list(plain.rows())
    assert paged.latest(5) == plain.latest(5)
    assert paged.extent == plain.extent


@given(ACTS, ACTS)
def test_a_copy_stays_as_the_log_was(
    acts: list[tuple[str, int, int]], later: list[tuple[str, int, int]]
) -> None:
    log = done(on_a_page(), acts)
    copy, was = log.copy(), list(log.rows())
    done(log, later)
    assert list(copy.rows()) == was


@given(ACTS)
def test_a_log_holds_no_more_of_its_own_than_it_ever_listed_at_once(acts: list[tuple[str, int, int]]) -> None:
    log = on_a_page()
    most = 0
    for act in acts:
        done(log, [act])
        most = max(most, len(log))
    assert len(log._own) <= most
