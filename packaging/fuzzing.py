"""Feed one decoder of tests/test_decoders.py with what atheris thinks up. See packaging/fuzz."""

import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))
with atheris.instrument_imports(include=["console", "db"]):
    from tests.test_decoders import DECODERS


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
            with suppress(*refusals):
                reads(raw)

        atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", str(corpus)], once)
        atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in DECODERS:
        sys.exit("\n".join(DECODERS))
    main(*sys.argv[1:3])
