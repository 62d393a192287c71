"""Whatever is signed by whomever, and in whatever order it comes: one standing, for both programs."""

import random
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from console.trust.envelope import Held, opened, sign
from console.trust.grown import Grown, seat_id
from console.trust.keys import SigningKey
from console.trust.statements import (
    AnyStatement,
    InvitationIssued,
    KeySucceeded,
    PersonCertified,
    PersonChanged,
    Released,
    Revoked,
    SeatCertified,
    SeatWelcomed,
    Seconded,
)
from console.trust.trust import Trust
from tests.console.trust.rooms import NOW, Room
from tests.second import loaded

SECOND = loaded()
ROOM = Room()
KEYS = [ROOM.founded.room_key, ROOM.admin, *(SigningKey(bytes([n]) * 32) for n in range(1, 6))]
PUBLIC = [bytes(key.verify_key) for key in KEYS]
PEOPLE = [ROOM.founded.person, *(bytes([n]) * 16 for n in range(1, 4))]
ROLES = ((), ("administrator",), ("operator",))

people, keys, times = st.sampled_from(PEOPLE), st.sampled_from(PUBLIC), st.integers(NOW - 3, NOW + 6)
roles = st.sampled_from(ROLES)


def of(
    kind: Callable[..., AnyStatement], *fields: st.SearchStrategy[object]
) -> st.SearchStrategy[AnyStatement]:
    return st.builds(kind, st.just(ROOM.founded.room), times, *fields)


name, agency = st.just("Somebody"), st.just("SAFE")
FREE = st.one_of(
    of(PersonCertified, people, name, agency, roles, keys),
    of(PersonChanged, people, name, agency, roles, st.just(())),
    of(KeySucceeded, people, keys, keys),
    keys.flatmap(
        lambda key: of(
            SeatCertified, *map(st.just, (seat_id(key), 2, "Seat", "SAFE", "desk", key, b"c" * 32))
        )
    ),
    of(InvitationIssued, keys, st.just(2), name, agency, st.just("desk"), times),
    of(Revoked, st.just("person"), people),
    of(Revoked, st.just("key"), keys),
)
signed = st.builds(sign, st.sampled_from(KEYS), FREE)


def naming(raw: list[bytes]) -> st.SearchStrategy[list[bytes]]:
    """With these, some that name them."""
    ids = st.sampled_from([opened(each).id for each in raw])
    more = st.one_of(
        of(Seconded, ids),
        of(Released, st.just(()), st.tuples(ids)),
        of(SeatWelcomed, ids),
    )
    return st.lists(st.builds(sign, st.sampled_from(KEYS), more), max_size=4).map(lambda others: raw + others)


SETS = st.lists(signed, min_size=1, max_size=14).flatmap(naming)


@settings(max_examples=150, deadline=None)
@given(SETS, st.randoms(use_true_random=False))
def test_any_set_of_statements_gives_one_standing_in_any_order(raw: list[bytes], dice: random.Random) -> None:
    standings = []
    for pause in (0, len(raw) // 2):
        trust = Trust.of(ROOM.founded.statements)
        for place, each in enumerate(dice.sample(raw, len(raw))):
            trust.add(each)
            if place == pause:
                _ = trust.standings
        standings.append((trust.standings, trust.digest(), trust.raw()))
    assert standings[0] == standings[1]


@settings(max_examples=150, deadline=None)
@given(SETS)
def test_the_second_program_finds_the_same_keys_in_any_set_of_statements(raw: list[bytes]) -> None:
    everything = {each.id: each for each in map(opened, [*ROOM.founded.statements[1:], *raw])}
    grown = Grown(PUBLIC[0], everything.values())
    theirs = SECOND.Certified(PUBLIC[0], [SECOND.statement(held.raw) for held in everything.values()])
    assert grown.owners == {key: owners for key, owners in theirs.owners.items() if owners}
    assert grown.seat_keys == theirs.seats


@settings(max_examples=60, deadline=None)
@given(SETS, SETS)
def test_whatever_is_signed_since_takes_no_key_and_no_power_from_anybody(
    raw: list[bytes], since: list[bytes]
) -> None:
    """Before anything is revoked."""

    def grown(statements: list[bytes]) -> Grown:
        held: dict[bytes, Held] = {each.id: each for each in map(opened, statements)}
        return Grown(PUBLIC[0], held.values())

    before = grown([*ROOM.founded.statements[1:], *raw])
    after = grown([*ROOM.founded.statements[1:], *raw, *since])
    assert all(owners <= after.owners[key] for key, owners in before.owners.items())
    assert before.admins <= after.admins
    assert before.seat_keys <= after.seat_keys
    assert set(before.invitations) <= set(after.invitations)
