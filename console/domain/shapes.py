"""What does not fit where fields are given by hand, as codes for words instead of a decoder's English."""

import re
from collections.abc import Mapping

import msgspec

# misfit: missing, unknown, or the shape that was wanted
_FIELD = re.compile(r"(missing required|unknown) field `(\w+)`")
_SHAPE = re.compile(r"Expected `(str|int|float|bool|array|object)[^`]*`, got")
_WHERE = re.compile(r"at `\$\.?([^`]*)`")


def misfit(wrong: msgspec.ValidationError) -> Mapping[str, str]:
    """The parameters `field` and `misfit` of a refusal."""
    said = str(wrong)
    where = match[1] if (match := _WHERE.search(said)) else ""
    if match := _FIELD.search(said):
        name = ".".join(part for part in (where, match[2]) if part)
        return {"field": name[:60], "misfit": "missing" if match[1] == "missing required" else "unknown"}
    shape = _SHAPE.search(said)
    return {"field": where[:60], "misfit": shape[1] if shape else "other"}
