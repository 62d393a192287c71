"""What a face asks of its seat: search, and what administrators look up."""

import msgspec
import pytest
import zmq

from console.domain.room import PersonView
from console.link.client import Link
from console.seat.asks import Asks
from console.trust import passphrases
from db.errors import StorageFailed
from tests.console.seat.running import PASSPHRASE, Seat, paged, refused, said, tell, until

OWN = "saddle winter copper basket lantern"


def found(link: Link, words: str) -> list[str]:
    return [hit.line.text for hit in paged(link, "search", words=words)]


def one_time(link: Link, name: str) -> list[bool]:
    people: list[PersonView] = link.mirrored.all("person")
    return [each.one_time for each in people if each.name == name]


def test_any_text_may_be_searched_for(seat: Seat) -> None:
    amina = seat.signed_in()
    school, order = "Évacuation de l’école 4", "about #7-14, see order"
    for text in (school, order):
        tell(amina, "log.write", text=text)
    until(lambda: found(amina, "evacuation") and found(amina, "order"), amina)
    for words in ("evacuation ecole", "ÉVACUA", "l'école", '"évacuation" 4*'):
        assert found(amina, words) == [school], words
    for words in ("#7-14", '"#7-14"', "7-14*", "order (see)", "ord"):
        assert found(amina, words) == [order], words
    for words in ("100 % -- ' OR 1=1", "🚒", "*", "\0", '"', "NEAR(", "a" * 100_000):
        assert found(amina, words) == [], words


def test_what_is_found_comes_in_pages(seat: Seat) -> None:
    amina = seat.signed_in()
    for n in range(5):
        tell(amina, "log.write", text=f"smoke {n}")
    until(lambda: len(found(amina, "smoke")) == 5, amina)
    first = amina.call(amina.ask("search", words="smoke", limit=3), 10)
    rest = amina.call(amina.ask("search", words="smoke", limit=3, before=first.items[-1].order), 10)
    assert [hit.line.text[-1] for page in (first, rest) for hit in page.items] == list("43210")
    assert (first.more, rest.more) == (True, False)


def test_a_fault_of_ours_in_what_one_face_asks_ends_the_seat_for_nobody(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = seat.signed_in()
    tell(amina, "log.write", text="smoke")
    until(lambda: found(amina, "smoke"), amina)

    def wrong(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(Asks, "_hit", wrong)
        assert refused(amina, amina.ask("search", words="smoke")).code == "seat.fault"
    assert found(amina, "smoke") == ["smoke"]


def test_a_fault_of_ours_is_not_taken_for_a_question_that_nobody_knows(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = seat.signed_in()

    def wrong(_: Asks) -> str:
        raise KeyError("digest")

    with monkeypatch.context() as patch:
        patch.setattr(Asks, "digest", wrong)
        assert refused(amina, amina.ask("digest")).code == "seat.fault"
    assert refused(amina, amina.ask("gossip")).code == "ask.unknown"


def test_who_searches_hears_of_a_disk_that_does_not_give_what_was_found(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = seat.signed_in()
    tell(amina, "log.write", text="smoke")
    until(lambda: found(amina, "smoke"), amina)

    def unread(*_: object) -> None:
        raise StorageFailed("storage.failed")

    monkeypatch.setattr(Asks, "_hit", unread)
    assert refused(amina, amina.ask("search", words="smoke")).code == "storage.unread"


def test_a_seat_tells_whom_it_refused(seat: Seat) -> None:
    amina = seat.signed_in()
    assert paged(amina, "refused") == ()
    stranger: zmq.Socket[bytes] = zmq.Context.instance().socket(zmq.DEALER)
    stranger.linger = 0
    public, secret = zmq.curve_keypair()
    network = seat.engine._network
    assert network is not None
    stranger.curve_publickey, stranger.curve_secretkey = public, secret
    stranger.curve_serverkey = seat.engine._ledger.key.curve_public
    stranger.connect(f"tcp://127.0.0.1:{network.link_port}")
    try:
        until(lambda: paged(amina, "refused"), amina)
        refusal = paged(amina, "refused")[-1]
    finally:
        stranger.close()
    assert (refusal.inward, refusal.code) == (True, "mesh.unknown_here")


def test_a_passphrase_that_somebody_else_chose_is_for_one_time(seat: Seat) -> None:
    amina = seat.signed_in()
    assert one_time(amina, "Amina") == [False]
    (given,) = paged(amina, "passphrase")
    passphrases.check(given)
    added = {"name": "Bram", "agency": "SIAMU", "roles": ["operator"], "new_passphrase": given}
    tell(amina, "person.add", **added, passphrase=PASSPHRASE)
    until(lambda: one_time(amina, "Bram") == [True], amina)
    bram = seat.signed_in("Bram", given)
    tell(bram, "person.passphrase", new_passphrase=OWN, passphrase=given)
    until(lambda: one_time(amina, "Bram") == [False], amina)
    tell(amina, "person.passphrase", new_passphrase=given, passphrase=PASSPHRASE, person="Bram")
    until(lambda: one_time(amina, "Bram") == [True], amina)
    said(bram, bram.sign_out())


def test_views_of_people_grow_without_breaking_older_faces() -> None:
    old = msgspec.msgpack.encode({"id": "1", "name": "Bram", "agency": "SIAMU", "roles": ["operator"]})
    assert not msgspec.msgpack.decode(old, type=PersonView).one_time
