"""Files beside the record lie on the same disk: what it refuses to the record it refuses to them too."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from console.seat import keeping
from console.trust import boxes
from console.trust.errors import KeyFileFault
from console.trust.keys import write_private
from db import sealed
from db.backup import back_up
from db.errors import StorageFailed
from db.search import SearchIndex
from tests.simulator.field import Field
from tests.simulator.watch import disk_of


@contextmanager
def one_disk(field: Field) -> Iterator[None]:
    """Within this a disk that refuses takes no rest page, no index, no backup and no key box."""

    def ask(folder: Path) -> None:
        for seat in field.room:
            if seat.folder == folder:
                disk_of(seat).ask()

    def asking(write: Callable[..., Any], folder_of: Callable[[Any], Path]) -> Callable[..., Any]:
        def written(first: Any, *rest: Any, **named: Any) -> Any:
            ask(folder_of(first))
            return write(first, *rest, **named)

        return written

    def box(path: Path, *rest: Any, **named: Any) -> None:
        try:
            ask(path.parents[1])
        except StorageFailed as refused:
            raise KeyFileFault("trust.key_file.not_written", path=str(path), reason=refused.code) from refused
        write_private(path, *rest, **named)

    with (
        patch.object(sealed, "write", asking(sealed.write, lambda path: path.parent)),
        patch.object(SearchIndex, "index", asking(SearchIndex.index, lambda view: view._store.path.parent)),
        patch.object(keeping, "back_up", asking(back_up, lambda folder: folder)),
        patch.object(boxes, "write_private", box),
    ):
        yield
