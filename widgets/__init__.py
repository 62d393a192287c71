"""Everything with Qt: panes, desk and wall."""
