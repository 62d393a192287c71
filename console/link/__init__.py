"""The local door of a seat: intents in, changes out. Desk, wall, command line and scripts all use it."""
