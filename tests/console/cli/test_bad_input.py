"""Whatever is typed or piped in: a clear message in the reader's language, and nothing is lost."""

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from console.cli.main import main
from console.templates import LANGUAGES
from tests.console.cli.conftest import Belfry, Tell
from tests.console.seat.running import PASSPHRASE, Seat, tell, texts

YEAR = 366 * 86_400_000
LINES: list[tuple[dict[str, Any] | str, str]] = [
    ({"intent": "log.write", "text": ""}, "log.empty"),
    ({"intent": "log.write", "text": " \t "}, "log.empty"),
    ({"intent": "log.write", "text": "x" * 100_000}, "text.too_long"),
    ({"intent": "log.write", "text": "x" * 1_000_001}, "intent.too_long"),
    ({"intent": "log.write", "text": "bell \x07"}, "text.control_character"),
    ({"intent": "log.write", "text": "terminal \x1b[2J"}, "text.control_character"),
    ({"intent": "log.write", "text": "open \u202edesolc"}, "text.control_character"),
    ({"intent": "log.write"}, "intent.fields"),
    ({"intent": "log.write", "text": "x", "colour": "red"}, "intent.fields"),
    ({"intent": "log.write", "text": 5}, "intent.fields"),
    ({"intent": "log.write", "text": None}, "intent.fields"),
    ({"intent": "log.write", "text": "x", "happened": 1}, "time.out_of_range"),
    ({"intent": "log.write", "text": "x", "happened": -1}, "time.out_of_range"),
    ({"intent": "log.write", "text": "x", "happened": 10**18}, "time.out_of_range"),
    ({"intent": "log.write", "text": "x", "happened": 10**30}, "intent.malformed"),
    ({"intent": "log.write", "text": "x", "operation": "nowhere"}, "operation.unknown"),
    ({"intent": "incident.open", "title": "Fire", "place": {"lat": 91, "lon": 4}}, "place.out_of_bounds"),
    ({"intent": "incident.open", "title": "Fire", "place": {"lat": "north"}}, "intent.fields"),
    ({"intent": "incident.open", "title": "F" * 201}, "text.too_long"),
    ({"intent": "incident.open", "title": "Fire", "type": "dragon"}, "incident.unknown_type"),
    ({"intent": "nothing.of.that.kind"}, "intent.unknown"),
    ({"text": "no intent"}, "intent.unknown"),
    ("[1, 2]", "intent.not_an_object"),
    ("{not json", "intent.not_json"),
    ("[" * 50_000, "intent.not_json"),
    ('{"intent":"log.write","text":"x","happened":' + "9" * 5_000 + "}", "intent.not_json"),
    ('{"intent":"log.write","text":"\\ud800"}', "intent.malformed"),
    ('{"intent":"log.write","text":1e999}', "intent.fields"),
]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_bad_line_is_refused_in_words_and_the_good_one_after_it_is_written(
    tell: Tell, belfry: Belfry, seat: Seat, lang: str
) -> None:
    answers = tell(
        {"intent": "operation.open", "title": "New Year"},
        *(line for line, _ in LINES),
        {"intent": "log.write", "text": "good"},
        lang=lang,
    )
    assert [answer.get("code", "") for answer in answers] == ["", *(code for _, code in LINES), ""]
    assert all(answer["exercise"] for answer in answers)
    for answer in answers[1:-1]:
        assert not answer["ok"]
        assert answer["refused"] != answer["code"]
        assert not re.search(r"[{}…]|Expected|Object|Error", answer["refused"]), answer
    texts = [line["text"] for line in belfry("show", seat.home, "log", "--json").lines if line["text"]]
    assert texts == ["good"]


def test_a_status_other_than_zero_says_that_something_was_refused(belfry: Belfry, seat: Seat) -> None:
    line = json.dumps({"intent": "operation.open", "title": "New Year"})
    assert belfry("tell", seat.home, told=line).status == 0
    refused = belfry("tell", seat.home, told=f"{line}\nnonsense\n")
    assert (refused.status, [answer["ok"] for answer in refused.lines]) == (1, [True, False])


def test_what_was_typed_as_markup_or_in_the_other_direction_is_shown_as_it_is(
    tell: Tell, belfry: Belfry, seat: Seat
) -> None:
    html = "<b>closed</b><script>alert(1)</script>"
    tell({"intent": "log.write", "text": html}, {"intent": "log.write", "text": "مرحبا بكم"})
    shown = belfry("show", seat.home, "log").out
    assert html in shown
    assert "مرحبا بكم" in shown


FIELDS = [
    ("hazards", ["UN 9999"], "incident.unknown_un"),
    ("hazards", "1203", "field.invalid"),
    ("hazards", [{"un": 1203}], "field.invalid"),
    ("perimeter", -1, "incident.perimeter_out_of_range"),
    ("perimeter", True, "field.invalid"),
    ("severity", "dreadful", "incident.unknown_severity"),
    ("place", {"lat": 50.8, "lon": 181}, "place.out_of_bounds"),
    ("title", "", "incident.no_title"),
    ("colour", "red", "field.unknown"),
]


def test_a_field_takes_only_what_it_can_hold(tell: Tell) -> None:
    opened = tell({"intent": "operation.open", "title": "Fire"}, {"intent": "incident.open", "title": "Fire"})
    setting = {"intent": "incident.set", "incident": opened[-1]["about"]}
    answers = tell(*({**setting, "field": field, "value": value} for field, value, _ in FIELDS))
    assert [answer["code"] for answer in answers] == [code for _, _, code in FIELDS]


@pytest.mark.parametrize("limit", ["-5", "0", "x", "501", "9" * 30])
def test_a_page_of_search_has_a_size(belfry: Belfry, home: Path, limit: str) -> None:
    said = belfry("search", home, "fire", "--limit", limit)
    assert said.status != 0
    assert "1 to 500" in said.err


def test_no_words_break_the_search(belfry: Belfry, seat: Seat) -> None:
    for words in ('"*(', "\x00", "NOT AND OR", "a" * 100_000):
        assert belfry("search", seat.home, words).status == 0
    said = belfry("search", seat.home, "\udced")  # bytes on the command line that are no text
    assert (said.status, said.err) == (
        1,
        "belfry: This holds text that is none, or a number that is too large.\n",
    )


@pytest.mark.parametrize("charset", ["ascii", "iso8859-15"])
def test_a_terminal_of_another_character_set_shows_the_log_all_the_same(
    seat: Seat, monkeypatch: pytest.MonkeyPatch, charset: str
) -> None:
    tell(seat.signed_in(), "log.write", text="h\u00e9l\u00e9 \u2260 \U0001f525")

    def shown(*typed: str) -> str:
        paper = io.TextIOWrapper(io.BytesIO(), charset, write_through=True)
        monkeypatch.setattr(sys, "stdout", paper)
        assert main(["show", str(seat.home), "log", *typed]) == 0
        return paper.buffer.getvalue().decode(charset)

    assert "\\u2260 \\U0001f525" in shown()
    assert json.loads(shown("--json"))["text"] == "h\u00e9l\u00e9 \u2260 \U0001f525"


@pytest.mark.parametrize("charset", ["ascii", "iso8859-15", "utf-8"])
def test_what_a_script_tells_is_utf_8_in_any_locale(
    seat: Seat, monkeypatch: pytest.MonkeyPatch, charset: str
) -> None:
    monkeypatch.setenv("BELFRY_PASSPHRASE", PASSPHRASE)
    intent = json.dumps({"intent": "log.write", "text": "h\u00e9l\u00e9 \u2260"}, ensure_ascii=False)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(intent.encode()), charset, "strict"))
    assert main(["tell", str(seat.home)]) == 0
    assert texts(seat) == ["h\u00e9l\u00e9 \u2260"]


def test_nothing_is_told_where_there_is_no_input(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELFRY_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["tell", str(seat.home)]) == 0
    assert texts(seat) == []
