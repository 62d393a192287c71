"""The catalogue of agencies, and lines from after a revocation."""

from collections.abc import Callable

import msgspec
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.agencies import ListAgency
from tests.widgets.conftest import Window
from tests.widgets.rooms import PASSPHRASE
from widgets.dialogs.catalogue import CatalogueEntry
from widgets.dialogs.line import LineForm
from widgets.dialogs.release import AFTER_REVOCATION, ReleaseLine
from widgets.face import MAIN_LOG

Open = Callable[..., Window]


def administering(window: Window) -> Window:
    window.room.change("SIAMU liaison", roles=("operator", "administrator"))
    window.enter("SIAMU liaison")
    return window


def test_a_new_agency_is_listed_with_what_was_filled_in(window: Open, qtbot: QtBot) -> None:
    opened = administering(window(me="SIAMU liaison"))
    form = CatalogueEntry(opened.face)
    form.show()
    form.code.setText("REDX")
    form.names["fr"].setText("Croix-Rouge, section de test")
    form.record.click()
    qtbot.waitUntil(lambda: bool(opened.link.told))
    told = opened.link.told[-1]
    assert isinstance(told, ListAgency)
    assert told.values == {"names": {"fr": "Croix-Rouge, section de test"}, "in_room": True}


def test_of_a_known_agency_only_what_was_changed_is_told(window: Open, qtbot: QtBot) -> None:
    opened = administering(window(me="SIAMU liaison"))
    form = CatalogueEntry(opened.face, opened.face.agency("STIB"))
    form.show()
    assert form.code.isReadOnly()
    assert form.values() == {}
    form.valid_to.setText("next year")
    form.record.click()
    qtbot.waitUntil(lambda: bool(form.told_why))
    assert form.valid_to.text() == "next year"
    form.valid_to.setText("2027-01-01")
    assert form.values() == {"valid_to": "2027-01-01"}


def test_an_administrator_lets_a_line_from_after_a_revocation_count(window: Open, qtbot: QtBot) -> None:
    opened = administering(window(me="SIAMU liaison"))
    line = msgspec.structs.replace(opened.face.picture.log(MAIN_LOG)[-1], void=AFTER_REVOCATION)
    form = LineForm(opened.face, line)
    form.show()
    next(b for b in form._buttons if "count again" in b.text()).click()
    release = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ReleaseLine) and w.isVisible())
    release.reason.setText("their own work, read")
    release.signature.setText(PASSPHRASE)
    release.release.click()
    qtbot.waitUntil(lambda: bool(opened.link.acts))
    (act,) = opened.link.acts
    assert (act["intent"], act["entries"]) == ("room.release", [line.entry])
