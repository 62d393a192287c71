"""The room itself: its people, its seats, and whom this seat refused."""
