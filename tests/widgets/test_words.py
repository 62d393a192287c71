"""Whatever a window says, it can say in French and Dutch."""

import ast
import xml.etree.ElementTree as ET  # our own files
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from console.paths import resource

WIDGETS = Path(__file__).resolve().parents[2] / "widgets"
SAYING = {"tr": 0, "translate": 1, "QT_TR_NOOP": 0}


def said() -> Iterator[tuple[str, str]]:
    """Every text in the code that is handed to Qt for translation, and where."""
    for file in sorted(WIDGETS.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (text := _text(node)):
                yield text, f"{file.name}:{node.lineno}"


def _text(call: ast.Call) -> str:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    place = SAYING.get(name)
    if place is None or len(call.args) <= place:
        return ""
    given = call.args[place]
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else ""


def translated(lang: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """(context, text) → translation: for one and for many, where it counts."""
    found = {}
    for context in ET.parse(resource("i18n", f"belfry_{lang}.ts")).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") != "unfinished"
            forms = [] if translation is None else list(translation.iter("numerusform")) or [translation]
            texts = tuple(form.text or "" for form in forms) if done else ()
            found[context.findtext("name") or "", message.findtext("source") or ""] = texts
    return found


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_every_text_of_the_windows_has_its_translation(lang: str) -> None:
    known = {text for (_, text), forms in translated(lang).items() if forms and all(forms)}
    assert [f"{where} {text!r}" for text, where in said() if text not in known] == []


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_a_translation_keeps_the_places_for_what_is_filled_in(lang: str) -> None:
    for (_, text), forms in translated(lang).items():
        for place in ("{0}", "{1}", "{2}", "{0:02d}", "%n", "\n"):
            assert {text.count(place)} == {form.count(place) for form in forms}, text


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_what_is_shipped_to_qt_says_the_same(lang: str) -> None:
    translator = QTranslator()
    assert translator.load(str(resource("i18n", f"belfry_{lang}.qm")))
    for (context, text), forms in translated(lang).items():
        for n, form in enumerate(forms, 1):
            assert translator.translate(context, text, "", n if len(forms) > 1 else -1) == form
