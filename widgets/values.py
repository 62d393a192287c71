"""The value of a field in words, whatever thing it is of."""

from typing import Any

from console.words import Words

STATES_OF = {"engagement": "agency"}  # whose states have their words elsewhere


def value_words(words: Words, subject: str, field: str, value: Any) -> str:
    """`value` as a person says it; a dash where somebody took it away."""
    if value in (None, "", (), [], {}):
        return "–"
    if field == "state":
        code = value.get("state", "") if isinstance(value, dict) else value
        return words.word(f"state.{STATES_OF.get(subject, subject)}.{code}")
    if field == "hazards":
        return ", ".join(f"UN {number}" for number in value)
    if field == "place" and isinstance(value, dict):
        return str(value.get("text") or f"{value.get('lat')}, {value.get('lon')}")
    if field == "capacity":
        return f"{value} %"
    if field == "phase" and isinstance(value, dict):
        return f"{words.coded('phase', value.get('phase', ''))} ({value.get('authority', '')})"
    if field == "units" and isinstance(value, dict):
        return " + ".join(str(value.get(part, 0)) for part in ("on_site", "asked"))
    return words.value(field, value)
