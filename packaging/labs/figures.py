"""What a scenario came to: one line for people, one for programs."""

from collections.abc import Sequence

import msgspec


class Figures(msgspec.Struct):
    """Times in the unit that the name ends with; 0 where the scenario does not measure it."""

    scenario: str
    seats: int
    seed: int
    links: int = 0
    links_wanted: int = 0
    met_s: float = 0.0  # until all links stood
    told: int = 0  # entries that somebody wrote meanwhile
    unseen: int = 0  # of them, not at every face when the scenario ended
    p50_ms: float = 0.0  # from the act until it is at the last face of the room
    p99_ms: float = 0.0
    heal_s: float = 0.0  # until all digests were equal again
    agreed: bool = True
    lan_mb: float = 0.0
    cpu_percent: float = 0.0  # of one core, a seat
    memory_mb: float = 0.0  # of the largest seat
    note: str = ""

    @property
    def kept(self) -> bool:
        """Whether the room came out as one."""
        return self.agreed and not self.unseen and self.links >= self.links_wanted

    def text(self) -> str:
        visible = (
            f"visible everywhere p50 {self.p50_ms:.0f} ms, p99 {self.p99_ms:.0f} ms ({self.told} entries)"
        )
        return (
            f"{self.scenario}: {'ok' if self.kept else 'NOT OK'}; links {self.links}/{self.links_wanted} in "
            f"{self.met_s} s; {visible}; healed in {self.heal_s} s; {self.lan_mb} MB on the LAN; "
            f"{self.cpu_percent} % CPU a seat; {self.memory_mb} MB{'; ' + self.note if self.note else ''}"
        )


def percentile(seconds: Sequence[float], share: float) -> float:
    """In ms."""
    ordered = sorted(seconds)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1e3, 1) if ordered else 0.0
