"""Who is no administrator and signs without end: what counted still counts, and seats come to agree."""

import pytest

from console.trust import bounds
from console.trust.envelope import opened, sign
from console.trust.invitations import join
from console.trust.issuing import dismiss
from console.trust.keys import SigningKey, new_signing_key
from console.trust.standings import Person
from console.trust.statements import KeySucceeded, SeatWelcomed
from console.trust.trust import Trust
from tests.console.trust.rooms import NOW, Room

MOST = 8


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound, so that a test is quick."""
    monkeypatch.setattr(bounds, "MAX_OF_ONE", MOST)


def changes(room: Room, key: SigningKey, person: Person, times: int, issued: int = NOW + 1) -> list[bytes]:
    """So many new keys in place of this one."""
    new = [bytes(new_signing_key().verify_key) for _ in range(times)]
    old = bytes(key.verify_key)
    return [sign(key, KeySucceeded(room.founded.room, issued, person.id, old, each)) for each in new]


def told(*seats: Trust) -> None:
    """Each tells the others all that it passes on, until nobody has anything new to say."""
    while len({seat.digest() for seat in seats}) > 1:
        before = [seat.digest() for seat in seats]
        for one in seats:
            for other in seats:
                other.keep(other.proven(one.raw()))
        if before == [seat.digest() for seat in seats]:
            return


def flooded(room: Room, key: SigningKey, person: Person) -> list[Trust]:
    """Three seats, each with others of the changes that somebody made."""
    seats = [Trust.of(room.trust.raw()) for _ in range(3)]
    for seat in seats:
        seat.keep(seat.proven(changes(room, key, person, 2 * MOST)))
    return seats


def test_seats_agree_that_somebody_signed_too_much_and_none_forgets_what_counted() -> None:
    room = Room()
    key, dirk = room.someone("Dirk", "operator")
    own = new_signing_key()
    room.succeeded(dirk.id, key, own)
    seats = flooded(room, key, dirk)
    before = [seat.people[dirk.id].keys for seat in seats]
    told(*seats)
    assert len({seat.digest() for seat in seats}) == 1
    for seat, keys in zip(seats, before, strict=True):
        assert seat.people[dirk.id].keys == keys
        assert len(keys) == MOST + 1
        assert bytes(own.verify_key) in keys
        assert [alarm.code for alarm in seat.alarms] == ["trust.signed_too_much"]
        raw = changes(room, own, dirk, 1, 0)
        assert not seat.proven(raw), "whatever time it names"


@pytest.mark.parametrize("which", range(3))
def test_once_an_administrator_revokes_him_all_seats_keep_what_that_seat_kept(which: int) -> None:
    room = Room()
    key, dirk = room.someone("Dirk", "operator")
    seats = flooded(room, key, dirk)
    kept = seats[which].people[dirk.id].keys
    revoked = dismiss(seats[which], room.issuer(now=NOW + 9), seats[which].people[dirk.id], "signs too much")
    seats[which].keep(seats[which].proven(revoked))
    told(*seats)
    for seat in seats:
        assert seat.people[dirk.id].keys == kept
        assert seat.people[dirk.id].revoked
        assert seat.digest() == seats[which].digest()
        assert seat.alarms == ()
        seat.keep(seat.proven(changes(room, key, dirk, 3)))
        assert seat.digest() == seats[which].digest(), "nothing is added since"
    again = Trust.of([*reversed(seats[0].raw()[1:]), seats[0].raw()[0]])
    assert again.digest() == seats[0].digest()


def test_a_chain_of_keys_is_bounded_like_many_of_one_key() -> None:
    room = Room()
    key, dirk = room.someone("Dirk", "operator")
    for _ in range(4 * MOST):
        new = new_signing_key()
        old, public = bytes(key.verify_key), bytes(new.verify_key)
        room.learn(sign(key, KeySucceeded(room.founded.room, NOW, dirk.id, old, public)))
        key = new
    assert len(room.trust.people[dirk.id].keys) == MOST + 1
    assert len(room.trust.standings.accepted) == 3 + MOST


def test_a_restart_keeps_what_was_kept() -> None:
    room = Room()
    key, dirk = room.someone("Dirk", "operator")
    for seat in flooded(room, key, dirk):
        again = Trust.of(seat.raw())
        assert again.people == seat.people
        again.keep(again.proven(changes(room, key, dirk, MOST, 0)))
        assert again.people == seat.people


def test_who_is_made_an_administrator_may_change_as_often_as_he_likes() -> None:
    room = Room()
    key, dirk = room.someone("Dirk", "operator", "administrator")
    room.learn(*changes(room, key, dirk, 2 * MOST))
    assert len(room.trust.people[dirk.id].keys) == 2 * MOST + 1
    assert room.trust.alarms == ()


def test_others_are_no_worse_off_for_one_who_signs_too_much() -> None:
    room = Room()
    key, dirk = room.someone("Dirk", "operator")
    eve_key, eve = room.someone("Eve", "operator")
    (one, *_) = seats = flooded(room, key, dirk)
    own = changes(room, eve_key, eve, 1)
    one.keep(one.proven(own))
    told(*seats)
    for seat in seats:
        assert opened(own[0]).id in seat.standings.accepted


def test_an_invitation_that_is_used_without_end_keeps_the_seats_that_came_first() -> None:
    room = Room()
    file = room.invitation()
    first = join(file, NOW)
    room.learn(first.statements[-1], room.welcome(first))
    seats = [Trust.of(room.trust.raw()) for _ in range(2)]
    for seat in seats:
        many = [join(file, 0) for _ in range(2 * MOST)]
        seat.keep(seat.proven(each.statements[-1] for each in many))
    told(*seats)
    assert seats[0].digest() == seats[1].digest()
    for seat in seats:
        assert first.seat_key.seat in seat.seats
        assert len(seat.joining) == MOST - 2, "and one welcome"


def test_the_seats_that_one_invitation_seats_do_not_fill_the_room_by_welcoming_each_other() -> None:
    room = Room()
    file = room.invitation()
    many = [join(file, NOW + n) for n in range(MOST // 2)]
    for one in many:
        room.learn(one.statements[-1], room.welcome(one))
    before = len(room.trust.standings.accepted)
    for one in many:
        pen = room.issuer(one.seat_key.signing)
        for n, other in enumerate(many * MOST):
            said = SeatWelcomed(room.founded.room, NOW + n, opened(other.statements[-1]).id)
            room.learn(pen.sign(said))
    assert len(room.trust.standings.accepted) == before
    assert len(room.trust.seats) == 1 + len(many)


def test_whom_nobody_revoked_loses_nothing_by_what_is_let_stand() -> None:
    room = Room()
    key, dirk = room.someone("Dirk", "operator")
    own, last = new_signing_key(), new_signing_key()
    room.succeeded(dirk.id, key, own)
    room.succeeded(dirk.id, own, last)
    keys = room.trust.people[dirk.id].keys
    room.learn(*room.issuer().uphold(room.trust.standings.bounded[dirk.id][:1]))
    assert room.trust.people[dirk.id].keys == keys


def test_what_an_administrator_gone_bad_took_from_somebody_so_comes_back_as_he_falls() -> None:
    room = Room()
    bert_key, bert = room.someone("Bert", "administrator")
    key, dirk = room.someone("Dirk", "operator")
    own, last = new_signing_key(), new_signing_key()
    room.succeeded(dirk.id, key, own)
    room.succeeded(dirk.id, own, last)
    keys = room.trust.people[dirk.id].keys
    by_bert = room.issuer(bert_key)
    last_only = room.trust.standings.bounded[dirk.id][1:]
    room.learn(*by_bert.revoke("person", dirk.id, "out"), *by_bert.uphold(last_only))
    assert room.trust.people[dirk.id].keys < keys
    room.learn(*room.by_room_key.revoke("person", bert.id, "gone bad"))
    assert room.trust.people[dirk.id].keys == keys
    assert not room.trust.people[dirk.id].revoked
