"""Whatever the engine names has a word in each language."""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

import console.domain
from console.domain import facts, powers
from console.domain.subjects import INTENTS, SUBJECTS, TOLD
from console.figures import ABSENT, time_of_day
from console.seat.acts import ACTS
from console.templates import LANGUAGES, Template, templates
from console.trust import statements
from console.words import Words

ROOT = Path(__file__).resolve().parent.parent
CODE = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*\.[a-z0-9_]*[a-z0-9]")
WRONG_SPACE = r"[^\u202f][;?!](?=[ )]|$)|[^\u00a0][:»](?= |$)|«[^\u00a0]"  # thin before three signs
HOLE = re.compile(r"\{(\w+)(?::[\w.]+)?\}")
CHOSEN = (
    "severity",
    "road",
    "evacuation",
    "major",
)  # fields of an incident whose value is one of a few codes
TELLERS = frozenset(
    {"refusal", "complain", "refuse", "RefusedAnswer", "_fail", "_lose"}
)  # they pass refusals on
SEAT_KINDS = ("feed.opened", "sitting.opened", "sitting.closed", "sealed", "unshown")

DOMAIN = {
    found.name: importlib.import_module(f"console.domain.{found.name}")
    for found in pkgutil.iter_modules(console.domain.__path__)
}


def constants(name: str, of: str = "") -> set[str]:
    """The codes that the domain lists under a name, in the modules whose names begin so."""
    lists = [
        vars(module).get(name, ()) for module_name, module in DOMAIN.items() if module_name.startswith(of)
    ]
    codes = {code for one in lists for code in one if code}
    assert codes, name
    return codes


@cache
def trees(folder: str) -> tuple[ast.Module, ...]:
    return tuple(ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / folder).rglob("*.py"))


def nodes(*folders: str) -> Iterator[ast.AST]:
    for folder in folders or ("db", "console", "widgets"):
        for tree in trees(folder):
            yield from ast.walk(tree)


def written(folder: str) -> set[str]:
    """Every dotted code that stands in a folder's modules."""
    texts = {n.value for n in nodes(folder) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {text for text in texts if CODE.fullmatch(text)}


def last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


@cache
def refusal_types() -> frozenset[str]:
    """Names of the exception classes of our own, through all floors."""
    bases = {n.name: {last_name(b) for b in n.bases} for n in nodes() if isinstance(n, ast.ClassDef)}
    known = {"Exception"}
    while more := {name for name, of in bases.items() if of & known} - known:
        known |= more
    return frozenset(known - {"Exception"})


def codes_in(*arguments: ast.expr) -> set[str]:
    """The dotted codes in arguments, the branches of a choice included."""
    parts = [part for argument in arguments for part in ast.walk(argument)]
    texts = {part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    return {text for text in texts if CODE.fullmatch(text)}


def first_words(of: frozenset[str]) -> set[str]:
    """The dotted codes given first to a call of one of these names."""
    calls = [n for n in nodes() if isinstance(n, ast.Call) and n.args and last_name(n.func) in of]
    return {code for call in calls for code in codes_in(call.args[0])}


def any_words(of: frozenset[str]) -> set[str]:
    """The dotted codes given anywhere to a call of one of these names."""
    calls = [n for n in nodes() if isinstance(n, ast.Call) and last_name(n.func) in of]
    return {code for call in calls for code in codes_in(*call.args)}


def tags() -> set[str]:
    found = {str(intent.__struct_config__.tag) for intent in facts.Intent.__subclasses__()}
    return {tag for tag in found if CODE.fullmatch(tag)}  # no mere base class


def raised() -> set[str]:
    unknown = {f"{subject}.unknown" for subject in SUBJECTS} | {"operation.still_open", "incident.still_open"}
    unknown |= {f"incident.unknown_{field}" for field in ("type", "municipality", *CHOSEN)}
    in_domain = (
        written("console/domain") - set(facts.FACTS) - tags()
    )  # refusals also pass through helpers there
    return first_words(refusal_types()) | any_words(TELLERS) | in_domain | unknown


def named() -> dict[str, set[str]]:
    """Every code the engine may hand to a reader, by area."""
    states = {
        "operation": {"open", "closed"},
        "incident": {"open", "closed", "merged"},
        "agency": constants("STATES", "agenc"),
        "request": constants("STATES", "request"),
        "order": {"draft", "issued", "cancelled", "replaced"},
        "agenda": {"planned", "done", "dropped"},
        "command": {"nobody", "held", "offered", "contested"},
    }
    fields = {f"field.{name}": {field.name for field in of.fields} for name, of in SUBJECTS.items()}
    return {
        "refusal": raised(),
        "alarm": first_words(frozenset({"Alarm"})),
        "intent": set(INTENTS) | set(ACTS) | tags(),
        "kind": {
            *facts.FACTS,
            *SEAT_KINDS,
            *(str(s.__struct_config__.tag) for s in statements.Statement.__subclasses__()),
        },
        "role": set(powers.ROLES),
        "power": set(powers.POWERS),
        "scope": {power.scope for power in powers.POWERS.values() if power.scope},
        "phase": constants("PHASES"),
        "phase_brief": constants("PHASES"),
        "sort": constants("SORTS", "operation"),
        "threat": {"1", "2", "3", "4"},
        "severity": constants("SEVERITIES"),
        "discipline": constants("DISCIPLINES"),
        "road": constants("ROADS"),
        "evacuation": constants("EVACUATIONS"),
        "major": {"no", "standby", "declared"},
        "casualty": constants("CASUALTIES"),
        "means": constants("MEANS"),
        "reliability": constants("RELIABILITIES"),
        "agenda": constants("SORTS", "agenda"),
        "basis": {"initial", "handover", "resume"},
        "step": constants("STEPS"),
        "need": constants("SORTS", "need"),
        "standing": {"good", "after_revocation", "forked", "unknown", "power"},
        "variant": {"desk", "board", "recorder"},
        "link": {"here", "linked", "gone", "never"},
        "storage": {"full", "failed", "read_only"},
        "subject": set(SUBJECTS),
        **{f"state.{subject}": codes for subject, codes in states.items()},
        **fields,
    }


def texts_of(template: Template) -> list[str]:
    return [template] if isinstance(template, str) else list(template.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_the_engine_names_has_a_word(lang: str) -> None:
    here = Words(lang)
    missing = [f"{area}.{code}" for area, codes in named().items() for code in sorted(codes)]
    assert [code for code in missing if not here.has(code)] == []


def test_a_refusal_gives_all_that_its_words_ask_for() -> None:
    english = templates("en")
    wanting = []
    for call in nodes():
        if not isinstance(call, ast.Call) or last_name(call.func) not in refusal_types() or not call.args:
            continue
        given = {keyword.arg for keyword in call.keywords}
        codes = [str(part.value) for part in ast.walk(call.args[0]) if isinstance(part, ast.Constant)]
        for template in (english.get(f"refusal.{code}", "") for code in codes if None not in given):
            wanting += [text for text in texts_of(template) if not set(HOLE.findall(text)) <= given]
    assert wanting == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_refusal_shows_a_bare_id_only_of_what_is_not_known_here(lang: str) -> None:
    """What is known has a name that people say."""
    told = {code for code, told in templates(lang).items() if code.startswith("refusal.") and "{id}" in told}
    assert {code for code in told if "unknown" not in code} == set()


def test_a_line_of_the_log_gives_all_that_its_words_ask_for() -> None:
    added = {"label", "by", "other"}  # by console.domain.log_view
    wanting = []
    for kind in TOLD:
        fields = {field.name for field in msgspec.structs.fields(facts.FACTS[kind])}
        given = fields | added | ({"changes", "title"} if "values" in fields else set())
        wanting += [
            kind for text in texts_of(templates("en")[f"kind.{kind}"]) if not set(HOLE.findall(text)) <= given
        ]
    assert wanting == []


def test_a_changed_state_is_told_in_the_words_of_its_subject() -> None:
    told = {"label": "Briefing", "changes": {"state": "done"}}
    assert Words("fr").kind("agenda.set", told).endswith("\N{NO-BREAK SPACE}: fait")


def test_a_reason_that_nobody_gave_leaves_no_colon() -> None:
    assert [Words(lang).kind("command.declined", {"reason": ""}) for lang in LANGUAGES] == [
        "Commandement décliné",
        "Commando afgewezen",
        "Command declined",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_asked_for_by_name_exist(lang: str) -> None:
    asked = first_words(frozenset({"word", "told"}))
    assert sorted(code for code in asked if not Words(lang).has(code)) == []


def test_all_languages_have_the_same_words() -> None:
    french = set(templates("fr"))
    assert [code for lang in LANGUAGES for code in french ^ set(templates(lang))] == []


def test_all_languages_have_the_same_placeholders() -> None:
    for code, template in templates("fr").items():
        holes = [sorted(HOLE.findall(text)) for text in texts_of(template)]
        for lang in LANGUAGES:
            theirs = [sorted(HOLE.findall(text)) for text in texts_of(templates(lang)[code])]
            assert theirs == holes, (lang, code)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_empty_or_carelessly_spaced(lang: str) -> None:
    careless = [
        code
        for code, template in templates(lang).items()
        for text in texts_of(template)
        if not text or text != text.strip() or "  " in text
    ]
    assert careless == []


@pytest.mark.parametrize(
    ("lang", "foreign"),
    [
        ("fr", ("CP-Ops", "préfet", "SAMU", "sapeurs-pompiers")),
        ("nl", ("PC-Ops", "meldkamer", "veiligheidsregio")),
    ],
)
def test_words_are_belgian(lang: str, foreign: tuple[str, ...]) -> None:
    everything = " ".join(text for template in templates(lang).values() for text in texts_of(template))
    assert [word for word in foreign if word in everything] == []


def test_french_marks_keep_their_space() -> None:
    texts = [text for template in templates("fr").values() for text in texts_of(template)]
    assert [text for text in texts if re.search(WRONG_SPACE, text)] == []


def test_agencies_are_called_as_the_reader_calls_them() -> None:
    assert [Words(lang).agency("SIAMU") for lang in LANGUAGES] == ["SIAMU", "DBDMH", "SIAMU"]
    assert Words("nl", {"SIAMU": "Brandweer"}).agency("SIAMU") == "Brandweer"
    assert Words("nl").agency("NEW") == "NEW"


def test_addressees_are_agencies_roles_or_the_command() -> None:
    english = Words("en")
    assert english.told("kind.order.issued", {"number": 3, "to": ["SIAMU", "OCAM"], "text": "x"}) == (
        "Order 3 to SIAMU, CUTA: x"
    )
    assert english.addressee("role:liaison") == "liaison officer"
    assert english.addressee("command") == "command"


def test_one_and_many_differ_as_the_language_wants() -> None:
    for lang, at_zero in (("fr", "one"), ("nl", "other"), ("en", "other")):
        said = {n: Words(lang).word("lamp.nowhere_else", n=n) for n in (0, 1, 2)}
        assert (said[0].split(" ", 1)[1] == said[1].split(" ", 1)[1]) is (at_zero == "one")
        assert said[2].split(" ", 1)[1] != said[1].split(" ", 1)[1]


def test_what_is_still_open_is_named_as_people_say_it() -> None:
    open_ = [("order", 1, "Fermer le quai"), ("request", "7-3", "Deux bus")]
    params = {"orders": 1, "requests": 1, "conflicts": 0, "which": open_}
    assert [Words(lang).refusal("incident.still_open", params).split("\n") for lang in ("fr", "nl")] == [
        [
            "Encore ouverts\u00a0: ordres 1, demandes 1, conflits 0.",
            "Ordre 1\u00a0: Fermer le quai",
            "Demande 7-3\u00a0: Deux bus",
        ],
        [
            "Nog open: opdrachten 1, aanvragen 1, conflicten 0.",
            "Opdracht 1: Fermer le quai",
            "Aanvraag 7-3: Deux bus",
        ],
    ]
    nothing_named = Words("en").refusal("incident.still_open", {**params, "which": []})
    assert nothing_named == "Still open: orders 1, requests 1, conflicts 0."


def test_people_who_were_counted_are_said_in_their_number() -> None:
    french, dutch = Words("fr"), Words("nl")
    assert [french.word("casualty.missing", n=n) for n in (0, 1, 2)] == ["disparu", "disparu", "disparus"]
    assert [dutch.word("casualty.dead", n=n) for n in (0, 1, 2)] == [
        "overledenen",
        "overledene",
        "overledenen",
    ]
    assert french.coded("casualty", "missing") == "disparus", "where nobody says how many"


def test_a_missing_word_shows_its_code_and_a_missing_parameter_a_gap() -> None:
    english = Words("en")
    assert english.word("refusal.from.the.future") == "refusal.from.the.future"
    assert not english.has("refusal.from.the.future")
    assert english.refusal("power.other_agency", {"own": "STIB"}) == f"You speak for STIB, not for {ABSENT}."


def test_what_people_typed_is_never_read_as_a_placeholder() -> None:
    assert Words("en").kind("log.written", {"text": "{by} <b>{text}</b>"}) == "{by} <b>{text}</b>"


def test_a_line_tells_the_day_of_what_is_planned_for_another() -> None:
    words, at = Words("en"), int(time.mktime((2026, 11, 30, 23, 40, 0, 0, 0, -1)) * 1000)
    later, tomorrow = at + 600_000, at + 1_800_000
    for planned, told in ((later, "23:50"), (tomorrow, "01/12 00:10")):
        said = {"title": "Briefing", "time": planned}
        assert words.kind("agenda.planned", said, at) == f"Planned at {told}: Briefing"
        moved = {"label": "Briefing", "changes": {"time": planned, "state": "planned"}}
        assert words.kind("agenda.set", moved, at).startswith(f"Agenda: Briefing – time: {told} · ")
        assert words.kind("request.made", {"text": "Barriers", "due": planned}, at).endswith(f"(due {told})")
    assert (
        words.kind("agenda.planned", {"title": "Briefing", "time": tomorrow}) == "Planned at 00:10: Briefing"
    )


def test_changed_fields_are_listed_in_words() -> None:
    told = Words("nl").kind(
        "incident.set", {"label": "14-3", "changes": {"severity": "critical", "road": "closed"}}
    )
    assert told == "14-3 – ernst: kritiek · weg: afgesloten"


def test_a_line_says_what_was_undone_as_that() -> None:
    linked = {"label": "14-3 Smoke", "other": "14-4 Crowd"}
    assert Words("en").kind("incident.linked", {**linked, "linked": True}).endswith("linked with 14-4 Crowd")
    assert "no longer linked" in Words("en").kind("incident.linked", {**linked, "linked": False})
    aide = {"name": "Deputy", "named": False}
    assert Words("nl").kind("command.aide_named", aide) == "Niet langer adjunct van het commando: Deputy"
    dark = {"page": "facts", "blank": True}
    told = Words("en").kind("board.set", dark)
    assert told == "The walls are dark; their page: key facts and casualties"
    assert Words("en").kind("board.set", {**dark, "blank": False}).startswith("The walls show: key facts")


def test_a_refusal_calls_a_field_as_its_subject_does() -> None:
    params = {"field": "perimeter", "subject": "incident"}
    told = {lang: Words(lang).refusal("conflict.none", params) for lang in LANGUAGES}
    assert "périmètre" in told["fr"]
    assert "perimeter" in told["nl"]
    assert Words("en").refusal("conflict.none", {"field": "later"}) == 'There is no conflict on "later".'


def test_a_time_out_of_all_calendars_is_a_gap_not_an_error() -> None:
    assert time_of_day(10**20) == ABSENT


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        Words("de")
