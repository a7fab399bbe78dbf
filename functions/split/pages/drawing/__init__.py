"""Drawing in a process of its own limits: what kills it is one bad record."""
