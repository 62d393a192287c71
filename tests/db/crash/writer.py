"""A process that fills a record in a folder and notes in `confirmed` what it was told is recorded."""

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import db.record
from db.entry import Entry
from db.feed import Feed
from db.record import Record

ROOM = b"R" * 16


def runs(rng: random.Random, feed: Feed, rounds: int) -> Iterator[list[Entry]]:
    """Batches of entries of very different sizes."""
    for n in range(rounds):
        sizes = [rng.choice((20, 300, 5_000)) for _ in range(rng.choice((1, 1, 2, 12)))]
        yield [feed.write("log.written", (b"T" * 16,), rng.randbytes(size), hlc=n << 16) for size in sizes]


def main(folder: Path, seed: int, rounds: int) -> None:
    db.record.NOTE_EVERY = 40
    rng = random.Random(seed)
    confirmed = os.open(folder / "confirmed", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for opening in range(3):  # closing folds the journal into the file, so that it starts anew
        record, feed, other = Record.open(folder, ROOM), Feed.fresh(ROOM), Feed.fresh(ROOM)
        for n, batch in enumerate(runs(rng, feed, rounds)):
            os.write(confirmed, b"".join(stored.id for stored in record.append(batch, n).stored))
            if n % 5 == 0:
                run = next(runs(rng, other, 1))
                admission = record.admit(run, n)
                os.write(confirmed, b"".join(stored.id for stored in admission.stored))
                record.verify_pending(100)
            if n % 7 == 0:
                record.add_statements([b"statement %d %d" % (opening, n)])
                record.set_meta("mark", b"%d" % n)
            if n % 4 == 0:
                record.tidy()
        record.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
