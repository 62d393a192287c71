"""Replication between the seats of a room: a protocol core that does no I/O, and the sockets around it."""
