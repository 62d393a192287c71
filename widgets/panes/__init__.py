"""The parts of the desk, each with one subject."""

EDGE, HEAD = 14, 36  # design pixels: at the sides of a pane, and of its head
