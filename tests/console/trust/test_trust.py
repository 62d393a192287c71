"""Standing in the room follows from the set of statements, in whatever order they came."""

import contextlib
import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from console.trust.bounds import MAX_OF_ONE
from console.trust.envelope import CONTEXT, Signed, opened, sign, signature
from console.trust.errors import Full
from console.trust.invitations import join
from console.trust.issuing import Account, Place, dismiss
from console.trust.keys import SeatKey, SigningKey, new_signing_key
from console.trust.statements import PersonCertified, SeatJoined, SeatWelcomed
from console.trust.trust import JOIN_CONTEXT, Trust, join_body
from tests.console.trust.rooms import HOUR, NOW, Room


def public(key: SigningKey) -> bytes:
    return bytes(key.verify_key)


def a_full_room() -> list[bytes]:
    """Every kind of statement, some of them in conflict."""
    room = Room()
    bert_key, bert = room.someone("Bert", "operator", "administrator")
    _, chloe = room.someone("Chloé", "liaison", agency="STIB")
    dirk_key, dirk = room.someone("Dirk", "observer")
    by_bert = room.issuer(bert_key, NOW + 1)
    file = room.invitation()
    one, other = join(file, NOW), join(file, NOW)
    room.learn(one.statements[-1], other.statements[-1], room.welcome(one), room.welcome(other))
    room.learn(*by_bert.change(chloe, Account("Chloé", "STIB", ("observer",)), ((b"f" * 32, 4),)))
    room.learn(*room.issuer().change(chloe, Account("Chloé P.", "STIB", ("liaison", "operator"))))
    room.succeeded(dirk.id, dirk_key, new_signing_key())
    room.learn(*by_bert.revoke("seat", one.seat_key.seat, "lost", ((b"g" * 32, 7),)))
    room.learn(*by_bert.release([(b"g" * 32, 8, 9)]))
    room.learn(*room.by_room_key.revoke("person", bert.id, "left"))
    room.learn(*room.by_room_key.uphold(room.trust.signed_by(bert.keys)[:2]))
    room.learn(room.issuer(dirk_key).person(Account("Nobody", "SAFE", ("administrator",)), b"n" * 32))
    assert dirk.id in room.trust.people
    return room.trust.raw()


FULL_ROOM = a_full_room()


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, len(FULL_ROOM) - 1))
def test_order_and_duplicates_change_nothing(dice: random.Random, pause: int) -> None:
    whole = Trust.of(FULL_ROOM)
    statements = FULL_ROOM[1:] * 2
    dice.shuffle(statements)
    trust = Trust(FULL_ROOM[0])
    for place, raw in enumerate(statements):
        trust.add(raw)
        if place == pause:
            assert trust.standings.accepted is not None  # judged half-way, and judged anew
    assert trust.digest() == whole.digest()
    assert trust.standings == whole.standings
    assert sorted(trust.raw()) == sorted(FULL_ROOM)


def test_what_a_seat_gives_never_lets_the_reader_wait() -> None:
    trust = Trust(FULL_ROOM[0])
    for place, raw in enumerate(Trust.of(FULL_ROOM).raw()[1:]):
        trust.add(raw)
        assert len(trust.standings.accepted) == place + 1


def test_a_person_who_is_no_administrator_certifies_nobody() -> None:
    room = Room()
    key, _ = room.someone("Dirk", "operator")
    room.learn(room.issuer(key).person(Account("Friend", "SAFE", ("administrator",)), b"k" * 32))
    assert {each.name for each in room.trust.people.values()} == {"Amina Diallo", "Dirk"}


def test_a_stranger_certifies_nobody_and_is_not_passed_on() -> None:
    room = Room()
    before = room.trust.digest()
    stranger, cut = room.issuer(new_signing_key()), tuple((bytes([n]) * 32, 1) for n in range(200))
    room.learn(stranger.person(Account("Friend", "SAFE"), b"k" * 32))
    room.learn(
        *stranger.revoke("seat", room.seat_key.seat, "stolen", cut), *stranger.release([(b"f" * 32, 1, 9)])
    )
    assert len(room.trust.people) == 1
    assert room.trust.digest() == before
    assert len(room.trust.raw()) == 3


def test_a_grant_that_arrives_late_gives_effect_to_what_waited() -> None:
    room = Room()
    bert_key, _ = room.someone("Bert", "administrator")
    certificate = next(raw for raw in room.trust.raw() if b"Bert" in raw)
    by_bert = room.issuer(bert_key).person(Account("Chloé", "STIB", ("liaison",)), b"c" * 32)
    trust = Trust.of(room.founded.statements)
    trust.add(by_bert)
    assert len(trust.people) == 1
    trust.add(certificate)
    assert {each.name for each in trust.people.values()} == {"Amina Diallo", "Bert", "Chloé"}


def test_strangers_cannot_fill_a_seat_with_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.trust.trust.MAX_WAITING", 20)
    room = Room()
    for number in range(60):
        stranger = room.issuer(new_signing_key(), NOW + number)
        room.learn(stranger.second(bytes(32)))
    assert len(room.trust._held) == 62
    assert len(room.trust.standings.accepted) == 2
    assert len(room.trust._held) == 22


def test_one_observer_cannot_fill_a_seat_with_statements_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.trust.trust.MAX_WAITING", 20)
    room = Room()
    key, _ = room.someone("Dirk", "observer")
    before = room.trust.digest()
    for number in range(60):
        room.learn(room.issuer(key, NOW + number).second(bytes(32)))
    assert room.trust.digest() == before
    assert len(room.trust._held) == len(room.trust.standings.accepted) + 20
    room.someone("Chloé", "liaison")  # an administrator still may


def test_a_statement_of_a_later_version_is_kept_and_passed_on_without_effect() -> None:
    room = Room()
    body = msgspec.msgpack.encode(["person.praised", room.founded.room, NOW, {"why": ["many", 1]}])
    raw = msgspec.msgpack.encode(Signed(body, public(room.admin), signature(room.admin, CONTEXT, body)))
    before = room.trust.people
    assert room.trust.add(raw)
    assert raw in room.trust.raw()
    assert room.trust.people == before


def test_a_later_version_may_add_a_field() -> None:
    room = Room()
    statement = PersonCertified(
        room=room.founded.room,
        issued=NOW,
        person=b"p" * 16,
        name="Bert",
        agency="SAFE",
        roles=(),
        key=b"k" * 32,
    )
    fields = msgspec.msgpack.decode(msgspec.msgpack.encode(statement))
    body = msgspec.msgpack.encode([*fields, {"badge": 14}])
    room.learn(msgspec.msgpack.encode(Signed(body, public(room.admin), signature(room.admin, CONTEXT, body))))
    assert room.trust.people[b"p" * 16].name == "Bert"


def test_the_same_statement_in_another_framing_is_the_same_statement() -> None:
    room = Room()
    raw = room.issuer().person(Account("Bert", "SAFE"), b"k" * 32)
    assert room.trust.add(raw)
    assert not room.trust.add(msgspec.msgpack.encode([*msgspec.msgpack.decode(raw), "more"]))


def test_nobody_takes_the_key_of_another() -> None:
    room = Room()
    key, bert = room.someone("Bert", "operator")
    room.learn(room.issuer(now=NOW + 1).person(Account("Mallory", "SAFE", ("operator",)), public(key)))
    assert [alarm.code for alarm in room.trust.alarms] == ["trust.person_key.taken_twice"]
    assert room.trust.people[bert.id] == bert
    assert bert in room.trust.owners(public(key))


def test_an_invitation_used_on_both_sides_of_a_cut_seats_both_and_alarms() -> None:
    room = Room()
    file = room.invitation()
    one, other = join(file, NOW), join(file, NOW)
    here, there = room.trust.trial(), room.trust.trial()
    for trust, joined in ((here, one), (there, other)):
        trust.add(joined.statements[-1])
        trust.add(room.welcome(joined))
        assert trust.alarms == ()
        assert len(trust.seats) == 2
    for raw in there.raw():
        here.add(raw)
    assert {one.seat_key.seat, other.seat_key.seat} < set(here.seats)
    assert {alarm.code for alarm in here.alarms} == {
        "trust.invitation.used_twice",
        "trust.number.taken_twice",
    }


def test_a_join_counts_once_a_porch_has_welcomed_it() -> None:
    room = Room()
    joined = join(room.invitation(), NOW)
    room.learn(joined.statements[-1])
    assert set(room.trust.joining) == {joined.seat_key.seat}
    assert len(room.trust.seats) == 1
    room.learn(room.welcome(joined))
    seat = room.trust.seats[joined.seat_key.seat]
    assert (seat.number, seat.label, seat.agency) == (2, "Siamu 1", "SIAMU")
    assert not room.trust.joining


def test_a_welcome_after_the_invitation_expired_has_no_effect() -> None:
    room = Room()
    joined = join(room.invitation(expires=NOW + HOUR), NOW)
    room.learn(joined.statements[-1], room.welcome(joined, NOW + 2 * HOUR))
    assert len(room.trust.seats) == 1


def test_a_seat_that_is_not_welcome_itself_welcomes_nobody() -> None:
    room = Room()
    one, other = join(room.invitation("One"), NOW), join(room.invitation("Two"), NOW)
    room.learn(one.statements[-1], other.statements[-1])
    mutual = Room.welcome
    for host, guest in ((one, other), (other, one)):
        room.seat_key = host.seat_key
        room.learn(mutual(room, guest))
    assert len(room.trust.seats) == 1


def test_a_joiner_cannot_take_the_id_of_another_seat() -> None:
    room = Room()
    before = room.trust.seats
    file = room.invitation()
    joined = join(file, NOW)
    statement = opened(joined.statements[-1]).statement
    assert isinstance(statement, SeatJoined)
    stolen = replace(statement, seat=room.seat_key.seat)
    proof = signature(joined.seat_key.signing, JOIN_CONTEXT, join_body(stolen))
    raw = sign(file.key, replace(stolen, proof=proof))
    welcome = SeatWelcomed(room=room.founded.room, issued=NOW, join=opened(raw).id)
    room.learn(raw, sign(room.seat_key.signing, welcome))
    assert not room.trust.joining
    assert room.trust.seats == before


def test_nobody_certifies_other_keys_under_the_id_of_a_seat() -> None:
    room = Room()
    before, other = room.trust.seats, SeatKey.fresh(room.founded.room, bytes(32))
    keys = (other.sign_public, other.curve_public)
    room.learn(room.issuer(now=NOW + 1).seat(Place("Safe 1", "SAFE"), room.seat_key.seat, keys))
    assert room.trust.seats == before


def test_all_that_a_revoked_administrator_signed_still_reaches_a_new_seat() -> None:
    room = Room()
    key, bert = room.someone("Bert", "administrator")
    many = range(MAX_OF_ONE + 5)
    room.learn(
        *(room.issuer(key, NOW + n).person(Account(f"P{n}", "SAFE"), n.to_bytes(32, "big")) for n in many)
    )
    room.learn(*dismiss(room.trust, room.by_room_key, bert, "left"))
    trust = Trust(room.founded.statements[0])
    for raw in reversed(room.trust.raw()[1:]):
        with contextlib.suppress(Full):
            trust.add(raw)
    for raw in room.trust.raw()[1:]:
        trust.add(raw)
    assert trust.digest() == room.trust.digest()
    assert len(trust.people) == len(many) + 2


def test_the_room_key_is_heard_when_a_seat_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.trust.trust.MAX_STATEMENTS", 3)
    room = Room()
    _, bert = room.someone("Bert", "operator")
    with pytest.raises(Full):
        room.learn(room.issuer().person(Account("Chloé", "STIB"), b"c" * 32))
    room.learn(*room.by_room_key.revoke("person", bert.id, "left"))
    assert room.trust.people[bert.id].revoked


def test_clocks_that_went_backwards_do_not_hide_a_grant() -> None:
    room = Room()
    bert_key = new_signing_key()
    chloe_key = new_signing_key()
    room.learn(
        room.issuer(now=NOW + 9).person(Account("Bert", "SAFE", ("administrator",)), public(bert_key)),
        room.issuer(bert_key, NOW - 5).person(
            Account("Chloé", "STIB", ("administrator",)), public(chloe_key)
        ),
        room.issuer(chloe_key, NOW - 9).person(Account("Dirk", "STIB"), b"d" * 32),
        room.issuer(chloe_key, NOW - 8).person(Account("Emma", "STIB"), b"e" * 32),
    )
    assert {each.name for each in room.trust.people.values()} == {
        "Amina Diallo",
        "Bert",
        "Chloé",
        "Dirk",
        "Emma",
    }


def alarms(room: Room) -> set[tuple[str, str]]:
    return {(alarm.code, dict(alarm.params).get("numbers", "")) for alarm in room.trust.alarms}


def test_people_whose_names_read_the_same_go_by_two_letters_more_each_in_their_own_spelling() -> None:
    room = Room()
    room.someone("Zoé", "operator")
    room.someone("ZOE\u0301", "observer")
    names = sorted(each.name[:-3] for each in room.trust.people.values() if each.called != "Amina Diallo")
    assert names == ["ZOÉ", "Zoé"]
    assert alarms(room) == {("trust.person.called_alike", "")}


def test_two_seats_whose_labels_read_the_same_are_an_alarm_until_one_is_revoked() -> None:
    room = Room()
    room.joined("Siamu 1")
    assert alarms(room) == set()
    second = room.joined("SIAMU\u00a01")
    assert alarms(room) == {("trust.seat.called_alike", "2, 3")}
    room.learn(*room.issuer().revoke("seat", second.seat_key.seat, "wrong"))
    assert alarms(room) == set()
