"""The wall: the room's picture for everybody, read from afar and touched by nobody."""
