"""Pictures of the desk: the real windows on rooms that are played in this process."""
