"""`room appoint`, `room revoke` and `room readmit`: what the room key does where no administrator can.

The key is opened here and nowhere else; the seat gets what it signed.
"""

import argparse
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import TypeVar

from msgspec import Struct

from console import catalogue
from console.cli.opening import asked, linked, new_passphrase, passphrase
from console.cli.output import Failed, emit
from console.domain.ids import new_id
from console.domain.text import LINE, clean_line, readable
from console.link.client import Link
from console.seat.acts import free
from console.seat.create import FIRST_ROLES
from console.seat.folder import Home
from console.seat.home import ReadHome
from console.trust import passphrases, rescue
from console.trust.boxes import Box, closed, make
from console.trust.issuing import Account, Issuer, newly
from console.trust.keys import SeatKey, SigningKey, new_signing_key
from console.trust.roomkey import RoomKey, check_outside, load_room_key, read_room_key
from console.trust.standings import Person, Seat
from console.trust.trust import Trust
from console.words import Words

Subject = TypeVar("Subject", Person, Seat)


class Hand(Struct, frozen=True):
    """The room key in the hand of whoever has its file and its passphrase, at a seat of the room."""

    key: RoomKey
    phrase: str
    trust: Trust
    link: Link
    issuer: Issuer

    def say(self, statements: list[bytes], boxes: Iterable[Box] = ()) -> None:
        """Have the seat take what was signed, and print what came of it."""
        after = rescue.tried(self.trust, statements)
        outcome = rescue.outcome(self.trust, after)
        sealed = [closed(self.key.room_secret, box) for box in boxes]
        for view in asked(self.link, "room.key", statements=statements, boxes=sealed):
            emit(self.trust.exercise, ok=True, entry=view.entry, about=view.about)
        emit(self.trust.exercise, lost=outcome.lost, back=outcome.back)


@contextmanager
def _in_hand(args: argparse.Namespace, words: Words) -> Iterator[Hand]:
    """Look at the file before anybody types, and open it before a seat is started."""
    home = Home(args.home)
    home.check()
    check_outside(args.room_key, args.home)
    if read_room_key(args.room_key).room != SeatKey.load(home.key).room:
        raise Failed("trust.room_key.other_room", path=str(args.room_key))
    phrase = passphrase(words, "BELFRY_ROOM_KEY_PASSPHRASE", "cli.room_key_passphrase")
    key = load_room_key(args.room_key, phrase)
    with linked(args.home, args.lang) as link:
        with closing(ReadHome(home)) as held:
            trust = held.trust
        yield Hand(key, phrase, trust, link, Issuer.of(trust, key.signing, int(time.time() * 1000)))


def appoint(args: argparse.Namespace, words: Words) -> int:
    """Make somebody an administrator: who is known already, or, with an agency, somebody new."""
    with _in_hand(args, words) as hand:
        if args.agency:
            _newcomer(hand, args, words)
        else:
            _known(hand, args, words)
    return 0


def _known(hand: Hand, args: argparse.Namespace, words: Words) -> None:
    person = _one("person", args.person, _people(hand.trust, args.person), revoked=False)
    statements, boxes = rescue.appoint(hand.issuer, person), []
    if args.renew:
        key, box = _new_key(hand, person.id, words)
        statements += hand.issuer.succeed(person, bytes(key.verify_key))
        boxes.append(box)
    if not statements:
        raise Failed("trust.room_key.administrator_already", name=person.name)
    hand.say(statements, boxes)


def _newcomer(hand: Hand, args: argparse.Namespace, words: Words) -> None:
    added = {view.code for view in hand.link.mirrored.all("agency")}
    if catalogue.agencies().get(args.agency) is None and args.agency not in added:
        raise Failed("agency.unknown", id=readable(args.agency[:32]))
    name = newly(args.person)
    free(name, hand.trust)
    person = bytes.fromhex(new_id(hand.issuer.now))
    key, box = _new_key(hand, person, words)
    account = Account(name, args.agency, FIRST_ROLES)
    hand.say([hand.issuer.person(account, bytes(key.verify_key), person)], [box])


def _new_key(hand: Hand, person: bytes, words: Words) -> tuple[SigningKey, Box]:
    """A key under a passphrase that is typed now, and is not the room key's."""
    phrase = new_passphrase(words)
    passphrases.check(phrase, hand.phrase)
    key = new_signing_key()
    return key, make(hand.trust.room, person, key, phrase, hand.issuer.now)


def revoke(args: argparse.Namespace, words: Words) -> int:
    """Revoke a person; from `--from` on also nothing counts of what they did and granted before now."""
    clean_line(args.reason, LINE, "person.no_reason")
    before = args.since if args.since is not None else rescue.ENDLESS
    with _in_hand(args, words) as hand:
        people = _people(hand.trust, args.person)
        person = _one("person", args.person, [each for each in people if not each.revoked] or people)
        found = asked(hand.link, "cut", person=person.id.hex(), before=before)
        cut = tuple((bytes.fromhex(each.feed), each.last) for each in found)
        hand.say(rescue.revoke(hand.trust, hand.issuer, person, args.reason, cut, before))
    return 0


def readmit(args: argparse.Namespace, words: Words) -> int:
    """Lift the revocations of a person or a seat."""
    with _in_hand(args, words) as hand:
        trust, issuer = hand.trust, hand.issuer
        if args.person:
            person = _one("person", args.person, _people(trust, args.person), revoked=True)
            statements = rescue.readmit_person(trust, issuer, person)
            out = rescue.tried(trust, statements).people[person.id].revoked
        else:
            seat = _one("seat", args.seat, _seats(trust, args.seat), revoked=True)
            statements = rescue.readmit_seat(trust, issuer, seat)
            out = rescue.tried(trust, statements).seats[seat.id].revoked
        if out:
            raise Failed("trust.room_key.still_revoked")
        hand.say(statements)
    return 0


def _people(trust: Trust, given: str) -> list[Person]:
    return [each for each in trust.people.values() if each.is_called(given)]


def _seats(trust: Trust, given: str) -> list[Seat]:
    seats = trust.seats.values()
    return [each for each in seats if given in {each.id.hex(), str(each.number), each.label}]


def _one(kind: str, given: str, same: list[Subject], revoked: bool | None = None) -> Subject:
    """The one of those that are called so who is, or is not, revoked. Raises Failed."""
    found = [each for each in same if revoked is None or each.revoked == revoked]
    if len(found) == 1:
        return found[0]
    name = readable(given[:80])
    if not same:
        raise Failed(f"{kind}.unknown", name=name, seat=name)
    if len(found) > 1:
        alike = ", ".join(sorted(str(getattr(each, "name", "")) for each in found))
        raise Failed(f"{kind}.several", name=name, seat=name, people=alike)
    raise Failed("trust.room_key.not_revoked" if revoked else "trust.room_key.readmit_first", name=name)
