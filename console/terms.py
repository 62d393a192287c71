"""What a code, a field or a value is called in the reader's language, and texts filled with these."""

import re
from collections.abc import Mapping
from typing import Any

from console import catalogue
from console.figures import ABSENT, day_and_time, grouped, time_of_day
from console.templates import LANGUAGES, templates

MANY = 2  # as which a word is said that nobody counted
TIMES = frozenset({"time", "due", "happened"})
_PLACEHOLDER = re.compile(r"\{(\w+)(?::([\w.]+))?\}")
_DANGLING = " \u00a0:–"  # what led to a parameter that turned out empty
_ROLE = "role:"


class Terms:
    """The terms of one language.

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

    def agency(self, code: str) -> str:
        """The short name by which the reader knows an agency."""
        row = catalogue.agencies().get(code)
        return self._shorts.get(code) or (row.short(self.lang) if row else code)

    def addressee(self, code: str) -> str:
        """Whom a request or order is for: an agency, "role:<role>", or "command"."""
        if code.startswith(_ROLE):
            return self.told(f"role.{code.removeprefix(_ROLE)}", {})
        return self.word("addressee.command") if code == "command" else self.agency(code)

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
        if field in TIMES and isinstance(value, int):
            return time_of_day(value)
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
        return (time_of_day if area == "time" else day_and_time)(int(given))

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
