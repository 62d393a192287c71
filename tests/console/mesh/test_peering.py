"""Whom a seat dials, when, and what it remembers of addresses."""

from itertools import pairwise
from pathlib import Path

import pytest

from console.mesh.addresses import A_ROOM, A_SEAT, Addresses
from console.mesh.diagnostics import FILE, Diagnostics
from console.mesh.messages import Address
from console.mesh.outbox import LIMIT, Outbox
from console.mesh.peering import (
    DIALS_AT_ONCE,
    LONGEST_ALONE,
    LONGEST_PAUSE,
    PORCHES,
    VISITS_AT_ONCE,
    Peering,
)

LOW, ME, HIGH = b"a" * 16, b"m" * 16, b"z" * 16
PORCH, OTHER_PORCH = ("10.0.0.9", 7400), ("10.0.0.8", 7400)


def at(seat: bytes, host: str = "10.0.0.1", link: int = 5000) -> Address:
    return Address(seat, host, link, 7400)


@pytest.fixture
def addresses() -> Addresses:
    known = Addresses()
    for seat in (LOW, HIGH):
        known.learn(at(seat))
    return known


@pytest.fixture
def peering(addresses: Addresses) -> Peering:
    """Of a seat that learnt all it knows since it began."""
    made = Peering(ME, Addresses(), lambda: 1.0)
    made._addresses = addresses
    return made


def dialled(peering: Peering, now: int, *linked: bytes) -> list[bytes]:
    return [dial.seat for dial in peering.dials([LOW, HIGH], linked, now)]


def missed(
    peering: Peering, seat: bytes, now: int, host: str = "10.0.0.1", *, answered: bool = False
) -> None:
    peering.missed(seat, at(seat, host), now, answered=answered)


def pauses(peering: Peering, *linked: bytes, answered: bool = False) -> list[int]:
    """Of dials of the higher seat that come to nothing, one after another."""
    assert HIGH in dialled(peering, 0, *linked)
    now, found = 0, []
    for _ in range(8):
        missed(peering, HIGH, now, answered=answered)
        begun = now
        while not peering.dials([HIGH], linked, now):
            now += 100
        found.append(now - begun)
    return found


def test_the_lower_seat_dials_at_once_and_the_higher_after_ten_seconds(peering: Peering) -> None:
    assert dialled(peering, 0) == [HIGH]
    assert dialled(peering, 9_999) == []
    assert dialled(peering, 10_000) == [LOW]


def test_whom_a_seat_knows_when_it_begins_it_dials_at_once(addresses: Addresses) -> None:
    assert dialled(Peering(ME, addresses, lambda: 1.0), 0) == [LOW, HIGH]


def test_whom_it_finds_nowhere_when_it_begins_is_left_to_the_lower(addresses: Addresses) -> None:
    peering = Peering(ME, addresses, lambda: 1.0)
    assert dialled(peering, 0, HIGH) == [LOW]
    missed(peering, LOW, 0)
    assert dialled(peering, 9_999, HIGH) == []
    assert dialled(peering, 10_000, HIGH) == [LOW]


def test_a_linked_seat_is_not_dialled(peering: Peering) -> None:
    assert dialled(peering, 0, LOW, HIGH) == []


def test_failures_lengthen_the_pause_to_a_limit(peering: Peering) -> None:
    found = pauses(peering, LOW)
    assert found == sorted(found)
    assert found[-1] == LONGEST_PAUSE


def test_who_has_no_link_at_all_pauses_for_a_moment_only(peering: Peering) -> None:
    assert pauses(peering)[-1] == LONGEST_ALONE


def test_who_is_turned_away_by_all_pauses_for_long(peering: Peering) -> None:
    assert pauses(peering, answered=True)[-1] == LONGEST_PAUSE


@pytest.mark.parametrize(("before", "after"), [((LOW,), ()), ((), (LOW,))], ids=["lost", "found"])
def test_who_lost_everybody_or_found_somebody_again_tries_all_anew(
    peering: Peering, before: tuple[bytes, ...], after: tuple[bytes, ...]
) -> None:
    now = sum(pauses(peering, *before))
    missed(peering, HIGH, now)
    assert HIGH not in dialled(peering, now + 900, *before)
    assert HIGH in dialled(peering, now + 900, *after)
    missed(peering, HIGH, now + 900)
    assert HIGH in dialled(peering, now + 2_900, *after), "anew, from short pauses on"


def test_an_offence_is_followed_by_a_long_pause(peering: Peering) -> None:
    assert dialled(peering, 0, LOW) == [HIGH]
    peering.ended(HIGH, 0, offence=True)
    assert dialled(peering, 5_000, LOW) == []


@pytest.mark.parametrize(("offence", "pause"), [(False, 1_000), (True, 11_000)])
def test_whose_link_ended_is_dialled_again_after_a_moment_or_long_after_an_offence(
    peering: Peering, offence: bool, pause: int
) -> None:
    assert dialled(peering, 0, LOW, HIGH) == []
    peering.linked(HIGH)
    peering.ended(HIGH, 0, offence=offence)
    assert dialled(peering, pause - 1, LOW) == []
    assert dialled(peering, pause, LOW) == [HIGH]


def test_a_long_pause_follows_an_offence_of_the_only_other_seat_too(peering: Peering) -> None:
    dialled(peering, 0, HIGH)
    peering.linked(HIGH)
    peering.ended(HIGH, 0, offence=True)
    peering.call_at(PORCH, 0)
    peering.visited(PORCH, HIGH, 0)
    assert HIGH not in dialled(peering, 10_999)
    assert HIGH in dialled(peering, 11_000)
    missed(peering, HIGH, 11_000)
    assert HIGH in dialled(peering, 11_000, LOW), "as any other that was missed"


@pytest.mark.parametrize(("chance", "pause"), [(0.0, 500), (0.5, 750), (1.0, 1_000)])
def test_seats_that_miss_one_another_do_not_dial_in_step(
    addresses: Addresses, chance: float, pause: int
) -> None:
    peering = Peering(ME, addresses, lambda: chance)
    missed(peering, HIGH, 0)
    assert HIGH not in dialled(peering, pause - 1)
    assert HIGH in dialled(peering, pause)


def test_the_lower_seat_is_waited_for_once_and_not_by_who_has_no_link(peering: Peering) -> None:
    dialled(peering, 0, HIGH)
    missed(peering, LOW, 0)
    assert dialled(peering, 9_999, HIGH) == []
    missed(peering, LOW, 10_000)
    assert dialled(peering, 12_000, HIGH) == [LOW]
    assert dialled(peering, 12_000) == [HIGH]
    missed(peering, LOW, 12_000)
    peering.linked(LOW)
    missed(peering, LOW, 13_000)
    assert dialled(peering, 14_000) == [LOW]


def test_a_seat_that_announces_itself_is_dialled_soon_however_often_it_was_missed(peering: Peering) -> None:
    now = sum(pauses(peering, LOW))
    missed(peering, HIGH, now)
    peering.heard_of(HIGH, now)
    peering.heard_of(b"x" * 16, now)
    assert dialled(peering, now + 999, LOW) == []
    peering.heard_of(HIGH, now + 999)
    assert dialled(peering, now + 1_000, LOW) == [HIGH]
    missed(peering, LOW, now)
    peering.heard_of(LOW, now)
    assert dialled(peering, now + 9_999, HIGH) == [], "it has the first turn all the same"


def test_each_address_of_a_seat_gets_its_turn_without_a_pause(addresses: Addresses, peering: Peering) -> None:
    hosts = ["10.0.0.1", "10.0.0.2", "10.0.0.3"]
    for host in hosts[1:]:
        addresses.learn(at(HIGH, host))
    for host in hosts:
        (dial,) = peering.dials([HIGH], [LOW], 0)
        assert dial.address.host == host
        missed(peering, HIGH, 0, host)
    assert dialled(peering, 0, LOW) == []
    (dial,) = peering.dials([HIGH], [LOW], 1_000)
    assert dial.address.host == hosts[0]


def test_an_address_that_let_us_in_to_no_avail_has_its_pause(addresses: Addresses, peering: Peering) -> None:
    addresses.learn(at(HIGH, "10.0.0.2"))
    assert dialled(peering, 0, LOW) == [HIGH]
    missed(peering, HIGH, 0, answered=True)
    assert dialled(peering, 0, LOW) == []


def test_who_has_no_link_asks_at_the_porch_where_the_link_is_by_now(peering: Peering) -> None:
    dialled(peering, 0)
    missed(peering, HIGH, 0)
    assert peering.visits([], 0) == [("10.0.0.1", 7400)]


def test_at_the_porch_of_a_lower_seat_it_asks_only_once_that_is_missed_twice(peering: Peering) -> None:
    missed(peering, LOW, 0)
    assert peering.visits([], 0) == []
    missed(peering, LOW, 1_000)
    assert peering.visits([], 1_000) == [("10.0.0.1", 7400)]


def test_it_asks_at_no_porch_that_is_not_known_and_at_eight_in_all(peering: Peering) -> None:
    peering.missed(HIGH, Address(HIGH, "10.0.0.7", 5000, 0), 0, answered=True)
    assert peering.visits([], 0) == []
    for n in range(1, VISITS_AT_ONCE + 4):
        peering.missed(HIGH, at(HIGH, f"10.0.0.{n}"), 0, answered=False)
    assert len(peering._porches) == VISITS_AT_ONCE


def test_who_has_a_link_is_told_there_instead(peering: Peering) -> None:
    dialled(peering, 0, LOW)
    missed(peering, HIGH, 0)
    assert peering.visits([LOW], 0) == []


def test_a_porch_that_was_typed_is_visited_until_its_seat_is_linked(peering: Peering) -> None:
    peering.call_at(PORCH, 0, lasting=True)
    assert peering.visits([], 0) == [PORCH]
    assert peering.visits([], 0) == []
    peering.visited(PORCH, None, 0)
    assert peering.visits([], 60_000) == [PORCH]
    peering.visited(PORCH, HIGH, 60_000)
    assert peering.visits([HIGH], 120_000) == []
    assert peering.visits([], 120_000) == [PORCH]


def test_a_porch_that_was_typed_is_called_at_ever_more_seldom_but_for_as_long_as_it_takes(
    peering: Peering,
) -> None:
    for n in range(PORCHES):
        peering.call_at((f"host-{n}", 1), 1_000_000)
    peering.call_at(PORCH, 0, lasting=True)
    visits = []
    for now in range(0, 120_000, 100):
        for place in peering.visits([], now):
            visits.append(now)
            peering.visited(place, None, now)
    assert visits == [0, 1_000, 3_000, 7_000, *range(15_000, 120_000, LONGEST_PAUSE)]


def test_a_typed_porch_that_opens_in_vain_is_called_at_ever_more_seldom_until_there_is_a_link(
    peering: Peering,
) -> None:
    peering.call_at(PORCH, 0, lasting=True)
    visits, now = [], 0
    while now < 40_000:
        for dial in peering.dials([HIGH], [], now):
            peering.missed(dial.seat, Address(HIGH, PORCH[0], 5000, PORCH[1]), now, answered=True)
        for place in peering.visits([], now):
            visits.append(now)
            peering.visited(place, HIGH, now)
        now += 100
    assert visits == [0, 2_000, 6_000, 14_000, 29_000]
    peering.linked(HIGH)
    assert peering.visits([], 60_000) == [PORCH]
    peering.visited(PORCH, HIGH, 60_000)
    assert peering.visits([], 61_900) == []
    assert peering.visits([], 62_000) == [PORCH]


def test_a_seat_that_begins_in_a_large_room_dials_sixteen_at_once_and_calls_at_eight_porches(
    addresses: Addresses, peering: Peering
) -> None:
    room = [bytes([n]) * 16 for n in range(ME[0] + 1, ME[0] + 41)]
    for n, seat in enumerate(room):
        addresses.learn(at(seat))
        peering.call_at((f"host-{n}", 1), 0)
    first = peering.dials(room, [], 0)
    assert [dial.seat for dial in first] == room[:DIALS_AT_ONCE]
    assert peering.dials(room, [], 0) == []
    peering.missed(room[0], first[0].address, 0, answered=True)
    assert [dial.seat for dial in peering.dials(room, [], 0)] == [room[DIALS_AT_ONCE]]
    places = peering.visits([], 0)
    assert len(places) == VISITS_AT_ONCE
    assert peering.visits([], 0) == []
    peering.visited(places[0], None, 0)
    assert len(peering.visits([], 0)) == 1


def test_a_porch_that_was_only_announced_is_given_up(peering: Peering) -> None:
    peering.call_at(PORCH, 0)
    visits, now = 0, 0
    for _ in range(20):
        for place in peering.visits([], now):
            visits += 1
            peering.visited(place, None, now)
        now += 60_000
    assert visits == 6


def test_a_porch_of_which_peers_tell_again_and_again_is_tried_once_each_time(peering: Peering) -> None:
    for now in (0, 60_000):
        peering.call_at(PORCH, now, once=True)
        assert peering.visits([], now) == [PORCH]
        peering.visited(PORCH, None, now)
        assert peering.visits([], now + 59_000) == []


def test_ten_thousand_announced_porches_stay_bounded(peering: Peering) -> None:
    for n in range(10_000):
        peering.call_at((f"host-{n}", 1), 0)
    assert len(peering._porches) == PORCHES


def test_the_seat_behind_an_open_porch_is_dialled_at_once(peering: Peering) -> None:
    assert dialled(peering, 0) == [HIGH]
    peering.call_at(PORCH, 0)
    peering.visits([], 0)
    peering.visited(PORCH, LOW, 0)
    assert dialled(peering, 0) == [LOW]
    assert peering.visits([], 60_000) == [], "only announced: it has done what it was there for"


def test_a_porch_that_opens_in_vain_is_called_at_ever_more_seldom(peering: Peering) -> None:
    visits, now = [], 0
    while now < 120_000:
        for dial in peering.dials([HIGH], [], now):
            peering.missed(dial.seat, Address(HIGH, "10.0.0.9", 5000, 7400), now, answered=True)
        for place in peering.visits([], now):
            visits.append(now)
            peering.visited(place, HIGH, now)
        now += 100
    pauses = [later - earlier for earlier, later in pairwise(visits)]
    assert visits[0] == 0
    assert pauses == sorted(pauses)
    assert LONGEST_PAUSE <= pauses[-1] <= LONGEST_PAUSE + 100
    peering.linked(HIGH)
    peering.missed(HIGH, Address(HIGH, "10.0.0.8", 5000, 7400), now, answered=True)
    assert OTHER_PORCH in peering.visits([], now)


def test_addresses_are_bounded_by_seat_and_by_room() -> None:
    known = Addresses()
    for n in range(100):
        known.learn(at(LOW, f"10.0.1.{n}"))
    assert len(known.of(LOW)) == A_SEAT
    for n in range(10_000):
        known.learn(at(n.to_bytes(16)))
    assert len(known) == A_ROOM


def test_an_address_that_failed_gives_way_to_one_that_is_told() -> None:
    known = Addresses()
    for n in range(A_SEAT):
        known.learn(at(LOW, f"10.0.1.{n}"))
    assert not known.learn(at(LOW, "10.0.2.1"))
    assert known.failed(at(LOW, "10.0.1.5"))
    assert known.learn(at(LOW, "10.0.2.1"))
    assert [address.host for address in known.of(LOW)][-2:] == ["10.0.1.7", "10.0.2.1"]
    assert len(known.of(LOW)) == A_SEAT


def test_what_failed_is_tried_last_passed_on_to_nobody_and_forgotten_once_another_works() -> None:
    known = Addresses()
    for host in ("10.0.0.1", "10.0.0.2"):
        known.learn(at(LOW, host))
    known.failed(at(LOW, "10.0.0.1"))
    known.learn(at(LOW, "10.0.0.3"))
    assert [address.host for address in known.of(LOW)] == ["10.0.0.2", "10.0.0.3", "10.0.0.1"]
    assert [address.host for address in known.told([LOW], near=True)] == ["10.0.0.2", "10.0.0.3"]
    known.learn(at(LOW, "10.0.0.3"), worked=True)
    assert [address.host for address in known.of(LOW)] == ["10.0.0.3", "10.0.0.2"]


def test_a_seat_that_says_at_which_port_it_is_now_is_no_longer_sought_at_earlier_ones() -> None:
    known = Addresses()
    for link in (5000, 5001):
        known.learn(at(LOW, link=link))
    known.failed(at(LOW, link=5001))
    known.moved(LOW, {5001})
    assert known.told([LOW], near=True) == [at(LOW, link=5001)]


def test_the_address_that_worked_comes_first_and_survives_a_restart(tmp_path: Path) -> None:
    known = Addresses(tmp_path / "peers")
    for n in range(1, 4):
        known.learn(at(LOW, f"10.0.0.{n}"))
    known.learn(at(LOW, "10.0.0.3"), worked=True)
    known.save(last=True)
    again = Addresses(tmp_path / "peers")
    assert [address.host for address in again.of(LOW)] == ["10.0.0.3", "10.0.0.1", "10.0.0.2"]


def test_a_damaged_file_of_addresses_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "peers").write_bytes(b"\xc1garbage")
    assert len(Addresses(tmp_path / "peers")) == 0


def test_loopback_is_not_told_to_others() -> None:
    known = Addresses()
    for host in ("127.0.0.1", "::1", "fe80::1", "10.0.0.1", "seat.example"):
        known.learn(at(LOW, host))
    assert [address.host for address in known.told([LOW], near=False)] == ["10.0.0.1", "seat.example"]
    assert "127.0.0.1" in [address.host for address in known.told([LOW], near=True)]


def test_frames_wait_for_a_full_socket_the_urgent_first_and_not_without_end() -> None:
    sent: list[bytes] = []
    full = [True]

    def send(frame: bytes) -> bool:
        if not full[0]:
            sent.append(frame)
        return not full[0]

    outbox = Outbox(send)
    outbox.put(b"answer", 3)
    outbox.put(b"control", 0)
    outbox.put(b"push 1", 1)
    outbox.put(b"push 2", 1)
    outbox.flush()
    assert sent == []
    full[0] = False
    outbox.flush()
    assert sent == [b"control", b"push 1", b"push 2", b"answer"]
    assert outbox.bytes == 0
    assert not outbox.put(bytes(LIMIT + 1), 3)


def test_the_diagnostics_count_causes_and_take_no_control_characters(tmp_path: Path) -> None:
    log = Diagnostics(tmp_path / "logs")
    log.tick(0, {"frame.unknown": 3})
    log.tick(1, {"frame.unknown": 4})
    log.note("refused", address="10.0.0.1\nforged line", seat=bytes(16))
    log.close()
    lines = (tmp_path / "logs" / FILE).read_text(encoding="utf-8").splitlines()
    assert [line.split(" ", 2)[2] for line in lines] == [
        "counts frame.unknown=3",
        "refused address=10.0.0.1?forged line seat=000000000000",
    ]
