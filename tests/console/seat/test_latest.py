"""The newest lines of all logs together are what each log, looked at anew, would give."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from console.domain.lines import UNSEEN, Lines, Row, order
from console.seat.latest import Latest

LIMIT = 5


class Line:
    """A row of a log."""

    def __init__(self, clock: int, id_: str) -> None:
        self.row, self.id = clock, id_


def at_rest(id_: bytes, clock: int) -> Row:
    raise AssertionError(id_, clock)  # all lines here are held whole


def looked_at_anew(logs: dict[str, Lines]) -> list[Row]:
    found = {row.id: row for log in logs.values() for row in log.latest(sys.maxsize)}
    return sorted(found.values(), key=order)[-LIMIT:]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "write", "write", "take out", "new log"]),
        st.integers(0, 30),
        st.sets(st.sampled_from("abc"), min_size=1),
    ),
    max_size=40,
)


@given(STEPS, st.integers(1, 4))
def test_the_latest_lines_are_the_latest_whatever_came_moved_or_went(
    steps: list[tuple[str, int, set[str]]], every: int
) -> None:
    logs = {"a": Lines(at_rest)}
    latest = Latest(LIMIT)
    followed, seen = dict[str, Row](), UNSEEN
    for number, (what, clock, keys) in enumerate(steps):
        if what == "new log":
            logs.update({key: Lines(at_rest) for key in keys if key not in logs})
        line: Row = Line(clock, f"{number:03}")  # type: ignore[assignment]
        for key in sorted(keys & logs.keys()):
            if what == "take out" and len(logs[key]):
                gone = logs[key].latest(sys.maxsize)[clock % len(logs[key])]
                for log in logs.values():
                    log.remove(gone.row, gone.id)
            elif what == "write":
                logs[key].add(clock, line)
        if number % every == 0:
            latest.look(logs)
            assert latest.since(UNSEEN) == looked_at_anew(logs)
            followed |= {row.id: row for row in latest.since(seen)}
            seen = latest.extent
            assert followed.keys() >= {row.id for row in looked_at_anew(logs)}
