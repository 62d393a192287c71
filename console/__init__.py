"""The engine room: domain, trust, mesh, seat, link and command line, without a screen."""
