"""The one table of powers: which role may author which facts. Checked by the rule and again in the fold."""

from functools import lru_cache

import msgspec

from console.domain.author import FORKED, GOOD, Author
from console.domain.facts import MEANS, Fact, Refused

ROLES = ("observer", "operator", "liaison", "commander", "elector", "controller", "administrator")
CONTROLLER = "controller"  # in exercise rooms only
ASKED = ROLES[1:]  # roles that a request may be made to: whoever may act


class Power(msgspec.Struct, frozen=True):
    """A row of the table.

    `scope` narrows it: "agency" to the author's own, "holder" to the holder of command or his aide.
    """

    code: str
    roles: frozenset[str]
    scope: str = ""
    noted_by: frozenset[str] = frozenset()  # roles that may do it for another agency, as noted


def _power(code: str, *roles: str, scope: str = "", noted_by: tuple[str, ...] = ()) -> Power:
    return Power(code, frozenset(roles), scope, frozenset(noted_by))


_DESK = ("operator", "liaison")

POWERS: dict[str, Power] = {
    power.code: power
    for power in (
        _power("read", *ROLES),
        _power("log", *_DESK),
        _power("incidents", *_DESK),
        _power("operations", *_DESK),
        _power("review", *_DESK, "commander", "administrator"),
        _power("requests", *_DESK),
        _power("agenda", *_DESK),
        _power("directory", *_DESK),
        _power("board", *_DESK, "commander"),
        _power("draft", *_DESK, "commander"),
        _power("own_agency", "liaison", scope="agency", noted_by=_DESK),
        _power("answer", "liaison", scope="agency", noted_by=_DESK),
        _power("decide", *ASKED),
        _power("receive", *_DESK, "commander"),
        _power("grant", "administrator", "commander"),
        _power("hold", "commander"),
        _power("command", "commander", *_DESK, scope="holder"),
        _power("catalogue", "administrator"),
        _power("people", "administrator"),
        _power("seats", "administrator"),
        _power("exercise", CONTROLLER),
        _power("seat"),  # facts that a seat writes by itself, without a person
    )
}


SUSPENDED = frozenset({"grant", "hold", "command"})  # not from a seat whose run was copied


def check(author: Author, power: str, agency: str = "", noted: bool = False) -> None:
    """Raise Refused unless `author` has `power` (for `agency`, where it speaks for one)."""
    row = POWERS[power]
    if power == "seat":
        return
    if not author.person:
        raise Refused("power.nobody_signed_in")
    if author.standing == FORKED and power in SUSPENDED:
        raise Refused("power.seat_suspended", seat=author.seat_label)
    if noted:
        if not author.is_(*row.noted_by):
            raise Refused("power.may_not_note", power=power)
        return
    if not author.is_(*row.roles):
        raise Refused("power.lacking", power=power, roles=", ".join(sorted(row.roles)))
    if row.scope == "agency" and agency != author.agency:
        raise Refused("power.other_agency", agency=agency, own=author.agency)


def has_effect(author: Author, fact: Fact) -> bool:
    """Whether the fold gives `fact` effect, from the trust statements alone."""
    note = fact.note()
    agency = fact.speaks_for()
    if note is not None and (note.means not in MEANS or note.agency != agency):
        return False
    return may(author, fact.power, agency, note is not None) and fact.befits(author)


@lru_cache(4_096)  # authors are few, and each has one object
def may(author: Author, power: str, agency: str = "", noted: bool = False) -> bool:
    """Whether what `author` wrote with this power counts."""
    if author.standing not in (GOOD, FORKED):
        return False
    try:
        check(author, power, agency, noted)
    except Refused:
        return False
    return True
