"""Intents from faces: decoded, judged by their rule, written as facts of the person who asked."""

from typing import Any

import msgspec

from console.domain import everything  # noqa: F401 - fills the table of intents
from console.domain.author import FORKED, GOOD, Author
from console.domain.facts import Draft, Intent, Refused, encode
from console.domain.shapes import misfit
from console.domain.subjects import INTENTS
from console.link.protocol import MAX_INTENT
from console.seat.audience import Audience, Face
from console.seat.commits import Commits
from console.seat.ledger import Ledger
from console.seat.sessions import Sessions
from console.trust.errors import Refusal
from db.entry import Stored


def fields_of(raw: bytes) -> dict[str, Any]:
    """The map in an intent's bytes. Raises Refused."""
    if len(raw) > MAX_INTENT:
        raise Refused("intent.too_long", limit=MAX_INTENT)
    try:
        return msgspec.msgpack.decode(raw, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as wrong:
        raise Refused("intent.malformed") from wrong


def intent_of(fields: dict[str, Any], known: dict[str, type[Intent]]) -> Intent:
    """The intent that these fields spell. Raises Refused, also for missing or extra fields."""
    tag = str(fields.get("intent", ""))[:80]
    kind = known.get(tag)
    if kind is None:
        raise Refused("intent.unknown", intent=tag)
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError as wrong:
        raise Refused("intent.fields", intent=tag, **misfit(wrong)) from wrong


class Teller:
    """Turns intents into facts on disk."""

    def __init__(self, ledger: Ledger, commits: Commits, sessions: Sessions, audience: Audience) -> None:
        self._ledger, self._commits = ledger, commits
        self._sessions, self._audience = sessions, audience

    def tell(self, face: Face, n: int, fields: dict[str, Any]) -> None:
        """Answer an intent, once its facts are on disk, or refuse it. Call it `when_free`."""
        try:
            sitter = self._sessions.sitter(face)
            intent = intent_of(fields, INTENTS)
            stored, about = self.write(intent, sitter.author, sitter.by)
        except (Refused, Refusal) as refusal:
            self._audience.refuse(face, n, refusal.code, dict(refusal.params))
            return
        entry = stored[0].id.hex() if stored else ""
        if not stored:
            self._audience.answer(face, n, entry, about)
            return
        self._commits.promise(
            lambda: self._audience.answer(face, n, entry, about),
            lambda refusal: self._audience.refuse(face, n, refusal.code, dict(refusal.params)),
        )

    def write(self, intent: Intent, author: Author, by: int) -> tuple[list[Stored], str]:
        """Judge an intent and write its facts. Raises Refused or Malformed with nothing written."""
        if author.standing not in (GOOD, FORKED):  # what a forked seat may do, `powers` says
            raise Refused("session.no_standing", standing=author.standing)
        drafts = self._ledger.picture.rule(intent, author, self._ledger.now())
        if not drafts:
            return [], ""
        with self._commits.writing():
            return [self._write(draft, by) for draft in drafts], drafts[0].about[0]

    def _write(self, draft: Draft, by: int) -> Stored:
        replaces = self._ledger.picture.replaces(draft)
        return self._commits.write(
            draft.fact.kind,
            tuple(bytes.fromhex(thing) for thing in draft.about),
            encode(draft.fact),
            by,
            {number: tuple(bytes.fromhex(one) for one in ids) for number, ids in replaces.items()},
        )
