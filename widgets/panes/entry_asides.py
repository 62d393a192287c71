"""Beside the entry line: which day was meant, and for a while after Enter what may still be done about it."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from console.domain.log import LineView
from console.figures import clock_time
from widgets.ages import age, days_from_today, now_ms
from widgets.keyboard import ENTER
from widgets.look import set_role, space
from widgets.panes.entry import UnclearTime
from widgets.text import label

translate = QCoreApplication.translate
OFFERED_MS = 10_000
DAYS = ((Qt.Key.Key_Up, "↑"), (Qt.Key.Key_Down, "↓"))  # the key of each answer, as it stands on its chip


def day_said(at: int) -> str:
    """A time with its day: yesterday 14:05."""
    days = {
        -1: translate("WhichDay", "yesterday {0}"),
        0: translate("WhichDay", "today {0}"),
        1: translate("WhichDay", "tomorrow {0}"),
    }
    return days.get(days_from_today(at, now_ms()), "{0}").format(clock_time(at))


def time_said(at: int) -> str:
    """A time as it was understood: how long ago, or on which day."""
    now = now_ms()
    return f"{clock_time(at)} – {age(at, now)}" if at <= now else day_said(at)


class WhichDay(QWidget):
    """Asks which day a time of the clock was meant for. `meant` when somebody says so.

    It never takes the focus: who types on goes on typing, and answers nothing by it.
    """

    meant = Signal(object)  # ms: more than the integers of Qt hold

    def __init__(self) -> None:
        super().__init__()
        self.question = label("warn", wrap=True)
        self.days = [QPushButton() for _ in DAYS]
        self._keys = [label("key", sign) for _, sign in DAYS]
        self._options: tuple[int, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        space(row, 8)
        row.addWidget(self.question, 1)
        for n, (key, button) in enumerate(zip(self._keys, self.days, strict=True)):
            row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(button)
            button.clicked.connect(lambda _checked, n=n: self._say(n))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def ask(self, unclear: UnclearTime) -> None:
        """Until it is answered, given up, or the line is changed."""
        self._options = unclear.options
        asked = self.tr("{0} is more than 12 hours ago. Which do you mean?")
        self.question.setText(asked.format(unclear))
        for n, (key, button) in enumerate(zip(self._keys, self.days, strict=True)):
            for part in (key, button):
                part.setVisible(n < len(unclear.options))
            if n < len(unclear.options):
                button.setText(day_said(unclear.options[n]))
        self.show()

    def takes(self, key: Qt.Key) -> bool:
        """Whether a key of the line was for the question: an answer, Escape. Enter struck twice is none."""
        if self.isHidden():
            return False
        answers = [answer for answer, _ in DAYS[: len(self._options)]]
        if key in answers:
            self._say(answers.index(key))
        elif key == Qt.Key.Key_Escape:
            self.hide()
        return key in {*answers, Qt.Key.Key_Escape, *ENTER}

    def _say(self, n: int) -> None:
        self.hide()
        self.meant.emit(self._options[n])


class JustLogged(QWidget):
    """For ten seconds after Enter: correct what was logged, or withdraw it. The line keeps the focus."""

    correcting, withdrawing = Signal(object), Signal(object)  # LineView
    turned = Signal(bool)  # whether it is offered now

    def __init__(self) -> None:
        super().__init__()
        self.line: LineView | None = None
        self.correct, self.withdraw = QPushButton(), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        space(row, 8)
        for key, button in (("↑", self.correct), ("Del", self.withdraw)):
            row.addWidget(label("key", key), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(button)
            set_role(button, "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.correct.clicked.connect(lambda _checked: self.correcting.emit(self.line))
        self.withdraw.clicked.connect(lambda _checked: self.withdrawing.emit(self.line))
        self._while = QTimer(self)
        self._while.setSingleShot(True)
        self._while.setInterval(OFFERED_MS)
        self._while.timeout.connect(self.end)
        self.hide()

    def reword(self) -> None:
        """Say everything in the language of now."""
        self.correct.setText(self.tr("Correct"))
        self.withdraw.setText(self.tr("Withdraw"))

    def offer(self, line: LineView) -> None:
        """It was logged."""
        self.line = line
        self.show()
        self.turned.emit(True)
        self._while.start()

    def end(self) -> None:
        """Somebody goes on, or the time is over."""
        self.line = None
        self._while.stop()
        self.hide()
        self.turned.emit(False)


class Hints(QWidget):
    """What Enter does, and the key that finds anything; hidden right after Enter, where more may be done."""

    def __init__(self) -> None:
        super().__init__()
        self._words = [label("muted") for _ in range(2)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        space(row, 8)
        for key, word in zip(("Enter", "Ctrl+K"), self._words, strict=True):
            row.addWidget(label("key", key), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(word)

    def reword(self) -> None:
        """Say everything in the language of now."""
        for word, text in zip(self._words, (self.tr("log"), self.tr("anything")), strict=True):
            word.setText(text)
