"""Stories: what happens to a room, drawn from a seed."""

import random
from collections.abc import Callable

from msgspec import Struct

from console.domain.agencies import STATES
from console.domain.order_facts import ANSWERS as ORDER_ANSWERS
from console.domain.request_facts import ANSWERS as REQUEST_ANSWERS
from db.files import PAGE
from db.search import FILE
from tests.console.domain.seats import ANN, BEN, DAN
from tests.console.mesh.simulated import Mishaps
from tests.simulator import blows as b
from tests.simulator import cables as c
from tests.simulator import office as o
from tests.simulator import ordeals as r
from tests.simulator import upkeep as u
from tests.simulator import work as w
from tests.simulator.damage import DAMAGES, ROT
from tests.simulator.disk import FULL, READ_ONLY, UNFLUSHED
from tests.simulator.liars import LIES, WORSE
from tests.simulator.steps import Step, Wait
from tests.simulator.versions import NEWER, NOW, OLDER

YEAR = 365 * 86_400_000
SHAPES = ("whole", "whole", "chain", "star")
WORKING = 5  # of ten steps, how many are work
RARELY = 5  # so many steps bring one more of what is drawn apart
COMMANDERS = (ANN.name, BEN.name)
BETWEEN = 3  # before how many of ten steps people do something else
Draw = Callable[[random.Random, int], Step]


class Story(Struct):
    """A room, the network it has, what happens, and what is left in the way when all heals."""

    seed: int
    seats: int
    mishaps: Mishaps
    steps: tuple[Step, ...]
    shape: str = "whole"
    liar_leaves: bool = True

    def __str__(self) -> str:
        bad = self.mishaps
        head = (
            f"{self.seats} seats; {bad.loss:.0%} loss, {bad.duplicates:.0%} twice, to {bad.delay} ms late; "
            f"healed to a {self.shape} mesh"
        )
        return "\n".join([head, *(f"  {n:>3}  {step}" for n, step in enumerate(self.steps, 1))])


def _who(draw: random.Random, seats: int) -> int:
    return draw.randrange(seats)


WORK: tuple[Draw, ...] = (
    lambda d, n: w.Write(_who(d, n), d.choice((1, 1, 2, 5, 20))),
    lambda d, n: w.Edit(_who(d, n), d.randrange(2), d.choice(("title", "perimeter")), d.randrange(1, 900)),
    lambda d, n: w.Edit(_who(d, n), 0, "title", d.randrange(1, 900)),
    lambda d, n: w.Correct(_who(d, n), d.randrange(2), d.random() < 0.4),
    lambda d, _: Wait(d.choice((200, 1_000, 3_000, 8_000))),
)
# Drawn apart, so that the stories of before are still told, with this in between.
BESIDE: tuple[Draw, ...] = (
    lambda d, n: w.Report(_who(d, n), _agency(d), "state", d.choice(STATES)),
    lambda d, n: w.Report(_who(d, n), _agency(d), "capacity", d.randrange(100)),
    lambda d, n: w.Report(_who(d, n), _agency(d), "report", f"All hands, {d.randrange(900)}"),
    lambda d, n: w.Direct(_who(d, n), _agency(d)),
    lambda d, n: w.Count(
        _who(d, n), d.randrange(2), d.choice(("112", "the officer", _agency(d))), d.randrange(9)
    ),
    lambda d, n: w.Ask(_who(d, n), _agency(d)),
    lambda d, n: w.Command(_who(d, n), d.choice((ANN.name, BEN.name))),
    lambda d, n: w.Answer(_who(d, n), d.choice(REQUEST_ANSWERS), d.choice(ORDER_ANSWERS)),
)
TROUBLES: dict[str, tuple[Draw, ...]] = {
    "cuts": (
        lambda d, n: c.Cut(_who(d, n), _who(d, n), d.random() < 0.5),
        lambda d, n: c.Split(d.randrange(1, n), d.random() < 0.5),
        lambda _, __: c.Mend(),
    ),
    "long cuts": (
        lambda d, n: c.Split(d.randrange(1, n), d.random() < 0.3),
        lambda d, _: Wait(d.choice((16_000, 20_000))),
        lambda _, __: c.Mend(),
    ),
    "flapping": (lambda d, n: c.Flap(_who(d, n), d.choice((2, 4))),),
    "crashes": (
        lambda d, n: b.Crash(_who(d, n), d.random() < 0.4),
        lambda d, n: b.Start(_who(d, n)),
        lambda d, n: b.Start(_who(d, n)),
    ),
    "disks": (
        lambda d, n: b.Refuse(_who(d, n), d.choice(("", "", FULL, READ_ONLY, UNFLUSHED, UNFLUSHED))),
        lambda d, n: b.Slow(_who(d, n), d.choice((20, 800, 3_000))),
        lambda d, n: b.Flip(_who(d, n)),
    ),
    "backups": (
        lambda d, n: b.BackUp(_who(d, n)),
        lambda d, n: b.Restore(_who(d, n)),
        lambda d, n: b.Restore(_who(d, n)),
    ),
    "damage": (lambda d, n: b.Damage(_who(d, n), d.choice(sorted(DAMAGES))),),
    "joining": (lambda d, n: b.Join(_who(d, n)),),
    "wiped": (lambda d, n: b.Wipe(_who(d, n)),),
    "twins": (lambda d, n: b.Twin(_who(d, n), d.random() < 0.5),),
    "stalls": (lambda d, n: c.Stall(_who(d, n), d.choice((2_000, 8_000, 20_000)), d.random() < 0.3),),
    "clocks": (
        lambda d, n: b.Jump(_who(d, n), d.choice((-1, 1)) * d.choice((2_000, 70_000, 3_600_000, YEAR))),
        lambda d, n: b.Drift(_who(d, n), d.choice((-10, 10))),
    ),
    "revocation": (lambda d, n: b.Revoke(_who(d, n), _who(d, n), d.random() < 0.7),),
    "versions": (lambda d, n: b.Swap(_who(d, n), d.choice((OLDER, NOW, NEWER, NEWER))),),
    "lies": (
        lambda d, n: b.Lie(n - 1, d.choice(sorted(LIES))),
        lambda d, n: c.Behind(d.randrange(n - 1), n > 3 and d.random() < 0.5, d.choice((6_000, 17_000))),
        lambda _, __: c.Mend(),
    ),
    "forgery": (lambda d, n: b.Forge(_who(d, n)),),
}


# Drawn apart again.
SINCE: dict[str, tuple[Draw, ...]] = {
    "deeds": (lambda d, n: o.Do(_who(d, n), d.choice(sorted(o.DEEDS))),),
    "handing over": (
        lambda d, n: w.Command(_who(d, n), d.choice(COMMANDERS)),
        lambda d, n: o.HandOver(
            _who(d, n), d.choice(COMMANDERS), d.choice(sorted(o.HANDING)), d.choice(COMMANDERS)
        ),
        lambda d, n: o.HandOver(_who(d, n), ANN.name, "command.offer", BEN.name),
        lambda d, n: o.HandOver(_who(d, n), BEN.name, "command.accept", ANN.name),
    ),
    "accounts": (
        lambda d, n: o.Renew(_who(d, n), d.choice((ANN.name, BEN.name, DAN.name))),
        lambda d, n: o.Doubt(_who(d, n), _who(d, n), d.choice(((), ("observer",), ("operator", "liaison")))),
    ),
    "releases": (
        lambda d, n: b.Revoke(_who(d, n), _who(d, n), d.random() < 0.7),
        lambda d, n: o.Release(_who(d, n)),
    ),
    "leaves": (
        lambda d, n: u.Leave(_who(d, n), d.random() < 0.7),
        lambda d, n: b.Start(_who(d, n)),
    ),
    "sticks": (lambda d, n: u.Carry(_who(d, n), _who(d, n), d.random() < 0.5, d.random() < 0.2),),
    "rot": (lambda d, n: u.Rot(_who(d, n), d.choice((PAGE, FILE)), d.choice(sorted(ROT))),),
}


# Of stories from this seed on; those of before are told as they were.
SCENES = 10_000
ORDEALS: dict[str, tuple[Draw, ...]] = {
    "blackouts": (lambda d, _: r.Blackout(d.choice((500, 5_000, 20_000))),),
    "evenings": (lambda d, n: r.Rise(_who(d, n), d.choice((0, 0, 2_000, 70_000, 3_600_000))),),
    "walks": (
        lambda d, n: r.Walk(_who(d, n)),
        lambda d, n: u.Carry(_who(d, n), _who(d, n), d.random() < 0.5, d.random() < 0.2),
    ),
    "putting back": (lambda d, n: r.PutBack(_who(d, n), d.random() < 0.3),),
    "regrets": (lambda d, n: r.Regret(_who(d, n), _who(d, n)),),
    "keys apart": (
        lambda d, n: r.RenewApart(_who(d, n), _who(d, n), d.choice((ANN.name, BEN.name, DAN.name))),
    ),
    "downgrades": (lambda d, n: r.Downgrade(_who(d, n), _who(d, n)),),
}

# Of stories from this seed on, one in each: what else a hostile seat does.
SIEGE = 30_000
HOSTILE: tuple[Draw, ...] = (
    lambda d, n: b.Lie(n - 1, d.choice(sorted(WORSE))),
    lambda d, n: c.Behind(d.randrange(n - 1), n > 3 and d.random() < 0.5, d.choice((6_000, 17_000))),
)


def _agency(draw: random.Random) -> str:
    return draw.choice(w.OTHERS)


def _between(told: tuple[Step, ...], seed: int, seats: int) -> tuple[Step, ...]:
    """What people do beside all that is told."""
    chance, all_told = random.Random(f"beside {seed}"), list[Step]()
    for step in told:
        if chance.randrange(10) < BETWEEN:
            all_told.append(chance.choice(BESIDE)(chance, seats))
        all_told.append(step)
    return tuple(all_told)


def _since(told: tuple[Step, ...], seed: int, seats: int) -> tuple[Step, ...]:
    """What else befalls the room, in half of the stories."""
    chance, all_told = random.Random(f"since {seed}"), list(told)
    kinds = chance.sample(sorted(SINCE), chance.choice((0, 0, 1, 2)))
    happens = [each for kind in kinds for each in SINCE[kind]]
    if seed >= SCENES:
        happens += [each for kind in chance.sample(sorted(ORDEALS), 2) for each in ORDEALS[kind]]
    if seed >= SIEGE:
        all_told.insert(chance.randrange(1 + len(all_told) // 2), HOSTILE[0](chance, seats))
        happens += HOSTILE
    for _ in range(2 + len(told) // RARELY if happens else 0):
        all_told.insert(chance.randrange(len(all_told) + 1), chance.choice(happens)(chance, seats))
    return tuple(all_told)


def draw(seed: int, seats: int = 0) -> Story:
    """The story of this seed; each has a few kinds of trouble, so that these meet in all pairs."""
    chance = random.Random(seed)
    seats = seats or chance.choice((3, 3, 3, 4, 4, 5, 6))
    kinds = chance.sample(sorted(TROUBLES), chance.choice((1, 2, 3, 4)))
    troubles = [each for kind in kinds for each in TROUBLES[kind]]
    length = chance.choice((8, 16, 30))
    told = tuple(
        chance.choice(WORK if chance.randrange(10) < WORKING else troubles)(chance, seats)
        for _ in range(length)
    )
    mishaps = Mishaps(
        loss=chance.choice((0.0, 0.0, 0.05, 0.3)),
        duplicates=chance.choice((0.0, 0.1, 0.5)),
        delay=chance.choice((5, 50, 400, 3_000)),
    )
    told = _since(_between(told, seed, seats), seed, seats)
    return Story(seed, seats, mishaps, told, chance.choice(SHAPES), chance.random() < 0.5)
