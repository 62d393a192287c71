"""Codes into words: what the engine names, in the reader's language, for command line and faces alike."""

import re
import time
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

from console import catalogue
from console.figures import clock_seconds, clock_time, grouped
from console.paths import resource

LANGUAGES = ("fr", "nl", "en")
MANY = 2  # as which a word is said that nobody counted
ABSENT = "…"  # stands for a parameter that an older writer did not give

Template = str | dict[str, str]
_PLACEHOLDER = re.compile(r"\{(\w+)(?::([\w.]+))?\}")
_PLURAL = frozenset({"one", "other"})
_DANGLING = " \u00a0:–"  # what led to a parameter that turned out empty
_ROLE = "role:"
_TIMES = frozenset({"time", "due", "happened"})


@cache
def templates(lang: str) -> Mapping[str, Template]:
    """All words of a language: dotted code → text, or {"one", "other"} chosen by the parameter n."""
    tree = msgspec.json.decode(resource("words", f"{lang}.json").read_bytes(), type=dict[str, Any])
    flat: dict[str, Template] = {}
    _flatten(tree, "", flat)
    return flat


def _flatten(tree: dict[str, Any], prefix: str, flat: dict[str, Template]) -> None:
    for key, value in tree.items():
        if isinstance(value, dict) and value.keys() != _PLURAL:
            _flatten(value, f"{prefix}{key}.", flat)
        else:
            flat[prefix + key] = value


class Words:
    """The words of one language.

    A placeholder is {name}, or {name:area} where the parameter is itself a code, or several codes, of an
    area: {state:state.order}; yes and no are said as the area says them, where it does. Areas of their own:
    agency (short name), addressee, time and moment (ms), field (of the parameter `subject`), value (of the
    parameter `field`), and named (things as subject, number and text, a line each).
    `shorts` are agencies' short names that the room has changed.
    """

    def __init__(self, lang: str, shorts: Mapping[str, str] | None = None) -> None:
        """Raises KeyError for a language Belfry does not speak."""
        if lang not in LANGUAGES:
            raise KeyError(lang)
        self.lang = lang
        self._shorts = shorts or {}
        self._templates = templates(lang)

    def has(self, code: str) -> bool:
        return code in self._templates

    def word(self, code: str, **params: Any) -> str:
        """The words for `code`; the code itself where it has none, so that nothing is hidden."""
        return self.told(code, params)

    def told(self, code: str, params: Mapping[str, Any]) -> str:
        """As `word`, with the parameters in a mapping."""
        template = self._templates.get(code)
        if template is None:
            return code
        if isinstance(template, dict):
            template = template["one" if self._is_one(params.get("n", MANY)) else "other"]
        text = _PLACEHOLDER.sub(lambda hole: self._filled(hole[1], hole[2], params), template)
        return text.rstrip(_DANGLING) if text.endswith(" ") else text

    def refusal(self, code: str, params: Mapping[str, Any]) -> str:
        """Why something was refused."""
        return self.told(f"refusal.{code}", params)

    def kind(self, kind: str, params: Mapping[str, Any], at: int = 0) -> str:
        """What a fact of this kind says in the log; times of another day than `at` (ms) bear their date.

        `params`: the fact's own fields; `label`, number and title of its thing; `changes`, field → value;
        `later` where all of these are fields of a newer version; `acting_for`, the holder of command for
        whom an aide did it.
        """
        if params.get("later"):
            return self.pair(params.get("label", ""), self.word("log.newer_version"))
        params = self._dated(params, at) if at else params
        told, beside = self.told(f"kind.{kind}", params), "; ".join(self._beside(params))
        return f"{told} ({beside})" if beside else told

    def _beside(self, params: Mapping[str, Any]) -> Iterator[str]:
        """For whom it was done, until when, and whose word was noted by whom: where the fact says so."""
        if params.get("acting_for"):
            yield self.word("acting", holder=params["acting_for"])
        if params.get("due"):
            yield self.word("due", due=params["due"])
        if params.get("noted"):
            agency, means, informant = (*params["noted"], "", "", "")[:3]
            noted = self.word("noted", by=params.get("by", ""), agency=agency, means=means)
            yield f"{noted} – {informant}" if informant else noted

    def conflicting(self, label: str, subject: str, of: Mapping[str, str]) -> str:
        """What a conflict is about: an incident and which of its counts, or an agency."""
        code = f"conflict_of.{subject}"
        told = self.told(code, of) if of and self.has(code) else ""  # an older seat says nothing of it
        return " – ".join(part for part in (label, told) if part)

    def unread(self, kind: str) -> str:
        """What a fact says whose content is not to be read here: sealed for others, missing, or of a kind
        that only a newer version knows.
        """
        if kind == "sealed":
            return self.kind(kind, {})
        return self.word("log.content_missing" if self.has(f"kind.{kind}") else "log.newer_version")

    def agency(self, code: str) -> str:
        """The short name by which the reader knows an agency."""
        row = catalogue.agencies().get(code)
        return self._shorts.get(code) or (row.short(self.lang) if row else code)

    def addressee(self, code: str) -> str:
        """Whom a request or order is for: an agency, "role:<role>", or "command"."""
        if code.startswith(_ROLE):
            return self.told(f"role.{code.removeprefix(_ROLE)}", {})
        return self.word("addressee.command") if code == "command" else self.agency(code)

    def time(self, ms: int, at: int = 0) -> str:
        """A time of day as people say it in the room: 14:05; where `at` is of another day, 23/11 14:05."""
        try:
            days = [time.strftime("%d/%m/%Y", time.localtime(one / 1000)) for one in (ms, at or ms)]
            return clock_time(ms) if days[0] == days[1] else f"{days[0][:5]} {clock_time(ms)}"
        except (ValueError, OverflowError, OSError):
            return ABSENT

    def moment(self, ms: int) -> str:
        """A day and a time of day, for whoever reads it years later: 30/11/2026 14:05:09."""
        try:
            return f"{time.strftime('%d/%m/%Y', time.localtime(ms / 1000))} {clock_seconds(ms)}"
        except (ValueError, OverflowError, OSError):
            return ABSENT

    def pair(self, name: str, told: Any) -> str:
        """A name and what is told of it, with the colon as the language spaces it."""
        return self.word("pair", name=name, value=told)

    def field(self, subject: str, field: str) -> str:
        """The name of a field of a subject."""
        return self.coded(f"field.{subject}", field)

    def value(self, field: str, value: Any) -> str:
        """The value of a field, put into words where it is a code."""
        if field == "type":
            return self._named(catalogue.incident_types(), value)
        if field == "municipality":
            return self._named(catalogue.municipalities(), value)
        if field == "perimeter":
            return self.word("measure.metres", value=value)
        if field in _TIMES and isinstance(value, int):
            return self.time(value)
        if field in {"owner", "agency"}:
            return self.agency(str(value))
        return self.coded(field, value)

    def valued(self, subject: str, field: str, value: Any) -> str:
        """The value of a field of a subject, whose states may have words of their own."""
        return self._told("agency" if subject == "engagement" else subject, field, value)

    def coded(self, area: str, code: Any) -> str:
        """The word for `code` in `area`; what was given where there is none."""
        if isinstance(code, list | tuple):
            return ", ".join(self.coded(area, one) for one in code)
        if isinstance(code, bool):
            said = "yes" if code else "no"
            return self.word(f"{area}.{said}" if self.has(f"{area}.{said}") else said)
        if isinstance(code, Mapping):
            return self._listed(area, code)
        key = f"{area}.{code}"
        if not self.has(key) and isinstance(code, str) and ", " in code:
            return self.coded(area, code.split(", "))
        return self.word(key) if self.has(key) else str(code)

    def _filled(self, name: str, area: str | None, params: Mapping[str, Any]) -> str:
        given = params.get(name)
        if given is None:
            return ABSENT
        if area == "named":
            return "".join(f"\n{self._called(*one)}" for one in given)
        if isinstance(given, list | tuple) and area:
            return ", ".join(self._filled(name, area, {**params, name: one}) for one in given)
        if area == "agency":
            return self.agency(str(given))
        if area == "addressee":
            return self.addressee(str(given))
        if area in {"time", "moment"}:
            return self._when(area, given)
        if area == "field":
            return self.field(str(params.get("subject", "")), str(given))
        if area == "value":
            return self.value(str(params.get("field", "")), given)
        if area:
            return self.coded(area, given)
        return grouped(given) if name == "n" and isinstance(given, int) else str(given)

    def _when(self, area: str, given: Any) -> str:
        if isinstance(given, str) and not given.isdecimal():  # in words already
            return given
        return (self.time if area == "time" else self.moment)(int(given))

    def _dated(self, params: Mapping[str, Any], at: int) -> dict[str, Any]:
        """The same, but its times are in words."""
        said = dict(params)
        for name, value in params.items():
            if name == "changes" and isinstance(value, Mapping):
                said[name] = self._dated(value, at)
            elif name in _TIMES and isinstance(value, int) and value:
                said[name] = self.time(value, at)
        return said

    def _called(self, subject: str, number: int | str, text: str) -> str:
        """A thing as people say it: Order 1: Close the quay."""
        name = f"{self.coded('subject', subject)} {number}" if number else self.coded("subject", subject)
        return self.pair(name[:1].upper() + name[1:], text)

    def _listed(self, area: str, values: Mapping[str, Any]) -> str:
        if "text" in values:
            return str(values["text"])
        if area in values:
            return self.coded(area, values[area])
        subject = area.rpartition(".")[2]
        return " · ".join(
            self.pair(self.coded(area, name), self._told(subject, name, value))
            for name, value in values.items()
        )

    def _told(self, subject: str, field: str, value: Any) -> str:
        """The value of a field whose words may be its subject's own, as those of a state are."""
        own = f"{field}.{subject}"
        return self.coded(own, value) if self.has(f"{own}.{value}") else self.value(field, value)

    def _named(self, rows: catalogue.Catalogue[Any], code: Any) -> str:
        row = rows.get(str(code))
        return row.name(self.lang) if row else str(code)

    def _is_one(self, n: int) -> bool:
        return n in {0, 1} if self.lang == "fr" else n == 1
