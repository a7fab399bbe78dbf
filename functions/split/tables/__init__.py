"""Tables of a drop: whatever a client keeps rows in, read row by row."""
