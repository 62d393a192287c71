"""A log that is refreshed says again only what has changed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from console.figures import clock_time
from tests.widgets.conftest import Window
from widgets.ages import now_ms
from widgets.face import MAIN_LOG, Face
from widgets.panes.log_words import LogLines

Open = Callable[..., Window]


def lines_of(face: Face) -> list[str]:
    return [line.id for line in face.picture.log(MAIN_LOG)]


def test_a_line_that_did_not_change_is_not_put_into_words_again(window: Open) -> None:
    face = window(me="SIAMU liaison").face
    lines, log = face.picture.log(MAIN_LOG), LogLines(face)
    first = log.rows(lines)
    assert [row.id for row in first] == lines_of(face)
    assert all(row is before for row, before in zip(log.rows(lines), first, strict=True))


def test_a_line_that_changed_is_said_anew_and_its_neighbours_are_not(window: Open) -> None:
    face = window(me="SIAMU liaison").face
    lines, log = face.picture.log(MAIN_LOG), LogLines(face)
    first = log.rows(lines)
    place = next(n for n, line in enumerate(lines) if line.kind == "log.written" and not line.withdrawn)
    changed = msgspec.structs.replace(lines[place], text="another word", corrected=True)
    then = log.rows([*lines[:place], changed, *lines[place + 1 :]])
    assert then[place].text == "another word"
    assert [n for n, row in enumerate(then) if row is not first[n]] == [place]


def test_another_language_says_every_line_anew(window: Open) -> None:
    face = window(me="SIAMU liaison").face
    lines, log = face.picture.log(MAIN_LOG), LogLines(face)
    first = log.rows(lines)
    face.speech.speak("fr")
    assert not any(row is before for row, before in zip(log.rows(lines), first, strict=True))
    face.speech.speak("en")


def test_how_far_an_order_is_is_said_although_its_line_stays_the_same(window: Open) -> None:
    face = window(me="SIAMU liaison").face
    lines, log = face.picture.log(MAIN_LOG), LogLines(face)
    first = log.rows(lines)
    place = next(n for n, line in enumerate(lines) if line.kind == "order.issued")
    order = face.picture.get("order", lines[place].about)
    assert order is not None
    face.picture._views["order"][lines[place].about] = msgspec.structs.replace(order, addressees=())
    assert log.rows(lines)[place] is not first[place]


def test_a_line_says_that_it_was_corrected_and_of_which_day_it_tells(window: Open) -> None:
    opened = window(me="SIAMU liaison")
    now, replace = now_ms(), msgspec.structs.replace
    line = next(one for one in opened.face.picture.log(MAIN_LOG) if one.kind == "log.written")
    plain = replace(line, at=now, happened=now, key=True, source="", reliability="", doubt=0, entry="")
    log = LogLines(opened.face)

    def said(**changed: object) -> str:
        return log.rows([replace(plain, **changed)])[0].aside

    assert said() == ""
    assert said(corrected=True) == "corrected"
    assert said(corrected=True, reliability="confirmed").endswith(" · corrected")
    yesterday = datetime.fromtimestamp(now / 1000).astimezone() - timedelta(days=1)
    then = int(yesterday.timestamp() * 1000)
    assert said(happened=then) == f"{yesterday:%d/%m} · logged {clock_time(now)}"
    assert said(happened=then, at=then) == f"{yesterday:%d/%m}"
    assert said(happened=now, at=then) == f"logged {yesterday:%d/%m %H:%M}"
    assert said(withdrawn=True, corrected=True, reason="no") == "withdrawn: no"


def test_nothing_that_qualifies_a_line_hides_behind_another(window: Open) -> None:
    opened = window(me="SIAMU liaison")
    face, now, replace = opened.face, now_ms(), msgspec.structs.replace
    line = next(one for one in face.picture.log(MAIN_LOG) if one.kind == "log.written")
    late = replace(line, happened=now - 600_000, at=now, reliability="unconfirmed", doubt=120_000, void="")
    last = replace(late, withdrawn=False, waits=False, corrected=False, entry="e" * 64)
    status = replace(face.status, last_entry=last.entry, last_reached=1, seats=2)
    face.picture._views["status"][""] = status
    said = LogLines(face).rows([last])[0].state
    for word in ("unconfirmed", f"logged {clock_time(now)}", "its clock was 120 s ahead", "reached 1/2"):
        assert word in said
