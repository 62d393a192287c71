"""The bench: a record of some size, and what Belfry takes for it beside what nothing could undercut."""
