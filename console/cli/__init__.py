"""The command line: JSON lines out, errors in words on stderr with an exit status other than 0."""
