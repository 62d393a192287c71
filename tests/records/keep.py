"""Keep a record of the version that is about to be released: python -m tests.records.keep VERSION.

It holds all that people can do; later versions must open it and show the same.
"""

import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from tests.console.domain.seats import ANN, BEN, CLO, DAN
from tests.rooms.desk import PASSPHRASE
from tests.rooms.house import House, copy_of, found
from tests.rooms.seat import Seat

OF_AGENCIES = ("code", "id", "fields", "engagements")
HERE = Path(__file__).parent


def story(house: House) -> None:
    """A morning in which everything happens once."""
    safe, siamu, pf = house.seats.values()
    operation = safe.tell(DAN, "operation.open", title="Dock fire")
    here = {"operation": operation}
    first = safe.tell(DAN, "incident.open", title="Fire", place="Vergote dock", severity="serious", **here)
    other = safe.tell(DAN, "incident.open", title="Smoke", **here)
    assert house.network.settle()
    of_first = {"incident": first}
    for field, value in (("perimeter", 300), ("road", "closed"), ("hazards", ["1017"]), ("D1", True)):
        safe.tell(DAN, "incident.set", field=field, value=value, **of_first)
    count = {"place": "quay", "source": "SIAMU", "category": "t1", "count": 3}
    safe.tell(DAN, "incident.casualties", **count, **of_first)
    siamu.tell(BEN, "incident.units", agency="SIAMU", on_site=4, asked=2, **of_first)
    safe.tell(DAN, "incident.link", other=other, **of_first)
    safe.tell(DAN, "incident.merge", incident=other, into=first, reason="one fire")
    siamu.tell(BEN, "agency.state", agency="SIAMU", state="engaged", **here)
    safe.tell(DAN, "agency.state", agency="PF", state="present", means="phone", informant="desk", **here)
    siamu.tell(BEN, "agency.report", agency="SIAMU", text="Two engines", **here)
    siamu.tell(BEN, "agency.capacity", agency="SIAMU", capacity=60, **here)
    safe.tell(DAN, "agency.set", agency="PF", field="phone", value="02 000 00 00")
    line = safe.tell(DAN, "log.write", text="Smoke over the dock", key=True, **here)
    safe.tell(DAN, "log.correct", line=line, text="Smoke over two docks")
    gone = safe.tell(DAN, "log.write", text="Wrong room", **here)
    safe.tell(DAN, "log.withdraw", line=gone, reason="not ours")
    assert house.network.settle()
    safe.tell(ANN, "command.grant", holder=ANN.id, authority="Mayor", **here)
    safe.tell(ANN, "command.intent", text="Nobody north of the canal", **here)
    safe.tell(ANN, "operation.phase", phase="municipal", authority="Mayor", **here)
    safe.tell(ANN, "operation.threat", area="harbour", level=3, authority="CUTA", **here)
    draft = safe.tell(DAN, "order.draft", to=["PF"], text="Close the bridge", **here)
    order = safe.tell(ANN, "order.issue", draft=draft, **here)
    request = pf.tell(CLO, "request.make", to="SIAMU", text="A ladder", **here)
    assert house.network.settle()
    siamu.tell(BEN, "request.answer", request=request, state="granted")
    pf.tell(CLO, "order.display", order=order)
    pf.tell(CLO, "order.acknowledge", order=order)
    pf.tell(CLO, "order.answer", order=order, answer="done")
    assert house.network.settle()
    safe.tell(ANN, "command.offer", to=BEN.id, **here)
    assert house.network.settle()
    siamu.tell(BEN, "command.accept", **here)
    step = safe.tell(DAN, "agenda.plan", title="Briefing", time=safe.wall() + 3_600_000, **here)
    safe.tell(DAN, "agenda.done", step=step)
    split(house, safe, pf, first)


def split(house: House, safe: Seat, pf: Seat, incident: str) -> None:
    """Both sides of a cut write the same field; one of them is revoked; somebody leaves."""
    assert house.network.settle()
    house.network.sever([safe], [pf])
    for seat, who, severity in ((safe, DAN, "critical"), (pf, CLO, "minor")):
        seat.tell(who, "incident.set", incident=incident, field="severity", value=severity)
    house.network.mend()
    assert house.network.settle()
    safe.tell("Fay", "seat.revoke", seat="PF 1", reason="lost", passphrase=PASSPHRASE)
    safe.desk(DAN).sign_out()
    assert house.network.settle(180_000, safe, house["siamu"])


def kinds(seat: Seat) -> Iterator[str]:
    return (stored.header.kind for stored in seat.record.since(0, 100_000))


def plain(views: Mapping[tuple[str, str], bytes | None]) -> dict[str, Any]:
    """What is shown, without what comes from the catalogue, which every version has anew."""
    found = {}
    for (kind, key), encoded in sorted(views.items()):
        view = msgspec.json.decode(msgspec.json.encode(msgspec.msgpack.decode(encoded))) if encoded else None
        if kind == "agency" and view is not None:
            view = {name: view[name] for name in OF_AGENCIES} if view["engagements"] else None
        if view is not None:
            found[f"{kind} {key}"] = view
    return found


def main(version: str) -> None:
    """Write the record and what it says into a folder named for the version."""
    with tempfile.TemporaryDirectory() as made:
        (Path(made) / "founded").mkdir()
        now = found(Path(made) / "founded")
        with copy_of(Path(made) / "founded", now, Path(made) / "house") as house:
            for name in ("safe", "siamu", "pf"):
                house.open(name)
            house.network.run(1_000)
            story(house)
            safe = house["safe"]
            safe.stop()
            safe.run()
            said: dict[str, Any] = {
                "record": safe.record.digest().hex(),
                "picture": safe.picture.digest(),
                "kinds": dict(sorted(Counter(kinds(safe)).items())),
                "at": safe.wall(),
                "shown": plain(safe.look()),
                "lines": len(safe.lines()),
            }
            safe.crash()
        folder = HERE / version
        folder.mkdir(exist_ok=True)
        shutil.copyfile(Path(made) / "house" / "safe" / "record.db", folder / "record.db")
        (folder / "says.json").write_text(json.dumps(said, indent=1) + "\n", "ascii")


if __name__ == "__main__":
    main(sys.argv[1])
