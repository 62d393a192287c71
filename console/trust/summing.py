"""The second half of the fold: from what was granted and revoked to seats, people and alarms."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, structs

from console.domain.ids import letters
from console.domain.likeness import likeness
from console.trust.bounds import Bounded, too_much
from console.trust.envelope import Held
from console.trust.grown import Grown
from console.trust.standings import Alarm, Change, Cutoff, Invitation, Person, Seat, Standings, prevailing
from console.trust.statements import ADMINISTRATOR, PersonCertified, PersonChanged, Revoked


class Verdict(Struct, frozen=True):
    """Persons whom the room key or two administrators revoked; statements that stand all the same."""

    revocations: list[tuple[Held, Revoked]]
    upheld: set[bytes]


def summed(
    grown: Grown, ever: Grown, overridden: frozenset[bytes], verdicts: Iterable[Verdict], bounded: Bounded
) -> Standings:
    """Seats, people, invitations and alarms of what stands."""
    final = [each for verdict in verdicts for each in verdict.revocations]
    cutoffs = cutoffs_of(grown, [*grown.revocations, *final], overridden)
    people, namesakes = told_apart(people_of(grown, cutoffs))
    seats = sorted(seats_of(grown, cutoffs), key=lambda seat: (seat.since, seat.id))
    welcomed = {seat.id: seat for seat in seats if seat.since >= 0}
    invitations = invitations_of(grown, cutoffs)
    return Standings(
        people=people,
        seats=welcomed,
        joining={seat.id: seat for seat in seats if seat.since < 0 and seat.id not in welcomed},
        invitations=invitations,
        owners=grown.owners,
        retired={key: found for (what, key), found in cutoffs.items() if what == "key"},
        released=released_of(grown),
        alarms=tuple(
            sorted(
                {
                    *alarms_of(welcomed, invitations),
                    *shared_keys(grown, people),
                    *labelled_alike(welcomed),
                    *doubts(grown, people, final),
                    *too_much(bounded, people, welcomed, invitations),
                    *namesakes,
                }
            )
        ),
        granters=frozenset(key for key in ever.owners if ever.governors(key)),
        bounded=bounded,
        accepted=tuple(ever.taken),
    )


def cutoffs_of(
    grown: Grown, revocations: Iterable[tuple[Held, Revoked]], overridden: frozenset[bytes]
) -> dict[tuple[str, bytes], tuple[Cutoff, ...]]:
    """Per subject the revocations that stand, each once."""
    found: dict[tuple[str, bytes], dict[bytes, Cutoff]] = {}
    for held, revoked in revocations:
        if held.id not in overridden:
            cutoff = Cutoff(held.id, held.signer, revoked.reason, grown.cut_of(held, revoked.cut))
            found.setdefault((revoked.what, revoked.subject), {})[held.id] = cutoff
    return {subject: tuple(each for _, each in sorted(ids.items())) for subject, ids in found.items()}


Cutoffs = Mapping[tuple[str, bytes], tuple[Cutoff, ...]]


def people_of(grown: Grown, cutoffs: Cutoffs) -> dict[bytes, Person]:
    return {
        person: person_of(grown, person, frozenset(grown.keys[person]), cutoffs)
        for person in sorted(grown.certified)
    }


def told_apart(people: dict[bytes, Person]) -> tuple[dict[bytes, Person], list[Alarm]]:
    """People whose names are taken for one another, as a cut can hide one from who adds the other: each goes
    by two letters more.
    """
    called: dict[str, list[Person]] = {}
    for person in people.values():
        if not person.revoked:
            called.setdefault(likeness(person.name), []).append(person)
    alarms = []
    for same in called.values():
        if len(same) > 1:
            name = min(one.name for one in same)
            apart = [structs.replace(one, name=f"{one.name} {letters(one.id.hex())}") for one in same]
            people = {**people, **{one.id: one for one in apart}}
            told = ", ".join(sorted(one.name for one in apart))
            alarms.append(Alarm("trust.person.called_alike", (("name", name), ("people", told))))
    return people, alarms


def person_of(grown: Grown, person: bytes, keys: frozenset[bytes], cutoffs: Cutoffs) -> Person:
    history = history_of(grown, grown.certified[person])
    shown, roles = prevailing(history)
    retired = {key for key in keys if cutoffs.get(("key", key))}
    current = frozenset(
        key for key in keys - retired if not grown.successions.get((person, key), set()) - {key}
    )
    # Whoever was given the key of somebody who is revoked is revoked with him.
    given = (grown.given.get(key, set()) for key in keys)
    sharing = sorted({person}.union(*(each for each in given if person in each)))
    return Person(
        id=person,
        name=shown.name,
        agency=shown.agency,
        roles=roles | ({ADMINISTRATOR} if person in grown.admins else set()),
        key=max(current or keys),
        keys=keys,
        current=current,
        handed=max(current or keys) in grown.handed,
        history=history,
        revocations=tuple(cutoff for each in sharing for cutoff in cutoffs.get(("person", each), ())),
    )


def history_of(
    grown: Grown, given: Iterable[tuple[Held, PersonCertified | PersonChanged]]
) -> tuple[Change, ...]:
    """Certificates and changes, each knowing whether it takes something away from what it replaces."""
    given = sorted(given, key=lambda pair: pair[0].id)
    before = {held.id: change for held, change in given}
    history = []
    for held, change in given:
        replaces, cut = (change.replaces, change.cut) if isinstance(change, PersonChanged) else ((), ())
        olds = [before[each] for each in replaces if each in before]
        withdraws = any(set(old.roles) - set(change.roles) or old.agency != change.agency for old in olds)
        history.append(
            Change(
                statement=held.id,
                issued=change.issued,
                name=change.name,
                agency=change.agency,
                roles=frozenset(change.roles),
                replaces=replaces,
                withdraws=withdraws,
                cut=grown.cut_of(held, cut),
            )
        )
    return tuple(history)


def seats_of(grown: Grown, cutoffs: Cutoffs) -> Iterator[Seat]:
    """Certified and joined seats; one that no porch has welcomed yet has `since` -1."""
    for _, seat in sorted(grown.direct, key=lambda pair: (pair[1].issued, pair[0].id)):
        yield Seat(
            seat.seat, seat.number, seat.label, seat.agency, seat.variant,
            seat.sign_key, seat.curve_key, since=seat.issued,
            revocations=cutoffs.get(("seat", seat.seat), ()),
        )  # fmt: skip
    for join, (held, joined) in sorted(grown.joins.items()):
        _, place = grown.invitations[held.signer]
        revocations = (*cutoffs.get(("seat", joined.seat), ()), *cutoffs.get(("key", held.signer), ()))
        yield Seat(
            joined.seat, place.number, place.label, place.agency, place.variant,
            joined.sign_key, joined.curve_key, since=grown.welcomes.get(join, -1),
            invitation=held.signer, join=join, revocations=revocations,
        )  # fmt: skip


def invitations_of(grown: Grown, cutoffs: Cutoffs) -> dict[bytes, Invitation]:
    users: dict[bytes, set[bytes]] = {}
    for held, joined in grown.joins.values():
        users.setdefault(held.signer, set()).add(joined.seat)
    return {
        key: Invitation(
            key, place.number, place.label, place.agency, place.variant, place.expires,
            seats=tuple(sorted(users.get(key, ()))),
            revoked=bool(cutoffs.get(("key", key))),
        )
        for key, (held, place) in sorted(grown.invitations.items())
    }  # fmt: skip


def released_of(grown: Grown) -> dict[bytes, tuple[tuple[int, int], ...]]:
    found: dict[bytes, set[tuple[int, int]]] = {}
    for _, released in grown.releases:
        for feed, first, last in released.entries:
            found.setdefault(feed, set()).add((first, last))
    return {feed: tuple(sorted(ranges)) for feed, ranges in sorted(found.items())}


def alarms_of(seats: Mapping[bytes, Seat], invitations: Mapping[bytes, Invitation]) -> Iterator[Alarm]:
    """An invitation used twice, and whatever two seats claim alike."""
    for place in invitations.values():
        used = [seat for seat in place.seats if seat in seats and not seats[seat].revoked]
        if len(used) > 1:
            yield Alarm("trust.invitation.used_twice", (("label", place.label), ("seats", hexed(used))))
    numbers: dict[str, list[bytes]] = {}
    curves: dict[str, list[bytes]] = {}
    for seat in seats.values():
        if not seat.revoked:
            numbers.setdefault(str(seat.number), []).append(seat.id)
            curves.setdefault(seat.curve_key.hex(), []).append(seat.id)
    for code, claims in (("trust.number.taken_twice", numbers), ("trust.link_key.taken_twice", curves)):
        for claim, claimants in claims.items():
            if len(claimants) > 1:
                yield Alarm(code, (("claim", claim), ("seats", hexed(claimants))))


def shared_keys(grown: Grown, people: Mapping[bytes, Person]) -> Iterator[Alarm]:
    """Keys that are said to be several people's: one alarm for the same people, however many keys."""
    found: dict[frozenset[bytes], bytes] = {}
    for key, owners in grown.owners.items():
        if len(owners) > 1:
            known = frozenset(each for each in owners if each not in people or not people[each].revoked)
            found[known] = min(key, found.get(known, key))
    for persons, key in found.items():
        if len(persons) > 1:
            yield Alarm("trust.person_key.taken_twice", (("claim", key.hex()), ("people", hexed(persons))))


def labelled_alike(seats: Mapping[bytes, Seat]) -> Iterator[Alarm]:
    """Seats whose labels are taken for one another; they are told apart by their numbers."""
    labels: dict[str, list[Seat]] = {}
    for seat in seats.values():
        if not seat.revoked:
            labels.setdefault(likeness(seat.label), []).append(seat)
    for same in labels.values():
        numbers = sorted({each.number for each in same})
        if len(numbers) > 1:
            label = min(each.label for each in same)
            yield Alarm(
                "trust.seat.called_alike", (("label", label), ("numbers", ", ".join(map(str, numbers))))
            )


def doubts(
    grown: Grown, people: Mapping[bytes, Person], final: Iterable[tuple[Held, Revoked]]
) -> Iterator[Alarm]:
    """Administrators whom only one other revoked: they are out, and what they signed still stands."""
    settled = {revoked.subject for _, revoked in final}
    for person in people.values():
        if person.revoked and person.id in grown.admins and person.id not in settled:
            yield Alarm("trust.revocation.needs_second", (("person", person.id.hex()), ("name", person.name)))


def hexed(ids: Iterable[bytes]) -> str:
    return " ".join(sorted(each.hex() for each in ids))
