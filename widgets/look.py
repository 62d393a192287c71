"""The look: the only place of colours, sizes and style sheets. All quiet is grey; hue means look here."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette, QScreen
from PySide6.QtWidgets import QApplication, QLayout, QStyleFactory, QWidget

from console.paths import resource
from widgets.geometry import MM_PER_INCH, USUAL, Sight
from widgets.measured import DESK_METRES, keep_sight, sight_of

FAMILIES: Final = ("Inter", "Segoe UI", "Noto Sans", "DejaVu Sans")
PRIMARY: Final = 17  # design pixels of primary text: what all other lengths are given against
PRIMARY_ARCMIN: Final = 16.0
INCIDENTAL_ARCMIN: Final = 10.0
SCALES: Final = (80, 90, 100, 110, 125, 150, 175, 200)  # per cent, by Ctrl + and Ctrl -
REGULAR, MEDIUM, SEMIBOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold
_HELD: Final = {what: f"held-{what}" for what in ("margins", "between", "high", "least", "wide")}
_SET: Final = {
    "high": QWidget.setFixedHeight,
    "least": QWidget.setMinimumHeight,
    "wide": QWidget.setFixedWidth,
}
_TOKEN: Final = re.compile(r"\$(\w+)")
_LENGTH: Final = re.compile(r"\b(\d+)u\b")


@cache
def tokens() -> Mapping[str, str]:
    """The palette: token → colour."""
    return msgspec.json.decode(resource("look", "tokens.json").read_bytes(), type=dict[str, str])


@cache
def colour(token: str, alpha: float = 1.0) -> QColor:
    """The colour of a token."""
    made = QColor(tokens()[token])
    made.setAlphaF(alpha)
    return made


@cache
def family() -> str:
    """The first of our families that this machine has."""
    known = set(QFontDatabase.families())
    return next((name for name in FAMILIES if name in known), QApplication.font().family())


@cache
def font_at(pixels: int, weight: QFont.Weight = REGULAR) -> QFont:
    """A font of ours with tabular digits, where Qt can choose them."""
    made = QFont(family())
    made.setPixelSize(max(pixels, 6))
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if hasattr(made, "setFeature"):
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def paper_font(pixels: int, weight: QFont.Weight = REGULAR) -> QFont:
    """The same with the letters and digits that Unicode knows: in a PDF no others are found, nor copied."""
    made = QFont(font_at(pixels, weight))
    if hasattr(made, "setFeature"):
        for feature in ("tnum", "calt"):
            made.setFeature(QFont.Tag(feature), 0)
    return made


@cache
def capital_share() -> float:
    """Height of a capital letter as a share of the font's pixel size, as this font measures."""
    return QFontMetricsF(font_at(200)).capHeight() / 200 or 0.7


class Look(QObject):
    """The sizes in force. `changed` is emitted when text grows or shrinks."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.primary = PRIMARY
        self.percent = 100
        self.sight: Sight | None = None

    def px(self, design: float) -> int:
        """A length of the design, given at 17 px of primary text."""
        return round(design * self.primary / PRIMARY)

    def font(self, design: float = PRIMARY, weight: QFont.Weight = REGULAR) -> QFont:
        return font_at(self.px(design), weight)

    def grow(self, steps: int) -> None:
        """Ctrl + and Ctrl -; 0 goes back to the size that geometry asks for."""
        place = min(range(len(SCALES)), key=lambda n: abs(SCALES[n] - self.percent))
        self.scale(SCALES[max(0, min(len(SCALES) - 1, place + steps))] if steps else 100)

    def scale(self, percent: int) -> None:
        """So many per cent of the size that geometry asks for."""
        percent = max(SCALES[0], min(SCALES[-1], percent))
        if percent != self.percent:
            self.percent = percent
            self.fit()

    def fit(self, screen: QScreen | None = None) -> None:
        """Take the sizes from a screen, or again from the last one, and dress the application anew."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        before = self.sight, self.primary
        if screen is not None or self.sight is None:
            self.sight = sight_of(screen or app.primaryScreen())
        wanted = self.sight.pixels(PRIMARY_ARCMIN, capital_share())
        self.primary = max(8, round(wanted * self.percent / 100))
        if before == (self.sight, self.primary):
            return
        app.setFont(self.font())
        app.setStyleSheet(_sheet(self))
        _apply_all()
        self.changed.emit()


look: Final = Look()


def primary_arcmin() -> float:
    """What a capital of primary text covers now, for the reader of this screen."""
    sight = look.sight or Sight(USUAL / MM_PER_INCH, DESK_METRES)
    return sight.arcmin(look.primary * capital_share())


def dress(app: QApplication) -> None:
    """Give the application its style, palette and sizes; once, before the first window."""
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette())
    look.fit()


@contextmanager
def undressed(app: QApplication) -> Iterator[None]:
    """Build a window of many parts within: Qt would dress each of them anew at every level it is put in."""
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(_sheet(look))  # of the sizes now: whoever comes back may have their own


def pad(thing: QLayout | QWidget, left: float, top: float, right: float, bottom: float) -> None:
    """Margins in design pixels, which follow the text when it grows."""
    _hold(thing, "margins", (left, top, right, bottom))


def space(layout: QLayout, between: float) -> None:
    """The space between parts in design pixels, which follows the text when it grows."""
    _hold(layout, "between", (between,))


def high(widget: QWidget, pixels: float) -> None:
    """A fixed height in design pixels, which follows the text when it grows."""
    _hold(widget, "high", (pixels,))


def at_least(widget: QWidget, pixels: float) -> None:
    """A least height in design pixels, which follows the text when it grows."""
    _hold(widget, "least", (pixels,))


def wide(widget: QWidget, pixels: float) -> None:
    """A fixed width in design pixels, which follows the text when it grows."""
    _hold(widget, "wide", (pixels,))


def _hold(thing: QObject, what: str, lengths: tuple[float, ...]) -> None:
    thing.setProperty(_HELD[what], list(lengths))
    _apply(thing, what)


def _apply(thing: QObject, what: str) -> None:
    lengths = thing.property(_HELD[what])
    if lengths is None:
        return
    pixels = [look.px(length) for length in lengths]
    if what == "margins" and isinstance(thing, QLayout | QWidget):
        thing.setContentsMargins(*pixels)
    elif what == "between" and isinstance(thing, QLayout):
        thing.setSpacing(pixels[0])
    elif isinstance(thing, QWidget):
        _SET[what](thing, pixels[0])


def _apply_all() -> None:
    """Text grew or shrank: every length that was given in design pixels follows."""
    windows = QApplication.topLevelWidgets()
    held = [one for window in windows for one in window.findChildren(QObject) if _holds(one)]
    for thing in held:
        for what in _HELD:
            _apply(thing, what)


def _holds(thing: QObject) -> bool:
    return any(thing.property(name) is not None for name in _HELD.values())


def set_role(widget: QWidget, role: str) -> None:
    """Let the style sheet dress `widget` as `role`, also when the role changes."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _palette() -> QPalette:
    made = QPalette()
    roles = QPalette.ColorRole
    for role, token in (
        (roles.Window, "bg1"), (roles.WindowText, "t1"), (roles.Base, "bg0"), (roles.AlternateBase, "bg1"),
        (roles.Text, "t1"), (roles.Button, "bg2"), (roles.ButtonText, "t1"), (roles.BrightText, "t1"),
        (roles.Highlight, "bg3"), (roles.HighlightedText, "t1"), (roles.ToolTipBase, "bg2"),
        (roles.ToolTipText, "t1"), (roles.PlaceholderText, "t3"), (roles.Link, "t1"),
    ):  # fmt: skip
        made.setColor(role, colour(token))
    for role in (roles.Text, roles.ButtonText, roles.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, colour("t3"))
    return made


def _sheet(of: Look) -> str:
    """The one style sheet: $token is its colour, 14u the pixels that 14 become on this screen."""
    text = resource("look", "sheet.qss").read_text(encoding="utf-8")
    text = text.replace("@", f"{resource('look').as_posix()}/")
    text = _TOKEN.sub(lambda found: tokens()[found[1]], text)
    return _LENGTH.sub(lambda found: f"{of.px(float(found[1]))}px", text)


def correct_sight(screen: QScreen, inches: float, metres: float) -> None:
    """Somebody measured: the diagonal of a screen, and how far its reader sits."""
    keep_sight(screen, inches, metres)
    look.fit(screen)
