"""The file of a record, before anybody reads or writes in it."""

from db import reading, schema
from db.errors import WrongRoom
from db.store import Store
from db.writing import META, many

ROOM = "record.room"


def prepare(store: Store, room: bytes) -> None:
    """Check that the file is this room's record, without touching it unless it is of a former form; make it
    where there is none.
    """
    if store.exists():
        store.roll_back()
        with store.read() as connection:
            form = schema.form(connection)
            found = reading.meta(connection, ROOM) if form else None
        if found is not None:
            if found != room:
                raise WrongRoom("storage.other_room")
            if form == schema.FORMER:
                with store.write() as connection:
                    schema.grow(connection)
            return
    with store.write() as connection:
        schema.create(connection)
        many(connection, META, [(ROOM, room)])
