"""Exercises: scenarios, the player that tells them to a room, and the demo room."""
