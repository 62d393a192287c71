"""mDNS: a hint where seats of the room may be. It neither lets anybody in nor ends a link."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from typing import Any

from zeroconf import (
    Error,
    EventLoopBlocked,
    IPVersion,
    ServiceBrowser,
    ServiceStateChange,
    Zeroconf,
)
from zeroconf.asyncio import AsyncServiceInfo

from console.mesh.interfaces import ANY, Hint, Self, interfaces, serves

SERVICE = "_belfry._tcp.local."
LOOK_EVERY, STEADY, TAG_EVERY = 5_000, 10_000, 600_000
ASK_MS = 3_000
HINTS = 500
MAX_HOSTS = 8


class Discovery:
    """zeroconf works in its own thread and hands over through a queue; the rest is called by the engine."""

    def __init__(
        self,
        me: Self,
        tag: Callable[[], str],
        tags: Callable[[], frozenset[str]],
        note: Callable[[str], None],
    ) -> None:
        """`tag` is the room's name of today, `tags` those to listen for, `note` counts causes."""
        self._me, self._tag, self._tags, self._note = me, tag, tags, note
        self._queue: SimpleQueue[AsyncServiceInfo] = SimpleQueue()
        self._zeroconf: Zeroconf | None = None
        self._info: AsyncServiceInfo | None = None
        self._faces: tuple[str, ...] = ()
        self._seen_faces: tuple[str, ...] = ()
        self._look_at = self._changed_at = self._tagged_at = 0

    def tick(self, now: int) -> None:
        """Follow the interfaces: begin when there is one, begin anew when they changed and stay so."""
        if now < self._look_at:
            return
        self._look_at = now + LOOK_EVERY
        faces = interfaces(self._seen_faces)
        if faces != self._seen_faces:
            self._seen_faces, self._changed_at = faces, now
        steady = self._zeroconf is None or now - self._changed_at >= STEADY
        if faces != self._faces and steady:
            self._restart(now)
        elif self._zeroconf is not None and now - self._tagged_at >= TAG_EVERY:
            self._announce(self._zeroconf, now)

    def hints(self) -> list[Hint]:
        """What was heard since."""
        heard: list[Hint] = []
        with suppress(Empty):
            while len(heard) < HINTS:
                hint = read(self._queue.get_nowait(), self._tags())
                if hint is not None and (hint.seat, hint.run) != (self._me.seat, self._me.run.hex()[:8]):
                    heard.append(hint)
        return heard

    def close(self) -> None:
        if self._zeroconf is not None:
            zeroconf, self._zeroconf = self._zeroconf, None
            with suppress(Error, EventLoopBlocked, OSError, TimeoutError, RuntimeError):
                zeroconf.close()

    def _restart(self, now: int) -> None:
        self.close()
        self._faces = self._seen_faces
        chosen = [face for face in self._faces if self._me.host in (*ANY, face)]
        if not chosen:
            return
        try:
            self._zeroconf = Zeroconf(interfaces=chosen, ip_version=version(chosen))
        except (OSError, Error):
            self._note("mdns.unavailable")
            return
        self._announce(self._zeroconf, now)
        ServiceBrowser(self._zeroconf, SERVICE, handlers=[self._changed])

    def _announce(self, zeroconf: Zeroconf, now: int) -> None:
        """Announce, or announce anew; the room's name in it changes every day."""
        self._tagged_at = now
        hosts = [face for face in self._faces if self._me.host in (*ANY, face)][:MAX_HOSTS]
        name = f"{self._me.seat.hex()}-{self._me.run.hex()[:8]}"
        old, self._info = (
            self._info,
            AsyncServiceInfo(
                SERVICE,
                f"{name}.{SERVICE}",
                addresses=[ip_address(host).packed for host in hosts],
                port=self._me.porch,
                properties={"t": self._tag(), "l": str(self._me.link)},
                server=f"{name}.local.",
            ),
        )
        again = old is not None and bool(zeroconf.registry.async_get_info_name(old.name))
        work = zeroconf.async_update_service if again else zeroconf.async_register_service
        self._do(zeroconf, work(self._info))

    def _do(self, zeroconf: Zeroconf, work: Coroutine[Any, Any, object]) -> None:
        async def run() -> None:
            try:
                await work
            except Error:
                self._note("mdns.not_announced")

        if zeroconf.loop is not None:
            asyncio.run_coroutine_threadsafe(run(), zeroconf.loop)

    def _changed(
        self, zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange
    ) -> None:
        """In zeroconf's thread. A farewell means nothing to us."""
        if state_change is not ServiceStateChange.Removed and zeroconf.loop is not None:
            asyncio.run_coroutine_threadsafe(self._resolve(zeroconf, service_type, name), zeroconf.loop)

    async def _resolve(self, zeroconf: Zeroconf, service_type: str, name: str) -> None:
        info = AsyncServiceInfo(service_type, name)
        if self._queue.qsize() < HINTS and await info.async_request(zeroconf, ASK_MS):
            self._queue.put(info)


def version(faces: Iterable[str]) -> IPVersion:
    """The protocols that these addresses speak."""
    spoken = {ip_address(face).version for face in faces}
    return IPVersion.All if len(spoken) > 1 else IPVersion.V6Only if 6 in spoken else IPVersion.V4Only


def read(info: AsyncServiceInfo, tags: frozenset[str]) -> Hint | None:
    """The hint in an announcement; None where it is none of our room's, or makes no sense."""
    properties = info.properties
    tag, link = properties.get(b"t") or b"", properties.get(b"l") or b""
    seat, _, run = info.name.removesuffix("." + SERVICE).partition("-")
    if tag.decode("ascii", "replace") not in tags or not link.isdigit() or len(link) > 5:
        return None
    if len(seat) != 32 or any(c not in "0123456789abcdef" for c in seat) or int(link) > 65535:
        return None
    hosts = tuple(host for host in info.parsed_addresses() if serves(ip_address(host)))[:MAX_HOSTS]
    return Hint(bytes.fromhex(seat), run[:16], hosts, int(link), info.port or 0) if hosts else None
