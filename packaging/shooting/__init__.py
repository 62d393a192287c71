"""Pictures of desk and wall: the real windows on rooms that are played in this process."""
