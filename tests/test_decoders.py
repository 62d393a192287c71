"""Every decoder that a peer, a face or a file reaches: whatever comes is read, or refused in its own way."""

from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.decoders import DECODERS, free_of_charge

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from((b"", bytes(16), bytes(32), bytes(64), "log.written", 2**63)),
    lambda inner: (
        st.lists(inner, max_size=12)
        | st.dictionaries(st.text(max_size=5) | st.integers(0, 9), inner, max_size=3)
    ),
    max_leaves=12,
)


@st.composite
def anything(draw: st.DrawFn, samples: list[bytes]) -> bytes:
    """Noise, well-formed nonsense, or something good with a few bytes changed, cut off or said twice."""
    sort = draw(st.sampled_from(("noise", "nonsense", "altered") if samples else ("noise", "nonsense")))
    if sort == "noise":
        return draw(st.binary(max_size=200))
    if sort == "nonsense":
        return msgspec.msgpack.encode(draw(PLAIN))
    raw = bytearray(draw(st.sampled_from(samples)))
    for at, byte in draw(st.lists(st.tuples(st.integers(0, len(raw) - 1), st.integers(0, 255)), max_size=3)):
        raw[at] = byte
    return bytes(raw[: draw(st.integers(0, len(raw)))]) + bytes(draw(st.sampled_from((raw, b""))))


@pytest.mark.parametrize("name", DECODERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_comes_is_read_or_refused(name: str, data: st.DataObject, tmp_path: Path) -> None:
    decoder, refusals, samples = DECODERS[name]
    with free_of_charge(), suppress(*refusals):
        decoder(tmp_path)(data.draw(anything(samples)))


@pytest.mark.parametrize("name", DECODERS)
def test_what_is_good_is_read(name: str, tmp_path: Path) -> None:
    decoder, _, samples = DECODERS[name]
    assert samples
    with free_of_charge():
        for sample in samples:
            decoder(tmp_path)(sample)


@pytest.mark.parametrize("name", DECODERS)
@pytest.mark.parametrize(
    "raw", [b"\x91" * 5000, b"\x81" * 5000, b"\xdf\xff\xff\xff\xff", b"\xdb\xff\xff\xff\xff"]
)
def test_neither_depth_nor_promised_length_harms(name: str, raw: bytes, tmp_path: Path) -> None:
    decoder, refusals, _ = DECODERS[name]
    with free_of_charge(), suppress(*refusals):
        decoder(tmp_path)(raw)
