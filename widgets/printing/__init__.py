"""What goes on paper: the situation, or a log, as plain text on numbered pages."""
