"""The first hour of a room, in French, by keys alone: three seats that run, three desks, a real record.

Each step is what somebody does; the keys that it took are counted and printed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.hands import Hands
from tests.widgets.hour.house import House
from tests.widgets.hour.incidents import IncidentSteps
from tests.widgets.hour.leaving import LeavingSteps
from tests.widgets.hour.orders import OrderSteps
from widgets.ages import MINUTE, now_ms


class Hour(LeavingSteps, IncidentSteps, OrderSteps):
    """All its steps."""


@pytest.fixture
def house(dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setenv("HOME", str(tmp_path))
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    made = House(tmp_path, dressed)
    yield made
    made.close()


def test_who_joins_with_nothing_is_told_what_it_takes(house: House, qtbot: QtBot) -> None:
    window = house.first_start("new")
    window.offers[0].click()
    window.joining.go.click()
    told = "Tapez le code qu’on vous lit, ou choisissez un fichier d’invitation."
    qtbot.waitUntil(lambda: window.refusal.text() == told)
    window.close()


@pytest.mark.slow
def test_the_first_hour(house: House, qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    hour = Hour(house, Hands(qtbot))
    hour.found()
    hour.sign_in(hour.one, "Directeur", hour.passphrase)
    hour.add_person("Liaison SIAMU", "SIAMU")
    hour.add_person("Liaison STIB", "STIB")
    hour.two = hour.join("siamu", hour.invite("SIAMU", "SIAMU"))
    hour.three = hour.join("stib", hour.invite("STIB", "STIB"))
    for desk, person in ((hour.two, "Liaison SIAMU"), (hour.three, "Liaison STIB")):
        hour.choose_own(desk, person)
    hour.operation("Bassin Vergote")
    hour.log(hour.one, "-10 Fumée jaune au bassin Vergotte", "noter une ligne, dix minutes en arrière")
    assert abs(now_ms() - 10 * MINUTE - hour.newest_line().happened) < MINUTE
    hour.correct()
    assert hour.newest_line().text == "Fumée jaune au bassin Vergote"
    fire = hour.incident("Feu d’entrepôt, bassin Vergote")
    hour.fact(hour.one, "place", "vergotedok", "lieu, du répertoire")
    hour.fact(hour.one, "severity", "crit", "gravité")
    hour.fact(hour.one, "hazards", "1017", "numéro ONU")
    hour.discipline("D1")
    hour.engage(hour.two, "SIAMU", "02 208 84 30")
    hour.request()
    hour.answer()
    hour.answer_next("accordée")
    hour.answer_next("exécutée")
    hour.hands.until(lambda: not hour.one.needs.waits())
    hour.command()
    first = hour.order("Périmètre de 500 m, piétons compris", "SIAMU")
    hour.receive(hour.two, first)
    second = hour.order("Fermer la ligne 6 entre Simonis et Bockstael", "STIB")
    hour.receive(hour.three, second, "Évacuation d’une rame en cours")
    hour.cancel(second)
    third = hour.order("Deux tentes de décontamination à la porte nord", "PC")
    hour.by_voice(third)
    hour.conflict()
    hour.away()
    hour.operation("Marché de Noël")
    hour.switch("Bassin Vergote")
    hour.incident("Fumée au quai des Matériaux")
    hour.merge(fire)
    assert "ordres 2" in hour.close_with_an_order_open(fire)
    assert hour.print_it().read_bytes().startswith(b"%PDF")
    hour.change_person("Liaison STIB")
    with capsys.disabled():
        sys.stdout.write(hour.hands.account())
