"""The parts of the desk, each with one subject."""
