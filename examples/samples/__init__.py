"""Sample files of our own making; `make` makes them again."""
