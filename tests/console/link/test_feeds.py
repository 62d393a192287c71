"""The feed of a face: first the state, then what changed, never more than it has credit for."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.agenda import StepView
from console.domain.command import GrantCommand
from console.domain.lines import Extent, Lines, Row
from console.domain.log import LineView
from console.domain.log_view import line_view
from console.domain.orders import AcknowledgeOrder, DraftOrder, IssueOrder
from console.domain.picture import Picture
from console.link.faces import (
    AGAIN_SECONDS,
    BATCH_FRESH,
    BATCH_ITEMS,
    BATCH_SECONDS,
    MAX_CREDIT,
    MAX_DIRTY,
    Feed,
    Unread,
)
from console.link.mirror import Key, Mirrored
from console.link.protocol import WINDOW, Changes, LogWindow
from tests.console.domain.seats import ANN, BEN, Seat


class Line:
    """A row of a log."""

    def __init__(self, number: int) -> None:
        self.id, self.row = f"{number:032x}", number


def at_rest(id_: bytes, clock: int) -> Row:
    raise AssertionError(id_, clock)  # all lines here are held whole


class Room:
    """Some subjects and one log, as the seat would show them."""

    def __init__(self) -> None:
        self.steps: dict[str, str] = {}
        self.lines: list[Line] = []
        self.looked = self.listed = 0
        self.at_rest: set[str] = set()  # steps whose views are not made yet
        self.over: set[str] = set()  # steps that nobody waits for
        self.unread: set[str] = set()  # what the disk does not give

    def keys(self) -> Iterable[Key]:
        return [("agenda", key) for key in self.steps]

    def at_hand(self, key: Key) -> bool:
        return key[1] not in self.at_rest

    def rests(self, key: Key) -> bool:
        return key[1] in self.over

    def encoded(self, key: Key) -> bytes | None:
        self.looked += 1
        self.at_rest.discard(key[1])
        if key[1] in self.unread:
            raise Unread
        state = self.steps.get(key[1])
        return None if state is None else msgspec.msgpack.encode(StepView(key[1], "op", "event", {}, state))

    def rows(self, window: LogWindow, seen: Extent) -> tuple[Sequence[Row], Extent]:
        log = Lines(at_rest)
        for line in self.lines:
            log.add(line.row, line)  # type: ignore[arg-type]
        rows = log.since(seen, WINDOW)
        self.listed += len(rows)
        return rows, log.extent

    def together(self, rows: Sequence[Row]) -> AbstractContextManager[None]:
        return nullcontext()

    def line(self, row: Row) -> bytes:
        if row.id in self.unread:
            raise Unread
        return msgspec.msgpack.encode(
            LineView(id=row.id, order=(row.row, row.id), at=row.row, happened=row.row, kind="log.written")
        )

    def write(self, feed: Feed, count: int) -> None:
        for _ in range(count):
            self.lines.append(Line(len(self.lines)))
            feed.touch_logs({"op"}, [self.lines[-1].id])


class Clock:
    def __init__(self) -> None:
        self.now = 0.0


def deliver(feed: Feed, room: Room, mirror: Mirrored, clock: Clock) -> list[Changes]:
    """Let the face take everything in at once."""
    batches: list[Changes] = []
    while feed.due(clock.now) is not None:
        clock.now += BATCH_SECONDS
        batches.append(feed.batch(clock.now, room))
        mirror.apply(batches[-1])
        feed.credited(batches[-1].number)
    return batches


def states(mirror: Mirrored) -> dict[str, str]:
    return {view.id: view.state for view in mirror.all("agenda")}


def test_first_the_present_state_then_only_what_changes() -> None:
    feed, room, mirror, clock = Feed(8), Room(), Mirrored(), Clock()
    room.steps = {"a": "planned", "b": "planned"}
    (first,) = deliver(feed, room, mirror, clock)
    assert (first.reset, first.complete, states(mirror)) == (True, True, room.steps)
    room.steps["a"] = "done"
    feed.touch([("agenda", "a")])
    (second,) = deliver(feed, room, mirror, clock)
    assert (second.reset, [key for _, key, _ in second.items]) == (False, ["a"])
    assert states(mirror) == room.steps
    del room.steps["b"]
    feed.touch([("agenda", "b")])
    deliver(feed, room, mirror, clock)
    assert states(mirror) == {"a": "done"}


def test_the_first_change_goes_at_once_and_the_next_after_a_twentieth_of_a_second() -> None:
    feed, room, mirror, clock = Feed(8), Room(), Mirrored(), Clock()
    deliver(feed, room, mirror, clock)
    clock.now += 1
    feed.touch([("agenda", "a")])
    assert feed.due(clock.now) == 0
    feed.batch(clock.now, room)
    feed.touch([("agenda", "a")])
    assert feed.due(clock.now) == pytest.approx(BATCH_SECONDS)


def test_the_present_state_comes_without_waiting_between_its_batches() -> None:
    feed, room, mirror, clock = Feed(8), Room(), Mirrored(), Clock()
    room.steps = {str(number): "planned" for number in range(3 * BATCH_ITEMS)}
    batches = 0
    while feed.due(clock.now) == 0:
        changes = feed.batch(clock.now, room)
        mirror.apply(changes)
        feed.credited(changes.number)
        batches += 1
    assert (batches, changes.complete, len(states(mirror))) == (3, True, len(room.steps))
    feed.touch([("agenda", key) for key in room.steps])
    assert feed.due(clock.now) == pytest.approx(BATCH_SECONDS)


def test_what_was_over_long_ago_comes_once_all_else_is_there() -> None:
    feed, room, mirror, clock = Feed(8), Room(), Mirrored(), Clock()
    feed.choose([LogWindow("main", "op")], again=True)
    room.over = {f"over {number}" for number in range(2 * BATCH_FRESH)}
    room.at_rest = {*room.over, "a"}
    room.steps = {**dict.fromkeys(room.over, "done"), "a": "planned"}
    room.write(feed, 3)
    first, *later = deliver(feed, room, mirror, clock)
    assert {key for _, key, _ in first.items} >= {"a", "main"}
    assert (first.complete, first.whole) == (True, False)
    assert [(each.complete, each.whole) for each in later[-2:]] == [(True, False), (True, True)]
    assert states(mirror) == room.steps


def test_what_changes_is_shown_before_what_was_over_long_ago() -> None:
    feed, room, mirror, clock = Feed(8), Room(), Mirrored(), Clock()
    room.over = {f"over {number}" for number in range(3 * BATCH_FRESH)}
    room.at_rest = {*room.over}
    room.steps = dict.fromkeys(room.over, "done")
    mirror.apply(feed.batch(clock.now, room))
    reopened = max(room.over - states(mirror).keys())
    room.steps[reopened] = "planned"
    feed.touch([("agenda", reopened)])
    assert feed.due(clock.now) == pytest.approx(BATCH_SECONDS), "nobody is held up for what is over"
    clock.now += BATCH_SECONDS
    second = feed.batch(clock.now, room)
    assert second.items[0][1] == reopened
    feed.credited(second.number)
    mirror.apply(second)
    deliver(feed, room, mirror, clock)
    assert states(mirror) == room.steps


def test_whoever_looks_at_another_log_gets_its_lines_at_once_and_nothing_else_again() -> None:
    feed, room, mirror, clock = Feed(8), Room(), Mirrored(), Clock()
    room.steps = {"a": "planned"}
    feed.choose([LogWindow("main", "op"), LogWindow("key", "op", key=True)], again=False)
    room.write(feed, 3)
    deliver(feed, room, mirror, clock)
    looked, before, room.lines = room.looked, room.lines, [Line(number) for number in range(100, 102)]
    feed.choose([LogWindow("main", "op", "incident"), LogWindow("key", "op", key=True)], again=False)
    assert feed.due(clock.now) == 0
    (batch,) = deliver(feed, room, mirror, clock)
    assert [line.at for line in mirror.log("main")] == [100, 101]
    assert len(mirror.log("key")) == len(before)
    assert (batch.reset, batch.complete, room.looked) == (False, True, looked)
    feed.choose([], again=False)
    (batch,) = deliver(feed, room, mirror, clock)
    assert (mirror.log("main"), mirror.count("key"), batch.complete) == ([], 0, True)


def test_a_face_without_credit_gets_nothing_and_costs_one_place_a_subject() -> None:
    feed, room, mirror, clock = Feed(2), Room(), Mirrored(), Clock()
    for _ in range(2):
        feed.batch(clock.now, room)
        feed.touch([("agenda", "a")])
    assert feed.due(clock.now + 10) is None
    for number in range(1000):
        room.steps["a"] = str(number)
        feed.touch([("agenda", "a")])
    assert len(feed._dirty) == 1
    feed.credited(2)
    deliver(feed, room, mirror, clock)
    assert states(mirror) == {"a": "999"}


def test_a_face_that_was_away_for_more_than_is_worth_keeping_gets_the_present_state_again() -> None:
    feed, room, mirror, clock = Feed(8), Room(), Mirrored(), Clock()
    deliver(feed, room, mirror, clock)
    room.steps = {str(number): "planned" for number in range(MAX_DIRTY + 10)}
    feed.touch([("agenda", key) for key in room.steps])
    assert not feed._dirty
    batches = deliver(feed, room, mirror, clock)
    assert batches[0].reset
    assert [batch.complete for batch in batches] == [False] * (len(batches) - 1) + [True]
    assert states(mirror) == room.steps


def test_a_batch_makes_few_views_and_sends_many_that_are_made() -> None:
    feed, room, mirror, clock = Feed(8), Room(), Mirrored(), Clock()
    room.steps = {str(number): "planned" for number in range(4 * BATCH_FRESH)}
    room.at_rest = {str(number) for number in range(2 * BATCH_FRESH)}
    batches = deliver(feed, room, mirror, clock)
    assert [len(batch.items) for batch in batches] == [BATCH_FRESH, BATCH_FRESH, 2 * BATCH_FRESH]
    assert states(mirror) == room.steps


def test_a_window_holds_the_latest_lines_and_knows_how_many_there_are() -> None:
    feed, room, mirror, clock = Feed(8), Room(), Mirrored(), Clock()
    feed.choose([LogWindow("left", "op")], again=True)
    room.write(feed, 2000)
    deliver(feed, room, mirror, clock)
    assert [line.at for line in mirror.log("left")] == list(range(2000 - WINDOW, 2000))
    assert mirror.count("left") == 2000
    room.write(feed, 3)
    (batch,) = deliver(feed, room, mirror, clock)
    assert len([kind for kind, _, _ in batch.items if kind == "line"]) == 3
    assert [line.at for line in mirror.log("left")] == list(range(2003 - WINDOW, 2003))
    feed.touch_logs({"op"}, [room.lines[-1].id])
    (batch,) = deliver(feed, room, mirror, clock)
    assert len([kind for kind, _, _ in batch.items if kind == "line"]) == 1
    feed.touch_logs({"another"}, [])
    assert deliver(feed, room, mirror, clock) == []


def test_a_line_more_at_the_end_of_a_log_is_all_that_is_looked_at() -> None:
    feed, room, mirror, clock = Feed(8), Room(), Mirrored(), Clock()
    feed.choose([LogWindow("left", "op")], again=True)
    room.write(feed, 2 * WINDOW)
    deliver(feed, room, mirror, clock)
    listed = room.listed
    room.write(feed, 1)
    deliver(feed, room, mirror, clock)
    assert room.listed == listed + 1


@given(st.lists(st.tuples(st.integers(0, 2 * WINDOW), st.booleans(), st.booleans()), max_size=30))
def test_a_face_has_the_latest_lines_wherever_in_the_log_they_came_or_went(
    happened: list[tuple[int, bool, bool]],
) -> None:
    feed, mirror, clock, log = Feed(8), Mirrored(), Clock(), Lines(at_rest)
    room = Room()
    room.rows = lambda window, seen: (log.since(seen, WINDOW), log.extent)  # type: ignore[method-assign]
    for at in range(0, 2 * WINDOW, 2):
        log.add(at, Line(at))  # type: ignore[arg-type]
    feed.choose([LogWindow("left", "op")], again=True)
    deliver(feed, room, mirror, clock)
    for at, written, looked_at in happened:
        line = Line(at)
        if written:
            log.add(at, line)  # type: ignore[arg-type]
        else:
            log.remove(at, line.id)
        feed.touch_logs({"op"}, [line.id])
        if looked_at:
            deliver(feed, room, mirror, clock)
            assert [line.id for line in mirror.log("left")] == [row.id for row in log.latest(WINDOW)]
    deliver(feed, room, mirror, clock)
    assert [line.id for line in mirror.log("left")] == [row.id for row in log.latest(WINDOW)]
    (window,) = feed._windows.values()
    assert list(window.sent) == [row.id for row in log.latest(WINDOW)]


def test_a_log_of_which_all_is_another_comes_in_batches_of_the_usual_size() -> None:
    feed, mirror, clock, room = Feed(8), Mirrored(), Clock(), Room()
    log = Lines(at_rest)
    room.rows = lambda window, seen: (log.since(seen, WINDOW), log.extent)  # type: ignore[method-assign]
    first, second = ([Line(at) for at in range(begin, 2 * WINDOW, 2)] for begin in (0, 1))
    for line in first:
        log.add(line.row, line)  # type: ignore[arg-type]
    feed.choose([LogWindow("left", "op")], again=True)
    deliver(feed, room, mirror, clock)
    for line in first:
        log.remove(line.row, line.id)
    for line in second:
        log.add(line.row, line)  # type: ignore[arg-type]
    feed.touch_logs({"op"}, [])
    batches = deliver(feed, room, mirror, clock)
    assert max(len(batch.items) for batch in batches) <= BATCH_ITEMS
    assert [line.id for line in mirror.log("left")] == [line.id for line in second]


def test_a_burst_of_50000_lines_into_a_stopped_face_costs_no_more_than_its_window() -> None:
    feed, room, mirror, clock = Feed(1), Room(), Mirrored(), Clock()
    feed.choose([LogWindow("left", "op")], again=True)
    feed.batch(clock.now, room)
    room.write(feed, 50_000)
    (window,) = feed._windows.values()
    assert len(window.sent) + len(window._changed) <= 2 * WINDOW
    feed.credited(1)
    deliver(feed, room, mirror, clock)
    assert [line.at for line in mirror.log("left")] == list(range(50_000 - WINDOW, 50_000))
    assert mirror.count("left") == 50_000


def test_a_batch_that_could_not_be_sent_is_followed_by_the_present_state() -> None:
    feed, room, mirror, clock = Feed(8), Room(), Mirrored(), Clock()
    deliver(feed, room, mirror, clock)
    room.steps = {"a": "planned"}
    feed.touch([("agenda", "a")])
    lost = feed.batch(clock.now + 1, room)
    feed.lost()
    clock.now += 2
    (again,) = deliver(feed, room, mirror, clock)
    assert (again.number, again.reset) == (lost.number, True)
    assert states(mirror) == room.steps


def test_a_face_that_asks_for_endless_credit_gets_so_many_batches_and_no_more() -> None:
    feed, room = Feed(credit=1_000_000), Room()
    for n in range(2 * MAX_CREDIT):
        feed.touch([("agenda", str(n))])
        if feed.due(float(n)) is not None:
            feed.batch(float(n), room)
    assert feed.due(float(2 * MAX_CREDIT)) is None
    feed.credited(1)
    assert feed.due(float(2 * MAX_CREDIT)) is not None


def test_credit_for_batches_never_sent_is_worth_nothing() -> None:
    feed, room = Feed(1), Room()
    feed.batch(0, room)
    feed.credited(0)
    feed.touch([("agenda", "a")])
    assert feed.due(9) is None
    feed.credited(1_000_000)
    feed.batch(9, room)
    feed.touch([("agenda", "a")])
    assert feed.due(99) is None


def test_views_of_kinds_that_a_face_does_not_know_are_skipped_and_counted() -> None:
    mirror = Mirrored()
    changed = mirror.apply(Changes(1, True, (("weather", "x", b"\x80"), ("agenda", "y", b"\xc1"))))
    assert (changed, mirror.skipped) == (set(), 2)


def test_a_view_that_comes_again_as_it_was_is_no_change() -> None:
    """Whatever is about an operation touches who commands it, which every pane follows."""
    mirror, room = Mirrored(), Room()
    room.steps = {"a": "planned"}
    item = ("agenda", "a", room.encoded(("agenda", "a")))
    assert mirror.apply(Changes(1, True, (item,))) == {("agenda", "a")}
    assert mirror.apply(Changes(2, False, (item,))) == set()
    room.steps["a"] = "done"
    assert mirror.apply(Changes(3, False, (("agenda", "a", room.encoded(("agenda", "a"))),))) == {
        ("agenda", "a")
    }
    assert mirror.apply(Changes(4, False, (("agenda", "a", None), ("agenda", "b", None)))) == {
        ("agenda", "a")
    }


class Played(Room):
    """The log of an operation, as a picture lists and tells it."""

    def __init__(self, picture: Picture, operation: str) -> None:
        super().__init__()
        self._picture, self._operation = picture, operation

    def rows(self, window: LogWindow, seen: Extent) -> tuple[Sequence[Row], Extent]:
        lines = self._picture.lines(self._operation)
        return lines.since(seen, WINDOW), lines.extent

    def line(self, row: Row) -> bytes:
        if row.id in self.unread:
            raise Unread
        return msgspec.msgpack.encode(line_view(row, self._picture))


def test_a_line_that_came_before_what_it_is_about_is_told_again() -> None:
    """An acknowledgement may overtake its order: its line names the order once that is here."""
    far, near = Seat(1), Seat(2, "SIAMU")
    operation = far.begin()
    far.tell(GrantCommand(operation=operation, holder=ANN.id, authority="HF"), ANN)
    drafted = far.tell(DraftOrder(operation=operation, to=("SIAMU",), text="Close the road"), ANN)
    known = set(far.events)
    order = far.tell(
        IssueOrder(operation=operation, to=("SIAMU",), text="Close the road", draft=drafted), ANN
    )
    near.hear(far)
    near.tell(AcknowledgeOrder(order=order), BEN)
    issued = [event for id_, event in far.events.items() if id_ not in known]
    late = Seat(3)
    feed, room, mirror, clock = Feed(8), Played(late.picture, operation), Mirrored(), Clock()
    feed.choose([LogWindow("log", operation)], again=True)
    for event in [*(e for e in near.events.values() if e not in issued), *issued]:
        late.take(event, lasting=True)
        feed.touch_logs({operation}, [event.about[0]])
        deliver(feed, room, mirror, clock)
    told = {line.kind: line.params["label"] for line in mirror.log("log") if line.kind.startswith("order.")}
    assert told["order.acknowledged"] == "1"


def test_what_the_disk_does_not_give_comes_later_and_holds_nothing_else_up() -> None:
    room, feed, mirror, clock = Room(), Feed(4), Mirrored(), Clock()
    feed.choose((LogWindow("all", "op"),), again=True)
    room.steps = {"one": "planned", "two": "planned"}
    room.write(feed, 3)
    room.unread = {"one", room.lines[1].id}
    batch = feed.batch(clock.now, room)
    mirror.apply(batch)
    feed.credited(batch.number)
    assert not batch.complete
    assert mirror.get("agenda", "one") is None
    assert mirror.get("agenda", "two") is not None
    assert [line.id for line in mirror.log("all")] == [room.lines[0].id, room.lines[2].id]
    assert feed.due(clock.now) == AGAIN_SECONDS + BATCH_SECONDS, "the disk gets some peace"
    room.unread = set()
    clock.now += AGAIN_SECONDS
    assert deliver(feed, room, mirror, clock)[-1].complete
    assert mirror.get("agenda", "one") is not None
    assert [line.id for line in mirror.log("all")] == [line.id for line in room.lines]
