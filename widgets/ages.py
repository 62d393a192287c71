"""Times and ages as the room says them, and the one timer by which all of them move on."""

import time
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from console.figures import bare_time, clock_seconds, clock_time

translate = QCoreApplication.translate
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
TICK_SECONDS = 5  # no number is redrawn faster than every 2 s, except the clock


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def age(since: int, now: int | None = None) -> str:
    """How long ago: 12 min, 1 h 20, 3 d. Under a minute: 0 min."""
    gone = max(0, (now_ms() if now is None else now) - since)
    if gone < HOUR:
        return f"{gone // MINUTE} min"
    if gone < DAY:
        return translate("Ages", "{0} h {1:02d}").format(gone // HOUR, gone % HOUR // MINUTE)
    return translate("Ages", "{0} d {1} h").format(gone // DAY, gone % DAY // HOUR)


def overdue(due: int, now: int) -> bool:
    """Whether something is late: its time, if it has one, passed a whole minute ago."""
    return 0 < due <= now - MINUTE


def day(ms: int) -> str:
    """Its date, where that is not today: 23/11."""
    at, today = time.localtime(ms / 1000), time.localtime(now_ms() / 1000)
    return "" if at[:3] == today[:3] else f"{at.tm_mday:02d}/{at.tm_mon:02d}"


def moment(ms: int) -> str:
    """The time of day, with its date where that is not today: 14:05, or 23/11 14:05."""
    return f"{day(ms)} {clock_time(ms)}".strip()


def to_the_second(ms: int) -> str:
    """As `moment`: 14:05:09, or 23/11 14:05:09."""
    return f"{day(ms)} {clock_seconds(ms)}".strip()


def days_from_today(ms: int, now: int) -> int:
    """-1 for yesterday, 0 for today."""
    at, today = (datetime.fromtimestamp(one / 1000).astimezone().date() for one in (ms, now))
    return (at - today).days


def utc(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).strftime("%H:%M")


def shown_at(hours: int, minutes: int, now: int, days: int) -> list[int]:
    """When the clock shows this, so many days from today: twice in the night that has 25 hours. What it never
    shows in the one that has 23 is as much later.
    """
    day = datetime.fromtimestamp(now / 1000) + timedelta(days=days)  # noqa: DTZ006 - the room's own clock
    both = (day.replace(hour=hours, minute=minutes, second=0, microsecond=0, fold=n) for n in (0, 1))
    found = sorted({int(one.timestamp() * 1000) for one in both})
    return [at for at in found if bare_time(at) == f"{hours:02d}:{minutes:02d}"] or found[-1:]


def today_at(hours: int, minutes: int, now: int) -> int:
    """The next time the clock shows this: today, or tomorrow where it has passed."""
    times = (at for days in (0, 1) for at in shown_at(hours, minutes, now, days))
    return next(at for at in times if at >= now - MINUTE)


class Ages(QObject):
    """Ticks each second for clocks, and every few seconds for ages."""

    second = Signal(object)  # ms: more than the integers of Qt hold
    aged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1000)

    def _tick(self) -> None:
        self._ticks += 1
        self.second.emit(now_ms())
        if self._ticks % TICK_SECONDS == 0:
            self.aged.emit()
