"""Feed one decoder of tests/decoders.py, or each, with what atheris thinks up. See packaging/fuzz."""

import os
import random
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import atheris
import msgspec

sys.path.insert(0, str(Path(__file__).parents[1]))
with atheris.instrument_imports(include=["console", "db"]):
    from tests.decoders import DECODERS, free_of_charge

EACH, HALF = "each", 0.5
VALUES = (None, True, -1, 0, 2**63, 2**64 - 1, 1.5, float("nan"), "", "x", "\u202e", b"", bytes(16), [], {})


def main(name: str, seconds: str = "60") -> None:
    """Until something escapes that the decoder does not name, or the time is over."""
    decoder, refusals, samples = DECODERS[name]
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for n, sample in enumerate(samples):
            (corpus / str(n)).write_bytes(sample)
        reads = decoder(Path(folder))

        def once(raw: bytes) -> None:
            with suppress(*refusals), free_of_charge():
                reads(raw)

        asked = [sys.argv[0], f"-max_total_time={seconds}", str(corpus)]
        atheris.Setup(asked, once, custom_mutator=altering(samples))
        atheris.Fuzz()


def altering(samples: list[bytes]) -> Callable[[bytes, int, int], bytes]:
    """Half of the time what is well-formed, with something else in one place: altered bytes seldom are.

    It begins from a sample as often as from what libFuzzer kept, which drops all but one of those that only
    msgspec tells apart.
    """

    def altered(raw: bytes, longest: int, seed: int) -> bytes:
        chance = random.Random(seed)  # noqa: S311 - no secret
        begun = chance.choice(samples) if chance.random() < HALF else raw
        if chance.random() < HALF:
            with suppress(ValueError, TypeError, OverflowError, RecursionError):  # it was not well-formed
                return msgspec.msgpack.encode(_with_another(msgspec.msgpack.decode(begun), chance))[:longest]
        return bytes(atheris.Mutate(begun, longest))

    return altered


def _with_another(value: Any, chance: random.Random) -> Any:
    """The value with another one somewhere in it, at a place that is drawn."""
    inner = list(value.items()) if isinstance(value, dict) else value
    if isinstance(inner, list | tuple) and inner and chance.random() < 0.9:
        parts, at = list(inner), chance.randrange(len(inner))
        match chance.randrange(8):
            case 0:
                del parts[at]
            case 1:
                parts.insert(at, parts[at])
            case _:
                parts[at] = _with_another(parts[at], chance)
        return dict(pair for pair in parts if len(pair) == 2) if isinstance(value, dict) else parts
    if isinstance(value, bytes) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        return value[:at] + bytes([chance.randrange(256)]) + value[at + chance.randrange(3) :]
    return chance.choice(VALUES)


def each(names: list[str], seconds: str) -> int:
    """These, or all, one after another; the exit status of the last that let something escape."""
    status = 0
    for name in names or DECODERS:
        sys.stdout.write(f"== {name}\n")
        sys.stdout.flush()
        if not (child := os.fork()):  # what is instrumented once serves all
            main(name, seconds)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) or status
    return status


if __name__ == "__main__":
    if sys.argv[1:2] == [EACH]:
        sys.exit(each(sys.argv[3:], sys.argv[2] if len(sys.argv) > 2 else "60"))
    if len(sys.argv) < 2 or sys.argv[1] not in DECODERS:
        sys.exit("\n".join((EACH, *DECODERS)))
    main(*sys.argv[1:3])
