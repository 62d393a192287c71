"""Stories: what happens to a room, drawn from a seed."""

import random
from collections.abc import Callable

from msgspec import Struct

from tests.console.mesh.simulated import Mishaps
from tests.simulator import blows as b
from tests.simulator import steps as s
from tests.simulator.damage import DAMAGES
from tests.simulator.disk import FULL, READ_ONLY, UNFLUSHED
from tests.simulator.liars import LIES
from tests.simulator.versions import NEWER, NOW, OLDER

YEAR = 365 * 86_400_000
SHAPES = ("whole", "whole", "chain", "star")
WORKING = 5  # of ten steps, how many are work
Draw = Callable[[random.Random, int], s.Step]


class Story(Struct):
    """A room, the network it has, what happens, and what is left in the way when all heals."""

    seed: int
    seats: int
    mishaps: Mishaps
    steps: tuple[s.Step, ...]
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
    lambda d, n: s.Write(_who(d, n), d.choice((1, 1, 2, 5, 20))),
    lambda d, n: s.Edit(_who(d, n), d.randrange(2), d.choice(("title", "perimeter")), d.randrange(1, 900)),
    lambda d, n: s.Edit(_who(d, n), 0, "title", d.randrange(1, 900)),
    lambda d, n: s.Correct(_who(d, n), d.randrange(2), d.random() < 0.4),
    lambda d, _: s.Wait(d.choice((200, 1_000, 3_000, 8_000))),
)
TROUBLES: dict[str, tuple[Draw, ...]] = {
    "cuts": (
        lambda d, n: s.Cut(_who(d, n), _who(d, n), d.random() < 0.5),
        lambda d, n: s.Split(d.randrange(1, n), d.random() < 0.5),
        lambda _, __: s.Mend(),
    ),
    "long cuts": (
        lambda d, n: s.Split(d.randrange(1, n), d.random() < 0.3),
        lambda d, _: s.Wait(d.choice((16_000, 20_000))),
        lambda _, __: s.Mend(),
    ),
    "flapping": (lambda d, n: s.Flap(_who(d, n), d.choice((2, 4))),),
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
    "stalls": (lambda d, n: s.Stall(_who(d, n), d.choice((2_000, 8_000, 20_000)), d.random() < 0.3),),
    "clocks": (
        lambda d, n: b.Jump(_who(d, n), d.choice((-1, 1)) * d.choice((2_000, 70_000, 3_600_000, YEAR))),
        lambda d, n: b.Drift(_who(d, n), d.choice((-10, 10))),
    ),
    "revocation": (lambda d, n: b.Revoke(_who(d, n), _who(d, n), d.random() < 0.7),),
    "versions": (lambda d, n: b.Swap(_who(d, n), d.choice((OLDER, NOW, NEWER, NEWER))),),
    "lies": (
        lambda d, n: b.Lie(n - 1, d.choice(sorted(LIES))),
        lambda d, n: s.Behind(d.randrange(n - 1), n > 3 and d.random() < 0.5, d.choice((6_000, 17_000))),
        lambda _, __: s.Mend(),
    ),
    "forgery": (lambda d, n: b.Forge(_who(d, n)),),
}


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
    return Story(seed, seats, mishaps, told, chance.choice(SHAPES), chance.random() < 0.5)
