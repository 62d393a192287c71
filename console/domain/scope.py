"""Which operation an intent is about."""

from console.domain.facts import Refused
from console.domain.numbers import label
from console.domain.picture import Picture


def operation_of(picture: Picture, given: str, closed: bool = False) -> str:
    """The id of the operation `given`, or of the only open one; with `closed` also a closed one."""
    if given:
        thing = picture.get(given, "operation")
        if not closed and thing.value("state") == "closed":
            raise Refused("operation.closed", label=label(thing))
        return thing.id
    opened = [t for t in picture.all("operation") if t.value("state") != "closed"]
    if not opened:
        raise Refused("operation.none_open")
    if len(opened) > 1:
        raise Refused("operation.which", count=len(opened))
    return opened[0].id
