"""`seat code`: a short code to read aloud, and what comes of it; `seat join --code` is the other side."""

import argparse
import selectors

from console.cli.opening import answered, linked, passphrase, signed_in
from console.cli.output import Failed, emit
from console.cli.telling import is_exercise
from console.domain.room import CodeView
from console.link.client import Gone, Link
from console.seat.folder import Home
from console.trust import codes
from console.words import Words


def offer(args: argparse.Namespace, words: Words) -> int:
    """Print a code and the addresses to type it with; then wait until it was used, burnt or is over."""
    code = codes.fresh()
    Home(args.home).check()
    phrase = passphrase(words)
    with linked(args.home, args.lang) as link:
        exercise = is_exercise(link)
        with signed_in(args.home, args.by, words, phrase) as acting:
            place = {"label": args.label, "agency": args.agency, "variant": args.variant}
            asked = {"intent": "seat.code", **place, "code": code, "passphrase": phrase}
            answered(acting, acting.tell(asked))
        view = _next(link, "open")
        emit(exercise, ok=True, code=code, addresses=view.addresses, until=view.until)
        view = _next(link, "used", "burnt", "over")
        if view.state != "used":
            raise Failed(f"trust.code.{view.state}")
        emit(exercise, used=True, words=view.words)
    return 0


def _next(link: Link, *states: str) -> CodeView:
    """The code as the seat shows it, once it is in one of these states."""
    with selectors.DefaultSelector() as selector:
        selector.register(link.fileno(), selectors.EVENT_READ)
        while True:
            if any(isinstance(event, Gone) for event in link.drain()):
                raise Failed("link.gone")
            view: CodeView | None = link.mirrored.get("code", "")
            if view is not None and view.state in states:
                return view
            selector.select(timeout=0 if link.pending else 0.5)
