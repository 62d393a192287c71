"""What faces say, led to whoever deals with it."""

from console.domain.facts import Refused
from console.link import protocol
from console.link.protocol import FromFace
from console.seat.acts import ACTS
from console.seat.administration import Administration
from console.seat.asks import Asks
from console.seat.audience import Audience, Face
from console.seat.intents import Teller, fields_of
from console.seat.ledger import Ledger
from console.seat.sessions import Sessions

MAX_WINDOWS = 32


class Reception:
    """Called by the engine when nothing is being written."""

    def __init__(
        self,
        ledger: Ledger,
        audience: Audience,
        sessions: Sessions,
        teller: Teller,
        administration: Administration,
        asks: Asks,
        run: str,
    ) -> None:
        self._ledger, self._audience, self._sessions = ledger, audience, sessions
        self._teller, self._administration = teller, administration
        self._asks, self._run = asks, run

    def hear(self, address: bytes, message: FromFace) -> None:
        """Deal with one message; from whoever has not said hello, only that is heard."""
        face = self._audience.faces.get(address)
        if isinstance(message, protocol.Hello):
            with self._audience.serving(Face(address, message.face[:16], "", 1), None):
                self._greet(address, message)
        elif face is None:
            self._audience.say(Face(address, "", "", 1), protocol.Bye("link.unknown"))
        else:
            with self._audience.serving(face, getattr(message, "n", None)):
                self._hear(face, message)

    def _greet(self, address: bytes, hello: protocol.Hello) -> None:
        face = Face(address, hello.face[:16], hello.lang[:8], hello.credit)
        if hello.version != protocol.VERSION:
            old = hello.version < protocol.VERSION
            self._audience.say(face, protocol.Bye("link.too_old" if old else "link.seat_too_old"))
            return
        again = self._audience.faces.get(address)
        if again is not None:
            face.sitter = again.sitter
        else:
            self._sessions.welcome(face, hello.session)
        self._audience.enter(face)
        session = face.sitter.state(face.kind) if face.sitter else None
        seat = self._ledger.key.seat.hex()
        self._audience.say(face, protocol.Welcome(protocol.VERSION, seat, self._run, session))

    def _hear(self, face: Face, message: FromFace) -> None:
        match message:
            case protocol.Alive():
                face.awaited = False
            case protocol.Credit(number):
                face.feed.credited(number)
            case protocol.Mirror():
                self._mirror(face, message)
            case protocol.Tell(n, intent):
                self._tell(face, n, intent)
            case protocol.Ask():
                self._asks.ask(face, message)
            case protocol.Cancel(n):
                self._asks.cancel(face, n)
            case _:
                self._sit(face, message)

    def _sit(self, face: Face, message: FromFace) -> None:
        match message:
            case protocol.SignIn(n, person, passphrase):
                self._sessions.sign_in(face, n, person, passphrase)
            case protocol.SignOut(n):
                self._sessions.sign_out(face, n)
            case protocol.Lock(n):
                self._sessions.lock(face, n)
            case protocol.Unlock(n, passphrase):
                self._sessions.unlock(face, n, passphrase)

    def _mirror(self, face: Face, wanted: protocol.Mirror) -> None:
        logs = wanted.logs
        if len(logs) > MAX_WINDOWS or any(":" in log.id or len(log.id) > 40 for log in logs):
            self._audience.refuse(face, wanted.n, "link.windows", {"limit": MAX_WINDOWS})
            return
        face.feed.choose(logs, again=wanted.again)
        self._audience.answer(face, wanted.n)

    def _tell(self, face: Face, n: int, intent: bytes) -> None:
        try:
            fields = fields_of(intent)
        except Refused as refusal:
            self._audience.refuse(face, n, refusal.code, dict(refusal.params))
            return
        teller = self._administration if str(fields.get("intent")) in ACTS else self._teller
        teller.tell(face, n, fields)
