"""The newest rows of several logs together, kept: one more row costs its place, not a look at each log."""

from bisect import bisect_left
from collections.abc import Mapping

from console.domain.lines import Lines, Row, order


class Latest:
    """At most `limit` rows, newest last, in step with logs that mostly grow at their ends."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._rows: list[Row] = []
        self._seen: dict[str, tuple[int, int]] = {}  # log → how many rows it had, and how often rows moved

    def of(self, logs: Mapping[str, Lines]) -> list[Row]:
        """The newest rows of these logs, each once."""
        fresh = self._fresh(logs)
        if fresh is None:
            found = {row.id: row for log in logs.values() for row in log.latest(self._limit)}
            self._rows = sorted(found.values(), key=order)
        else:
            for row in fresh:
                self._add(row)
        del self._rows[: -self._limit]
        self._seen = {key: (len(log), log.moved) for key, log in logs.items()}
        return self._rows

    def _fresh(self, logs: Mapping[str, Lines]) -> list[Row] | None:
        """What has come at the ends of the logs; None where more than that has changed, or much has come."""
        fresh: list[Row] = []
        if not self._seen.keys() <= logs.keys():
            return None
        for key, log in logs.items():
            count, moved = self._seen.get(key, (0, 0))
            if log.moved != moved or len(log) - count > self._limit:
                return None
            fresh += log.latest(len(log) - count)
        return fresh

    def _add(self, row: Row) -> None:
        place = bisect_left(self._rows, order(row), key=order)
        if place == len(self._rows) or order(self._rows[place]) != order(row):
            self._rows.insert(place, row)
