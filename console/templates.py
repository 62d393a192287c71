"""The texts of all words, by language and code, as translators write them in `resources/words`."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from console.paths import resource

LANGUAGES = ("fr", "nl", "en")
Template = str | dict[str, str]
_PLURAL = frozenset({"one", "other"})


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
