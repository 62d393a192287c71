"""The acts that need a form: each keeps what was typed until it is recorded."""
