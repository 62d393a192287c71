"""The wall: the same picture for a whole room, read-only."""
