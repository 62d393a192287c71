"""One workstation of the room: the process that owns record, picture, mesh and unlocked keys."""
