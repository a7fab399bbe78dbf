"""Measurements of Hinterland that a reader can repeat; nothing that runs in production."""
