"""How this screen is read: what it says of its size, and what somebody measured instead."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from console.figures import decimal, typed_decimal
from widgets.dialogs.form import Form
from widgets.face import Face
from widgets.look import correct_sight, look, primary_arcmin
from widgets.measured import divide, measured

translate = QCoreApplication.translate
INCHES = (5.0, 120.0)
CENTIMETRES = (20.0, 2000.0)
PANELS = 12  # each way, at most


class ScreenForm(Form):
    """Diagonal and distance; all text follows from both."""

    def __init__(
        self, face: Face, screen: QScreen, parent: QWidget | None = None, *, panels: bool = False
    ) -> None:
        """`panels`: also how many of them the screen is made of."""
        super().__init__(face, translate("ScreenForm", "How this screen is read"), parent=parent)
        self._screen, known, size = screen, measured(screen), screen.geometry().size()
        said = self.tr("measured here") if known.corrected else self.tr("as the screen says")
        self.fact(self.tr("Screen"), f"{screen.name()}, {size.width()} × {size.height()}, {said}")
        self.inches = self.line(self.tr("Diagonal in inches"), decimal(known.inches, face.words.lang))
        self.distance = self.line(self.tr("Distance in cm"), f"{known.metres * 100:.0f}")
        self.columns = self.number(self.tr("Panels across"), 1, PANELS, known.columns)
        self.rows = self.number(self.tr("Panels down"), 1, PANELS, known.rows)
        self.show_row(self.columns, panels)
        self.show_row(self.rows, panels)
        self.note.setText(
            self.tr("Text of {0} pixels; a capital covers {1} arcmin").format(
                look.primary, decimal(primary_arcmin(), face.words.lang)
            )
        )
        self.cancel_button()
        self.button(self.tr("As the screen says"), lambda: self._take(0.0, 0.0))
        self.button(self.tr("Take these"), self._typed, "main")
        self.inches.setFocus()

    def _typed(self) -> None:
        inches, distance = _number(self.inches.text(), INCHES), _number(self.distance.text(), CENTIMETRES)
        if not inches or not distance:
            self.refuse(
                self.tr("Give a diagonal of {0} to {1} inches and a distance of {2} to {3} cm.").format(
                    *(f"{n:.0f}" for n in (*INCHES, *CENTIMETRES))
                )
            )
            return
        self._take(inches, distance / 100)

    def _take(self, inches: float, metres: float) -> None:
        correct_sight(self._screen, inches, metres)
        divide(self._screen, self.columns.value(), self.rows.value())
        self.accept()


def _number(text: str, between: tuple[float, float]) -> float:
    """What was typed, with comma or point; 0 where it can be no such length."""
    try:
        found = typed_decimal(text)
    except ValueError:
        return 0.0
    return found if between[0] <= found <= between[1] else 0.0
