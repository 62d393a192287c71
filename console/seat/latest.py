"""The newest rows of several logs together, kept: one more row costs its place, not a look at each log."""

from bisect import bisect_left
from collections.abc import Mapping

from console.domain.lines import Extent, Lines, Row, order


class Latest:
    """At most `limit` rows, newest last, in step with logs that mostly grow at their ends."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._rows: list[Row] = []
        self._moved = 0
        self._seen: dict[str, Extent] = {}

    @property
    def extent(self) -> Extent:
        """Of all logs together; a row counts in each log that has it."""
        return Extent(sum(seen.rows for seen in self._seen.values()), self._moved)

    def since(self, seen: Extent) -> list[Row]:
        """The newest rows, each once; where only newer ones came since they were `seen`, at least those."""
        grown = self.extent.rows - seen.rows if self._moved == seen.moved else self._limit
        return self._rows[-grown:] if grown else []

    def look(self, logs: Mapping[str, Lines]) -> None:
        """Take in what has come to these logs."""
        fresh = self._fresh(logs)
        if fresh is None:
            found = {row.id: row for log in logs.values() for row in log.latest(self._limit)}
            self._rows = sorted(found.values(), key=order)
            self._moved += 1
        else:
            for row in fresh:
                self._add(row)
        del self._rows[: -self._limit]
        self._seen = {key: log.extent for key, log in logs.items()}

    def _fresh(self, logs: Mapping[str, Lines]) -> list[Row] | None:
        """What has come at the ends of the logs; None where more than that has changed, or much has come."""
        fresh: list[Row] = []
        if not self._seen.keys() <= logs.keys():
            return None
        for key, log in logs.items():
            seen, stands = self._seen.get(key, Extent(0, 0)), log.extent
            if stands == seen:
                continue
            if stands.moved != seen.moved or stands.rows - seen.rows > self._limit:
                return None
            fresh += log.since(seen, self._limit)
        return fresh

    def _add(self, row: Row) -> None:
        place = bisect_left(self._rows, order(row), key=order)
        if place == len(self._rows) or order(self._rows[place]) != order(row):
            self._moved += place < len(self._rows)
            self._rows.insert(place, row)
