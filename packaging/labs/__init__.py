"""The laboratory: real seats on networks that misbehave as told, all of it on this machine."""
