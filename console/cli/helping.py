"""`help`: what one may tell a room, and who may."""

import argparse

import msgspec

from console.cli.output import print_json
from console.domain import everything  # noqa: F401 - fills the table of intents
from console.domain.powers import POWERS, ROLES
from console.domain.subjects import INTENTS
from console.seat.acts import ACTS
from console.words import Words


def intents(args: argparse.Namespace, words: Words) -> int:
    """Print every intent with its fields, as JSON lines."""
    for tag, cls in sorted({**INTENTS, **ACTS}.items()):
        fields = {f.name: _default(f) for f in msgspec.structs.fields(cls)}
        line = {"intent": tag, "does": words.word(f"intent.{tag}"), "fields": fields}
        print_json(line)
    return 0


def _default(field: msgspec.structs.FieldInfo) -> object:
    return "required" if field.required else msgspec.to_builtins(field.default)


def powers(args: argparse.Namespace, words: Words) -> int:
    """Print the one table of powers: a row a power, a column a role."""
    width = max(len(words.word(f"power.{code}")) for code in POWERS)
    print(" " * width, *(words.word(f"role.{role}") for role in ROLES), sep="  ")
    for code, power in POWERS.items():
        marks = [
            _mark(role in power.roles, role in power.noted_by).ljust(len(words.word(f"role.{role}")))
            for role in ROLES
        ]
        scope = f"({words.word(f'scope.{power.scope}')})" if power.scope else ""
        print(words.word(f"power.{code}").ljust(width), *marks, scope, sep="  ")
    return 0


def _mark(may: bool, may_note: bool) -> str:
    return "x" if may else "noted" if may_note else "-"
