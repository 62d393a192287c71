"""The scenarios of the laboratory. Each makes a room, does something to its network, gives the figures."""

from collections.abc import Callable

from labs import hostile, late
from labs.fabric import Conditions
from labs.figures import Figures
from labs.lab import Lab

GOOD, DOWN = Conditions(), Conditions(down=True)
BUSY = 20.0  # entries a second, in a room that is on fire

Scenario = Callable[[int, int], Figures]


def lan(*, loss: float = 0.0) -> Conditions:
    """A LAN that is not what it should be; a frame meets these conditions once on its way."""
    return Conditions(loss=loss, delay=2, jitter=5, duplicate=0.01, reorder=0.02, rate=100e6)


def cold_start(seats: int, seed: int) -> Figures:
    """All seats are switched on at once and find each other by mDNS; then two people write."""
    with Lab("cold start", seats, seed) as lab:
        lab.begin()
        lab.start()
        lab.meet()
        _talk(lab, rate=2, seconds=5)
        lab.figures.heal_s = lab.agree()
        return lab.end()


def brief(seats: int, seed: int) -> Figures:
    """A few seconds of a room whose switch loses frames: the one that CI runs."""
    with Lab("brief", seats, seed) as lab:
        lab.lan.set(range(seats), lan(loss=0.05))
        lab.begin()
        lab.start()
        lab.meet()
        _talk(lab, rate=10, seconds=2)
        lab.figures.heal_s = lab.agree()
        return lab.end()


def idle(seats: int, seed: int) -> Figures:
    """Nobody does anything for half a minute: what a linked room costs."""
    with Lab("idle", seats, seed) as lab:
        lab.start()
        lab.meet()
        lab.watch.look(10)
        lab.begin()
        lab.watch.look(30)
        lab.figures.note = "processor, LAN and memory of 30 s in which nobody did anything"
        return lab.end()


def loss10(seats: int, seed: int) -> Figures:
    """Every tenth frame is lost, others are late, doubled or overtaken, at 20 entries a second."""
    return _lossy("10 % loss", 0.1, seats, seed)


def loss30(seats: int, seed: int) -> Figures:
    """Three frames of ten are lost."""
    return _lossy("30 % loss", 0.3, seats, seed)


def _lossy(name: str, loss: float, seats: int, seed: int) -> Figures:
    with Lab(name, seats, seed) as lab:
        lab.start()
        lab.meet()
        lab.lan.set(range(seats), lan(loss=loss))
        lab.begin()
        _talk(lab, BUSY, 15)
        lab.figures.heal_s = lab.agree()
        return lab.end()


def halves(seats: int, seed: int) -> Figures:
    """The room falls into two, both write for half a minute, the cable is mended."""
    with Lab("half and half", seats, seed) as lab:
        lab.start()
        lab.meet()
        lab.begin()
        lab.lan.split(range(seats // 2), range(seats // 2, seats))
        _talk(lab, 10, 30, settle=False)
        lab.lan.cut(())
        lab.figures.heal_s = lab.agree()
        lab.until(lambda: lab.links() >= lab.figures.links_wanted)
        lab.figures.links = lab.links()
        lab.figures.note = "the latencies include the cut"
        return lab.end()


def one_way(seats: int, seed: int) -> Figures:
    """One seat hears another that does not hear it; third seats carry what is lacking."""
    with Lab("one-way cut", seats, seed) as lab:
        lab.start()
        lab.meet()
        lab.begin()
        lab.lan.cut([(0, seats - 1)])
        _talk(lab, 4, 30)
        lab.figures.heal_s = lab.agree()
        lab.figures.note = "healed while the cut lasted"
        return lab.end()


def flapping(seats: int, seed: int) -> Figures:
    """A cable goes and comes every three seconds."""
    with Lab("flapping every 3 s", seats, seed) as lab:
        lab.start()
        lab.meet()
        lab.begin()
        lab.watch.sign_in((0, seats - 1))
        for n in range(10):
            lab.lan.set([seats - 1], GOOD if n % 2 else DOWN)
            lab.watch.write((0, seats - 1), 4, 3)
        lab.lan.set([seats - 1], GOOD)
        lab.figures.heal_s = lab.agree()
        return lab.end()


def no_multicast(seats: int, seed: int) -> Figures:
    """The switch drops multicast; each seat but the first was told one address."""
    with Lab("multicast blocked", seats, seed) as lab:
        lab.lan.set(range(seats), Conditions(multicast=False))
        lab.begin()
        lab.start("--listen", "10.77.0.1:47800", which=[0])
        lab.start("--peer", "10.77.0.1:47800", which=range(1, seats))
        lab.meet()
        _talk(lab, 4, 5)
        lab.figures.heal_s = lab.agree()
        return lab.end()


def ipv6_only(seats: int, seed: int) -> Figures:
    """No machine has an IPv4 address."""
    with Lab("IPv6 only", seats, seed, lambda n: f"fd77::{n + 1:x}/64") as lab:
        lab.begin()
        lab.start()
        lab.meet()
        _talk(lab, 4, 5)
        lab.figures.heal_s = lab.agree()
        return lab.end()


def two_interfaces(seats: int, seed: int) -> Figures:
    """Two LANs; the first machine stands in both, and carries what one side writes to the other."""
    half = seats // 2
    with Lab("two interfaces", 0, seed) as lab:
        lab.lan.machine("10.77.0.1/24", "10.78.0.1/24", lans=(0, 1))
        for n in range(1, seats):
            first = n <= half
            lab.lan.machine(f"10.{77 if first else 78}.0.{n + 1}/24", lans=(0 if first else 1,))
        lab.settle(seats)
        lab.begin()
        lab.start()
        others = seats - 1 - half
        lab.meet(seats - 1 + half * (half - 1) // 2 + others * (others - 1) // 2)
        lab.watch.sign_in((half, seats - 1))
        lab.watch.write((half, seats - 1), 4, 10)
        lab.figures.heal_s = lab.agree()
        lab.figures.note = "no seat but the first is linked with both sides"
        return lab.end()


def stalled(seats: int, seed: int) -> Figures:
    """One seat is stopped for 20 s, as by a machine that sleeps, and goes on."""
    with Lab("stalled seat", seats, seed) as lab:
        lab.start()
        lab.meet()
        lab.begin()
        lab.seats[-1].pause()
        _talk(lab, 8, 20, settle=False)
        lab.seats[-1].resume()
        lab.figures.heal_s = lab.agree()
        lab.until(lambda: lab.links() >= lab.figures.links_wanted)
        lab.figures.links = lab.links()
        lab.figures.note = "the latencies include the stop"
        return lab.end()


def all_dark(seats: int, seed: int) -> Figures:
    """All cables are dead for 20 s, while everybody goes on writing."""
    with Lab("all links down", seats, seed) as lab:
        lab.start()
        lab.meet()
        lab.begin()
        lab.lan.set(range(seats), DOWN)
        _talk(lab, 6, 20, settle=False)
        lab.lan.set(range(seats), GOOD)
        lab.figures.heal_s = lab.agree()
        lab.until(lambda: lab.links() >= lab.figures.links_wanted)
        lab.figures.links = lab.links()
        lab.figures.note = "the latencies include the dark"
        return lab.end()


def _talk(lab: Lab, rate: float, seconds: float, *, settle: bool = True) -> None:
    """Two people write, at the first seat and at one in the other half."""
    writers = (0, len(lab.seats) // 2)
    lab.watch.sign_in(writers)
    lab.watch.write(writers, rate, seconds)
    if settle:
        lab.until(lambda: not lab.watch.waiting)


SCENARIOS: dict[str, Scenario] = {
    "brief": brief,
    "cold": cold_start,
    "idle": idle,
    "loss10": loss10,
    "loss30": loss30,
    "halves": halves,
    "oneway": one_way,
    "flapping": flapping,
    "nomulticast": no_multicast,
    "ipv6": ipv6_only,
    "twolans": two_interfaces,
    "stalled": stalled,
    "dark": all_dark,
    "late": late.joiner,
    "duplicate": hostile.duplicate_address,
    "rogue": hostile.rogue_host,
}
