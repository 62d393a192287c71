"""Faults that others shipped or that we had (docs/reliability.md), planted for the simulator to find."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from typing import Any
from unittest.mock import PropertyMock, patch

from msgspec import Struct
from msgspec.structs import replace
from nacl.signing import SigningKey

from console.domain import everything, log
from console.domain.facts import FACTS
from console.domain.registers import Register
from console.domain.thing import Thing
from console.mesh import doubles, messages
from console.mesh.core import Mesh
from console.mesh.effects import Send
from console.mesh.link import Link
from console.mesh.links import Links
from console.mesh.pulling import Pulling
from console.mesh.serving import Serving
from console.seat.commits import Commits
from console.seat.ledger import Ledger
from console.seat.mending import Mending
from console.seat.rest_file import Ground
from console.seat.shown import Shown
from console.trust.authorship import Authorship
from console.trust.openings import KINDS
from console.trust.runs import Runs
from console.trust.standings import Cutoff
from db import admission, mending, search
from db.admission import Admission, Draft
from db.clock import HybridClock, ms_of
from db.entry import decode_header
from db.errors import Forged, Malformed, StorageFailed
from db.feed import Feed
from db.heads import Heads
from db.record import Record
from db.search import SearchIndex
from tests.simulator.trial import Fault

assert everything.__all__
PLANTED: dict[str, "Planted"] = {}
HEADS = vars(Register)["heads"].fget


class Planted(Struct):
    """One fault. `family`: its letter there; `found`: a seed that finds it."""

    name: str
    family: str
    plant: Fault
    found: int


def planted(name: str, family: str, found: int = 0) -> Callable[[Fault], Fault]:
    def enter(plant: Fault) -> Fault:
        PLANTED[name] = Planted(name, family, plant, found)
        return plant

    return enter


def simple(name: str, family: str, owner: Any, what: str, instead: Any, found: int = 0) -> None:
    """A fault that is one function too simple."""
    planted(name, family, found)(lambda: patch.object(owner, what, instead))


# Runs and numbers.


@planted("a restart goes on with the feed of before", "B1 B4 B6 B31")
def _same_feed() -> AbstractContextManager[Any]:
    begin = Ledger.__init__

    def with_the_old_feed(ledger: Ledger, *args: Any) -> None:
        begin(ledger, *args)
        ledger.feed = feed = Feed(ledger.trust.room, SigningKey(sha256(ledger.seat).digest()))
        for head in ledger.record.heads().get(feed.id, ()):
            feed.rewind(*head)

    return patch.object(Ledger, "__init__", with_the_old_feed)


@planted("a second branch of a feed is refused", "B2", found=10)
def _no_forks() -> AbstractContextManager[Any]:
    foreign = Draft.foreign

    def refuse(draft: Draft, run: Any, at_once: tuple[str, ...]) -> Any:
        new = draft._new(draft._parsed(run))
        if new and draft._forks(new[0].header):
            raise Forged("entry.fork")
        return foreign(draft, run, at_once)

    return patch.object(Draft, "foreign", refuse)


def _blind(ledger: Ledger, committed: Admission) -> set[str]:
    ledger._fresh.clear()
    for each in committed.stored:
        ledger.authorship.learn(each)
    return set()


simple("a seat does not see that its own feed forked", "B2", Ledger, "committed", _blind, found=11)
simple("numbers of a failed commit are not taken back", "B7", Feed, "rewind", lambda *_: None, found=80)


@planted("two machines with one key raise no alarm", "B15")
@contextmanager
def _no_alarm() -> Iterator[None]:
    with (
        patch.object(doubles, "copied", lambda *_: ()),
        patch.object(Runs, "copied_seats", PropertyMock(return_value=frozenset())),
    ):
        yield


# Disks.


@planted("entries are sent before they are on disk", "B7")
def _sent_early() -> AbstractContextManager[Any]:
    flush = Commits.flush

    def send_first(commits: Commits) -> None:
        if not commits.busy and commits._ledger._fresh:
            commits.sent(list(commits._ledger._fresh))
        flush(commits)

    return patch.object(Commits, "flush", send_first)


@planted("intents are confirmed before they are on disk", "B28", found=13)
def _confirmed_early() -> AbstractContextManager[Any]:
    flush = Commits.flush

    def confirm_first(commits: Commits) -> None:
        if not commits.busy and commits._ledger._fresh:
            promises, commits._promises = commits._promises, []
            for done, _ in promises:
                done()
        flush(commits)

    return patch.object(Commits, "flush", confirm_first)


@planted("what a full disk refused passes for written", "B27", found=17)
def _full_is_fine() -> AbstractContextManager[Any]:
    finish = Commits._done

    def shrug(commits: Commits, outcome: Any) -> None:
        if isinstance(outcome.exception(), StorageFailed):
            promises, commits._promises = commits._promises, []
            for done, _ in promises:
                done()
        finish(commits, outcome)

    return patch.object(Commits, "_done", shrug)


simple(
    "trust statements are not kept on disk", "B12", Record, "add_statements", lambda *_, **__: None, found=1
)
simple("nobody looks for what a disk garbled", "B28", Record, "walk", lambda *_: iter(()), found=13)
simple("what was mended is not folded again", "B28", Ledger, "reread", lambda *_: set(), found=43)
simple("screens keep what was made for them", "B12", Shown, "touched", lambda *_: [])


# What peers are believed.


@planted("what a peer once had is remembered", "B3", found=5)
@contextmanager
def _remembered() -> Iterator[None]:
    said: dict[tuple[bytes, bytes], dict[bytes, Any]] = {}
    linked, want = Mesh.linked, Serving.want

    def linked_again(mesh: Mesh, peer: int, seat: bytes, now: int, *, dialled: bool) -> None:
        linked(mesh, peer, seat, now, dialled=dialled)
        mesh.links.all[peer].theirs = said.setdefault((mesh.me.seat, seat), {})

    def want_unless_it_has_it(serving: Serving, link: Link, asked: messages.Want) -> None:
        ours = serving._store.verified_heads().get(asked.feed, ())
        if max((tip.seq for tip in ours), default=0) > link.reaches(asked.feed):
            want(serving, link, asked)

    def never_less(link: Link, held: Any, whole: bool) -> None:
        for one in held:
            if one.last > link.reaches(one.feed):
                link.theirs[one.feed] = one

    with (
        patch.object(Mesh, "linked", linked_again),
        patch.object(Serving, "want", want_unless_it_has_it),
        patch.object(Link, "tell", never_less),
    ):
        yield


simple("what was missed is never asked for", "B16", Pulling, "step", lambda *_: None)


@planted("only its author sends a feed", "B22")
@contextmanager
def _authors_only() -> Iterator[None]:
    answer, push, own = Serving._answer, Serving.push, defaultdict[Serving, set[bytes]](set)

    def own_feeds_only(serving: Serving, link: Link, want: messages.Want) -> bool:
        return want.feed not in own[serving] or answer(serving, link, want)

    def remember(serving: Serving, stored: Any) -> None:
        own[serving].update(one.header.feed for one in stored)
        push(serving, stored)

    with patch.object(Serving, "_answer", own_feeds_only), patch.object(Serving, "push", remember):
        yield


simple(
    "all that a peer tells of is kept",
    "B22",
    Link,
    "tell",
    lambda link, held, whole: link.theirs.update((one.feed, one) for one in held),
    found=22,
)


@planted("whatever is asked for is sent, however much waits", "B16 B17", found=61)
@contextmanager
def _without_credit() -> Iterator[None]:
    def spend(links: Links, link: Link, frame: bytes, priority: Any) -> bool:
        links.do(Send(link.peer, frame, priority))
        return True

    with patch.object(Links, "spend", spend):
        yield


simple("missing payloads are not looked for", "B28", Record, "lacking", lambda *_: [], found=13)
simple("signatures within a run are taken on trust", "B21", mending, "verify", lambda *_: True, found=440)
simple("the last signature of a run is taken on trust", "B21", admission, "verify", lambda *_: True, found=30)
simple(
    "entries are not checked against their chain", "B28", Draft, "_check_parent", lambda *_: None, found=33
)


@planted("what is not proven is passed on", "B21", found=124)
@contextmanager
def _unproven() -> Iterator[None]:
    with (
        patch.object(Heads, "proven", lambda heads, feed: heads.tips.get(feed, ())),
        patch.object(Heads, "all_proven", lambda heads: dict(heads.tips)),
    ):
        yield


# Versions and clocks.


@planted("kinds of a later version are refused", "B9", found=18)
def _known_kinds_only() -> AbstractContextManager[Any]:
    foreign = Draft.foreign

    def refuse(draft: Draft, run: Any, at_once: tuple[str, ...]) -> Any:
        for entry in run:
            if decode_header(entry.header).kind not in {*FACTS, *KINDS}:
                raise Malformed("entry.kind")
        return foreign(draft, run, at_once)

    return patch.object(Draft, "foreign", refuse)


@planted("a message of a later version ends the link", "B9", found=18)
def _no_later_messages() -> AbstractContextManager[Any]:
    decode = messages.decode

    def strictly(frame: bytes) -> messages.Message:
        try:
            return decode(frame)
        except messages.Unknown as unknown:
            raise messages.Broken("frame.unknown") from unknown

    return patch.object(messages, "decode", strictly)


@planted("entries whose clock is ahead are refused", "B13", found=37)
def _no_future() -> AbstractContextManager[Any]:
    foreign = Draft.foreign

    def refuse(draft: Draft, run: Any, at_once: tuple[str, ...]) -> Any:
        if any(ms_of(decode_header(entry.header).hlc) > draft._received + 60_000 for entry in run):
            raise Malformed("entry.future")
        return foreign(draft, run, at_once)

    return patch.object(Draft, "foreign", refuse)


def _absorb_all(clock: HybridClock, hlc: int) -> None:
    clock._last = max(clock._last, hlc)


simple("any clock is followed", "B13", HybridClock, "absorb", _absorb_all, found=49)


def _latest(register: Register) -> Any:
    effective = [write for write in register.writes.values() if write.effective]
    return (max(effective, key=lambda write: (write.hlc, write.entry)),) if effective else ()


simple("the latest clock wins", "B14", Register, "heads", property(_latest))


# Folds and authority.


def _on_top(thing: Thing, event: Any) -> bool:
    events = thing.events
    if any(each.id == event.id for each in events):
        return False
    folded = thing.folded if events else None
    thing.fold_anew((event,)) if folded is None else folded.apply(event, thing.subject)
    thing._events, thing._folded = (*events, event), thing.folded if folded is None else folded
    thing.known = thing.known or thing._folded.opening is not None
    return True


simple("facts are folded as they arrive", "B12", Thing, "take", _on_top)
simple("what trust changes is not folded again", "B12", Ledger, "trust_changed", lambda *_: set(), found=9)
simple(
    "what a revoked seat writes still counts", "B12 B18", Authorship, "_standing", lambda *_: "good", found=38
)


@planted("what a revoked seat wrote before its cut counts no more", "B8", found=75)
def _all_hidden() -> AbstractContextManager[Any]:
    return patch.object(Cutoff, "hides", lambda *_: True)


def _later_only(register: Register) -> Any:
    heads = HEADS(register)
    return heads[-1:]


def _not_withdrawn(register: Register) -> Any:
    heads = HEADS(register)
    edits = tuple(w for w in heads if not (isinstance(w.value, dict) and w.value.get("withdrawn")))
    return edits or heads


simple("of two values written at once the later stands alone", "B5", Register, "heads", property(_later_only))
simple("an edit revives what another withdrew", "B10", Register, "heads", property(_not_withdrawn), found=78)


def _of_the_minute(_: str, now: int) -> str:
    return f"{now // 60_000 << 80 | 7 << 76 | 2 << 62:032x}"


simple("things of one minute get one id", "B11", log, "id_by", _of_the_minute)


@planted("who comes with nothing is sent nothing of what was before", "B30", found=1)
def _nothing_of_before() -> AbstractContextManager[Any]:
    answer = Serving._answer

    def only_to_who_has_something(serving: Serving, link: Link, want: messages.Want) -> bool:
        return (link.hello is not None and link.hello.record == bytes(32)) or answer(serving, link, want)

    return patch.object(Serving, "_answer", only_to_who_has_something)


simple("what people look for is taken for a query", "B32", search, "_match", lambda words: words, found=2)
simple("what a walk finds wrong with the file is left", "B28", Mending, "heed", lambda *_: None, found=13)
simple("an unsound index is searched on", "B28", SearchIndex, "is_sound", lambda _: True, found=203)


def _whatever_trust(page: Ground, now: Ground) -> bool:
    return replace(page, trust=now.trust) == now


simple("a rest page outlives a change of trust", "B12", Ground, "holds", _whatever_trust, found=9)


@planted("the key of a run is kept on disk", "B1 I-6")
def _kept_key() -> AbstractContextManager[Any]:
    begin = Ledger.begin

    def keep(ledger: Ledger) -> None:
        begin(ledger)
        ledger.record.set_meta("run.key", bytes(ledger.feed._key or b""))

    return patch.object(Ledger, "begin", keep)
