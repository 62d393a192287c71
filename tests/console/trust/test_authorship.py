"""Who stands behind an entry follows from openings, sittings and trust, in any order of arrival."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.trust.authorship import Authorship
from console.trust.invitations import invite, join
from console.trust.issuing import Account, Place
from console.trust.keys import SeatKey, new_signing_key
from console.trust.openings import open_feed, open_sitting
from console.trust.trust import Trust
from db.entry import Entry, Stored
from tests.console.trust.rooms import NOW, Pen, Room


def running(room: Room, key: SeatKey | None = None) -> tuple[Authorship, Pen]:
    """A run has begun of the seat with this key, else of the room's first."""
    authorship = Authorship(room.trust)
    pen = Pen(key or room.seat_key, authorship)
    pen.start()
    return authorship, pen


def standing(authorship: Authorship, stored: Stored) -> str:
    author = authorship.author(stored.header)
    return "nobody" if author is None else author.standing


def test_an_entry_proves_seat_and_person() -> None:
    room = Room()
    authorship, pen = running(room)
    sitting = pen.sit(room.founded.person, room.admin)
    author = authorship.author(pen.write(by=sitting.header.seq).header)
    assert author is not None
    assert (author.name, author.agency, author.seat_label, author.seat_number) == (
        "Amina Diallo",
        "SAFE",
        "Safe 1",
        1,
    )
    assert (author.roles, author.standing) == (frozenset({"operator", "administrator"}), "good")
    assert (author.seat, author.person) == (room.seat_key.seat.hex(), room.founded.person.hex())


def test_the_seat_itself_writes_without_a_person() -> None:
    room = Room()
    authorship = Authorship(room.trust)
    pen = Pen(room.seat_key, authorship)
    author = authorship.author(pen.start().header)
    assert author is not None
    assert (author.person, author.name, author.roles) == ("", "", frozenset())


def test_a_sitting_that_was_closed_covers_nothing_any_more() -> None:
    room = Room()
    authorship, pen = running(room)
    sitting = pen.sit(room.founded.person, room.admin)
    last = pen.rise(sitting)
    assert standing(authorship, last) == "good"
    assert standing(authorship, pen.write(by=sitting.header.seq)) == "nobody"


def test_two_persons_sit_at_one_seat_at_once() -> None:
    room = Room()
    key, bert = room.someone("Bert", "liaison", agency="STIB")
    authorship, pen = running(room)
    amina, other = pen.sit(room.founded.person, room.admin), pen.sit(bert.id, key)
    pen.rise(amina)
    written = pen.write(by=other.header.seq)
    author = authorship.author(written.header)
    assert author is not None
    assert (author.name, author.agency, author.is_("liaison")) == ("Bert", "STIB", True)


def test_nobody_sits_down_in_another_persons_name() -> None:
    room = Room()
    thief, bert = room.someone("Bert", "observer")
    authorship, pen = running(room)
    sitting = pen.sit(room.founded.person, thief)
    assert standing(authorship, pen.write(by=sitting.header.seq)) == "nobody"
    replayed = open_sitting(bert.id, thief, room.founded.room, pen.feed.id, bytes(32))
    again = pen.write("sitting.opened", replayed)
    assert standing(authorship, pen.write(by=again.header.seq)) == "nobody"


def test_nobody_opens_a_run_in_another_seats_name() -> None:
    room = Room()
    authorship = Authorship(room.trust)
    pen = Pen(room.seat_key, authorship)
    other = Pen(room.seat_key, authorship)
    pen.write("feed.opened", open_feed(room.seat_key.signing, room.founded.room, other.feed.id))
    assert standing(authorship, pen.write()) == "nobody"
    stranger = Pen(type(room.seat_key).fresh(room.founded.room, bytes(32)), authorship)
    stranger.start()
    assert standing(authorship, stranger.write()) == "nobody"


def test_nobody_sits_at_a_board() -> None:
    room = Room()
    place = Place("Wall", "SAFE", "board")
    file, raw = invite(room.trust, room.issuer(), room.seat_key.room_secret, place, NOW + 9)
    joined = join(file, NOW)
    room.learn(raw, joined.statements[-1], room.welcome(joined))
    authorship = Authorship(room.trust)
    pen = Pen(joined.seat_key, authorship)
    assert standing(authorship, pen.start()) == "good"
    sitting = pen.sit(room.founded.person, room.admin)
    assert standing(authorship, pen.write(by=sitting.header.seq)) == "nobody"


def test_an_entry_gets_its_author_when_the_certificate_arrives() -> None:
    room = Room()
    joined = room.joined()
    trust = Trust.of(room.founded.statements)
    authorship = Authorship(trust)
    pen = Pen(joined.seat_key, authorship)
    entry = pen.start()
    assert standing(authorship, entry) == "nobody"
    assert authorship.changed_feeds() == {pen.feed.id}
    for raw in room.trust.raw():
        trust.add(raw)
    assert authorship.changed_feeds() == {pen.feed.id}
    assert standing(authorship, entry) == "good"
    assert authorship.changed_feeds() == set()


def test_an_opening_whose_payload_comes_late_tells_of_it() -> None:
    room = Room()
    away, here = Authorship(room.trust), Authorship(room.trust)
    pen = Pen(room.seat_key, away)
    opening, later = pen.start(), pen.write()
    bare = Stored(opening.id, opening.header, Entry(opening.entry.header, opening.entry.signature), NOW, 1)
    assert not here.learn(bare)
    assert not here.learn(later)
    assert standing(here, later) == "nobody"
    assert here.learn(opening)
    assert standing(here, later) == "good"
    assert not here.learn(opening)


def test_beyond_the_cut_of_a_revocation_nothing_counts_until_released() -> None:
    room = Room()
    joined = room.joined()
    authorship, pen = running(room, joined.seat_key)
    sitting = pen.sit(room.founded.person, room.admin).header.seq
    before, operator = pen.write(by=sitting), room.someone("Bert", "operator")[0]
    cut = authorship.runs.cut_of_seat(joined.seat_key.seat)
    after, later = pen.write(), pen.write(by=sitting)
    fresh = Pen(joined.seat_key, authorship)
    unknown = fresh.start()
    authorship.changed_feeds()
    room.learn(*room.issuer().revoke("seat", joined.seat_key.seat, "stolen", cut))
    assert authorship.changed_feeds() == {pen.feed.id, fresh.feed.id}
    entries = (before, after, later, unknown)
    assert [standing(authorship, each) for each in entries] == ["good", *["after_revocation"] * 3]
    room.learn(*room.issuer(operator).release([(pen.feed.id, after.header.seq, later.header.seq)]))
    assert not authorship.changed_feeds(), "no administrator released them"
    room.learn(*room.issuer().release([(pen.feed.id, after.header.seq, after.header.seq)]))
    assert authorship.changed_feeds() == {pen.feed.id}
    assert [standing(authorship, each) for each in entries] == ["good", "good", *["after_revocation"] * 2]


def test_a_revoked_persons_sittings_are_cut_and_the_seats_own_entries_are_not() -> None:
    room = Room()
    key, bert = room.someone("Bert", "operator")
    authorship, pen = running(room)
    sitting = pen.sit(bert.id, key)
    before = pen.write(by=sitting.header.seq)
    room.learn(*room.issuer().revoke("person", bert.id, "left", authorship.runs.cut_of_person(bert.id)))
    after, own = pen.write(by=sitting.header.seq), pen.write()
    assert [standing(authorship, each) for each in (before, after, own)] == [
        "good",
        "after_revocation",
        "good",
    ]


def test_a_key_that_is_revoked_covers_nothing_beyond_its_cut_and_its_successor_does() -> None:
    room = Room()
    key, bert = room.someone("Bert", "operator")
    authorship, pen = running(room)
    sitting = pen.sit(bert.id, key)
    before, new = pen.write(by=sitting.header.seq), new_signing_key()
    cut = authorship.runs.cut_of_person(bert.id)
    room.learn(*room.issuer().succeed(bert, bytes(new.verify_key)))
    room.learn(*room.issuer().revoke("key", bytes(key.verify_key), "read by others", cut))
    after, renewed = pen.write(by=sitting.header.seq), pen.sit(bert.id, new)
    entries = (before, after, pen.write(by=renewed.header.seq))
    assert [standing(authorship, each) for each in entries] == ["good", "after_revocation", "good"]


def test_a_role_that_is_taken_away_still_covers_what_came_before() -> None:
    room = Room()
    key, bert = room.someone("Bert", "liaison", "operator", agency="STIB")
    authorship, pen = running(room)
    sitting = pen.sit(bert.id, key)
    before = pen.write(by=sitting.header.seq)
    cut = authorship.runs.cut_of_person(bert.id)
    room.learn(*room.issuer(now=NOW + 1).change(bert, Account("Bert", "SAFE", ("operator",)), cut))
    after = pen.write(by=sitting.header.seq)
    old, new = authorship.author(before.header), authorship.author(after.header)
    assert old is not None
    assert new is not None
    assert (old.agency, old.roles) == ("STIB", frozenset({"liaison", "operator"}))
    assert (new.agency, new.roles) == ("SAFE", frozenset({"operator"}))
    now = room.trust.people[bert.id]
    room.learn(*room.issuer(now=NOW + 2).change(now, Account("Bert", "SAFE", ("operator", "elector"))))
    granted = authorship.author(after.header)
    assert granted is not None
    assert granted.roles == {"operator", "elector"}


def test_a_cut_may_name_more_runs_than_one_statement_can_hold() -> None:
    room = Room()
    joined = room.joined()
    cut = tuple((bytes([n // 256, n % 256]) * 16, n + 1) for n in range(400))
    statements = room.issuer().revoke("seat", joined.seat_key.seat, "stolen", cut)
    assert len(statements) == 3
    room.learn(*reversed(statements))
    (cutoff,) = room.trust.seats[joined.seat_key.seat].revocations
    assert [(cutoff.hides(feed, last), cutoff.hides(feed, last + 1)) for feed, last in cut] == [
        (False, True)
    ] * 400


def test_a_new_passphrase_leaves_what_was_signed_under_the_old_one_standing() -> None:
    room = Room()
    authorship, pen = running(room)
    sitting = pen.sit(room.founded.person, room.admin)
    written = pen.write(by=sitting.header.seq)
    new = new_signing_key()
    room.succeeded(room.founded.person, room.admin, new)
    person = room.trust.people[room.founded.person]
    assert person.current == {bytes(new.verify_key)}
    assert person.administrator
    assert standing(authorship, written) == "good"
    renewed = pen.sit(person.id, new)
    assert standing(authorship, pen.write(by=renewed.header.seq)) == "good"


def test_a_forked_seat_is_suspended_from_the_fork_on() -> None:
    room = Room()
    authorship = Authorship(room.trust)
    first = Pen(room.seat_key, authorship)
    opening = first.start()
    cloned = Pen(room.seat_key, authorship)
    cloned.start(first.head)
    good, doubtful = cloned.write(), cloned.write()
    later = Pen(room.seat_key, authorship, hlc=cloned.hlc)
    after = later.start(cloned.head)
    authorship.changed_feeds()
    authorship.runs.fork(cloned.feed.id, doubtful.header.seq)
    assert authorship.changed_feeds() == {first.feed.id, cloned.feed.id, later.feed.id}
    entries = (opening, good, doubtful, after)
    assert [standing(authorship, each) for each in entries] == ["good", "good", "forked", "forked"]


def test_two_runs_of_a_copied_folder_are_noticed_and_nothing_is_refused() -> None:
    room = Room()
    authorship, first = running(room)
    copy = Pen(room.seat_key, authorship, hlc=first.hlc)
    copy.start()
    assert not authorship.runs.copied_seats
    first.hlc = copy.hlc
    written = first.write()
    assert authorship.runs.copied_seats == {room.seat_key.seat}
    assert standing(authorship, written) == "good"


def test_a_copy_is_settled_once_the_seat_starts_again_and_knows_what_both_wrote() -> None:
    room = Room()
    authorship = Authorship(room.trust)
    first, copy = Pen(room.seat_key, authorship), Pen(room.seat_key, authorship)
    first.start()
    copy.start()
    copy.hlc += 3_600_000 << 16  # its clock is an hour ahead
    copy.write()
    first.hlc = copy.hlc
    first.write()
    again = Pen(room.seat_key, authorship, hlc=first.hlc - (60_000 << 16))
    again.start(first.head)
    assert authorship.runs.copied_seats == {room.seat_key.seat}, "it does not know all that the copy wrote"
    last = Pen(room.seat_key, authorship, hlc=again.hlc)
    last.start({**first.head, **copy.head, **again.head})
    assert not authorship.runs.copied_seats
    copy.write()
    assert authorship.runs.copied_seats == {room.seat_key.seat}, "the copy goes on"


def test_runs_one_after_the_other_are_no_copy_even_if_the_clock_was_set_back() -> None:
    room = Room()
    authorship, first = running(room)
    first.hlc += 365 * 86_400_000 << 16
    first.write()
    second = Pen(room.seat_key, authorship, hlc=NOW + 60_000 << 16)
    second.start(first.head)
    second.write()
    assert not authorship.runs.copied_seats


@pytest.mark.parametrize("payload", [b"", b"\x90", b"\xc1", b"\x91" * 5000, b"\x93\xc4\x10" + bytes(16)])
def test_an_opening_of_garbage_opens_nothing(payload: bytes) -> None:
    room = Room()
    authorship = Authorship(room.trust)
    pen = Pen(room.seat_key, authorship)
    pen.write("feed.opened", payload)
    assert standing(authorship, pen.write("sitting.opened", payload)) == "nobody"


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_whatever_order_entries_and_statements_come_in_the_authors_are_the_same(dice: random.Random) -> None:
    room = Room()
    joined = room.joined()
    key, bert = room.someone("Bert", "operator")
    whole = Authorship(room.trust)
    entries = []
    for seat_key in (room.seat_key, joined.seat_key):
        pen = Pen(seat_key, whole)
        entries.append(pen.start())
        sitting = pen.sit(bert.id, key)
        entries += [
            sitting,
            pen.write(by=sitting.header.seq),
            pen.rise(sitting),
            pen.write(by=sitting.header.seq),
        ]
    room.learn(*room.issuer().revoke("seat", joined.seat_key.seat, "lost", ((pen.feed.id, 2),)))
    trust = Trust(room.founded.statements[0])
    shuffled = Authorship(trust)
    deeds: list[bytes | Stored] = [*room.trust.raw(), *entries, *entries]
    dice.shuffle(deeds)
    for deed in deeds:
        shuffled.learn(deed) if isinstance(deed, Stored) else trust.add(deed)
    assert [shuffled.author(each.header) for each in entries] == [
        whole.author(each.header) for each in entries
    ]
    assert shuffled.runs.copied_seats == whole.runs.copied_seats


@pytest.mark.parametrize("exercise", [True, False])
def test_a_controller_has_no_power_in_a_real_room(exercise: bool) -> None:
    room = Room(exercise=exercise)
    key, person = room.someone("Vera", "operator", "controller")
    authorship, pen = running(room)
    sitting = pen.sit(person.id, key)
    author = authorship.author(pen.write(by=sitting.header.seq).header)
    assert author is not None
    assert author.is_("controller") is exercise
    assert author.is_("operator")
