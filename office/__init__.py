"""The `hinterland` command: what the office in Chennai does from a terminal."""
