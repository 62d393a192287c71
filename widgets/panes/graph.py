"""The timeline drawn with pyqtgraph: one bar item and one scatter item a lane, plain text only."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt

from console.figures import clock_time
from widgets.ages import MINUTE
from widgets.lines import broken, evened
from widgets.look import colour, look
from widgets.marks import width
from widgets.panes.lanes import Lane, Mark, beside

STEP = 15 * MINUTE
THICK = 0.5  # of a lane
SIX = 6  # lanes for which there is always room
TOP, FOOT = -2.1, 0.6  # lanes above the first, where the names of marks stand, and below the last
ROWS = 2  # of the name of a mark
EDGE = 18  # design pixels before a lane's name
AIR = 8  # design pixels beside the name of a mark, with what its item keeps around it


class Times(pg.AxisItem):  # type: ignore[misc] # pyqtgraph carries no types
    """Times of day every quarter of an hour."""

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        first = -(-int(low) // STEP) * STEP
        return [(float(STEP), [float(at) for at in range(first, int(high) + 1, STEP)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [clock_time(round(at)) for at in values]


class Names(pg.AxisItem):  # type: ignore[misc]
    """The names of the lanes, each beginning where everything of the pane begins."""

    def generateDrawSpecs(self, painter: Any) -> tuple[Any, list[Any], list[Any]]:
        axis, ticks, texts = super().generateDrawSpecs(painter)
        wide, left = self.size().width(), look.px(EDGE)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return (
            axis,
            ticks,
            [(QRectF(left, box.top(), wide, box.height()), flags, text) for box, _, text in texts],
        )


class Graph(pg.PlotWidget):  # type: ignore[misc]
    """Shows lanes; the keys are those of the band around it."""

    def __init__(self) -> None:
        super().__init__(axisItems={"top": Times("top"), "left": Names("left")}, background=colour("bg1"))
        self.setFrameShape(self.Shape.NoFrame)
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.hideAxis("bottom")
        self.showAxis("top")
        self._lanes: list[tuple[Any, Any]] = []
        self._marks: list[Any] = []
        self._shown: tuple[list[Mark], tuple[int, int]] = [], (0, 1)
        plot = self.getPlotItem()
        plot.invertY(True)
        plot.getViewBox().setDefaultPadding(0)
        self._now, self._read = pg.InfiniteLine(angle=90), pg.InfiniteLine(angle=90)
        self.addItem(self._now)
        self.addItem(self._read)
        plot.getViewBox().sigResized.connect(lambda _box: self._show_marks())
        self.dress()

    def dress(self) -> None:
        """Take the sizes in force."""
        for name in ("top", "left"):
            axis = self.getAxis(name)
            axis.setPen(pg.mkPen(colour("bg1")))
            axis.setTextPen(pg.mkPen(colour("t3" if name == "top" else "t2")))
            axis.setStyle(textFillLimits=[(0, 9.0)], hideOverlappingLabels=False)
            axis.setStyle(tickLength=0, tickFont=look.font(13), tickTextOffset=look.px(6))
        self.getAxis("top").setHeight(look.px(22))
        self.getAxis("top").setGrid(40)
        self._now.setPen(self._pen("t1", 2))
        self._read.setPen(self._pen("t2", 1, Qt.PenStyle.DotLine))

    def _pen(self, token: str, wide: int, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> Any:
        """Which counts the points of the screen, however many of them make up one of the window's."""
        return pg.mkPen(colour(token), width=look.px(wide) * self.devicePixelRatioF(), style=style)

    def show_lanes(
        self, lanes: list[Lane], marks: list[Mark], at: tuple[int, int], between: tuple[int, int]
    ) -> None:
        """Show everything between two times. `at`: now, and where somebody reads."""
        names = look.font(13)
        widest = max((width(names, lane.name) for lane in lanes), default=0)
        self.getAxis("left").setWidth(max(look.px(96), widest + look.px(2 * EDGE)))
        self.getAxis("left").setTicks([[(n, lane.name) for n, lane in enumerate(lanes)]])
        self.getPlotItem().setYRange(TOP, max(len(lanes), SIX) - 1 + FOOT, padding=0)
        self.getPlotItem().setXRange(*between, padding=0)
        while len(self._lanes) < len(lanes):
            self._lanes.append(self._lane())
        for n, (bars, dots) in enumerate(self._lanes):
            self._fill(bars, dots, n, lanes[n] if n < len(lanes) else Lane(""))
        self._now.setValue(at[0])
        self._read.setValue(at[1])
        self._read.setVisible(at[0] != at[1])
        self._shown = [mark for mark in marks if between[0] <= mark.at <= between[1]], between
        self._show_marks()

    def _lane(self) -> tuple[Any, Any]:
        bars = pg.BarGraphItem(x0=[0], x1=[0], y=[0], height=THICK)
        dots = pg.ScatterPlotItem(size=look.px(7), pen=None, brush=colour("t2"), pxMode=True)
        self.addItem(bars)
        self.addItem(dots)
        return bars, dots

    def _fill(self, bars: Any, dots: Any, place: int, lane: Lane) -> None:
        bars.setOpts(
            x0=[bar.begins for bar in lane.bars],
            x1=[bar.ends for bar in lane.bars],
            y=[place] * len(lane.bars),
            height=THICK,
            brushes=[colour(bar.token, bar.alpha) for bar in lane.bars],
            pen=pg.mkPen(None),
        )
        dots.setData(x=list(lane.dots), y=[place] * len(lane.dots), size=look.px(7))

    def _show_marks(self) -> None:
        """Steps of the agenda, each with its name where that touches no other line at this width."""
        marks, between = self._shown
        for old in self._marks:
            self.removeItem(old)
        self._marks = []
        dashed = self._pen("notice", 1, Qt.PenStyle.DashLine)
        font, share = look.font(13), self.getViewBox().width() / (between[1] - between[0])
        rows = [evened(font, mark.text, ROWS) for mark in marks]
        places = [round((mark.at - between[0]) * share) for mark in marks]
        names = [(x, max(width(font, row) for row in told)) for x, told in zip(places, rows, strict=True)]
        present, ends = (round((at - between[0]) * share) for at in (self._now.value(), between[1]))
        for mark, (before, room) in zip(marks, beside(names, present, ends, look.px(AIR)), strict=True):
            line = pg.InfiniteLine(pos=mark.at, angle=90, pen=dashed)
            told = broken(font, mark.text, room, ROWS, title=True)
            text = pg.TextItem(text="\n".join(told), color=colour("notice"), anchor=(1 if before else 0, 0))
            text.setFont(font)
            text.setPos(mark.at, TOP)
            self._marks += [line, text]
            self.addItem(line)
            self.addItem(text)
