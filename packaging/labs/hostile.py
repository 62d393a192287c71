"""Machines on the LAN that are no seats, or not where they should be."""

import subprocess
import sys

from labs.figures import Figures
from labs.lab import Lab


def duplicate_address(seats: int, seed: int) -> Figures:
    """Two machines have one address; the network gives it now to this one, now to that."""
    with Lab("duplicate address", seats, seed, lambda n: f"10.77.0.{max(n, 1)}/24") as lab:
        lab.begin()
        lab.start()
        lab.meet((seats - 1) * (seats - 2) // 2)  # at any moment the address is one machine's only
        _write(lab)
        lab.figures.note = "the first two seats have the same address"
        return lab.end()


def rogue_host(seats: int, seed: int) -> Figures:
    """A stranger on the LAN: bytes at every port, forged announcements, a flood; nothing of it counts."""
    with Lab("rogue host", seats, seed) as lab:
        stranger = lab.lan.machine("10.77.0.200/24")
        lab.start("--listen", "*:47800")
        lab.begin()
        hosts = [f"10.77.0.{n + 1}" for n in range(seats)]
        command = [*lab.lan.machines[stranger].prefix, sys.executable, "-m", "labs.rogue", *hosts]
        rogue = subprocess.Popen(command, stdout=subprocess.PIPE)
        try:
            lab.meet()
            _write(lab)
        finally:
            rogue.terminate()
            said = rogue.communicate()[0]
        lab.figures.note = said.decode().strip()
        return lab.end()


def _write(lab: Lab) -> None:
    writers = (0, len(lab.seats) - 1)
    lab.watch.sign_in(writers)
    lab.watch.write(writers, 4, 10)
    lab.until(lambda: not lab.watch.waiting)
    lab.figures.heal_s = lab.agree()
