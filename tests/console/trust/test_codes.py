"""A short code opens one invitation, to who was told it and to nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.trust import codes
from console.trust.codes import FAILURES, LIFETIME, Host, Joiner
from console.trust.errors import Barred, Malformed, Refusal

CODE = "7K4Q-9XWM"
INVITATION = b"the invitation"


@pytest.fixture
def host() -> Host:
    return Host(CODE, INVITATION, LIFETIME)


def join(host: Host, code: str, caller: bytes = b"caller", now: int = 0) -> tuple[bytes, str]:
    """One go at the host's door."""
    joiner = Joiner(code)
    proving = joiner.proving(host.hear(caller, joiner.opening(), now))
    return joiner.welcomed(host.hear(caller, proving, now))


def test_whoever_knows_the_code_gets_the_invitation_and_both_show_the_same_words(host: Host) -> None:
    invitation, words = join(host, "7k4q 9xwm")
    assert invitation == INVITATION
    assert words == host.words
    assert len(words.split()) == codes.WORDS
    assert host.is_over(0), "it opens one seat"


def test_what_is_easily_misread_is_the_same(host: Host) -> None:
    assert codes.plain("o1Il-00o0") == "01110000"
    assert codes.plain(codes.fresh()) != codes.plain(codes.fresh())


@pytest.mark.parametrize("typed", ["", "7K4Q", "7K4Q-9XWM-1", "7K4Q-9XWU", "€€€€€€€€"])
def test_what_can_be_no_code_is_refused_before_anybody_is_asked(typed: str) -> None:
    with pytest.raises(Malformed) as refused:
        Joiner(typed)
    assert refused.value.code == "trust.code.malformed"


def test_three_wrong_codes_burn_it_even_for_who_knows_it(host: Host) -> None:
    said = []
    for n in range(FAILURES):
        with pytest.raises(Barred) as refused:
            join(host, "0000-0000", b"%d" % n)
        said.append(refused.value.code)
    assert said == ["trust.code.wrong"] * (FAILURES - 1) + ["trust.code.burnt"]
    with pytest.raises(Barred) as refused:
        join(host, CODE, b"honest")
    assert refused.value.code == "trust.code.over"
    assert not host.words


def test_a_code_dies_of_old_age_and_after_its_one_use(host: Host) -> None:
    with pytest.raises(Barred, match=r"code\.over"):
        join(host, CODE, now=LIFETIME)
    join(host, CODE)
    with pytest.raises(Barred, match=r"code\.over"):
        join(host, CODE, b"second")


def test_one_connection_has_one_go(host: Host) -> None:
    with pytest.raises(Barred, match=r"code\.wrong"):
        join(host, "0000-0000")
    with pytest.raises(Barred, match=r"code\.garbled"):
        join(host, CODE)


def test_whoever_listens_in_between_learns_nothing_that_opens_anything(host: Host) -> None:
    seen = []
    joiner = Joiner(CODE)
    seen.append(host.hear(b"a", joiner.opening(), 0))
    proof = joiner.proving(seen[0])
    replayed = host.hear(b"thief", proof, 0)
    with pytest.raises(Barred):
        Joiner(CODE).welcomed(replayed)
    joiner.welcomed(host.hear(b"a", proof, 0))


def test_a_false_host_is_not_believed(host: Host) -> None:
    other = Host("0000-0000", b"a trap", LIFETIME)
    joiner = Joiner(CODE)
    proving = joiner.proving(other.hear(b"a", joiner.opening(), 0))
    assert b"a trap" not in other.hear(b"a", proving, 0)
    with pytest.raises(Barred):
        joiner.welcomed(host.hear(b"a", proving, 0))


@given(frames=st.lists(st.binary(max_size=80) | st.just(Joiner(CODE).opening()), max_size=5))
def test_no_frame_harms_the_host(frames: list[bytes]) -> None:
    host = Host(CODE, INVITATION, LIFETIME)
    for n, frame in enumerate(frames):
        assert INVITATION not in host.hear(b"%d" % (n % 2), frame, 0)
    assert host.failures <= FAILURES


@given(message=st.binary(min_size=33, max_size=33), frame=st.binary(max_size=120))
def test_no_answer_harms_the_joiner(message: bytes, frame: bytes) -> None:
    joiner = Joiner(CODE)
    joiner.opening()
    for answer in (frame, codes._encode(codes.Opening(message))):
        with pytest.raises(Refusal):
            joiner.welcomed(frame)
        try:
            joiner.proving(answer)
        except Refusal:
            continue
