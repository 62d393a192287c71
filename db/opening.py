"""The file of a record, before anybody reads or writes in it."""

from sqlalchemy import Connection

from db import reading, schema
from db.errors import Damaged, WrongRoom
from db.store import Store
from db.writing import META, many

ROOM = "record.room"


def prepare(store: Store, room: bytes) -> None:
    """Check that the file is this room's record, without touching it unless it is of a former form; make it
    where there is none. Raises WrongRoom or Damaged.
    """
    if store.exists():
        store.roll_back()
        with store.read() as connection:
            form = schema.form(connection)
            named = bool(form) and reading.meta(connection, ROOM) is not None
            if named:
                check_room(connection, room)
        if named:
            if form == schema.FORMER:
                with store.write() as connection:
                    schema.grow(connection)
            return
    with store.write() as connection:
        schema.create(connection)
        many(connection, META, [(ROOM, room)])


def check_room(connection: Connection, room: bytes) -> None:
    """Raises WrongRoom; or Damaged where a file that names another room holds what was written in this."""
    if reading.meta(connection, ROOM) == room:
        return
    if any(each.header.room == room for each in reading.asked(connection, reading.SINCE, 0, 1)):
        raise Damaged("storage.damaged")
    raise WrongRoom("storage.other_room")
